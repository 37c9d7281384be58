"""Days that are told by the calendar: "the third of May", "May 3rd", "the 12th", "Tuesday the third", "3/5/84"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoken.days import (
    MONTHS,
    WEEKDAYS,
    Days,
    coming,
    last_of_month,
    latest,
    months_later,
    nth_weekday,
    one,
    possible,
    shifted,
)
from spoken.numerals import TENS, UNITS, ZEROS, below_hundred, cardinal_at, heard_ordinal_at, ordinal_at
from spoken.words import listed
from spoken_values.words import Word, at

_BEHIND_A_DAY = frozenset(
    listed(
        "of at in on please would is if or and to for works might should will could can suits then between around "
        "about after before from until till through morning afternoon evening thanks this next not no maybe when "
        "i we you"
    )
)
"""What may follow the number of a day; anything else is what an ordinal counts."""
_YEARS = range(1900, 2100)
_FEASTS = {
    ("new", "year's", "eve"): (31, 12), ("new", "year's", "day"): (1, 1), ("new", "year's"): (1, 1),
    ("christmas", "eve"): (24, 12), ("christmas", "day"): (25, 12), ("boxing", "day"): (26, 12),
}  # fmt: skip
"""Days with a name of their own, on the same date every year: (day, month)."""
_SIGNS = {"/", "-", ".", "slash", "dash", "stroke"}


@dataclass(frozen=True)
class CalendarDay:
    """What was said of a day; None: not said. `months_on`: "of next month", counted from this one."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    months_on: int | None = None
    nth: int | None = None
    """Which `weekday` of its month: "the first Monday in May"; 5 is the last."""
    swapped: bool = False
    """Day and month were said in figures, and may stand the other way round."""

    def filled_from(self, earlier: CalendarDay) -> CalendarDay:
        """A correction keeps what it does not name: "the third of May, no, the fourth"."""
        if self.swapped or (self.day and self.month):
            return replace(self, year=self.year or (earlier.year if self.month else None))
        return replace(
            self, day=self.day or earlier.day, month=self.month or earlier.month, year=self.year or earlier.year
        )


def calendar_day_at(words: Sequence[Word], place: int, *, day_first: bool) -> tuple[CalendarDay, int] | None:
    """What the words at a place say of a day, and the place after them."""
    if at(words, place) in WEEKDAYS:
        after = place + 1
        while at(words, after) in {",", "the", "on"}:
            after += 1
        found = _named(words, after, of_weekday=True)
        return (replace(found[0], weekday=WEEKDAYS[at(words, place)]), found[1]) if found else None
    for read in (_feast, _nth):
        if found := read(words, place):
            return found
    return _in_figures(words, place, day_first) or _named(words, place, of_weekday=False)


def days_meant(said: CalendarDay, today: date, *, past: bool) -> list[Days]:
    """The days that may be meant, the likeliest first; none when there is no such day."""
    if said.swapped:
        other = replace(said, day=said.month, month=said.day, swapped=False)
        both = [days_meant(way, today, past=past) for way in (replace(said, swapped=False), other)]
        return list(dict.fromkeys(day for way in both for day in way))
    if said.nth is not None:
        return _nth_meant(said, today, past)
    if said.day is None:
        return [_month_meant(said, today, past)] if said.month else []
    day = _day_meant(said, today, past)
    if day is None:
        return []
    if said.weekday is None or day.weekday() == said.weekday:
        return [one(day)]
    return _of_weekday(said, day, today, past)


def _of_weekday(said: CalendarDay, day: date, today: date, past: bool) -> list[Days]:
    """Weekday and number do not agree: a month where they do, if none was named, else either may be wrong."""
    weekday = said.weekday or 0
    if said.month is None:
        for months in range(1, 4):
            later = months_later(today.replace(day=1), -months if past else months)
            other = possible(later.year, later.month, said.day or 0)
            if other and other.weekday() == weekday:
                return [one(other), one(day)]
        return [one(day), one(latest(weekday, today) if past else coming(weekday, today))]
    near = next((shifted(day, by) for by in (1, -1, 2, -2, 3, -3) if shifted(day, by).weekday() == weekday), day)
    return [one(day), one(near)]


def _month_meant(said: CalendarDay, today: date, past: bool) -> Days:
    month = said.month or 1
    year = said.year or today.year + (1 if month < today.month and not past else 0) - (
        1 if month > today.month and past else 0
    )
    return Days(date(year, month, 1), date(year, month, last_of_month(year, month)))


def _nth_meant(said: CalendarDay, today: date, past: bool) -> list[Days]:
    for ahead in range(0, 13):
        month = months_later(today.replace(day=1), (said.months_on or 0) + (-ahead if past else ahead))
        if said.month in {None, month.month}:
            day = nth_weekday(month.year, month.month, said.weekday or 0, said.nth or 1)
            if said.months_on is not None or (day <= today if past else day >= today):
                return [one(day)]
    return []


def _day_meant(said: CalendarDay, today: date, past: bool) -> date | None:
    day = said.day or 0
    if said.months_on is not None:
        month = months_later(today.replace(day=1), said.months_on)
        return possible(month.year, month.month, day)
    if said.month and said.year:
        return possible(said.year, said.month, day)
    step = -1 if past else 1
    for ahead in range(0, 61):
        month = months_later(today.replace(day=1), step * ahead)
        if said.month in {None, month.month}:
            found = possible(month.year, month.month, day)
            if found and (found <= today if past else found >= today):
                return found
    return None


def _named(words: Sequence[Word], place: int, *, of_weekday: bool) -> tuple[CalendarDay, int] | None:
    """Day and month by name, either first, or the day's number alone."""
    if at(words, place) in MONTHS and (found := _month_first(words, place)):
        return found
    begin = place + (at(words, place) == "the")
    ordinal = ordinal_at(words, begin) or _heard_ordinal(words, begin, of_weekday=of_weekday)
    number = ordinal or _small_cardinal(words, begin)
    if number is None or not 1 <= number[0] <= 31:
        return _month_alone(words, place)
    day, after = number
    after += at(words, after) == "day" and at(words, after + 1) == "of"
    of = after + (at(words, after) == "of") + (at(words, after) == "of" and at(words, after + 1) == "the")
    if at(words, of) in MONTHS:
        year, end = _year_at(words, of + 1)
        return CalendarDay(day, MONTHS[at(words, of)], year), end
    if ordinal and (of - after) and (month := ordinal_at(words, of)) and month[0] <= 12:
        year, end = _year_at(words, month[1])
        return CalendarDay(day, month[0], year), end
    if ordinal and (of - after) and (months_on := _month_on(words, after + 1)):
        return CalendarDay(day, months_on=months_on[0]), months_on[1]
    told = of_weekday or begin > place or at(words, begin)[:1].isdigit() or at(words, place - 1) == "on"
    ends = not at(words, after).isalpha() or at(words, after) in _BEHIND_A_DAY
    if ordinal and told and ends:
        return CalendarDay(day), after
    return None


def _heard_ordinal(words: Sequence[Word], place: int, *, of_weekday: bool) -> tuple[int, int] | None:
    """ "Tuesday the ace", "on the ace", "to 30s": an ordinal by its place, with no word behind it."""
    before = at(words, place - 1), at(words, place - 2)
    placed = of_weekday or before == ("the", "on") or before[0] == "to" or (before[0] == "the" and place == 1)
    heard = heard_ordinal_at(words, place) if placed and before[0] in {"the", "to"} else None
    ends = heard and (not at(words, heard[1]).isalnum() or at(words, heard[1]) in {"please", "thanks", "of"})
    return heard if ends else None


def _feast(words: Sequence[Word], place: int) -> tuple[CalendarDay, int] | None:
    for name, (day, month) in _FEASTS.items():
        if all(at(words, place + step) == word for step, word in enumerate(name)):
            return CalendarDay(day, month), place + len(name)
    return None


def _nth(words: Sequence[Word], place: int) -> tuple[CalendarDay, int] | None:
    """ "(the) first Monday in May", "(the) last Friday of next month"."""
    begin = place + (at(words, place) == "the")
    which = (5, begin + 1) if at(words, begin) == "last" else ordinal_at(words, begin)
    if (
        which is None
        or which[0] > 5
        or at(words, which[1]) not in WEEKDAYS
        or at(words, which[1] + 1) not in {"in", "of"}
    ):
        return None
    weekday, after = WEEKDAYS[at(words, which[1])], which[1] + 2
    if at(words, after) in MONTHS:
        return CalendarDay(weekday=weekday, nth=which[0], month=MONTHS[at(words, after)]), after + 1
    months_on = _month_on(words, after)
    return (CalendarDay(weekday=weekday, nth=which[0], months_on=months_on[0]), months_on[1]) if months_on else None


def _small_cardinal(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    found = cardinal_at(words, place)
    return found if found and found[0] <= 31 and at(words, found[1]) not in _SIGNS - {"."} else None


def _month_on(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """ "(of) next month", "(of) the month", "(of) this month"."""
    steps = {"next": 1, "this": 0, "the": 0, "last": -1}
    if at(words, place) in steps and at(words, place + 1) == "month":
        return steps[at(words, place)], place + 2
    return None


def _month_first(words: Sequence[Word], place: int) -> tuple[CalendarDay, int] | None:
    begin = place + 1 + (at(words, place + 1) in {"the", ","})
    number = ordinal_at(words, begin) or _small_cardinal(words, begin)
    if number and 1 <= number[0] <= 31:
        year, after = _year_at(words, number[1])
        return CalendarDay(number[0], MONTHS[at(words, place)], year), after
    return None


def _month_alone(words: Sequence[Word], place: int) -> tuple[CalendarDay, int] | None:
    """ "in May", "May 2027"; "may" by itself is no month."""
    if at(words, place) not in MONTHS:
        return None
    year, after = _year_at(words, place + 1)
    clear = (
        year
        or len(words) == 1
        or at(words, place - 1) in {"in", "of", "during", "early", "late", "until", "for", "next", "last"}
    )
    return (CalendarDay(month=MONTHS[at(words, place)], year=year), after) if clear else None


def _year_at(words: Sequence[Word], place: int) -> tuple[int | None, int]:
    """A year in four figures or in words, "'84", and the place after it; (None, place) when none follows."""
    begin = place + (at(words, place) in {",", "of", "in"})
    word = at(words, begin)
    if word in {"'"} and at(words, begin + 1).isdigit() and len(at(words, begin + 1)) == 2:
        return _century(int(at(words, begin + 1))), begin + 2
    if word.isdigit() and word.isascii() and len(word) == 4 and int(word) in _YEARS:
        return int(word), begin + 1
    if word.isdigit() and word.isascii() and len(word) == 2 and int(word) > 60:  # no day, hour or minute
        return _century(int(word)), begin + 1
    for century in below_hundred(words, begin)[::-1]:
        if century[0] in {19, 20} and (found := _of_century(words, century)):
            return found
    whole = cardinal_at(words, begin)
    if whole and word in {"two", "nineteen", "2"} and whole[0] in _YEARS and whole[1] > begin + 1:
        return whole
    return None, place


def _of_century(words: Sequence[Word], century: tuple[int, int]) -> tuple[int, int] | None:
    """The rest of "nineteen eighty four", "nineteen oh five", "twenty twenty six"."""
    value, after = century
    if at(words, after) in {*ZEROS, "zero"} and at(words, after + 1) in UNITS:
        return value * 100 + UNITS[at(words, after + 1)], after + 2
    rest = max(below_hundred(words, after), default=None, key=lambda reading: reading[1])
    whole = rest is not None and (rest[0] >= 10 or at(words, after) in TENS)
    return (value * 100 + rest[0], rest[1]) if rest and whole else None


def _century(year: int) -> int:
    return 2000 + year if year < 40 else 1900 + year


def _in_figures(words: Sequence[Word], place: int, day_first: bool) -> tuple[CalendarDay, int] | None:
    """ "3/5/84", "03.05.", "2026-05-03", "3 slash 5"."""
    parts, after = [at(words, place)], place + 1
    while len(parts) < 3 and at(words, after) in _SIGNS and at(words, after + 1).isdigit():
        parts.append(at(words, after + 1))
        after += 2
    if len(parts) < 2 or not all(part.isdigit() and part.isascii() and len(part) <= 4 for part in parts):
        return None
    if len(parts[0]) == 4:
        if len(parts) < 3 or int(parts[0]) not in _YEARS:
            return None
        return CalendarDay(int(parts[2]), int(parts[1]), int(parts[0])), after
    sign = at(words, place + 1)
    if max(len(part) for part in parts[:2]) > 2 or (len(parts) == 2 and sign not in {"/", "slash", "stroke"}):
        return None
    year = int(parts[2]) if len(parts) == 3 else None
    if year is not None and len(parts[2]) == 2:
        year = _century(year)
    elif year is not None and year not in _YEARS:
        return None
    first, second = int(parts[0]), int(parts[1])
    day, month = (first, second) if day_first else (second, first)
    if month > 12 >= day:
        day, month = month, day
    return CalendarDay(day, month, year, swapped=day <= 12 and day != month), after
