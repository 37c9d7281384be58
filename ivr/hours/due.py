"""When something that was left for a route's agents is to be done: after so long as they are at work."""

from datetime import datetime, timedelta

from ..core.rules import Route
from .opening_hours import is_open

_STEP = timedelta(minutes=5)
"""As finely as it is reckoned: the hours themselves are asked, whatever they hold, and not reckoned with."""
LONGEST = timedelta(days=31)


def due_after(route: Route, at: datetime, minutes: int) -> datetime:
    """The moment at which the route has been open for so many minutes since `at`, an aware time.

    One that does not open as long within a month is taken for always open: nothing is to lie unseen for ever.
    """
    left, moment = timedelta(minutes=minutes), at
    while moment - at < LONGEST:
        if is_open(route, moment):
            if left <= _STEP:
                return moment + left
            left -= _STEP
        moment += _STEP
    return at + timedelta(minutes=minutes)
