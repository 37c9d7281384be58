"""Whether a route's agents are at work at a moment."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from ..core.hours import WHOLE_DAY, Stretch, Weekday, is_open_in
from ..core.rules import Route
from ..public_holidays import is_holiday
from ..zones import zone

_A_DAY = timedelta(days=1)


def is_open(route: Route, at: datetime) -> bool:
    """`at` is an aware time. A route without hours is always open; so is one whose zone this machine does not know."""
    if not (route.hours or route.exceptions or route.holidays):
        return True
    try:
        local = at.astimezone(zone(route.time_zone))
        today, now = local.date(), local.time()
        begun = any(is_open_in(stretch, now) for stretch in _of_day(route, today))
        return begun or any(
            is_open_in(stretch, now, begun_yesterday=True) for stretch in _of_day(route, today - _A_DAY)
        )
    except ValueError:
        return True  # ringing agents in vain is better than never ringing them


def _of_day(route: Route, day: date) -> Iterator[Stretch]:
    """What begins on a date: as its exceptions say; else nothing on a holiday; else as the week has it."""
    exceptions = [exception for exception in route.exceptions if exception.covers(day.isoformat())]
    for exception in exceptions:
        if exception.opens is not None and exception.closes is not None:
            yield exception.opens, exception.closes
    if exceptions or (route.holidays and is_holiday(route.holidays.country, route.holidays.subdivision, day)):
        return
    if not route.hours:
        yield WHOLE_DAY
    weekday = list(Weekday)[day.weekday()]
    yield from ((hours.opens, hours.closes) for hours in route.hours if weekday in hours.days)
