"""Dates as callers say them, seen from a given day.

What is ambiguous stays so: "next Tuesday", "3/5", "Tuesday the fourth" when the fourth is a Monday. The likelier
reading is the value and the others are its alternatives, so that a form can read the value back, or ask.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spoken.calendar_days import CalendarDay, calendar_day_at, days_meant
from spoken.days import WEEKDAYS, Days, shifted
from spoken.digits import digits_in, is_only_digits
from spoken.found import Found
from spoken.relative_days import relative_at
from spoken.words import stretches, words_of
from spoken_values.words import Word, at

_PART = re.compile(
    r"(?<!good )\b(?:(?P<morning>mornings?|first thing|a\.?m\b)|(?P<afternoon>afternoons?|after ?lunch)|"
    r"(?P<evening>evenings?|tonight|night|after work))\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(
    r"\b(?:not|isn't|can't do|can't make|except|but not|anything but|other than|any day but)\W+(?:on |the )*$"
)
_BETWEEN = {",", "on", "the", "either", "maybe", "in", "morning", "afternoon", "evening"}
"""Words that may stand between two days beside the one that links them."""
_RANGES = {"and", "to", "through", "until", "till", "-", "or"}


@dataclass(frozen=True)
class _Mention:
    readings: tuple[Days, ...]
    begin: int
    """First of its words, by place."""
    after: int
    said: CalendarDay | None = None


def date_in(text: str, today: date, *, past: bool = False, day_first: bool = False) -> Found[Days] | None:
    """The day said, or the days from one to another ("next week", "between Monday and Wednesday").

    `past`: a day without a year, or a bare weekday, is the last such, not the next (birthdays, purchases).
    `day_first`: 3/5 is the third of May. The last of several counts when the caller corrects themselves; of two with
    "or" between them the second is an alternative. None when no day was said, or there is no such day.
    """
    best: Found[Days] | None = None
    earlier: CalendarDay | None = None
    for start, end in stretches(text):
        words = [w for w in words_of(text) if start <= w.start < end]
        mentions = _mentions(words, text, today, earlier, past=past, day_first=day_first)
        if mentions:
            best = _together(_with_parts(mentions, words, text[:end]), words, text, past=past)
            earlier = mentions[-1].said
    return best or _in_digits(text, today, past=past, day_first=day_first)


def _mentions(
    words: Sequence[Word], text: str, today: date, earlier: CalendarDay | None, *, past: bool, day_first: bool
) -> list[_Mention]:
    """Every day named in a stretch, in order; not those that were ruled out."""
    mentions: list[_Mention] = []
    place = 0
    while place < len(words):
        before = (mentions[-1].said if mentions else None) or earlier
        mention = _mention_at(words, place, today, before, past=past, day_first=day_first)
        if mention and mention.readings and not _NOT_THIS.search(text[: words[place].start].lower()):
            mentions.append(mention)
        place = mention.after if mention else place + 1
    return mentions


def _mention_at(
    words: Sequence[Word], place: int, today: date, earlier: CalendarDay | None, *, past: bool, day_first: bool
) -> _Mention | None:
    if named := calendar_day_at(words, place, day_first=day_first):
        said, after = named
        said = said.filled_from(earlier) if earlier else said
        if after == len(words) or at(words, after) not in {"%", "percent"}:
            return _Mention(tuple(days_meant(said, today, past=past)), place, after, said)
    if told := relative_at(words, place, today, past=past):
        return _Mention(tuple(told[0]), place, told[1])
    return None


def _together(mentions: list[_Mention], words: Sequence[Word], text: str, *, past: bool) -> Found[Days]:
    """One value of all that was named: a range, a choice, or the last mention."""
    last = mentions[-1]
    if len(mentions) > 1 and (link := _link(mentions[-2], last, words)):
        before = mentions[-2]
        start, end = words[before.begin].start, words[last.after - 1].end
        if link == "or":
            others = (*last.readings, *before.readings[1:])
            return Found(before.readings[0], text, start, end, tuple(dict.fromkeys(others)))
        if span := _span(before.readings[0], last, words, past=past):
            return Found(span, text, start, end)
    if len(mentions) == 2 and (agreed := _agreed(mentions)):
        return Found(agreed, text, words[mentions[0].begin].start, words[last.after - 1].end)
    return Found(last.readings[0], text, words[last.begin].start, words[last.after - 1].end, last.readings[1:])


def _span(first: Days, last: _Mention, words: Sequence[Word], *, past: bool) -> Days | None:
    """From one mention to another; a weekday that would come before the first is the one after it."""
    later = next((d for d in last.readings if d.last >= first.first), None)
    if later is None and any(w.text in WEEKDAYS for w in words[last.begin : last.after]) and last.said is None:
        later = last.readings[0]
        if past:
            first = Days(shifted(first.first, -7), shifted(first.last, -7), first.part)
        else:
            later = Days(shifted(later.first, 7), shifted(later.last, 7), later.part)
    if later is None or later.last < first.first:
        return None
    return Days(first.first, later.last, later.part or first.part)


def _link(before: _Mention, last: _Mention, words: Sequence[Word]) -> str:
    """The word that makes one value of two mentions: only what stands between them."""
    between = [w.text for w in words[before.after : last.begin] if w.text not in _BETWEEN]
    word = between[0] if len(between) == 1 else ""
    if word == "and" and at(words, before.begin - 1) not in {"between", "from"}:
        return ""
    return word if word in _RANGES else ""


def _agreed(mentions: list[_Mention]) -> Days | None:
    """The day that both mentions may be: "next Tuesday, the first of December"."""
    meant = {days.first: days.part for days in mentions[1].readings}
    shared = (days for days in mentions[0].readings if days.is_one and days.first in meant)
    return next((replace(days, part=days.part or meant[days.first]) for days in shared), None)


def _in_digits(text: str, today: date, *, past: bool, day_first: bool) -> Found[Days] | None:
    """Six or eight digits and nothing else, as a birthday is typed or read out: 03051984."""
    found = digits_in(text, {6, 8}) if is_only_digits(text) else None
    if found is None or len(found.value) not in {6, 8}:
        return None
    digits = found.value
    year = int(digits[4:]) if len(digits) == 8 else 1900 + int(digits[4:]) + 100 * (int(digits[4:]) < 40)
    first, second = int(digits[:2]), int(digits[2:4])
    day, month = (first, second) if day_first else (second, first)
    if month > 12 >= day:
        day, month = month, day
    if not (1900 <= year < 2100):
        return None
    said = CalendarDay(day, month, year, swapped=day <= 12 and day != month)
    readings = days_meant(said, today, past=past)
    return Found(readings[0], text, found.start, found.end, tuple(readings[1:])) if readings else None


def _with_parts(mentions: list[_Mention], words: Sequence[Word], text: str) -> list[_Mention]:
    """Each day with the part of it that was named with it: after it, or before the first."""
    ends = [words[m.begin].start for m in mentions[1:]] + [len(text)]
    parts = [_part_in(text[words[m.begin].start : end]) for m, end in zip(mentions, ends, strict=True)]
    if len(mentions) == 1 and parts == [None]:
        parts = [_part_in(text[: words[mentions[0].begin].start])]
    return [
        replace(m, readings=tuple(replace(d, part=part) for d in m.readings))
        for m, part in zip(mentions, parts, strict=True)
    ]


def _part_in(text: str) -> str | None:
    return next((match.lastgroup for match in _PART.finditer(text)), None)
