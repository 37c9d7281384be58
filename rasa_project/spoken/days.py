"""A day or a run of days, and the arithmetic of weeks and months that people speak in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6, "tues": 1,
    "weds": 2, "wendsday": 2, "thurs": 3, "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4,
    "saturdays": 5, "sundays": 6,
}  # fmt: skip
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {
    "jan": 1,
    "feb": 2,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}


@dataclass(frozen=True)
class Days:
    """From `first` to `last`, both counted; `part` is "morning", "afternoon" or "evening" when that was said."""

    first: date
    last: date
    part: str | None = None

    @property
    def is_one(self) -> bool:
        return self.first == self.last


def one(day: date) -> Days:
    return Days(day, day)


def shifted(day: date, days: int) -> date:
    """Days later or earlier; a number that no caller means leaves the day as it is."""
    return day + timedelta(days=days) if abs(days) < 4000 else day


def months_later(day: date, months: int) -> date:
    """The same day of a later or earlier month, or that month's last."""
    if abs(months) > 120:
        return day
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1)))


def last_of_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = shifted(day, -day.weekday())
    return Days(monday, shifted(monday, 6))


def month_of(day: date) -> Days:
    return Days(day.replace(day=1), day.replace(day=last_of_month(day.year, day.month)))


def coming(weekday: int, today: date) -> date:
    """The next such weekday after today."""
    return shifted(today, (weekday - today.weekday() - 1) % 7 + 1)


def latest(weekday: int, today: date) -> date:
    """The last such weekday before today."""
    return shifted(today, -((today.weekday() - weekday - 1) % 7 + 1))


def possible(year: int, month: int, day: int) -> date | None:
    """The day, if there is such a one."""
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= last_of_month(year, month) else None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The first to fourth such weekday of a month; the fifth is its last."""
    if nth >= 5:
        last = date(year, month, last_of_month(year, month))
        return shifted(last, -((last.weekday() - weekday) % 7))
    first = date(year, month, 1)
    return shifted(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))
