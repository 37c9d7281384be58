"""Where on a drawn call each thing stands. Plain numbers: the picture itself is a template."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

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


def marks(call: OneCall) -> tuple[Mark, ...]:
    """Times of turns are those of their stream: of a call whose stream was lost they are left out, as nobody knows when
    the next began."""
    length = max(call.found.seconds or 0.0, 1.0)
    of_streams = () if call.resumes else (*_disclosures(call, length), *_turns(call, length))
    return (*of_streams, *_dials(call, length))


def _mark(kind: str, since: float, until: float, length: float, y: float, told: str) -> Mark:
    x = min(max(since / length, 0.0), 1.0) * WIDTH
    width = max(min(until / length, 1.0) * WIDTH - x, _LEAST)
    return Mark(kind, round(min(x, WIDTH - _LEAST), 1), y, round(width, 1), told)


def _disclosures(call: OneCall, length: float) -> Iterator[Mark]:
    for row in call.disclosures:
        yield _mark("told-first", row["started_seconds"], row["ended_seconds"], length, _UPPER, "the disclosure")


def _turns(call: OneCall, length: float) -> Iterator[Mark]:
    for row in call.turns:
        ended = row["at_seconds"] - (row["waited_seconds"] or 0.0)
        spoke = row["speech_seconds"] or 0.0
        yield _mark("spoke", ended - spoke, ended, length, _LOWER, f"turn {row['turn']}: the caller speaks")
        if row["answered_seconds"] is not None:
            answered = ended + row["answered_seconds"]
            yield _mark("waits", ended, answered, length, _UPPER, f"turn {row['turn']}: until we answer")


def _dials(call: OneCall, length: float) -> Iterator[Mark]:
    began, over = call.found.began, length

    def after(at: datetime | None, otherwise: float) -> float:
        return otherwise if at is None else (at - began).total_seconds()

    for place, row in enumerate(call.dials):
        y = 70 + _ROW * place
        rung, ended = after(row["started_at"], 0.0), after(row["ended_at"], over)
        taken = after(row["answered_at"], ended)
        yield _mark("rings", rung, taken, length, y, f"try {row['attempt']}: rings")
        if row["answered_at"] is not None:
            yield _mark("talks", taken, ended, length, y, f"try {row['attempt']}: speaks with an agent")
