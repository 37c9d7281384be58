"""Digits once more, in words, where in figures they were too many or too few for what they may be.

Whisper makes figures into numbers that it has seen: of "two oh six, five five five, oh one four seven" it writes
"206-555-147", of "seven eight seven oh four" "788-704". When it may write no figures, it writes each digit as it was
said. It is worse at all else then, so this is done only where the count shows that figures failed: of 144 numbers in
voices that were not tuned with, 125 were right without and 135 with it, and none became wrong. Of a sentence with a
phone number in it ("call me on 555-143") the digits alone are taken, and all words stay as they were heard first.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from spoken_values.digit_runs import DigitRun, words_before

from ..core.words.expects import Answers
from ..core.words.number_slips import NumberSlips

FEWEST = 3
"""With fewer, something else was said than the number."""
MOST_LOST, MOST_ADDED = 1, 3
"""By figures gone wrong. What lacks more is the first part of the number: it comes in groups of two, three or four."""
SAME_SHARE = 0.8
"""Of the digits, from which a number that was heard twice is one: "888-5-0015057" was 888 555 0157."""
MOST_ADDED_IN_A_SENTENCE = 1
"""Nobody asked for the number there, and it may well be another: a date and a time, a parcel's."""
_FIGURE = re.compile(r"[0-9%$£]")
_SPELLING = "-"
"""Between spelled letters; where it may write no figures, it goes on and on with these instead."""
_NEAR = 8
"""Words before a number that may say what it is."""
_SHORT = 6
"""Digits that may be of a number of another kind, if nothing says that it is a phone's."""


class SaysNumbers(Protocol):
    """What of a language is asked here."""

    @property
    def answers(self) -> Answers: ...
    @property
    def number_slips(self) -> NumberSlips: ...


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many digits a number may have that is said: `asked`, as an answer by itself, else a phone's in a sentence."""

    lengths: tuple[int, ...] = ()
    asked: bool = False

    @classmethod
    def of(cls, request: Mapping[str, Any]) -> "Numbers":
        """As the transcriber's child is told of them; `told` is the way there."""
        return cls(tuple(request.get("lengths", ())), bool(request.get("asked", False)))

    def told(self) -> dict[str, Any]:
        return {"lengths": list(self.lengths), "asked": self.asked}


NONE = Numbers()


def is_off(text: str, numbers: Numbers, language: SaysNumbers) -> bool:
    """Whether a text has nearly as many digits as one of the lengths, and not for the code of a country."""
    if not numbers.asked:
        return _wrong_run(language.number_slips.without_doubled(text), numbers.lengths, language) is not None
    off = _is_off(language.answers.digits_in(text), numbers.lengths, MOST_ADDED)
    return off and not language.number_slips.is_abroad(text)


def mended(text: str, again: str, numbers: Numbers, language: SaysNumbers) -> str:
    """The text with the number as it was written in words, if it has such a length and is the same but for some."""
    slips = language.number_slips
    readings = tuple(dict.fromkeys((again, slips.with_zeros(again))))
    if numbers.asked:
        return next((one for one in readings if is_the_number(one, text, numbers.lengths, language)), text)
    plain = slips.without_doubled(text)
    run = _wrong_run(plain, numbers.lengths, language)
    if run is None:
        return text
    found = {
        other.digits: None
        for reading in readings
        for other in slips.numbers.runs_in(reading)
        if _has_length(other.digits, numbers.lengths) and _are_nearly_one(other.digits, run.digits)
    }
    number = next(iter(found), "")
    return plain[: run.start] + _in_groups(number) + plain[run.end :] if number else text


def with_zeros(text: str, numbers: Numbers, language: SaysNumbers) -> str:
    """The text with "uh" and "or" between two digits as the zero that they were, where that makes the count right."""
    zeros = language.number_slips.with_zeros(text)
    was_lacking = zeros != text and is_off(text, numbers, language) and not is_off(zeros, numbers, language)
    return zeros if was_lacking else text


def is_the_number(again: str, first: str, lengths: tuple[int, ...], language: SaysNumbers) -> bool:
    """Whether what was written in words is the number: as long as awaited, and the same as before but for some."""
    digits = language.answers.digits_in(again)
    return len(digits) in lengths and _are_nearly_one(digits, language.answers.digits_in(first))


def is_figure(token: str, slips: NumberSlips) -> bool:
    """Whether a piece of the model's vocabulary writes numbers as figures, or is what it writes in their place."""
    piece = token.removeprefix("Ġ")
    return bool(_FIGURE.search(token)) or piece == _SPELLING or slips.writes_doubled(piece)


def _wrong_run(text: str, lengths: tuple[int, ...], language: SaysNumbers) -> DigitRun | None:
    """The last number of a sentence that is a phone's but for its count."""
    runs = reversed(language.number_slips.numbers.runs_in(text))
    return next((run for run in runs if _may_be_a_phones(text, run, lengths, language)), None)


def _may_be_a_phones(text: str, run: DigitRun, lengths: tuple[int, ...], language: SaysNumbers) -> bool:
    before, said = words_before(text, run)[-_NEAR:], text[run.start : run.end]
    around, slips = text[max(0, run.start - 2) : run.end + 1], language.number_slips
    if slips.is_of_another_kind(before) or slips.is_no_number(said) or re.search("[:/%$£€+]", around):
        return False
    off = _is_off(run.digits, lengths, MOST_ADDED_IN_A_SENTENCE) and not slips.is_abroad(said)
    return off and (len(run.digits) > _SHORT or slips.is_of_a_phone(text))


def _is_off(digits: str, lengths: tuple[int, ...], most_added: int) -> bool:
    if len(digits) < FEWEST or _has_length(digits, lengths):
        return False
    return any(-MOST_LOST <= len(digits) - length <= most_added for length in lengths)


def _has_length(digits: str, lengths: tuple[int, ...]) -> bool:
    """Whether digits are as many as awaited, or that with the code of North America."""
    return len(digits) in lengths or (len(digits) == 11 and digits[0] == "1" and 10 in lengths)


def _are_nearly_one(digits: str, before: str) -> bool:
    """Whether two numbers have most digits in common, in their order."""
    if abs(len(digits) - len(before)) > MOST_ADDED:
        return False
    return _common(digits, before) >= math.ceil(SAME_SHARE * min(len(digits), len(before)))


def _common(one: str, other: str) -> int:
    """How many digits are left when both are cut to what they have in common."""
    row = [0] * (len(other) + 1)
    for digit in one:
        last, row = row, [0]
        for place, another in enumerate(other):
            row.append(last[place] + 1 if digit == another else max(row[-1], last[place + 1]))
    return row[-1]


def _in_groups(digits: str) -> str:
    """As phone numbers are written: the last four apart, and before them threes."""
    front, last = digits[:-4], digits[-4:]
    first = len(front) % 3
    groups = [front[:first], *(front[at : at + 3] for at in range(first, len(front), 3)), last]
    return "-".join(filter(None, groups))
