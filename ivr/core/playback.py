"""What the assistant says, and how much of it has been heard."""

from dataclasses import dataclass
from enum import StrEnum

from .commands import Clear, RecordDisclosure, Speak
from .events import PlaybackStarted
from .record import FREE, Expects, Line
from .rules import Timing

EARLY_SECONDS = 0.1
"""A mark may come back this much before its audio's length has gone by in heard audio: frames are counted whole."""


class Then(StrEnum):
    LISTEN = "listen"
    HANG_UP = "hang_up"


@dataclass(frozen=True, slots=True)
class Saying:
    """Lines to say, the answer that they await, and how the call goes on after them."""

    lines: tuple[Line, ...]
    expects: Expects = FREE
    then: Then = Then.LISTEN


@dataclass(slots=True)
class Playback:
    """One `Speak` on its way to the caller; times in seconds of heard audio."""

    mark: str
    asked_at: float
    started_at: float | None = None
    clip_seconds: float = 0.0

    def was_played_whole(self, now: float) -> bool:
        return self.started_at is not None and now - self.started_at >= self.clip_seconds - EARLY_SECONDS

    def is_overdue(self, now: float, grace_seconds: float) -> bool:
        """Whether the mark should have come back by now."""
        return self.started_at is not None and now - self.started_at > self.clip_seconds + grace_seconds

    def never_began(self, now: float, deadline_seconds: float) -> bool:
        return self.started_at is None and now - self.asked_at > deadline_seconds

    def evidence(self, now: float, *, complete: bool, cut_by: str | None = None) -> RecordDisclosure:
        """What is known of this playback when it was a disclosure."""
        started = self.asked_at if self.started_at is None else self.started_at
        return RecordDisclosure("disclosure", started, now, self.clip_seconds, complete, cut_by)


class Speaker:
    """The speaking side of a call: names what is sent, and knows whether it is still being heard."""

    def __init__(self, timing: Timing, marks: int) -> None:
        self._timing = timing
        self._marks = marks
        self.playback: Playback | None = None

    @property
    def marks(self) -> int:
        """How many marks were used; a mark is never used twice in a call, lest an old echo pass for a new one."""
        return self._marks

    @property
    def is_preparing(self) -> bool:
        """Whether lines were asked for that have not been sent yet."""
        return self.playback is not None and self.playback.started_at is None

    def speak(self, lines: tuple[Line, ...], turn: int, now: float) -> Speak:
        self._marks += 1
        mark = f"m{self._marks}"
        self.playback = Playback(mark, now)
        return Speak(mark, lines, turn)

    def stop(self) -> list[Clear]:
        """Forget what is being heard, and empty the carrier's buffer if it may hold anything."""
        playing, self.playback = self.playback, None
        return [Clear()] if playing else []

    def started(self, event: PlaybackStarted, now: float) -> None:
        if self.playback and self.playback.mark == event.mark:
            self.playback.started_at, self.playback.clip_seconds = now, event.seconds

    def finished(self, mark: str) -> Playback | None:
        """The playback that this mark ends; None for an old mark, whose audio was cleared."""
        if self.playback is None or self.playback.mark != mark:
            return None
        playing, self.playback = self.playback, None
        return playing

    def overdue_mark(self, now: float) -> str | None:
        """A mark that should have come back by now."""
        playing = self.playback
        return playing.mark if playing and playing.is_overdue(now, self._timing.mark_grace_seconds) else None

    def never_began(self, now: float) -> bool:
        return self.playback is not None and self.playback.never_began(now, self._timing.engine_deadline_seconds)
