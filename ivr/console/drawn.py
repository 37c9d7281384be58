"""Where on a drawn call each thing stands. Plain numbers: the picture itself is a template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..retold.gaps import Gap, gaps, known_until, moment_of
from ..store.one_call import OneCall

WIDTH = 1000.0
_LEAST = 3.0
_UPPER, _LOWER, _ROW = 10, 34, 22


@dataclass(frozen=True, slots=True)
class Mark:
    kind: str
    x: float
    y: float
    width: float
    told: str


@dataclass(frozen=True, slots=True)
class Drawing:
    marks: tuple[Mark, ...]
    seconds: float
    """From the call's beginning to its end, or to the last that is known."""
    gaps: tuple[Gap, ...]
    began: Mapping[int, float | None]
    """Turn → seconds of the call at which the caller began to speak; None: nobody knows, as an earlier version did not
    keep it of a call whose stream was lost."""


def drawing(call: OneCall) -> Drawing:
    seconds = max(call.found.seconds or 0.0, (known_until(call) - call.found.began).total_seconds(), 1.0)
    drawn, found = _Drawn(call, seconds), gaps(call)
    marks = *drawn.gaps(found), *drawn.disclosures(), *drawn.turns(), *drawn.dials()
    began = {row["turn"]: moment_of(call, row, row["began_seconds"]) for row in call.turns}
    return Drawing(marks, seconds, found, {turn: _seconds(call, at) for turn, at in began.items()})


def _seconds(call: OneCall, at: datetime | None) -> float | None:
    return None if at is None else max(0.0, (at - call.found.began).total_seconds())


@dataclass(frozen=True, slots=True)
class _Drawn:
    call: OneCall
    seconds: float

    def gaps(self, found: tuple[Gap, ...]) -> Iterator[Mark]:
        for gap in found:
            yield self._mark("unknown", gap.since, gap.until, _UPPER, "nobody knows what was said")

    def disclosures(self) -> Iterator[Mark]:
        for row in self.call.disclosures:
            since, until = (moment_of(self.call, row, row[name]) for name in ("started_seconds", "ended_seconds"))
            if since is not None and until is not None:
                yield self._mark("told-first", since, until, _UPPER, "the disclosure")

    def turns(self) -> Iterator[Mark]:
        for row in self.call.turns:
            ended_seconds = row["at_seconds"] - (row["waited_seconds"] or 0.0)
            began, ended = (moment_of(self.call, row, at) for at in (row["began_seconds"], ended_seconds))
            if began is None or ended is None:
                continue
            yield self._mark("spoke", began, ended, _LOWER, f"turn {row['turn']}: the caller speaks")
            if row["answered_seconds"] is not None:
                answered = moment_of(self.call, row, ended_seconds + row["answered_seconds"])
                yield self._mark("waits", ended, answered or ended, _UPPER, f"turn {row['turn']}: until we answer")

    def dials(self) -> Iterator[Mark]:
        over = known_until(self.call)
        for place, row in enumerate(self.call.dials):
            y = 70 + _ROW * place
            rung, ended = row["started_at"], row["ended_at"] or over
            taken = row["answered_at"] or ended
            yield self._mark("rings", rung, taken, y, f"try {row['attempt']}: rings")
            if row["answered_at"] is not None:
                yield self._mark("talks", taken, ended, y, f"try {row['attempt']}: speaks with an agent")

    def _mark(self, kind: str, since: datetime, until: datetime, y: float, told: str) -> Mark:
        x, end = (min(max(self._share(at), 0.0), 1.0) * WIDTH for at in (since, until))
        return Mark(kind, round(min(x, WIDTH - _LEAST), 1), y, round(max(end - x, _LEAST), 1), told)

    def _share(self, at: datetime) -> float:
        return (at - self.call.found.began).total_seconds() / self.seconds
