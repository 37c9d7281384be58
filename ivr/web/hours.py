"""Whether a route's agents are at work at a moment."""

from datetime import datetime

from ..core.rules import Route, Weekday
from ..zones import zone


def is_open(route: Route, at: datetime) -> bool:
    """`at` is an aware time. A route without hours is always open; so is one whose zone this machine does not know."""
    if not route.hours:
        return True
    try:
        local = at.astimezone(zone(route.time_zone))
    except ValueError:
        return True  # ringing agents in vain is better than never ringing them
    today, now = list(Weekday)[local.weekday()], local.time()
    return any(today in hours.days and hours.opens <= now < hours.closes for hours in route.hours)
