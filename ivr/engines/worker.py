"""One child process that does an engine's work: deadlines, kill and respawn, one retry, readiness."""

import asyncio
import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import structlog

from ..errors import EngineError
from .wire import LENGTHS, Header, header_of, lengths, packed

LONGEST_PAUSE_SECONDS = 30.0
"""Between attempts to start a child that does not start."""

log = structlog.get_logger(__name__)


class State(StrEnum):
    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"
    """The last child did not start; another attempt is made after a pause."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the child is: `target` is "module:function", called there with `options` to build the handler."""

    name: str
    target: str
    options: Mapping[str, object] = field(default_factory=dict)
    start_seconds: float = 60.0
    """A child not ready by then is killed."""
    hang_seconds: float = 2.5
    """A child that works longer than this on one request is killed."""
    waiting: int = 16
    """Requests under way and waiting; one more is refused at once."""
    tries: int = 2
    """A request on which a child died or hung is given to the next child, up to this many children."""


class ChildGoneError(Exception):
    """The child died, hung or broke the protocol; another may do better."""

    def __init__(self, *, at_fault: bool) -> None:
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
    """One process and the pipe to it. It answers in the order in which it was asked."""

    def __init__(self, process: "subprocess.Popen[bytes]", reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.process = process
        self._reader = reader
        self._writer = writer
        self._ids = itertools.count(1)
        self._asked: dict[int, asyncio.Future[tuple[Header, bytes]]] = {}
        """Without an answer yet, oldest first; those whose asker gave up stay, since the child works on them."""
        self._hang: asyncio.TimerHandle | None = None

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
        first = {"target": job.target, "options": dict(job.options), "path": sys.path, "parent": os.getpid()}
        try:
            self._writer.write(packed(first))
            header, _ = await self._receive()
        except (OSError, EOFError, ValueError) as error:
            raise ChildGoneError(at_fault=True) from error
        if "failed" in header:
            raise EngineError(str(header["failed"]))

    async def answer_all(self, hang_seconds: float) -> None:
        """Hand out answers until the child is gone; then fail those who still wait."""
        self._hang_seconds = hang_seconds
        with contextlib.suppress(OSError, EOFError, ValueError):
            while True:
                header, body = await self._receive()
                waiting = self._asked.pop(int(header.get("id", 0)), None)
                self._watch()
                if waiting is not None and not waiting.done():  # else the asker gave up: nobody wants it
                    waiting.set_result((header, body))
        for place, waiting in enumerate(self._asked.values()):
            if not waiting.done():
                waiting.set_exception(ChildGoneError(at_fault=place == 0))
        self._asked.clear()

    async def ask(self, request: Header, body: bytes) -> tuple[Header, bytes]:
        """Raises ChildGoneError."""
        if self._writer.is_closing():
            raise ChildGoneError(at_fault=False)
        number = next(self._ids)
        answer: asyncio.Future[tuple[Header, bytes]] = asyncio.get_running_loop().create_future()
        self._asked[number] = answer
        if len(self._asked) == 1:
            self._watch()
        self._writer.write(packed(request | {"id": number}, body))
        return await answer

    def kill(self) -> None:
        """End the process and whatever it started."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    async def gone(self) -> int:
        """Kill it, wait until it is gone; its exit status."""
        self.kill()
        if self._hang is not None:
            self._hang.cancel()
        self._writer.close()
        waiting = asyncio.create_task(asyncio.to_thread(self.process.wait))
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            await waiting  # killed, so in a moment: whoever stops the worker is told that its child is gone
            raise

    def _watch(self) -> None:
        """The child begins its next request, if there is one: it has hang_seconds for it."""
        if self._hang is not None:
            self._hang.cancel()
        self._hang = asyncio.get_running_loop().call_later(self._hang_seconds, self.kill) if self._asked else None

    async def _receive(self) -> tuple[Header, bytes]:
        header_size, body_size = lengths(await self._reader.readexactly(LENGTHS.size))
        return header_of(await self._reader.readexactly(header_size)), await self._reader.readexactly(body_size)


class Worker:
    """Keeps one child of a job alive from start() to stop() and gives it requests, one after another."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.state = State.STOPPED
        self.problem = ""
        """Why the last child did not start; for the operator."""
        self.restarts = 0
        """Children replaced since start()."""
        self._child: Child | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._serving = asyncio.Event()
        self._failing = asyncio.Event()
        self._asking = 0

    @property
    def ready(self) -> bool:
        return self.state is State.READY

    @property
    def pid(self) -> int | None:
        return self._child.process.pid if self._child else None

    async def start(self) -> None:
        """Begin keeping a child; returns at once. `wait_ready` waits for it."""
        if self._keeper is None:
            self.state = State.STARTING
            self._keeper = asyncio.create_task(self._keep(), name=f"{self.job.name} worker")

    async def wait_ready(self, deadline_seconds: float) -> None:
        """Raises EngineError with the reason when a child does not start, or none is ready by then."""
        serving = asyncio.ensure_future(self._serving.wait())
        failing = asyncio.ensure_future(self._failing.wait())
        try:
            await asyncio.wait((serving, failing), timeout=deadline_seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            serving.cancel()
            failing.cancel()
        if not self._serving.is_set():
            raise EngineError(f"{self.job.name} is not ready: {self.problem or 'still starting'}")

    async def stop(self) -> None:
        """End the child; it is gone when this returns."""
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper
        self.state = State.STOPPED

    async def call(self, request: Header, body: bytes = b"", *, deadline_seconds: float) -> tuple[Header, bytes]:
        """The child's answer, waiting for earlier ones and for a new child included. Raises EngineError."""
        if self._keeper is None:
            raise EngineError(f"{self.job.name} is stopped")
        if self._asking >= self.job.waiting:
            raise EngineError(f"{self.job.name} has {self._asking} requests waiting already")
        self._asking += 1
        try:
            async with asyncio.timeout(deadline_seconds):
                header, answer = await self._call(request, body)
        except TimeoutError as error:
            raise EngineError(f"{self.job.name} gave no answer within {deadline_seconds:g} s") from error
        finally:
            self._asking -= 1
        if "error" in header:
            raise EngineError(f"{self.job.name} failed: {header['error']}")
        return header, answer

    async def _call(self, request: Header, body: bytes) -> tuple[Header, bytes]:
        tries = 0
        while tries < self.job.tries:
            await self._serving.wait()
            child = self._child
            try:
                if child is not None:
                    return await child.ask(request, body)
            except ChildGoneError as gone:
                tries += gone.at_fault
            if child is self._child:  # the keeper is about to notice too
                self._serving.clear()
        raise EngineError(f"{self.job.name} died or hung {tries} times on one request")

    async def _keep(self) -> None:
        """Have a child at any time: when it is gone spawn another, after a pause if it did not start."""
        failures = 0
        while True:
            failures = 0 if await self._live_once() else failures + 1
            self.restarts += 1
            if failures:
                await asyncio.sleep(min(2.0 ** (failures - 2), LONGEST_PAUSE_SECONDS))

    async def _live_once(self) -> bool:
        """The life of one child; whether it ever served."""
        try:
            child = self._child = await Child.spawn()
        except OSError as error:
            return self._failed(f"no process could be made: {error.strerror}")
        served = False
        try:
            served = await self._prepared(child)
            if served:
                await child.answer_all(self.job.hang_seconds)
        finally:
            self._serving.clear()
            self._child = None
            status = await child.gone()
        if served:
            self.state = State.STARTING
            log.warning("engine child ended", engine=self.job.name, status=status)
        return served

    async def _prepared(self, child: Child) -> bool:
        try:
            async with asyncio.timeout(self.job.start_seconds):
                await child.prepare(self.job)
        except TimeoutError:
            return self._failed(f"not ready within {self.job.start_seconds:g} s")
        except ChildGoneError:
            return self._failed(f"its process died while starting (exit status {await child.gone()})")
        except EngineError as error:
            return self._failed(str(error))
        self.problem = ""
        self.state = State.READY
        self._failing.clear()
        self._serving.set()
        return True

    def _failed(self, problem: str) -> bool:
        self.problem = problem
        self.state = State.FAILED
        self._failing.set()
        log.error("engine child does not start", engine=self.job.name, problem=problem)
        return False
