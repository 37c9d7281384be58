"""The carrier's REST interface, as far as recordings go: listed, told of, fetched and deleted, over real HTTP.

It can fail in the ways of a carrier: refuse, hang, send elsewhere, or say that something is deleted which is not.
"""

import base64
import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

RATE = 8000
SECRET = "the-stand-ins-api-secret"  # noqa: S105  # made up, of a stand-in
ACCOUNT, KEY = "AC00000000000000000000000000000001", "SK00000000000000000000000000000001"


@dataclass(slots=True)
class Kept:
    call_sid: str
    sound: bytes
    seconds: int
    status: str = "completed"
    source: str = "RecordVerb"


@dataclass
class CarrierRest:
    """What lies there, what was asked, and what is to go wrong."""

    url: str = ""
    recordings: dict[str, Kept] = field(default_factory=dict)
    """Id → recording, the oldest first."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request."""
    answers: dict[tuple[str, str], int] = field(default_factory=dict)
    """Method and what of ("list", "one", "sound") → the status of every answer to it."""
    bodies: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """The same → what is answered with 200 instead."""
    location: str = ""
    """Where a status of 300 to 399 sends to."""
    keeps_what_it_deletes: bool = False
    page: int = 50
    hangs: threading.Event | None = None
    """No request is answered until it is set."""

    def left(self, call_sid: str, seconds: int = 2, **more: str) -> str:
        """A caller has left a message; its id."""
        sid = f"RE{len(self.asked) + len(self.recordings) + 1:032x}"
        self.recordings[sid] = Kept(call_sid, sound_of(seconds), seconds, **more)
        return sid


def sound_of(seconds: float) -> bytes:
    """A WAV file as the carrier gives it: 8 kHz, 16 bits; no two of its samples beside each other are alike."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"\x01\x02\x7f\x10" * int(seconds * RATE / 2))
    return written.getvalue()


@contextmanager
def carrier_rest() -> Iterator[CarrierRest]:
    """On loopback, until the end."""
    carrier = CarrierRest()

    class Handler(_Handler):
        state = carrier

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    carrier.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield carrier
    finally:
        if carrier.hangs:
            carrier.hangs.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    state: CarrierRest

    def do_GET(self) -> None:
        self._answer("GET")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed between the lines of a call."""

    def _answer(self, method: str) -> None:
        carrier, parts = self.state, urlsplit(self.path)
        carrier.asked.append((method, self.path))
        if carrier.hangs:
            carrier.hangs.wait()
        root = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings"
        wanted = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != wanted:
            return self._send(401, b'{"code": 20003}')
        name = parts.path.removeprefix(root).strip("/")
        what = "list" if name == ".json" else "sound" if name.endswith(".wav") else "one"
        if status := carrier.answers.get((method, what)):
            return self._send(status, b'{"code": 20429}')
        if body := carrier.bodies.get((method, what)):
            return self._send(200, body)
        if what == "list" and parts.path.startswith(root):
            return self._send(200, json.dumps(self._listed(parse_qs(parts.query))).encode())
        sid = name.partition(".")[0]
        kept = carrier.recordings.get(sid)
        if kept is None:
            return self._send(404, b'{"code": 20404}')
        if method == "DELETE":
            if not carrier.keeps_what_it_deletes:
                del carrier.recordings[sid]
            return self._send(204, b"")
        return self._send(200, kept.sound if what == "sound" else json.dumps(_told(sid, kept)).encode())

    def _listed(self, query: dict[str, list[str]]) -> dict[str, object]:
        """The newest first, a page at a time."""
        calls = query.get("CallSid")
        found = [_told(sid, kept) for sid, kept in self.state.recordings.items() if not calls or kept.call_sid in calls]
        found.reverse()
        begin = int(query.get("PageToken", ["0"])[0])
        end = begin + self.state.page
        more = f"/2010-04-01/Accounts/{ACCOUNT}/Recordings.json?Page=1&PageToken={end}"
        return {"recordings": found[begin:end], "next_page_uri": more if end < len(found) else None}

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", self.state.location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _told(sid: str, kept: Kept) -> dict[str, str]:
    made = "Sun, 29 Nov 2026 12:00:00 +0000"
    told = {"sid": sid, "call_sid": kept.call_sid, "status": kept.status, "source": kept.source}
    return told | {"duration": str(kept.seconds), "date_created": made}
