"""When a route's agents are at work: times, days and dates as people write them, and what is open then.

All of it is in the route's own time: whose clock that is, is not known here.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from .clause import Clause

_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_TIME = re.compile(
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?|h)?|"
    r"(?P<digits>[0-9]{3,4})) ?(?P<half>[ap]\.?m\.?)?"
)
_HALVES = {"am": 0, "pm": 12}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SETS = {"daily": "mon-sun", "every day": "mon-sun", "weekdays": "mon-fri", "weekends": "sat-sun", "weekend": "sat-sun"}
_DATE = re.compile(r"(?P<year>2[01][0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
LONGEST_SHOWN = 40
COUNTRY = r"^[A-Za-z]{2}$"


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


def read_opening(written: Any) -> time:
    """09:00, 9, 9am, "9:30 p.m.", 17.30, 0900, noon. Raises ValueError."""
    if isinstance(written, time):
        return _plain(written)
    if _is_end_of_day(written):
        raise ValueError(f"'{written}' is the end of a day; one that begins with it opens at 00:00")
    return _read(written)


def read_closing(written: Any) -> time:
    """As `read_opening`; 24:00 and midnight are the end of the day, time(0). Raises ValueError."""
    if isinstance(written, time):
        return _plain(written)
    return time(0) if _is_end_of_day(written) or written == "midnight" else _read(written)


def read_days(written: Any) -> Any:
    """[mon, tue], mon-fri, "Mon, Wed", weekdays → names in three letters. Raises ValueError."""
    if isinstance(written, str):
        written = written.split(",")
    if not isinstance(written, list | tuple) or not all(isinstance(part, str) for part in written):
        raise ValueError("days are written [mon, tue, wed] or mon-fri")
    return [day for part in written for day in _days_of(part)]


def read_date(written: Any) -> str:
    """A date that the calendar has, as 2026-12-24. Raises ValueError."""
    found = _DATE.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{_shown(written)} is no date: write it like 2026-12-24")
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError(f"the calendar has no {found.group()}")
    return found.group()


def _is_end_of_day(written: Any) -> bool:
    return isinstance(written, str) and written.strip() in {"24", "24:00", "24.00", "2400", "24h", "24:00:00"}


def _plain(given: time) -> time:
    if given.tzinfo is not None:
        raise ValueError("a time of the route's own clock, without an offset")
    return given


def _read(written: Any) -> time:
    text = written.strip().lower() if isinstance(written, str) else ""
    found = _TIME.fullmatch("00:00" if text == "midnight" else _NAMED.get(text, text))
    if found is None:
        raise ValueError(f"{_shown(written)} is no time: write it like 09:00, 9:30 pm, noon or 24:00")
    digits = (found["digits"] or "").zfill(4)
    hour, minute = int(found["hour"] or digits[:2]), int(found["minute"] or (digits[2:] if found["digits"] else 0))
    if half := (found["half"] or "").replace(".", ""):
        hour = hour % 12 + _HALVES[half] if 1 <= hour <= 12 else 99
    try:
        return time(hour, minute, int(found["second"] or 0))
    except ValueError:
        raise ValueError(f"{_shown(written)} is no time of a day: write it like 09:00, 9:30 pm or 24:00") from None


def _days_of(part: str) -> Iterator[str]:
    text = part.strip().lower()
    first, dash, last = _SETS.get(text, text).replace("–", "-").partition("-")
    begin, end = _day(first, part), _day(last if dash else first, part)
    yield from (_DAYS[(begin + step) % 7][:3] for step in range((end - begin) % 7 + 1))


def _day(name: str, part: str) -> int:
    name = name.strip().rstrip(".")
    found = [number for number, day in enumerate(_DAYS) if len(name) > 1 and day.startswith(name)]
    if len(found) != 1:
        raise ValueError(f"{_shown(part)} is no day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri")
    return found[0]


def _shown(written: Any) -> str:
    return f"'{written[:LONGEST_SHOWN]}'" if isinstance(written, str) and written.isprintable() else "this"


Opens = Annotated[time, BeforeValidator(read_opening)]
Closes = Annotated[time, BeforeValidator(read_closing)]
"""time(0): the end of the day."""
Date = Annotated[str, BeforeValidator(read_date)]
"""2026-12-24; of two, the later is the greater."""
_SAME = "opens and closes are the same time: write 00:00 to 24:00 for the whole day"


class Hours(Clause):
    """A stretch of work that begins on these days; one that closes no later than it opens ends on the next day."""

    days: Annotated[tuple[Weekday, ...], BeforeValidator(read_days)] = Field(min_length=1, max_length=50)
    opens: Opens
    closes: Closes

    @model_validator(mode="after")
    def lasts(self) -> Self:
        if self.opens == self.closes != time(0):
            raise ValueError(_SAME)
        return self


class ExceptionalDay(Clause):
    """A date, or several in a row, on which neither the week's hours nor a public holiday count."""

    date: Date
    until: Date | None = None
    """The last of them."""
    closed: bool = False
    opens: Opens | None = None
    closes: Closes | None = None

    @model_validator(mode="after")
    def says_what_it_is(self) -> Self:
        if self.closed == (self.opens is not None and self.closes is not None) or (
            self.closed and (self.opens is not None or self.closes is not None)
        ):
            raise ValueError("write either closed: true, or both opens and closes")
        if self.opens is not None and self.opens == self.closes != time(0):
            raise ValueError(_SAME)
        if self.until is not None and self.until < self.date:
            raise ValueError("until is before date")
        return self

    def meets(self, other: Self) -> bool:
        return self.date <= (other.until or other.date) and other.date <= (self.until or self.date)

    def covers(self, date: str) -> bool:
        return self.date <= date <= (self.until or self.date)


class PublicHolidays(Clause):
    """Closed on those of a country, and of a part of it: GB and ENG, US and CA, DE and BY."""

    country: Annotated[str, StringConstraints(pattern=COUNTRY, to_upper=True, strip_whitespace=True)]
    """ISO 3166-1."""
    subdivision: Annotated[str, StringConstraints(min_length=1, max_length=60)] | None = None
    """ISO 3166-2 without the country."""


Stretch = tuple[time, time]
"""(opens, closes) of a day; time(0) as its end is midnight."""
WHOLE_DAY: Stretch = (time(0), time(0))


def is_open_in(stretch: Stretch, at: time, *, begun_yesterday: bool = False) -> bool:
    """Whether a stretch that begins today, or began yesterday, is going on at this time of today."""
    opens, closes = stretch
    if begun_yesterday:
        return closes <= opens and at < closes
    return opens <= at and (at < closes or closes <= opens)
