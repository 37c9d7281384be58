"""What each side of a call heard and when, to the tick, and the answer times that follow from it."""

from dataclasses import dataclass, field

import numpy as np

from ..audio import pcm_of
from .playback import Playback, Run
from .transport import FRAME_SECONDS

FRAME_PCM_BYTES = 320
SILENT_PCM = bytes(FRAME_PCM_BYTES)
AUDIBLE_RMS = 100.0
"""-50 dB of full scale: above a line's comfort noise, below the softest syllable of a levelled recording."""
ONSET_PEAK = 200
ONSET_SHARE = 0.05
"""A recording's speech: samples over this share of its peak, at least ONSET_PEAK."""


@dataclass
class Turn:
    """One thing that the caller did and what came of it; seconds are of the whole call, exact to the sample."""

    number: int
    kind: str
    label: str
    over_the_assistant: bool
    began_seconds: float
    ended_seconds: float
    answered_at_seconds: float | None = None
    answer_run: Run | None = None

    @property
    def answer_seconds(self) -> float | None:
        """Caller's last sample to the first audible sample played in answer; negative: the assistant cut in."""
        if self.answered_at_seconds is None:
            return None
        return round(self.answered_at_seconds - self.ended_seconds, 4)


@dataclass
class Announcement:
    """What TwiML, not the stream, let the caller hear; <Say> is silent in the WAV."""

    at_seconds: float
    seconds: float
    verb: str
    text: str


@dataclass
class Timeline:
    caller_pcm: bytearray = field(default_factory=bytearray)
    assistant_pcm: bytearray = field(default_factory=bytearray)
    caller_audible: list[bool] = field(default_factory=list)
    assistant_audible: list[bool] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    playbacks: list[Playback] = field(default_factory=list)

    @property
    def ticks(self) -> int:
        return len(self.caller_audible)

    @property
    def seconds(self) -> float:
        return round(self.ticks * FRAME_SECONDS, 3)

    @property
    def runs(self) -> list[Run]:
        return [run for playback in self.playbacks for run in playback.runs]

    def add(self, caller_pcm: bytes, assistant_pcm: bytes, *, speaking: bool, sounding: bool) -> None:
        """One tick of both sides; `speaking`: the caller makes a sound, whatever is heard behind; `sounding`: the
        caller hears what the WAV does not hold (<Say>, ringing)."""
        self.caller_pcm += caller_pcm.ljust(FRAME_PCM_BYTES, b"\0")
        self.assistant_pcm += assistant_pcm
        self.caller_audible.append(speaking)
        self.assistant_audible.append(sounding or is_audible(assistant_pcm))

    def played(self, ulaw: bytes, run: Run | None) -> bytes:
        """PCM of a tick's playback; notes the first audible tick of its run, and whom it answers."""
        pcm = pcm_of(ulaw)
        if run is not None and run.audible_tick is None and is_audible(pcm):
            run.audible_tick = self.ticks
            self._answer(run, pcm)
        return pcm

    def _answer(self, run: Run, pcm: bytes) -> None:
        turn = self.turns[-1] if self.turns else None
        if turn is None or turn.answer_run is not None or run.received_tick * FRAME_SECONDS < turn.began_seconds:
            return
        turn.answer_run = run
        turn.answered_at_seconds = self.seconds + _first_over(pcm, ONSET_PEAK) / 8000

    def dead_air(self) -> tuple[float, float]:
        """The longest time with neither side audible, and when it began; before the first sound counts too."""
        longest = start = longest_start = 0
        for tick, audible in enumerate(zip(self.caller_audible, self.assistant_audible, strict=True)):
            if any(audible):
                start = tick + 1
            elif tick + 1 - start > longest:
                longest, longest_start = tick + 1 - start, start
        return round(longest * FRAME_SECONDS, 3), round(longest_start * FRAME_SECONDS, 3)

    def both_audible_seconds(self, since: float, until: float) -> float:
        """How long both were heard at once between two moments."""
        first, last = int(since / FRAME_SECONDS), int(until / FRAME_SECONDS) + 1
        pairs = zip(self.caller_audible[first:last], self.assistant_audible[first:last], strict=True)
        return round(sum(FRAME_SECONDS for caller, assistant in pairs if caller and assistant), 3)


def is_audible(pcm: bytes) -> bool:
    if not pcm:
        return False
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    return bool(np.sqrt(np.mean(samples**2)) > AUDIBLE_RMS)


def speech_span(pcm: bytes) -> tuple[int, int]:
    """First sample of speech in a recording, and the one after its last; the whole of it when nothing sounds."""
    samples = np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.int32))
    if not samples.size:
        return 0, 0
    over = np.flatnonzero(samples > max(ONSET_PEAK, ONSET_SHARE * int(samples.max())))
    return (int(over[0]), int(over[-1]) + 1) if over.size else (0, samples.size)


def _first_over(pcm: bytes, threshold: int) -> int:
    over = np.flatnonzero(np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.int32)) > threshold)
    return int(over[0]) if over.size else 0
