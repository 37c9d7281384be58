"""One caller's line over the media stream: messages in order, the caller's audio in whole frames on one clock."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..audio import pcm_of
from ..core.events import CallerHungUp, KeyPressed, PlaybackFinished
from ..errors import StreamError
from . import media_stream as wire
from .echo import OwnVoice
from .stamps import FRAME_MS, Stamps

FRAME_BYTES = 160
_SILENCE = b"\xff" * FRAME_BYTES
_MESSAGES_A_SECOND = 100
_BURST = 500
"""Messages that may come at once when a stream begins."""
_FASTEST_PRESSES_FRAMES = 4
"""From one press of a key to the next of the same: a tone and the pause behind it last 40 ms each at least (Q.24)."""
_LONGEST_STALL_SECONDS = 60
"""Of a network, or of us: what came late meanwhile is no flood."""


@dataclass(frozen=True, slots=True)
class FrameHeard:
    """20 ms of the caller: 320 bytes of PCM16 at 8 kHz, without what comes back of our own voice."""

    pcm: bytes = field(repr=False)
    echo: float = 0.0
    """The share 0..1 of its power that was our own voice."""


Heard = wire.Started | FrameHeard | KeyPressed | PlaybackFinished | CallerHungUp


class Line:
    """Sans-IO: `receive` text, get what was heard; `say`, `mark`, `clear` give text to send."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._stream: str | None = None
        self._pending = b""
        self._stamps = Stamps()
        self._own_voice = OwnVoice()
        self._key = ""
        self._frames_since_key = 0
        """Of the caller's audio, since a key was told of last."""
        self._allowance = float(_BURST)
        self._counted_at = clock()

    def receive(self, text: str) -> list[Heard]:
        """What one message means. Raises StreamError when Twilio would not send it, or not now, or not so many."""
        self._count()
        message = wire.decode(text)
        if isinstance(message, wire.Connected):
            return []
        if isinstance(message, wire.Started):
            if self._stream is not None:
                raise StreamError("a second start")
            self._stream = message.stream
            return [message]
        if self._stream is None:
            raise StreamError("a message before start")
        if message.stream != self._stream:
            raise StreamError("a message of another stream")
        return self._heard(message)

    def _count(self) -> None:
        now = self._clock()
        self._allowance = (
            min(
                _LONGEST_STALL_SECONDS * _MESSAGES_A_SECOND,
                self._allowance + (now - self._counted_at) * _MESSAGES_A_SECOND,
            )
            - 1
        )
        self._counted_at = now
        if self._allowance < 0:
            raise StreamError("more messages than a call has")

    def _heard(self, message: wire.Media | wire.Key | wire.Mark | wire.Stopped) -> list[Heard]:
        if isinstance(message, wire.Key):
            return [KeyPressed(message.key)] if self._is_pressed(message.key) else []
        if isinstance(message, wire.Mark):
            return [PlaybackFinished(message.name)]
        if isinstance(message, wire.Stopped):
            return [CallerHungUp()]
        return [self._frame(frame) for frame in self._frames(message)]

    def _frame(self, ulaw: bytes) -> FrameHeard:
        return FrameHeard(self._own_voice.taken_out_of(pcm_of(ulaw)), self._own_voice.share_taken)

    def _is_pressed(self, key: str) -> bool:
        """Whether this is a press of its own, on a key of the caller's phone.

        Gateways that tell of one press in two ways tell of it twice, at once: as tone and as event (rtpengine #1123).
        """
        told_twice = key == self._key and self._frames_since_key < _FASTEST_PRESSES_FRAMES
        self._key, self._frames_since_key = key, 0
        return key in wire.KEYS and not told_twice

    def _frames(self, media: wire.Media) -> list[bytes]:
        frames: list[bytes] = []
        for placed in self._stamps.place(media):
            audio = self._pending + placed.ulaw
            whole = len(audio) - len(audio) % FRAME_BYTES
            self._pending = audio[whole:]
            frames += [_SILENCE] * placed.lost
            frames += [audio[at : at + FRAME_BYTES] for at in range(0, whole, FRAME_BYTES)]
        self._frames_since_key += len(frames)
        return frames

    @property
    def stream(self) -> str:
        if self._stream is None:
            raise StreamError("nothing can be sent before start")
        return self._stream

    def say(self, ulaw: bytes) -> str:
        """What is sent is no caller when it comes back."""
        self._own_voice.said(ulaw)
        return wire.encode_media(self.stream, ulaw)

    def pass_silence(self) -> FrameHeard:
        """20 ms in which nothing came: they go by all the same."""
        self._stamps.pass_silence(FRAME_MS)
        self._frames_since_key += 1
        return self._frame(_SILENCE)

    @property
    def unplayed_seconds(self) -> float:
        """About how much of what was sent the caller has yet to hear."""
        return self._own_voice.unplayed_seconds

    def mark(self, name: str) -> str:
        return wire.encode_mark(self.stream, name)

    def clear(self) -> str:
        self._own_voice.cleared()
        return wire.encode_clear(self.stream)
