"""What each side of a call heard and when, to the tick, and the answer times that follow from it."""

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from ..audio import RATE, pcm_of
from .beside import Beside
from .playback import Playback, Run
from .transport import FRAME_SECONDS

FRAME_PCM_BYTES = 320
SILENT_PCM = bytes(FRAME_PCM_BYTES)
AUDIBLE_RMS = 100.0
"""-50 dB of full scale: above a line's comfort noise, below the softest syllable of a levelled recording."""
ONSET_PEAK = 200
ONSET_SHARE = 0.05
"""A recording's speech: samples over this share of its peak, at least ONSET_PEAK."""
LONGEST_STRETCH_SECONDS, STRETCH_PAUSE_TICKS = 8.0, 12
CUT_OFF_SECONDS = 0.4
"""Both talking for longer than this is noticed as being cut off."""
LOST_SECONDS = 0.25
"""More speech than this in no utterance that was acted on: about a short word."""


@dataclass
class Turn:
    """One thing that the caller did and what came of it; seconds are of the whole call, exact to the sample."""

    number: int
    kind: str
    label: str
    over_the_assistant: bool
    began_seconds: float
    ended_seconds: float
    answer_run: Run | None = None

    @property
    def answered_at_seconds(self) -> float | None:
        return self.answer_run.audible_seconds if self.answer_run else None

    @property
    def answer_seconds(self) -> float | None:
        """Caller's last sample to the first audible sample played in answer; negative: the assistant cut in."""
        if self.answered_at_seconds is None:
            return None
        return round(self.answered_at_seconds - self.ended_seconds, 4)


@dataclass
class Announcement:
    """What TwiML, not the stream, let the caller hear."""

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
    playing: list[Run | None] = field(default_factory=list)
    """Of which run the assistant's audio of each tick was."""
    late_seconds: list[float] = field(default_factory=list)
    """How late the stand-in's own schedule ended each tick."""
    turns: list[Turn] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    playbacks: list[Playback] = field(default_factory=list)
    beside: Beside = field(default_factory=Beside)
    _current: Run | None = None

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
        caller hears what the service did not send (<Say>, ringing)."""
        self.caller_pcm += caller_pcm.ljust(FRAME_PCM_BYTES, b"\0")
        self.assistant_pcm += assistant_pcm
        self.caller_audible.append(speaking)
        self.assistant_audible.append(sounding or is_audible(assistant_pcm))
        self.playing.append(self._current)
        self._current = None

    def played(self, ulaw: bytes, run: Run | None) -> bytes:
        """PCM of a tick's playback; notes the first audible tick of its run, and whom it answers."""
        pcm, self._current = pcm_of(ulaw), run
        if run is not None and run.audible_tick is None and is_audible(pcm):
            run.audible_tick = self.ticks
            run.audible_seconds = self.seconds + _first_over(pcm, ONSET_PEAK) / 8000
            if self.turns:
                self.turns[-1].answer_run = self.answer_to(len(self.turns) - 1)
        return pcm

    def answer_to(self, place: int, ignored: Set[str] = frozenset()) -> Run | None:
        """The run that answers the turn at `place` of `turns`: the first that was sent after the caller began and
        that was not stopped again before they ended, not counting those under `ignored` marks."""
        turn = self.turns[place]
        until = self.turns[place + 1].began_seconds if place + 1 < len(self.turns) else math.inf
        for run in self.runs:
            at, last = run.audible_seconds, run.last_tick or 0
            if at is None or not at < until or run.received_tick * FRAME_SECONDS < turn.began_seconds:
                continue
            if run.mark in ignored or (run.cleared and last * FRAME_SECONDS < turn.ended_seconds):
                continue
            return run
        return None

    def dead_air(self) -> tuple[float, float]:
        """The longest time with neither side audible, and when it began; before the first sound counts too."""
        return longest_silence(self.caller_audible, self.assistant_audible)

    def both_audible_seconds(self, since: float, until: float) -> float:
        """How long both were heard at once between two moments."""
        return overlap_seconds(self.caller_audible, self.assistant_audible, since, until)

    def talked_over_seconds(self, turn: Turn) -> float:
        """How long the caller's own words sounded together with what the assistant only began to send after them."""
        answering = [
            audible and run is not None and run.received_tick * FRAME_SECONDS >= turn.began_seconds
            for audible, run in zip(self.assistant_audible, self.playing, strict=True)
        ]
        return overlap_seconds(self.caller_audible, answering, turn.began_seconds, turn.ended_seconds)


def silences(caller: Sequence[bool], assistant: Sequence[bool]) -> list[tuple[float, float]]:
    """Beginning and end of each stretch in which neither is audible; both are flags of 20 ms ticks."""
    found, start = [], 0
    for tick, audible in enumerate([*map(any, zip(caller, assistant, strict=True)), True]):
        if audible:
            if tick > start:
                found.append((round(start * FRAME_SECONDS, 3), round(tick * FRAME_SECONDS, 3)))
            start = tick + 1
    return found


def longest_silence(caller: Sequence[bool], assistant: Sequence[bool]) -> tuple[float, float]:
    """Dead air: the longest time, and its beginning, in which neither is audible; both are flags of 20 ms ticks."""
    stretches = silences(caller, assistant)
    began, ended = max(stretches, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0))
    return round(ended - began, 3), began


def overlap_seconds(caller: Sequence[bool], assistant: Sequence[bool], since: float, until: float) -> float:
    """How long both are audible between two moments, those of whole ticks; both are flags of 20 ms ticks."""
    first, last = int(since / FRAME_SECONDS), int(until / FRAME_SECONDS) + 1
    both = sum(a and b for a, b in zip(caller[first:last], assistant[first:last], strict=True))
    return round(both * FRAME_SECONDS, 3)


def was_cut_off(talked_over_seconds: float, lost_seconds: float) -> bool:
    """What a caller notices: more than 0.4 s of both talking that the assistant began, or words that nobody heard."""
    return talked_over_seconds > CUT_OFF_SECONDS or lost_seconds > LOST_SECONDS


def barge_in_seconds(
    began_seconds: float, assistant_pcm: bytes | bytearray, cleared_at: Sequence[float]
) -> float | None:
    """The caller's first audible sample to the last audible one of the assistant before it was silenced.

    `cleared_at` are the moments at which the service emptied the carrier's buffer. None: it did not stop for this.
    """
    stop = next((at for at in sorted(cleared_at) if at >= began_seconds), None)
    if stop is None:
        return None
    heard = np.abs(np.frombuffer(assistant_pcm, dtype="<i2")[: round(stop * RATE)].astype(np.int32))
    audible = np.flatnonzero(heard > ONSET_PEAK)
    return round(max(0.0, (int(audible[-1]) + 1) / RATE - began_seconds), 4) if audible.size else None


def is_audible(pcm: bytes) -> bool:
    if not pcm:
        return False
    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float64)
    return bool(np.sqrt(np.mean(samples**2)) > AUDIBLE_RMS)


def stretches(pcm: bytes, longest_seconds: float = LONGEST_STRETCH_SECONDS) -> list[bytes]:
    """What sounds in a call's audio, cut at pauses into parts that are short enough for a transcriber, each with a
    little of the silence around it."""
    frames = [pcm[at : at + FRAME_PCM_BYTES] for at in range(0, len(pcm), FRAME_PCM_BYTES)]
    found: list[tuple[int, int]] = []
    for tick, audible in enumerate(map(is_audible, frames)):
        if not audible:
            continue
        began, ended = found[-1] if found else (0, -STRETCH_PAUSE_TICKS)
        pauses = tick - ended >= STRETCH_PAUSE_TICKS
        if pauses or (tick - began) * FRAME_SECONDS >= longest_seconds:
            found.append((tick, tick + 1))
        else:
            found[-1] = (began, tick + 1)
    around = STRETCH_PAUSE_TICKS // 2
    return [b"".join(frames[max(0, began - around) : ended + around]) for began, ended in found]


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
