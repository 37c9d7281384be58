"""Opening hours, days and dates as one reads them aloud: to see that what was typed is what was meant."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from ..core.hours import ExceptionalDay, Hours, PublicHolidays, Weekday

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MIDNIGHT = time(0)
Stretch = tuple[time, time]


def week_told(hours: Iterable[Hours]) -> tuple[str, ...]:
    """A line for the days that are alike, each day in one of them: "Monday to Friday: 9:00 to 17:30"."""
    stretches = _by_day(hours)
    if not any(stretches.values()):
        return ("Always open",)
    alike: dict[tuple[Stretch, ...], list[int]] = {}
    for day, its in stretches.items():
        alike.setdefault(its, []).append(day)
    open_first = sorted(alike.items(), key=lambda one: not one[0])
    return tuple(f"{_days(days)}: {_stretches(its) if its else 'closed'}" for its, days in open_first)


def dates_told(exceptions: Iterable[ExceptionalDay]) -> tuple[str, ...]:
    return tuple(_exception(one) for one in exceptions)


def holidays_told(holidays: PublicHolidays | None) -> str:
    """Empty where they are days as any other."""
    if holidays is None:
        return ""
    return f"Closed on the public holidays of {', '.join(filter(None, (holidays.country, holidays.subdivision)))}"


def _by_day(hours: Iterable[Hours]) -> dict[int, tuple[Stretch, ...]]:
    """Day of the week, 0 a Monday → what begins on it, the earliest first."""
    found: dict[int, set[Stretch]] = {day: set() for day in range(len(_DAYS))}
    names = list(Weekday)
    for one in hours:
        for day in one.days:
            found[names.index(day)].add((one.opens, one.closes))
    return {day: tuple(sorted(its)) for day, its in found.items()}


def _days(days: Sequence[int]) -> str:
    """Three or more in a row are told by the first and the last."""
    rows: list[list[int]] = []
    for day in days:
        if rows and rows[-1][-1] == day - 1:
            rows[-1].append(day)
        else:
            rows.append([day])
    told: list[str] = []
    for row in rows:
        named = [_DAYS[day] for day in row]
        told += [f"{named[0]} to {named[-1]}"] if len(row) > 2 else named
    return _and(told)


def _stretches(stretches: Iterable[Stretch]) -> str:
    return _and([_stretch(*one) for one in stretches])


def _stretch(opens: time, closes: time) -> str:
    if opens == closes == _MIDNIGHT:
        return "all day"
    if closes == _MIDNIGHT:
        return f"{_time(opens)} to midnight"
    return f"{_time(opens)} to {_time(closes)}{' of the next day' if closes <= opens else ''}"


def _time(at: time) -> str:
    return f"{at.hour}:{at:%M}" + (f":{at:%S}" if at.second else "")


def _exception(one: ExceptionalDay) -> str:
    first = _date(one.date)
    when = f"{first} to {_date(one.until)}" if one.until and one.until != one.date else first
    if one.closed or one.opens is None or one.closes is None:
        return f"{when}: closed"
    return f"{when}: {_stretch(one.opens, one.closes)}"


def day_told(day: date) -> str:
    """ "Thursday 24 December 2026"."""
    return f"{_DAYS[day.weekday()]} {day.day} {day:%B %Y}"


def _date(written: str) -> str:
    return day_told(date.fromisoformat(written))


def _and(told: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
