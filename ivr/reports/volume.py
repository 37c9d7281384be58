"""How many calls there were, when, how they ended, and what they cost."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar

from ..core.record import Disposition
from ..settings.prices import Prices
from .cost import Minutes, cost_of
from .figure import Figure, Part, Unit, count, share

ByHour = Mapping[tuple[datetime, str], int]
"""(The hour in UTC, how calls ended or "") → calls."""
GOING_ON = "in_progress"
Name = TypeVar("Name")


def calls(by_hour: ByHour) -> Figure:
    counted = _summed((ended or GOING_ON, number) for (_, ended), number in by_hour.items())
    parts = [Part(name, number) for name, number in counted.most_common()]
    return count("Calls", "all calls that began in this time, whoever took them", parts, "how they ended")


def by_hour(by_hour: ByHour, zone: tzinfo) -> Figure:
    counted = _summed((hour.astimezone(zone).hour, number) for (hour, _), number in by_hour.items())
    parts = [Part(f"{hour:02d}:00", counted[hour]) for hour in range(24)]
    formula = "all calls that began in this time, by the hour of the day in which they did, where the business is"
    return count("Calls by hour of the day", formula, parts, "hour")


def by_day(by_hour: ByHour, zone: tzinfo, first: date, last: date) -> Figure:
    counted = _summed((hour.astimezone(zone).date(), number) for (hour, _), number in by_hour.items())
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    parts = [Part(day.isoformat(), counted[day]) for day in days]
    return count("Calls by day", "all calls that began on the day, where the business is", parts, "day")


def hung_up(by_hour: ByHour) -> Figure:
    counted = _summed((ended, number) for (_, ended), number in by_hour.items())
    over = sum(number for ended, number in counted.items() if ended)
    formula = "calls that ended because the caller hung up, of all calls that have ended"
    return share("Callers who hung up", formula, counted[Disposition.CALLER_HUNG_UP.value], over)


def cost(minutes: Minutes, by_hour: ByHour, prices: Prices | None) -> tuple[Figure, ...]:
    total = cost_of(minutes, prices)
    over = sum(number for (_, ended), number in by_hour.items() if ended)
    parts = (Part("callers' legs", minutes.in_), Part("agents' legs", minutes.out), Part("streams", minutes.stream))
    known = None if total is None else float(total)
    formula = "begun minutes of each leg, times the operator's price of a minute, of calls that have ended"
    currency = prices.currency if prices else ""
    each = None if known is None or not over else known / over
    of_each = f"the cost of all calls that have ended, divided by their number: {formula}"
    return (
        Figure("Cost", formula, Unit.MONEY, known, known, None, over, parts, "begun minutes", currency),
        Figure("Cost of a call", of_each, Unit.MONEY, each, known, over, over, currency=currency),
    )


def _summed(counted: Iterable[tuple[Name, int]]) -> Counter[Name]:
    total: Counter[Name] = Counter()
    for name, number in counted:
        total[name] += number
    return total
