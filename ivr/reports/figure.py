"""A figure: never a bare number, always with what was counted, of how many, and how, in words."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"
    SECONDS = "seconds"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Part:
    """What a figure is made of: the counts of its parts add up to its numerator, those of `of` to its denominator."""

    name: str
    count: float
    of: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    formula: str
    """In words: numerator, denominator, and which calls are meant."""
    unit: Unit
    value: float | None
    """Shares are 0..1. None: there is nothing to count, or it is not known; never 0 for that."""
    numerator: float | None
    denominator: float | None
    n: int
    """How many calls, turns or waits were looked at."""
    parts: tuple[Part, ...] = ()
    parts_are: str = ""
    currency: str = ""
    rank: int | None = None
    """Of a percentile, of 100; two of one name stand beside each other."""
    of_what: str = ""
    """Of a percentile: whose times they are."""


def count(name: str, formula: str, parts: Iterable[Part], parts_are: str) -> Figure:
    kept = tuple(parts)
    total = round(sum(part.count for part in kept))
    return Figure(name, formula, Unit.COUNT, total, total, None, total, kept, parts_are)


def share(
    name: str, formula: str, numerator: float, denominator: float, parts: Iterable[Part] = (), parts_are: str = ""
) -> Figure:
    value = numerator / denominator if denominator else None
    return Figure(name, formula, Unit.SHARE, value, numerator, denominator, round(denominator), tuple(parts), parts_are)


RANK = "the shortest time that so many of them did not exceed"


def percentile(name: str, formula: str, counted: Mapping[float, int], rank: int, of_what: str) -> Figure:
    """`counted`: seconds → how often. The numerator is how many took no longer than the value."""
    told = f"{formula}; {RANK}"
    n = sum(counted.values())
    needed, reached = math.ceil(n * rank / 100), 0
    for seconds in sorted(counted):
        reached += counted[seconds]
        if reached >= needed:
            return Figure(name, told, Unit.SECONDS, seconds, reached, n, n, rank=rank, of_what=of_what)
    return Figure(name, told, Unit.SECONDS, None, None, 0, 0, rank=rank, of_what=of_what)
