"""What the assistant says, and how much of it has been heard."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from ..commands import Clear, Command, RecordDisclosure, RecordSaid, Speak
from ..events import PlaybackBegan, PlaybackStarted
from ..manner import PLAIN, Manner
from ..record import FREE, Expects, Line, Words
from ..rules import Timing

EARLY_SECONDS = 0.1
"""A mark may come back this much before its audio's length has gone by in heard audio: frames are counted whole."""
LAST_WORDS_SECONDS = 1.0
"""Of a question, without which it is known what is asked."""


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
    """One `Speak` on its way to the caller; times in seconds of heard audio, `skipped` ones had been heard before."""

    mark: str
    lines: tuple[Line, ...]
    turn: int
    asked_at: float
    skipped: float = 0.0
    began_at: float | None = None
    """When its first audio was sent."""
    sent_at: float | None = None
    """When all of it was."""
    clip_seconds: float = 0.0
    line_seconds: tuple[float, ...] = ()
    clock_seconds: float = 0.0
    """By the clock, from the first audio to the mark: no less than is counted in frames, on a slow line more."""
    waits_until: float = 0.0
    """What was sent before it is being heard until then."""
    is_marked: bool = False
    """Its mark came back, before its audio can have been heard: gateways answer marks when they take the audio."""

    def was_played_whole(self, now: float) -> bool:
        if self.sent_at is None or self.began_at is None:
            return False
        counted = now - max(self.began_at, self.waits_until)
        return max(counted, self.clock_seconds) >= self.clip_seconds - EARLY_SECONDS

    def is_overdue(self, now: float, grace_seconds: float) -> bool:
        """Whether the mark should have come back by now."""
        return self.sent_at is not None and now - self.sent_at > self.clip_seconds + grace_seconds

    def never_began(self, now: float, deadline_seconds: float) -> bool:
        return self.sent_at is None and now - self.asked_at > deadline_seconds

    def sounding_seconds(self, now: float) -> float:
        """How long this has been audible."""
        if self.began_at is None:
            return 0.0
        sounding = now - self.began_at
        return sounding if self.sent_at is None else min(sounding, self.clip_seconds)

    def is_heard_by(self, when: float, now: float) -> bool:
        """Whether all of it but the last word or two was heard by then, and is being heard no more now."""
        if self.sent_at is None or self.began_at is None:
            return False
        ends = max(self.began_at, self.waits_until) + self.clip_seconds
        return min(when, now) >= ends - LAST_WORDS_SECONDS

    def heard_seconds(self, now: float) -> float:
        """How much of the lines the caller has heard, with what was skipped because it had been heard before."""
        return self.skipped + self.sounding_seconds(now)

    def evidence(self, now: float, *, complete: bool, cut_by: str | None = None) -> RecordDisclosure:
        """What is known of this playback when it was a disclosure."""
        started = self.asked_at if self.began_at is None else self.began_at
        return RecordDisclosure("disclosure", started, now, self.clip_seconds, complete, cut_by)

    def account(self, now: float) -> RecordSaid:
        """What the caller heard of the lines."""
        heard, whole = self.heard_seconds(now), self.skipped + self.clip_seconds
        complete = self.was_played_whole(now)
        lines = self.lines if complete else lines_heard(self.lines, self.line_seconds, heard)
        return RecordSaid(
            self.mark, self.turn, lines, round(whole if complete else heard, 2), round(whole, 2), complete
        )


def lines_heard(lines: tuple[Line, ...], line_seconds: tuple[float, ...], heard: float) -> tuple[Line, ...]:
    """Lines as far as they were heard; of one that was cut, the words that fit in the time that it sounded."""
    kept: list[Line] = []
    for line, seconds, ended in zip(lines, line_seconds, accumulate(line_seconds), strict=False):
        share = 1.0 if ended <= heard else max(0.0, 1 - (ended - heard) / seconds) if seconds > 0 else 0.0
        if share >= 1.0:
            kept.append(line)
        elif isinstance(line, Words) and (words := line.text.split()[: int(share * len(line.text.split()))]):
            kept.append(Words(" ".join(words)))
    return tuple(kept)


class Speaker:
    """The speaking side of a call: names what is sent, and knows whether it is still being heard."""

    def __init__(self, timing: Timing, marks: int) -> None:
        self._timing = timing
        self._marks = marks
        self._plays_until = 0.0
        """All that was sent, and not cleared, has been heard by then, if the line plays it without a pause."""
        self.playback: Playback | None = None

    @property
    def marks(self) -> int:
        """How many marks were used; a mark is never used twice in a call, lest an old echo pass for a new one."""
        return self._marks

    @property
    def is_preparing(self) -> bool:
        """Whether lines were asked for that have not been sent yet."""
        return self.playback is not None and self.playback.sent_at is None

    def speak(
        self, lines: tuple[Line, ...], turn: int, now: float, skip_seconds: float = 0.0, manner: Manner = PLAIN
    ) -> Speak:
        self._marks += 1
        mark = f"m{self._marks}"
        self.playback = Playback(mark, lines, turn, now, skip_seconds)
        return Speak(mark, lines, turn, skip_seconds, manner)

    def stop(self, now: float) -> list[Command]:
        """Forget what is being heard, empty the carrier's buffer if it may hold anything, tell what was heard."""
        playing, self.playback = self.playback, None
        self._plays_until = now if playing else self._plays_until
        return [Clear(), playing.account(now)] if playing else []

    def began(self, event: PlaybackBegan, now: float) -> None:
        if self.playback and self.playback.mark == event.mark:
            self.playback.began_at = now

    def started(self, event: PlaybackStarted, now: float) -> None:
        playing = self.playback
        if playing and playing.mark == event.mark:
            playing.began_at = now if playing.began_at is None else playing.began_at
            playing.sent_at, playing.clip_seconds = now, event.seconds
            playing.line_seconds = event.line_seconds
            playing.waits_until = self._plays_until
            self._plays_until = max(playing.began_at, self._plays_until) + event.seconds

    def stood_still(self, seconds: float) -> None:
        """So much time went by, and no frame of the caller counted it."""
        playing = self.playback
        if playing:
            playing.began_at = None if playing.began_at is None else playing.began_at - seconds
            playing.sent_at = None if playing.sent_at is None else playing.sent_at - seconds
            playing.waits_until -= seconds
        self._plays_until -= seconds

    def marked(self, mark: str, now: float, clock_seconds: float) -> Playback | None:
        """The playback that this mark ends; None for an old mark, whose audio was cleared, and for one that is early.

        An early one is believed once the audio can have been heard: `ended` tells of it then.
        """
        playing = self.playback
        if playing is None or playing.mark != mark:
            return None
        playing.is_marked, playing.clock_seconds = True, clock_seconds
        return self._take() if playing.was_played_whole(now) else None

    def ended(self, now: float) -> Playback | None:
        """One that must have been heard by now, though its mark did not come back, or came too early."""
        playing = self.playback
        if playing is None:
            return None
        if (playing.is_marked and playing.was_played_whole(now)) or playing.is_overdue(
            now, self._timing.mark_grace_seconds
        ):
            return self._take()
        return None

    def _take(self) -> Playback | None:
        playing, self.playback = self.playback, None
        return playing

    def never_began(self, now: float) -> bool:
        return self.playback is not None and self.playback.never_began(now, self._timing.engine_deadline_seconds)
