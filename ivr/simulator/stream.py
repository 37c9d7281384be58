"""One media stream as the carrier keeps it: frames out, playback in, marks back, and what the carrier objects to."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from .loss import Loss
from .playback import Playback
from .scenario import BadFrame
from .timeline import Timeline
from .transport import Socket
from .wire import Clear, Mark, Media, RejectedMessageError, StreamMessages, read_message

MOST_ERRORS_KEPT = 50


@dataclass(frozen=True)
class CarrierError:
    code: int
    at_seconds: float
    text: str


@dataclass
class Trouble:
    """What Twilio's debugger would show, and what else went wrong on the carrier's side."""

    errors: list[CarrierError] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def error(self, code: int, at_seconds: float, text: str) -> None:
        if len(self.errors) < MOST_ERRORS_KEPT:
            self.errors.append(CarrierError(code, at_seconds, text))


@dataclass(frozen=True)
class MarkEchoed:
    name: str
    at_seconds: float


@dataclass
class Stream:
    socket: Socket
    messages: StreamMessages
    timeline: Timeline
    trouble: Trouble
    loss: Loss
    playback: Playback = field(default_factory=Playback)
    marks: list[MarkEchoed] = field(default_factory=list)
    clears: list[float] = field(default_factory=list)
    frames: int = 0
    thrown_away_seconds: float = 0.0
    began_seconds: float = 0.0
    """When its first frame began, on the call's clock."""

    @property
    def ended(self) -> bool:
        return self.socket.closed

    async def begin(self, parameters: Mapping[str, str], *, media_before_start: bool = False) -> None:
        self.timeline.playbacks.append(self.playback)
        self.began_seconds = self.timeline.seconds
        await self.socket.send(self.messages.connected())
        if media_before_start:
            await self.socket.send(self.messages.media(b"\xff" * 160, 0))
            return
        await self.socket.send(self.messages.start(parameters))

    async def play(self) -> bytes:
        """Takes what the service sent and plays one tick of it: PCM16, 20 ms."""
        for message in self.socket.take():
            await self._receive(message)
        if self.socket.closed:
            # Twilio stops playing when the socket closes: a farewell whose mark was not awaited is lost.
            self.thrown_away_seconds += self.playback.buffered_bytes / 8000
            self.playback.clear()
        run = self.playback.current
        ulaw, marks = self.playback.play(self.timeline.ticks)
        pcm = self.timeline.played(ulaw, run)
        for name in marks:
            await self._echo(name)
        return pcm

    async def hear(self, ulaw: bytes) -> None:
        """Sends one frame of the caller, unless the line loses it."""
        timestamp = self.frames * 20
        self.frames += 1
        if not self.loss.next_is_lost():
            await self.socket.send(self.messages.media(ulaw, timestamp))

    async def press(self, key: str) -> None:
        await self.socket.send(self.messages.dtmf(key))

    async def stop(self) -> None:
        await self.socket.send(self.messages.stop())
        await self.socket.close()

    async def drop(self) -> None:
        """The network fails: no `stop`."""
        await self.socket.close()

    async def send_bad(self, kind: BadFrame) -> None:
        await self.socket.send(bad_message(kind, self.messages.stream_sid, self.messages))

    async def _receive(self, message: str | bytes) -> None:
        try:
            received = read_message(message, self.messages.stream_sid)
        except RejectedMessageError as error:
            self.trouble.error(31924, self.timeline.seconds, str(error))
            return
        if isinstance(received, Media):
            if not self.playback.media(received.ulaw, self.timeline.ticks):
                self.trouble.error(31931, self.timeline.seconds, "more than ten minutes of audio were waiting")
        elif isinstance(received, Mark):
            for name in self.playback.mark(received.name):
                await self._echo(name)
        elif isinstance(received, Clear):
            self.clears.append(self.timeline.seconds)
            for name in self.playback.clear():
                await self._echo(name)

    async def _echo(self, name: str) -> None:
        self.marks.append(MarkEchoed(name, self.timeline.seconds))
        await self.socket.send(self.messages.mark(name))


def new_stream_sid() -> str:
    return "MZ" + secrets.token_hex(16)


def bad_message(kind: BadFrame, stream_sid: str, messages: StreamMessages) -> str:
    """A message that Twilio never sends."""
    media = {"track": "inbound", "chunk": "1", "timestamp": "0", "payload": "//////8="}
    whole = {"event": "media", "sequenceNumber": "9", "streamSid": stream_sid, "media": media}
    match kind:
        case BadFrame.MALFORMED_JSON:
            return '{"event": "media", "media": {'
        case BadFrame.UNKNOWN_EVENT:
            return json.dumps(whole | {"event": "surprise"})
        case BadFrame.WRONG_STREAM_SID:
            return json.dumps(whole | {"streamSid": new_stream_sid()})
        case BadFrame.BAD_BASE64:
            return json.dumps(whole | {"media": media | {"payload": "not base64!"}})
        case BadFrame.OVERSIZED:
            return json.dumps(whole | {"media": media | {"payload": "/" * 5_000_000}})
        case BadFrame.SECOND_START | BadFrame.MEDIA_BEFORE_START:
            return messages.start({})
