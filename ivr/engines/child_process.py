"""The parent's end of a child: its process, the pipe to it, and the requests that it is at work on."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import EngineError
from .wire import LENGTHS, Header, header_of, lengths, packed


@dataclass(frozen=True, slots=True)
class Job:
    """What the child is: `target` is "module:function", called there with `options` to build the handler."""

    name: str
    target: str
    options: Mapping[str, object] = field(default_factory=dict)
    start_seconds: float = 60.0
    """A child not ready by then is killed."""
    hang_seconds: float = 2.5
    """A child that after this long on one request stands still, or has worked for so long, is killed."""
    waiting: int = 16
    """Requests that may wait; one more is refused at once."""
    tries: int = 2
    """A request on which a child died or hung is given to another, up to this many children."""
    together: int = 1
    """Requests that a child is given at once when so many wait; its handler must be made for it."""
    variants: tuple[Mapping[str, object], ...] = field(default=({},))
    """A child for each, with these options added. The first free one is asked."""


LONGEST_STARVED = 4
"""Times hang_seconds: a child that gets so little of the processor is given up, too."""
STANDS_STILL_SECONDS = 0.02
"""Of processor time between two looks; what moves no further than this waits for something that does not come."""


class ChildGoneError(Exception):
    """The child died, hung or broke the protocol; another may do better."""

    def __init__(self, *, at_fault: bool = True) -> None:
        super().__init__("the child is gone")
        self.at_fault = at_fault
        """Whether it was at work on this very request."""


def _process_with(pipe: socket.socket) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "ivr.engines.child", str(pipe.fileno())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # pyttsx3 prints there
        pass_fds=[pipe.fileno()],
        start_new_session=True,  # a process group of its own: Ctrl-C in a terminal is for the parent
    )


class Child:
    """One process and the pipe to it."""

    def __init__(self, process: "subprocess.Popen[bytes]", reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.rank = 0
        """Its place among the job's variants."""
        self.process = process
        self._reader = reader
        self._writer = writer
        self._answers: dict[int, asyncio.Future[tuple[Header, bytes]]] = {}
        self._unsent: list[tuple[Header, bytes]] = []
        """Requests of the same moment: the child gets them together."""
        self._asked = 0
        """Requests so far; each has its number."""

    @classmethod
    async def spawn(cls) -> "Child":
        """Raises OSError when the machine gives no process or socket."""
        ours, theirs = socket.socketpair()
        with theirs:
            reader, writer = await asyncio.open_connection(sock=ours)
            try:
                process = _process_with(theirs)
            except OSError:
                writer.close()
                raise
        return cls(process, reader, writer)

    async def prepare(self, job: Job) -> None:
        """Have it build its engine. Raises EngineError with the child's reason, ChildGoneError when it died."""
        options = dict(job.options) | dict(job.variants[self.rank])
        first = {"target": job.target, "options": options, "path": sys.path, "parent": os.getpid()}
        try:
            self._writer.write(packed(first))
            header, _ = await self._receive()
        except (OSError, EOFError, ValueError) as error:
            raise ChildGoneError from error
        if "failed" in header:
            raise EngineError(str(header["failed"]))

    async def answer_all(self) -> None:
        """Hand out answers until the child is gone; then fail who still waits."""
        with contextlib.suppress(OSError, EOFError, ValueError, KeyError):
            while True:
                header, body = await self._receive()
                self._answers.pop(int(header["id"])).set_result((header, body))
        for unanswered in self._answers.values():
            unanswered.set_exception(ChildGoneError())
        self._answers.clear()

    async def ask(
        self, request: Header, body: bytes, hang_seconds: float, done: Callable[[], None]
    ) -> tuple[Header, bytes]:
        """Raises ChildGoneError. `done` is called when the child is free again, though the asker may have given up."""
        if self._writer.is_closing():
            raise ChildGoneError(at_fault=False)
        self._asked += 1
        number = self._asked
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        watch = Watch(self, hang_seconds)

        def finished(future: "asyncio.Future[tuple[Header, bytes]]") -> None:
            watch.cancel()
            future.exception()  # else an asker who gave up would leave a warning behind
            done()

        answer.add_done_callback(finished)
        self._send_soon(request | {"id": number}, body)
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            if not answer.done() and not self._writer.is_closing():
                self._writer.write(packed({"abandon": number}))
            raise

    def _send_soon(self, request: Header, body: bytes) -> None:
        """After all who were given the child in this moment have asked."""
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._send)
        self._unsent.append((request, body))

    def _send(self) -> None:
        together, self._unsent = self._unsent, []
        if not self._writer.is_closing():
            count = {"together": len(together)}
            self._writer.write(b"".join(packed(request | count, body) for request, body in together))

    def processor_seconds(self) -> float:
        """What the process has used so far; 0 where the system does not tell (Linux does)."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End the process and whatever it started."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    async def gone(self) -> int:
        """Kill it, wait until it is gone; its exit status."""
        self.kill()
        self._writer.close()
        waiting = asyncio.create_task(asyncio.to_thread(self.process.wait))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            await waiting  # killed, so in a moment: whoever stops the worker is told that its child is gone
            raise

    async def _receive(self) -> tuple[Header, bytes]:
        header_size, body_size = lengths(await self._reader.readexactly(LENGTHS.size))
        return header_of(await self._reader.readexactly(header_size)), await self._reader.readexactly(body_size)


class Watch:
    """Kills a child that hangs on a request, and spares one that a loaded machine lets work only now and then.

    To kill what works makes the load worse: on a machine that others kept busy (load 12), five children were killed and
    loaded anew in one minute of eight calls.
    """

    def __init__(self, child: Child, hang_seconds: float) -> None:
        self._child, self._hang_seconds = child, hang_seconds
        self._loop = asyncio.get_running_loop()
        self._gives_up_at = self._loop.time() + LONGEST_STARVED * hang_seconds
        self._at_start = self._seen = child.processor_seconds()
        self._timer = self._loop.call_later(hang_seconds, self._look)

    def cancel(self) -> None:
        self._timer.cancel()

    def _look(self) -> None:
        used = self._child.processor_seconds()
        stands_still = used - self._seen < STANDS_STILL_SECONDS
        if stands_still or used - self._at_start >= self._hang_seconds or self._loop.time() >= self._gives_up_at:
            self._child.kill()
            return
        self._seen = used
        self._timer = self._loop.call_later(self._hang_seconds / 2, self._look)
