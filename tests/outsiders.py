"""Those outside who are asked about checkpoints, over real HTTP on this machine: a witness by its specification."""

import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from ivr.evidence.checkpoint import Checkpoint, read_checkpoint
from ivr.evidence.note import Note, SigningKey, Verifier
from ivr.evidence.tree import EMPTY, is_consistent

from .evidence import NOON

Answer = tuple[int, str, bytes]
"""Status, content type, body."""
SIZE = "text/x.tlog.size"


class Asked(Protocol):
    def answer(self, path: str, body: bytes) -> Answer: ...


@contextmanager
def over_http(asked: Asked) -> Iterator[str]:
    """The address at which it answers posts, each in a thread of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, kind, body = asked.answer(self.path, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class WitnessDouble:
    """Keeps the last checkpoint that it cosigned of each log that it knows, as C2SP tlog-witness says; or does not."""

    def __init__(self, *logs: Verifier, name: str = "witness.example") -> None:
        self.key = SigningKey.made(name)
        self.logs = {log.name: log for log in logs}
        self.cosigned: dict[str, tuple[int, bytes]] = {}
        self.requests: list[tuple[str, int]] = []
        """Path and old size of each."""
        self.clock: Callable[[], float] = NOON.timestamp
        self.amiss: Callable[[Answer], Answer] = lambda answer: answer
        """What is done to an answer before it is sent."""

    def answer(self, path: str, body: bytes) -> Answer:
        head, _, data = body.partition(b"\n\n")
        old_line, *proof = head.decode().split("\n")
        word, old = old_line.split(" ")
        assert (word, str(int(old))) == ("old", old)
        self.requests.append((path, int(old)))
        return self.amiss(self._judged(int(old), [b64decode(line, validate=True) for line in proof], data))

    def _judged(self, old: int, proof: list[bytes], data: bytes) -> Answer:
        given = read_checkpoint(data)
        if given.origin not in self.logs:
            return 404, "text/plain", b""
        if not given.note.is_by(self.logs[given.origin]):
            return 403, "text/plain", b""
        if old > given.size or len(proof) > 63:
            return 400, "text/plain", b""
        size, root = self.cosigned.get(given.origin, (0, EMPTY))
        if old != size or (old == given.size and root != given.root):
            return 409, SIZE, f"{size}\n".encode()
        if not is_consistent(old, given.size, root, given.root, proof):
            return 422, "text/plain", b""
        self.cosigned[given.origin] = (given.size, given.root)
        return 200, "text/plain", self.signed(given)

    def signed(self, checkpoint: Checkpoint) -> bytes:
        """Its own line, behind one of a key that nobody asked for."""
        text = checkpoint.note.text
        lines = Note(
            "", (SigningKey.made("stranger.example").cosign(text, 1), self.key.cosign(text, int(self.clock())))
        )
        return lines.bytes().removeprefix(b"\n")
