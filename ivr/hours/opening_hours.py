"""Whether a route's agents are at work at a moment, and which routes' are not while a call goes on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from ..core.events import RoutesClosed
from ..core.hours import WHOLE_DAY, Stretch, Weekday, is_open_in
from ..core.rules import Route, Rules
from .public_holidays import is_holiday
from .zones import zone

_A_DAY = timedelta(days=1)
_AGAIN = timedelta(seconds=10)
"""Who hears that a team is closed, or comes, hears what was so as long ago at most."""


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


def closed_routes(rules: Rules, at: datetime) -> tuple[str, ...]:
    """The names of those that are not open, as `is_open` has it."""
    return tuple(name for name, route in rules.routes.items() if not is_open(route, at))


class HoursWatch:
    """Asked again and again while a call goes on; looks at the clock of the wall now and then."""

    def __init__(self, rules: Rules, known: tuple[str, ...], now: Callable[[], datetime]) -> None:
        """`known`: the routes that the call takes for closed."""
        self._rules, self._known, self._now = rules, known, now
        self._looked_at: datetime | None = None

    def look(self) -> RoutesClosed | None:
        """What is closed now; None: what was closed before, or it is too early to look again."""
        at = self._now()
        if self._looked_at is not None and timedelta(0) <= at - self._looked_at < _AGAIN:
            return None
        self._looked_at = at
        closed = closed_routes(self._rules, at)
        if closed == self._known:
            return None
        self._known = closed
        return RoutesClosed(closed)


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
