"""The load generator's line: when a clip is audible, when marks come back, and what `clear` takes away."""

import asyncio
import base64
import json
from dataclasses import dataclass, field

import pytest
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from benchmarks.load.line import Stream
from ivr.audio import ulaw_of

from .wire_service import tone

SIDS = ("AC1", "CA1", "MZ1")
URL = "ws://127.0.0.1:8080/media"


class Wire(asyncio.Transport):
    """Hands what the stream writes to a real websocket server, and its answers back."""

    def __init__(self) -> None:
        super().__init__()
        self.server = ServerProtocol()
        self.received: list[dict[str, object]] = []
        self.stream: Stream | None = None

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.server.receive_data(bytes(data))
        for event in self.server.events_received():
            if isinstance(event, Request):
                self.server.send_response(self.server.accept(event))
            elif isinstance(event, Frame):
                self.received.append(json.loads(bytes(event.data)))
        self.deliver()

    def send(self, **message: object) -> None:
        self.server.send_text(json.dumps(message | {"streamSid": SIDS[2]}).encode())
        self.deliver()

    def deliver(self) -> None:
        assert self.stream is not None
        for data in self.server.data_to_send():
            self.stream.data_received(data)

    def close(self) -> None:
        pass


@dataclass
class Line:
    wire: Wire = field(default_factory=Wire)
    now: int = 0

    def open(self) -> Stream:
        stream = self.wire.stream = Stream(URL, SIDS, lambda: self.now)
        stream.connection_made(self.wire)
        stream.shake_hands({})
        assert stream.opened.done()
        return stream

    def say(self, pcm: bytes) -> None:
        self.wire.send(event="media", media={"payload": base64.b64encode(ulaw_of(pcm)).decode()})

    def mark(self, name: str) -> None:
        self.wire.send(event="mark", mark={"name": name})

    def echoed(self) -> list[object]:
        return [message["mark"]["name"] for message in self.wire.received if message["event"] == "mark"]  # type: ignore[index]


@pytest.fixture
async def line() -> Line:
    return Line()


async def test_a_clip_is_heard_from_its_first_sound_when_what_was_sent_before_has_been_played(line: Line) -> None:
    stream = line.open()
    line.now = 1600
    line.say(tone(0.5))
    line.say(bytes(2 * 1600) + tone(0.5))
    first, second = stream.heard
    assert 1600 <= first.audible_at < 1610
    assert 1600 + 4000 + 1600 <= second.audible_at < 1600 + 4000 + 1610
    assert stream.silent_from == 1600 + 4000 + 1600 + 4000


async def test_a_mark_comes_back_when_its_audio_has_been_played_and_not_before(line: Line) -> None:
    stream = line.open()
    line.say(tone(0.5))
    line.mark("m1")
    line.now = 3999
    stream.echo_marks()
    assert line.echoed() == []
    line.now = 4000
    stream.echo_marks()
    assert line.echoed() == ["m1"]


async def test_clear_returns_the_marks_and_silences_what_was_not_yet_heard(line: Line) -> None:
    stream = line.open()
    line.say(tone(0.5))
    line.say(tone(0.5))
    line.mark("m1")
    line.now = 2000
    line.wire.send(event="clear")
    stream.echo_marks()
    assert line.echoed() == ["m1"]
    assert len(stream.heard) == 1
    assert stream.silent_from == 2000


async def test_frames_are_numbered_and_timed_as_the_carriers_are(line: Line) -> None:
    stream = line.open()
    for _ in range(3):
        stream.frame("////")
    sent = [message for message in line.wire.received if message["event"] == "media"]
    assert [message["media"] for message in sent] == [
        {"track": "inbound", "chunk": str(n + 1), "timestamp": str(20 * n), "payload": "////"} for n in range(3)
    ]
