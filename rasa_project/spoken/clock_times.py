"""One time of the clock in words or figures: "half past three", "quarter to nine", "3.30", "three pm", "noon"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from spoken.numerals import MISHEARD, TEENS, TENS, UNITS, ZEROS, below_hundred
from spoken_values.words import Word, at

MORNING, AFTERNOON = "am", "pm"
_FIXED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_PAST, _TO = {"past", "after"}, {"to", "two", "too", "till", "til", "of", "before"}
_HALF = {"have", "has", "pass", "house", "halve", "hath"}
_PASSED = {"past", "passed", "pass"}
"""What recognisers write for "half past": a time only where nothing else was said."""
_ROUND = {5, 10, 20, 25}
_LEAD = {
    "at",
    "around",
    "round",
    "ground",
    "about",
    "past",
    "after",
    "before",
    "by",
    "until",
    "till",
    "between",
    "from",
    "to",
    "half",
    "say",
    "and",
    "or",
}
"""Words after which an hour follows: there a recogniser's "for" is believed to be four."""
_TRAIL = {"and", "or", "please", "am", "pm", "o'clock", "thirty", "fifteen", "onwards", "in"}
"""Words that may follow an hour."""
_HYPHENED = {"15", "20", "25", "30", "35", "40", "45", "50", "55"}
"""Minutes in "10-15 in the morning"; "10-12" is from ten to twelve."""
_MONEY_AND_MORE = {"$", "£", "€", "%"}
_CLOCK = {"o'clock", "oclock", "clock"}


@dataclass(frozen=True)
class Clock:
    """A time on the dial; `half` of the day "am" or "pm" when said, `sure` when there is only one such time a day."""

    hour: int
    minute: int = 0
    half: str = ""
    sure: bool = False
    told: bool = False
    """Whether the words can be nothing but a time."""

    def times(self) -> list[time]:
        """Both times of the day that it may be, morning first, or the one that it is."""
        if self.sure:
            return [time(self.hour, self.minute)]
        early, late = self.hour % 12, self.hour % 12 + 12
        hours = {MORNING: [early], AFTERNOON: [late]}.get(self.half, [early, late])
        return [time(hour, self.minute) for hour in hours]


def clock_at(words: Sequence[Word], place: int) -> tuple[Clock, int] | None:
    """The time at a place and the place after it; a bare number is one too, with `told` False."""
    for read in (_fixed, _spoken_round, _figures, _spoken):
        if found := read(words, place):
            return _with_half(words, *found)
    return None


def _fixed(words: Sequence[Word], place: int) -> tuple[Clock, int] | None:
    begin = place + (at(words, place) in {"twelve", "12"})
    fixed = _FIXED.get(at(words, begin))
    return (Clock(fixed.hour, sure=True, told=True), begin + 1) if fixed else None


def _spoken_round(words: Sequence[Word], place: int) -> tuple[Clock, int] | None:
    """ "half past three", "half three", "a quarter to nine", "ten (minutes) past four"."""
    begin = place + (at(words, place) == "a")
    word = at(words, begin)
    if word == "half":
        after = begin + 1 + (at(words, begin + 1) in _PAST | _PASSED)
        hour = _hour_at(words, after, believed=True)
        return (Clock(hour[0], 30, told=True), hour[1]) if hour else None
    if word in _HALF and at(words, begin + 1) in _PASSED:
        hour = _hour_at(words, begin + 2, believed=True)
        return (Clock(hour[0], 30), hour[1]) if hour else None
    minutes = (15, begin + 1) if word == "quarter" else _minutes_at(words, begin)
    if minutes is None:
        return None
    count, after = minutes
    named = word == "quarter" or at(words, after) in {"minutes", "minute"}
    after += at(words, after) in {"minutes", "minute"}
    link, hour = at(words, after), _hour_at(words, after + 1, believed=True)
    if hour is None or not (named or count in _ROUND):
        return None
    if link in _PAST:
        return Clock(hour[0], count, told=True), hour[1]
    if link in _TO if named else link == "to":
        return Clock((hour[0] - 2) % 12 + 1, 60 - count, told=True), hour[1]
    return None


def _minutes_at(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    word = at(words, place)
    if word.isdigit() and word.isascii() and len(word) <= 2:
        return (int(word), place + 1) if 0 < int(word) < 30 else None
    found = max(below_hundred(words, place), key=lambda reading: reading[1], default=None)
    return found if found and 0 < found[0] < 30 else None


def _hour_at(words: Sequence[Word], place: int, *, believed: bool = False) -> tuple[int, int] | None:
    """An hour of the dial, 1 to 12."""
    word = at(words, place)
    if word.isdigit() and word.isascii() and len(word) <= 2:
        value = int(word)
    elif believed and word in MISHEARD and (not at(words, place + 1).isalpha() or at(words, place + 1) in _TRAIL):
        value = MISHEARD[word]
    else:
        value = (UNITS | TEENS).get(word, 0)
    return (value, place + 1) if 1 <= value <= 12 else None


def _figures(words: Sequence[Word], place: int) -> tuple[Clock, int] | None:
    """ "3:30", "15.30", "1530", "330", "3 30"."""
    word = at(words, place)
    if not (word.isdigit() and word.isascii()) or len(word) > 4 or at(words, place - 1) in _MONEY_AND_MORE:
        return None
    sign, minute = at(words, place + 1), at(words, place + 2)
    if sign in {":", "."} and len(word) <= 2 and len(minute) == 2 and minute.isdigit():
        touching = words[place + 2].start == words[place].end + 1
        return _dial(int(word), int(minute), place + 3, told=True) if touching else None
    if sign == "-" and len(word) <= 2 and minute in _HYPHENED and _ends_a_time(words, place + 3):
        return _dial(int(word), int(minute), place + 3, told=True)
    if len(word) in {3, 4}:
        told = at(words, place + 1) in {"hours", "am", "pm", "a", "p"} or at(words, place - 1) in _LEAD
        return _dial(int(word[:-2]), int(word[-2:]), place + 1, told=told, padded=word[0] == "0")
    if len(sign) == 2 and sign.isdigit() and int(word) <= 12:
        return _dial(int(word), int(sign), place + 2, told=at(words, place - 1) in _LEAD)
    after = place + 1 + (at(words, place + 1) == "o" and at(words, place + 2) == "clock")
    named = at(words, after) in _CLOCK
    return _dial(int(word), 0, after + named, told=named, padded=len(word) == 2 and word[0] == "0")


def _ends_a_time(words: Sequence[Word], place: int) -> bool:
    """Whether a time may end here: no further number, and no date, goes on."""
    return at(words, place) not in {"-", "/"} and not at(words, place).isdigit()


def _dial(hour: int, minute: int, after: int, *, told: bool, padded: bool = False) -> tuple[Clock, int] | None:
    if not (hour < 24 and minute < 60):
        return None
    return Clock(hour, minute, sure=padded or hour == 0 or hour > 12, told=told), after


def _spoken(words: Sequence[Word], place: int) -> tuple[Clock, int] | None:
    """ "three", "three o'clock", "three thirty", "three oh five", "fifteen thirty", "nine hundred hours"."""
    early = at(words, place) in {*ZEROS, "zero"}
    lead = at(words, place - 1) in _LEAD or at(words, place + 1) in _CLOCK
    hour = _hour_at(words, place + early, believed=lead) or _late_hour(words, place)
    if hour is None:
        return None
    value, after = hour
    if at(words, after) == "hundred":
        hours = at(words, after + 1) == "hours"
        return _dial(value, 0, after + 1 + hours, told=hours or early, padded=True) if hours or early else None
    if at(words, after) == "o" and at(words, after + 1) == "clock":
        return _dial(value, 0, after + 2, told=True)
    if at(words, after) in _CLOCK:
        return _dial(value, 0, after + 1, told=True)
    if at(words, after) in {*ZEROS, "zero"} and at(words, after + 1) in UNITS:
        return _dial(value, UNITS[at(words, after + 1)], after + 2, told=lead, padded=early)
    minutes = max(below_hundred(words, after), key=lambda reading: reading[1], default=(0, after))
    minutes = (int(at(words, after)), after + 1) if at(words, after) in {"15", "30", "45"} else minutes
    if 10 <= minutes[0] < 60:
        return _dial(value, minutes[0], minutes[1], told=lead, padded=early)
    return _dial(value, 0, after, told=False, padded=early)


def _late_hour(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """Hours of the 24-hour clock, which are said with their minutes: "fifteen thirty", "twenty one hundred hours"."""
    for value, after in below_hundred(words, place)[::-1]:
        minutes = below_hundred(words, after)
        follows = at(words, after) == "hundred" or any(m >= 10 for m, _ in minutes)
        if 13 <= value <= 23 and follows and (at(words, place) not in TENS or at(words, after) == "hundred"):
            return value, after
    return None


def _with_half(words: Sequence[Word], clock: Clock, after: int) -> tuple[Clock, int]:
    """With "am" or "pm" and the like that follow: "3pm", "3 p.m.", "three in the afternoon", "nine at night"."""
    after += at(words, after) == "-" and at(words, after + 1) == "ish"
    after += at(words, after) in {"ish", "sharp"}
    if at(words, after) in {"am", "pm"}:
        return _halved(clock, at(words, after)), after + 1
    if at(words, after) in {"a", "p"}:
        letter = after + 1 + (at(words, after + 1) == ".")
        if at(words, letter) == "m":
            return _halved(clock, at(words, after) + "m"), letter + 1 + (at(words, letter + 1) == ".")
    for preposition, words_after in ((("in", "the"), 2), (("at",), 1), (("this",), 1), (("tomorrow",), 1)):
        if tuple(at(words, after + step) for step in range(len(preposition))) == preposition:
            part = at(words, after + words_after)
            if part in {"morning", "afternoon", "evening", "night"}:
                return _of_part(clock, part), after + words_after + 1
    return clock, after


def _of_part(clock: Clock, part: str) -> Clock:
    small = part == "night" and clock.hour % 12 < 5
    return _halved(clock, MORNING if part == "morning" or small else AFTERNOON)


def _halved(clock: Clock, half: str) -> Clock:
    return replace(clock, told=True) if clock.sure else replace(clock, half=half, told=True)


def of_part(clock: Clock, part: str) -> Clock:
    """The clock in a part of the day that was named elsewhere, unless it says itself which half of the day it is in."""
    return clock if clock.sure or clock.half or not part else replace(_of_part(clock, part), told=clock.told)
