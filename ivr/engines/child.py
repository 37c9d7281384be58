"""The inside of a worker's child process: builds one engine, then answers requests until its parent is gone.

Run as `python -m ivr.engines.child FD` with one end of a socket pair. The main thread does nothing but the engine's
work (pyttsx3 hangs elsewhere); a second thread reads, and ends the process when the parent closes or dies.
"""

import ctypes
import importlib
import os
import queue
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence

from .abandon import current
from .handler import Handler, Message, Together
from .wire import LENGTHS, Header, header_of, lengths, packed

PR_SET_PDEATHSIG = 1
NATIVE_THREADS = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
"""For libraries loaded later. Threads that wait for each other must not spin: others need the cores. CTranslate2 has
the threads that it is given all the same; with more than one for the whole process, its matrix library begins more
beside them, and an utterance took 172 ms and 300 ms of processor instead of 113 and 200 (base, two threads, two
cores)."""


def _die_with_parent(parent: int) -> None:
    """Linux alone has it: also a child stuck in native code goes when its parent is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os._exit(0)


def _receive_exactly(pipe: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = pipe.recv(min(size - len(parts), 1 << 16))
        if not part:
            raise EOFError
        parts += part
    return bytes(parts)


def _receive(pipe: socket.socket) -> Message:
    header_size, body_size = lengths(_receive_exactly(pipe, LENGTHS.size))
    return header_of(_receive_exactly(pipe, header_size)), _receive_exactly(pipe, body_size)


def _read_requests(pipe: socket.socket, requests: "queue.SimpleQueue[list[Message]]") -> None:
    together: list[Message] = []
    try:
        while True:
            request, body = _receive(pipe)
            if "abandon" in request:
                current.abandon(int(request["abandon"]))
                continue
            together.append((request, body))
            if len(together) >= request.get("together", 1):
                requests.put(together)
                together = []
    except (EOFError, OSError, ValueError):
        os._exit(0)  # the parent closed or died: nobody waits for what the main thread is doing


def _build(first: Header) -> Handler | Together:
    sys.path[:] = first["path"]
    module, _, function = str(first["target"]).partition(":")
    handler: Handler | Together = getattr(importlib.import_module(module), function)(first["options"])
    return handler


def _answers(handler: Handler | Together, batch: Sequence[Message]) -> Iterator[Message]:
    """As many as there are requests: where the engine fails, what is missing is an error."""
    left = len(batch)
    try:
        for answer in handler.handle(batch) if isinstance(handler, Together) else [handler(*batch[0])]:
            left -= 1
            yield answer
    except Exception as error:  # noqa: BLE001 - the boundary of the process: the parent makes it an EngineError
        # Only the kind: the text of an error may hold a caller's words.
        yield from [({"error": type(error).__name__}, b"")] * left


def _serve(pipe: socket.socket, requests: "queue.SimpleQueue[list[Message]]", handler: Handler | Together) -> None:
    while True:
        batch = requests.get()
        current.begin(int(request.get("id") or 0) for request, _ in batch)
        for (request, _), (answer, body) in zip(batch, _answers(handler, batch), strict=True):
            pipe.sendall(packed(answer | {"id": request.get("id")}, body))


def main(descriptor: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle; it stops us
    for name, value in NATIVE_THREADS.items():
        os.putenv(name, value)
    pipe = socket.socket(fileno=descriptor)
    first, _ = _receive(pipe)
    _die_with_parent(int(first["parent"]))
    requests: queue.SimpleQueue[list[Message]] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(pipe, requests), daemon=True).start()
    try:
        handler = _build(first)
    except Exception as error:  # noqa: BLE001 - the boundary of the process; nothing of a caller is known here yet
        pipe.sendall(packed({"failed": f"{type(error).__name__}: {error}"}))
        return
    pipe.sendall(packed({"ready": True}))
    _serve(pipe, requests, handler)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except (BrokenPipeError, ConnectionResetError, EOFError):
        os._exit(0)  # the parent went first
