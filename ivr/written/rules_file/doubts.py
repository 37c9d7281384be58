"""What rules say and surely do not mean: sound in itself, but never true, said twice, or a surprise."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import combinations

from ...core.hours import ExceptionalDay, Hours, Weekday
from ...core.rules import Route, Rules
from ...hours.public_holidays import subdivisions_of
from ...hours.zones import advice_of_zone

Told = tuple[tuple[object, ...], str]
"""The place in the file, and what is to be said of it."""
_DAY = 24 * 3600
_WEEK = 7 * _DAY


def surprising(rules: Rules) -> Iterator[Told]:
    """Advice: hours that overlap, zones that are no place, holidays of half a country, the same agent twice."""
    for name, route in rules.routes.items():
        place: tuple[object, ...] = ("routes", name)
        if advice := advice_of_zone(route.time_zone):
            yield (*place, "time_zone"), advice
        for at, number in enumerate(route.agents):
            if number in route.agents[:at]:
                yield (*place, "agents", at), "this number is rung twice in a row of tries: remove it once"
        yield from _overlaps(route, place)
        yield from _overlapping_exceptions(route, place)
        if (closed := route.holidays) and not closed.subdivision and (parts := subdivisions_of(closed.country)):
            some = ", ".join(parts[:6])
            yield (
                (*place, "holidays"),
                (
                    f"only the holidays that all of {closed.country} keeps: add its part as subdivision ({some} …) "
                    "where it has more"
                ),
            )
    for prompt in rules.barge_in:
        if prompt in rules.disclosure.prompts:
            yield ("barge_in", prompt), "nothing but key 0 stops what is disclosed: this has no effect"


def _overlaps(route: Route, place: tuple[object, ...]) -> Iterator[Told]:
    for (first, one), (later, other) in combinations(enumerate(route.hours), 2):
        days = [day for day in one.days if _meet(day, one, other)]
        if days:
            yield (
                (*place, "hours", later),
                f"overlaps hours {first + 1} of the list on {', '.join(days)}: make them one",
            )


def _overlapping_exceptions(route: Route, place: tuple[object, ...]) -> Iterator[Told]:
    for (first, one), (later, other) in combinations(enumerate(route.exceptions), 2):
        if any(_meet_when_shifted(one, other, days) for days in (-1, 0, 1)):
            what = f"overlaps exception {first + 1} of the list: make them one, or mend its times"
            yield (*place, "exceptions", later), what


def _meet_when_shifted(one: ExceptionalDay, other: ExceptionalDay, days: int) -> bool:
    """Whether a stretch of one meets a stretch of the other that begins so many days later."""
    if one.opens is None or one.closes is None or other.opens is None or other.closes is None:
        return one.closed and other.closed and days == 0 and one.meets(other)
    shift = timedelta(days=days)
    first, last = (date.fromisoformat(day) + shift for day in (one.date, one.until or one.date))
    if first > date.fromisoformat(other.until or other.date) or last < date.fromisoformat(other.date):
        return False
    (begins, ends), (begin, end) = _of_a_day(one.opens, one.closes), _of_a_day(other.opens, other.closes)
    return begins < end + days * _DAY and begin + days * _DAY < ends


def _meet(day: Weekday, one: Hours, other: Hours) -> bool:
    begins, ends = _seconds(day, one)
    stretches = [_seconds(there, other) for there in other.days]
    return any(
        begins < end + shift and begin + shift < ends for begin, end in stretches for shift in (-_WEEK, 0, _WEEK)
    )


def _seconds(day: Weekday, hours: Hours) -> tuple[int, int]:
    """Of the week, from Monday on; an end may lie in the next."""
    midnight = list(Weekday).index(day) * _DAY
    begins, ends = _of_a_day(hours.opens, hours.closes)
    return midnight + begins, midnight + ends


def _of_a_day(opens: time, closes: time) -> tuple[int, int]:
    """Seconds from its midnight on; an end may lie on the next."""
    begins, ends = (t.hour * 3600 + t.minute * 60 + t.second for t in (opens, closes))
    return begins, ends + (_DAY if ends <= begins else 0)
