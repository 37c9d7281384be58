"""Which calls a page is asked for: what stands in its address, checked, and what is wrong with it in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from datetime import time as time_of_day

from ..store.search import Place, Sought

IN_PROGRESS = "in_progress"
"""Among the ways in which calls end: those that have not."""
NAMES = (
    *("from", "to", "disposition", "line", "ends", "route", "reason", "intent", "tag", "code"),
    *("misses", "longer", "shorter"),
)
_LONGEST = 64
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Asked:
    given: dict[str, str]
    """As it was typed."""
    sought: Sought
    problems: dict[str, str]
    """Name of the field → what to do."""


def asked_of(args: Mapping[str, str], zone: tzinfo) -> Asked:
    """Days are those of `zone`, the business's. What has a problem is left out of what is sought."""
    given = {name: args.get(name, "").strip()[:_LONGEST] for name in NAMES}
    problems: dict[str, str] = {}

    def read(name: str, reader: Callable[[str], object]) -> object | None:
        if not given[name]:
            return None
        try:
            return reader(given[name])
        except ValueError as error:
            problems[name] = str(error)
            return None

    sought = Sought(
        since=_begin(read("from", _day), zone),
        until=_begin(read("to", _next_day), zone),
        ends=str(read("ends", _digits) or ""),
        misses=_whole(read("misses", _number)),
        longer_seconds=_seconds(read("longer", _number)),
        shorter_seconds=_seconds(read("shorter", _number)),
        line=given["line"],
        route=given["route"],
        reason=given["reason"],
        intent=given["intent"],
        tag=given["tag"],
        code=_whole(read("code", _number)),
    )
    running = given["disposition"] == IN_PROGRESS
    ended = replace(sought, running=True) if running else replace(sought, disposition=given["disposition"])
    return Asked(given, ended, problems)


def place_of(text: str) -> Place | None:
    """Where a page begins, as `told_place` has it. Raises ValueError."""
    if not text:
        return None
    began, _, call = text.partition("~")
    place = Place(datetime.fromisoformat(began), call)
    if place.began.tzinfo is None:
        raise ValueError("a moment without its zone is none")
    return place


def told_place(place: Place | None) -> str:
    return f"{place.began.isoformat()}~{place.call}" if place else ""


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("Write a day as 2026-03-31.") from error
    if day.year not in _YEARS:
        raise ValueError("No call is of that year.")
    return day


def _next_day(text: str) -> date:
    return _day(text) + timedelta(days=1)


def _begin(day: object, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time_of_day(), zone) if isinstance(day, date) else None


def _digits(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise ValueError("Give one to three digits: no more of a number is kept.")
    return text


def _number(text: str) -> float:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise ValueError("Give a whole number, as 90.")
    return float(text)


def _whole(number: object) -> int:
    return int(number) if isinstance(number, float) else 0


def _seconds(number: object) -> float | None:
    return number if isinstance(number, float) else None
