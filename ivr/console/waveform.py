"""How loud both sides of a recording are, as two shapes, and where in it each turn begins. A template draws them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..retold.gaps import moment_of
from ..store.one_call import OneCall
from ..store.recorded import Part

WIDTH, MIDDLE, HIGHEST = 1000, 65, 50
_SOFT = 0.6
"""Speech is mostly soft: loudness to this power can be seen."""


@dataclass(frozen=True, slots=True)
class Begins:
    """A turn, in the recording."""

    turn: int
    second: float
    x: float


@dataclass(frozen=True, slots=True)
class Waveform:
    caller: str
    """The path of an SVG, above the middle; ours is below."""
    ours: str
    seconds: float
    turns: tuple[Begins, ...]


def waveform(call: OneCall, parts: Sequence[Part]) -> Waveform | None:
    """None where nobody knows how loud it is."""
    seconds = sum(part.seconds for part in parts)
    if not seconds or not any(part.peaks for part in parts):
        return None
    columns = _columns(parts, seconds)
    caller = _path([MIDDLE - _height(caller) for caller, _ in columns])
    ours = _path([MIDDLE + _height(ours) for _, ours in columns])
    return Waveform(caller, ours, seconds, tuple(_turns(call, parts, seconds)))


def _columns(parts: Sequence[Part], seconds: float) -> list[tuple[int, int]]:
    """The loudest of each side in each column of the picture, of a short recording as many as there are peaks."""
    count = min(WIDTH, sum(len(part.peaks) for part in parts))
    columns = [(0, 0)] * count
    before = 0.0
    for part in parts:
        for at, caller, ours in part.peaks:
            place = min(count - 1, int((before + at) / seconds * count))
            columns[place] = max(columns[place][0], caller), max(columns[place][1], ours)
        before += part.seconds
    return columns


def _height(peak: int) -> int:
    return round(HIGHEST * math.pow(peak / 255, _SOFT))


def _path(tops: Sequence[int]) -> str:
    """Steps from left to right, and back along the middle."""
    step = WIDTH / len(tops)
    walked = "".join(f"V{top}H{(place + 1) * step:.1f}" for place, top in enumerate(tops))
    return f"M0 {MIDDLE}{walked}V{MIDDLE}Z"


def _turns(call: OneCall, parts: Sequence[Part], seconds: float) -> Iterator[Begins]:
    before = 0.0
    for part in parts:
        for row in call.turns:
            at = moment_of(call, row, row["began_seconds"])
            if at is not None and timedelta() <= at - part.began <= timedelta(seconds=part.seconds):
                second = before + (at - part.began).total_seconds()
                yield Begins(row["turn"], round(second, 1), round(second / seconds * WIDTH, 1))
        before += part.seconds
