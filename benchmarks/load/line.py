"""One call's line for the load generator: Twilio's wire at a cost of some microseconds a frame.

The simulator's stand-in keeps what each side heard, sample by sample; this keeps times alone, so that dozens of calls
fit in a small part of a core. Playback is worked out rather than played: what is sent is contiguous, so a clip's first
audible sample and the moment of each mark are known when it arrives.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import numpy as np
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from ivr.audio import pcm_of
from ivr.simulator.signing import Signer
from ivr.simulator.timeline import AUDIBLE_RMS, ONSET_PEAK
from ivr.simulator.wire import Clear, Mark, Media, StreamMessages, read_message

TICK_SAMPLES = 160
CONNECT_SECONDS = 15.0


@dataclass(frozen=True)
class Heard:
    """A clip that is to be played: where on the stream's clock it is first audible, and where it ends; in samples."""

    audible_at: int
    ends_at: int
    ulaw: bytes


class Stream(asyncio.Protocol):
    """The websocket and the carrier's playback buffer. `now` tells the sample that is played next."""

    def __init__(self, url: str, sids: tuple[str, str, str], now: Callable[[], int]) -> None:
        self._messages = StreamMessages(*sids)
        self._sid = sids[2]
        self._now = now
        self._websocket = ClientProtocol(parse_uri(url), max_size=None)
        self._transport: asyncio.Transport | None = None
        self._marks: deque[tuple[int, str]] = deque()
        self._plays_until = 0
        self._frames = self._echoed = 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard: list[Heard] = []
        """Clips that are or will be audible; those cleared before are gone."""
        self.closed = False
        self.clears = 0

    @classmethod
    async def open(
        cls, url: str, sids: tuple[str, str, str], signer: Signer, now: Callable[[], int], parameters: Mapping[str, str]
    ) -> "Stream":
        parts = urlsplit(url)
        loop = asyncio.get_running_loop()
        _, stream = await loop.create_connection(lambda: cls(url, sids, now), parts.hostname, parts.port)
        stream.shake_hands(signer.headers(url))
        async with asyncio.timeout(CONNECT_SECONDS):
            await stream.opened
        stream._send(stream._messages.connected())
        stream._send(stream._messages.start(parameters))
        return stream

    def shake_hands(self, headers: Mapping[str, str]) -> None:
        """Ask for the websocket; `opened` tells of the answer."""
        request = self._websocket.connect()
        request.headers.update(headers)
        self._websocket.send_request(request)
        self._flush()

    @property
    def silent_from(self) -> int:
        """The sample after the last that is buffered; in the past when nothing is."""
        return self._plays_until

    @property
    def awaits_marks(self) -> bool:
        return bool(self._marks)

    @property
    def marks_echoed(self) -> int:
        return self._echoed

    def frame(self, payload: str) -> None:
        """One frame of the caller, encoded beforehand."""
        self._frames += 1
        self._send(
            f'{{"event":"media","sequenceNumber":"{self._frames + 1}","streamSid":"{self._sid}","media":'
            f'{{"track":"inbound","chunk":"{self._frames}","timestamp":"{(self._frames - 1) * 20}",'
            f'"payload":"{payload}"}}}}'
        )

    def echo_marks(self) -> None:
        """Those whose audio has been played by now."""
        while self._marks and self._marks[0][0] <= self._now():
            self._send(self._messages.mark(self._marks.popleft()[1]))
            self._echoed += 1

    def stop(self) -> None:
        if not self.closed:
            self._send(self._messages.stop())
            self._websocket.send_close()
            self._flush()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._websocket.receive_data(data)
        for event in self._websocket.events_received():
            if isinstance(event, Frame):
                if event.opcode is Opcode.TEXT:
                    self._receive(bytes(event.data).decode())
                elif event.opcode is Opcode.CLOSE:
                    self.closed = True
            elif not self.opened.done():
                failed = self._websocket.handshake_exc
                self.opened.set_exception(failed) if failed else self.opened.set_result(None)
        self._flush()

    def eof_received(self) -> None:
        self._websocket.receive_eof()

    def connection_lost(self, _: Exception | None) -> None:
        self.closed = True
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed before the websocket was open"))

    def _receive(self, text: str) -> None:
        message = read_message(text, self._sid)
        if isinstance(message, Media):
            begins = max(self._now(), self._plays_until)
            self._plays_until = begins + len(message.ulaw)
            self.heard.append(Heard(begins + onset(message.ulaw), self._plays_until, message.ulaw))
        elif isinstance(message, Mark):
            self._marks.append((self._plays_until, message.name))
        elif isinstance(message, Clear):
            self.clears += 1
            now = self._now()
            self._plays_until = min(self._plays_until, now)
            self.heard = [clip for clip in self.heard if clip.audible_at < now]
            self._marks = deque((self._plays_until, name) for _, name in self._marks)

    def _send(self, text: str) -> None:
        if not self.closed and self._transport is not None:
            self._websocket.send_text(text.encode())
            self._flush()

    def _flush(self) -> None:
        if self._transport is not None:
            for data in self._websocket.data_to_send():
                if data:
                    self._transport.write(data)
                else:
                    self._transport.close()


_ONSETS: dict[bytes, int] = {}


def onset(ulaw: bytes) -> int:
    """The first audible sample of a clip: the simulator's rule, on its 20 ms ticks. Its length when nothing sounds."""
    if ulaw not in _ONSETS:
        samples = np.frombuffer(pcm_of(ulaw), dtype="<i2").astype(np.float64)
        padded = np.pad(samples, (0, -samples.size % TICK_SAMPLES)).reshape(-1, TICK_SAMPLES)
        loud = np.flatnonzero(np.sqrt(np.mean(padded**2, axis=1)) > AUDIBLE_RMS)
        first = int(loud[0]) if loud.size else -1
        over = np.flatnonzero(np.abs(padded[first]) > ONSET_PEAK) if loud.size else []
        _ONSETS[ulaw] = first * TICK_SAMPLES + int(over[0] if len(over) else 0) if loud.size else samples.size
    return _ONSETS[ulaw]


async def post(url: str, form: Mapping[str, str], signer: Signer) -> tuple[int, str]:
    """A signed webhook over a connection of its own: status and body."""
    parts = urlsplit(url)
    body = urlencode(form)
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **signer.headers(url, form),
    }
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
        answer = await reader.read()
    finally:
        writer.close()
    head_bytes, _, content = answer.partition(b"\r\n\r\n")
    return int(head_bytes.split(b" ", 2)[1]), content.decode()
