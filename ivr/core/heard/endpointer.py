"""Where an utterance begins and how long the caller has been silent, counted in heard audio."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..events import FRAME_SECONDS

_PREROLL_FRAMES = 15
"""Kept from before the first frame of speech: the detector needs a few frames to be sure, and consonants start soft."""
_TAIL_FRAMES = 10
"""Silence kept at the end of what is transcribed."""
_HYSTERESIS = 0.15
_LATEST_FRAMES = 100
"""At the end of speech without a gap, in which it is cut where it is least like speech: between two words, likely."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech that a turn was committed on, kept in case the caller goes on; `ended_at` is its end in heard frames."""

    frames: tuple[bytes, ...] = field(repr=False)
    speech_frames: int
    ended_at: int
    longest_pause_frames: int = 0


class Endpointer:
    """Collects one utterance. `hear` takes each frame; the rest are readings, in seconds."""

    def __init__(self, speech_threshold: float) -> None:
        self._threshold = speech_threshold
        self._preroll: deque[bytes] = deque(maxlen=_PREROLL_FRAMES)
        self._latest: deque[float] = deque(maxlen=_LATEST_FRAMES)
        self._heard = 0
        self.reset()

    def reset(self) -> None:
        """Forget the utterance; the audio just before stays available as the next one's beginning."""
        self._frames: list[bytes] = []
        self._cut_frames = 0
        self._began_at = 0
        self._speech_frames = 0
        self._silent_frames = 0
        self._unbroken_frames = 0
        self._longest_pause_frames = self._last_pause_frames = 0
        self._speaking = False

    def hear(self, pcm: bytes, speech: float) -> None:
        self._speaking = self._is_speech(speech)
        if self._speaking:
            if not self._frames:
                self._frames.extend(self._preroll)
                self._began_at = self._heard - len(self._preroll)
            self._speech_frames += 1
            self._unbroken_frames += 1
            self._last_pause_frames = self._silent_frames or self._last_pause_frames
            self._longest_pause_frames = max(self._longest_pause_frames, self._silent_frames)
            self._silent_frames = 0
        elif self._frames:
            self._silent_frames += 1
            self._unbroken_frames = 0
        if self._frames:
            self._frames.append(pcm)
        self._preroll.append(pcm)
        self._latest.append(speech)
        self._heard += 1

    def _is_speech(self, speech: float) -> bool:
        return speech >= (self._threshold - _HYSTERESIS if self._speaking else self._threshold)

    def pass_over(self, silence: Sequence[tuple[bytes, float]]) -> None:
        """As `hear`, of frames that are surely no speech, outside an utterance."""
        self._preroll.extend(pcm for pcm, _ in silence[-_PREROLL_FRAMES:])
        self._latest.extend(speech for _, speech in silence[-_LATEST_FRAMES:])
        self._heard += len(silence)

    def pass_over_alike(self, frames: Sequence[tuple[bytes, float]]) -> int:
        """As `hear`, of the first of these that are like the last one heard, but for the last such."""
        alike = 0
        for _, speech in frames:
            if self._is_speech(speech) is not self._speaking:
                break
            alike += 1
        alike = max(alike - 1, 0)
        for pcm, speech in islice(frames, alike):
            self.hear(pcm, speech)
        return alike

    @property
    def has_speech(self) -> bool:
        return bool(self._frames)

    @property
    def is_speaking(self) -> bool:
        return self._speaking

    @property
    def speech_seconds(self) -> float:
        """Time with speech in this utterance."""
        return self._speech_frames * FRAME_SECONDS

    @property
    def silence_seconds(self) -> float:
        """Time since the last frame with speech; 0 while the caller speaks or before."""
        return self._silent_frames * FRAME_SECONDS

    @property
    def longest_pause_seconds(self) -> float:
        """The longest silence in this utterance after which the caller went on."""
        return self._longest_pause_frames * FRAME_SECONDS

    @property
    def last_pause_seconds(self) -> float:
        """The silence after which the caller went on last."""
        return self._last_pause_frames * FRAME_SECONDS

    @property
    def unbroken_seconds(self) -> float:
        """Speech without a frame of silence so far: people have gaps within words, noise and other voices do not."""
        return self._unbroken_frames * FRAME_SECONDS

    @property
    def utterance_seconds(self) -> float:
        """All of it, with what was cut off."""
        return (self._cut_frames + len(self._frames)) * FRAME_SECONDS

    @property
    def held_seconds(self) -> float:
        """Of the utterance, since it was cut last."""
        return len(self._frames) * FRAME_SECONDS

    def pcm(self) -> bytes:
        """The utterance with a little of what came before and after."""
        return b"".join(self._kept())

    def latest_pcm(self, seconds: float) -> bytes:
        """The end of the utterance."""
        return b"".join(self._frames[-round(seconds / FRAME_SECONDS) :])

    def cut_at_pause(self) -> None:
        """Let go of all but the newest frame, with which the caller went on."""
        self._let_go_of(len(self._frames) - 1)

    def cut_between_words(self) -> bytes:
        """Let go of the utterance up to the place near its end that is least like speech, and return that.

        By the detector, not by loudness: a replay of the call knows no sound, and must cut in the same place.
        """
        back = min(range(1, min(len(self._latest), len(self._frames))), key=lambda place: self._latest[-place])
        return b"".join(self._let_go_of(len(self._frames) - back))

    def _let_go_of(self, count: int) -> list[bytes]:
        gone, self._frames = self._frames[:count], self._frames[count:]
        self._cut_frames += count
        self._began_at += count
        return gone

    def stretch(self) -> Stretch:
        """What was heard so far, to be put before what the caller may yet say."""
        kept = self._kept()
        ended_at = self._heard - (len(self._frames) - len(kept))
        return Stretch(tuple(kept), self._speech_frames, ended_at, self._longest_pause_frames)

    def put_before(self, earlier: Stretch) -> None:
        """Join an earlier stretch with the utterance that has begun since: no frame of the two stands twice."""
        overlap = max(0, earlier.ended_at - self._began_at)
        between = self._began_at + _PREROLL_FRAMES + _TAIL_FRAMES - earlier.ended_at
        self._longest_pause_frames = max(self._longest_pause_frames, earlier.longest_pause_frames, between)
        self._frames = [*earlier.frames, *self._frames[overlap:]]
        self._began_at = earlier.ended_at - len(earlier.frames)
        self._speech_frames += earlier.speech_frames

    def _kept(self) -> list[bytes]:
        surplus = max(0, self._silent_frames - _TAIL_FRAMES)
        return self._frames[: len(self._frames) - surplus]
