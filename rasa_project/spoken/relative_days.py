"""Days that are told from today: "tomorrow", "next Tuesday", "in two weeks", "a week on Friday", "the weekend"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spoken.days import WEEKDAYS, Days, coming, latest, month_of, months_later, one, shifted, week_of
from spoken.numerals import MISHEARD, UNITS, cardinal_at
from spoken_values.words import Word, at

Readings = tuple[list[Days], int]
"""(what the words may mean, the likeliest first; place after them)."""

_PLAIN = {
    ("today", "after", "tomorrow"): 2,
    ("day", "after", "tomorrow"): 2, ("day", "before", "yesterday"): -2, ("tomorrow",): 1, ("yesterday",): -1,
    ("today",): 0, ("tonight",): 0, ("this", "morning"): 0, ("this", "afternoon"): 0, ("this", "evening"): 0,
    ("to", "morrow"): 1, ("last", "night"): -1,
}  # fmt: skip
_UNITS = {"day": 1, "days": 1, "day's": 1, "week": 7, "weeks": 7, "week's": 7, "fortnight": 14, "fortnights": 14}
_FROM_TODAY = {"today", "now"}


def relative_at(words: Sequence[Word], place: int, today: date, *, past: bool) -> Readings | None:
    """Days told from today by the words at a place; `past`: a bare weekday is the last one, not the next."""
    for read in (_plain, _weekday, _in_a_while, _span):
        if found := read(words, place, today, past):
            return found
    return None


def _said(words: Sequence[Word], place: int, *wanted: str) -> bool:
    return all(at(words, place + step) == word for step, word in enumerate(wanted))


def _plain(words: Sequence[Word], place: int, today: date, past: bool) -> Readings | None:
    for said, days in _PLAIN.items():
        if _said(words, place, *said):
            after = place + len(said)
            if at(words, after) == "week" and days >= 0:
                return [one(shifted(today, days + 7))], after + 1
            return [one(shifted(today, days))], after
    return None


def _weekday(words: Sequence[Word], place: int, today: date, past: bool) -> Readings | None:
    """[next|this|last] weekday [week|next week|after next]."""
    which = at(words, place)
    begin = place + (which in {"next", "this", "last", "coming"})
    begin += which == "this" and at(words, begin) == "coming"
    if at(words, begin) not in WEEKDAYS:
        return None
    weekday, after = WEEKDAYS[at(words, begin)], begin + 1
    next_one = coming(weekday, today)
    of_next_week = shifted(week_of(today).first, 7 + weekday)
    after += at(words, after) == "of" and at(words, after + 1) in {"next", "this"}
    if _said(words, after, "after", "next"):
        return [one(shifted(next_one, 7))], after + 2
    if _said(words, after, "next", "week") or _said(words, after, "next"):
        return [one(of_next_week)], after + 1 + (at(words, after + 1) == "week")
    if _said(words, after, "this", "week"):
        return [one(shifted(of_next_week, -7))], after + 2
    if _said(words, after, "week"):
        return [one(shifted(next_one, 7))], after + 1
    if which == "next":
        return [one(day) for day in dict.fromkeys([of_next_week, next_one])], after
    if which == "last" or (past and which not in {"this", "coming"}):
        return [one(latest(weekday, today))], after
    readings = [next_one, *([today] if weekday == today.weekday() else [])]
    return [one(day) for day in (reversed(readings) if which == "this" else readings)], after


def _count(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """(number, place after it): "two", "a", "a couple of"."""
    if _said(words, place, "a", "couple"):
        return 2, place + 2 + (at(words, place + 2) == "of")
    if at(words, place) in {"a", "an"}:
        return 1, place + 1
    return cardinal_at(words, place, UNITS | MISHEARD)


def _in_a_while(words: Sequence[Word], place: int, today: date, past: bool) -> Readings | None:
    """ "in two weeks", "two weeks from Friday", "a week tomorrow", "three days ago", "in two weeks' time"."""
    begins = at(words, place) in {"in", "within"}
    about = begins and at(words, place + 1) in {"about", "around", "roughly"}
    counted = _count(words, place + begins + about) or ((1, place) if at(words, place) == "week" else None)
    if counted is None or abs(counted[0]) > 400:
        return None
    count, unit = counted
    word, after = at(words, unit), unit + 1
    after += at(words, after) == "'"
    sign = -1 if at(words, after) == "ago" else 1
    if word in {"month", "months", "month's"}:
        day = months_later(today, sign * count)
    elif word in _UNITS:
        day = shifted(today, sign * count * _UNITS[word])
    else:
        return None
    if sign < 0:
        return [one(day)], after + 1
    from_day = _from(words, after, today)
    if from_day and word in _UNITS:
        days, end = from_day
        return [one(shifted(d.first, count * _UNITS[word])) for d in days], end
    if at(words, after) == "time" or begins:
        return [one(day)], after + (at(words, after) == "time")
    return ([one(day)], after + 2) if _said(words, after, "from", "now") else None


def _from(words: Sequence[Word], place: int, today: date) -> Readings | None:
    """The day from which weeks are counted: "(from) Friday", "on Tuesday", "tomorrow"."""
    begin = place + (at(words, place) in {"from", "on", "after"})
    if at(words, begin) in _FROM_TODAY:
        return [one(today)], begin + 1
    return _plain(words, begin, today, False) or _weekday(words, begin, today, False)


def _span(words: Sequence[Word], place: int, today: date, past: bool) -> Readings | None:
    """Whole weeks, weekends and months, and their ends."""
    if at(words, place) in {"end", "beginning", "start", "middle"} and at(words, place + 1) == "of":
        inner = _whole(words, place + 2, today)
        return ([_part_of(at(words, place), inner[0][0])], inner[1]) if inner else None
    if at(words, place) not in {"next", "this", "last", "the", "following", "coming", "week"}:
        return None
    return _next_week_on(words, place, today) or _whole(words, place, today)


def _next_week_on(words: Sequence[Word], place: int, today: date) -> Readings | None:
    """ "next week Tuesday", "next week on Tuesday"."""
    if not (_said(words, place, "next", "week") or _said(words, place, "this", "week")):
        return None
    day = place + 2 + (at(words, place + 2) == "on")
    if at(words, day) not in WEEKDAYS:
        return None
    weeks = 1 if at(words, place) == "next" else 0
    return [one(shifted(week_of(today).first, 7 * weeks + WEEKDAYS[at(words, day)]))], day + 1


def _whole(words: Sequence[Word], place: int, today: date) -> Readings | None:
    which = at(words, place)
    step = {"next": 1, "following": 1, "last": -1}.get(which, 0)
    unit = place + (which in {"next", "this", "last", "the", "following", "coming"})
    after, word = unit + 1, at(words, unit)
    week = place + (which == "the")
    if which in {"the", "week"} and _said(words, week, "week", "after", "next"):
        return [week_of(shifted(today, 14))], week + 3
    if which == "the" and word in {"following", "coming", "next"}:
        return _whole(words, unit, today)
    if word == "week" and which in {"next", "this", "last", "following", "coming"}:
        return [week_of(shifted(today, 7 * step))], after
    if word == "weekend":
        saturday = shifted(week_of(today).first, 5 + 7 * step)
        ahead = [Days(saturday, shifted(saturday, 1))]
        if which == "next" and today.weekday() < 5:  # some mean the one at the end of this week
            ahead.append(Days(shifted(saturday, -7), shifted(saturday, -6)))
        return ahead, after
    return ([month_of(months_later(today.replace(day=1), step))], after) if word == "month" else None


def _part_of(which: str, days: Days) -> Days:
    """The end of a week is its Friday, of a month its last seven days."""
    is_month = (days.last - days.first).days > 7
    begin, end = {
        ("end", True): (-7, -1), ("middle", True): (10, 19), ("end", False): (4, 4), ("middle", False): (2, 2),
    }.get((which, is_month), (0, 6) if is_month else (0, 1))  # fmt: skip
    counted_from = shifted(days.last, 1) if begin < 0 else days.first
    return Days(shifted(counted_from, begin), shifted(counted_from, end))
