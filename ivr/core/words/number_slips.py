"""How a recogniser writes spoken numbers wrongly in one language, and what tells a phone's number from others.

Judged in engines/digits_again.py.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from re import Pattern

from spoken_values.digit_runs import Numbers

from .wording import words_of

_BETWEEN = r"[\s,.-]+"
"""What a recogniser writes between two digits."""


@dataclass(frozen=True, slots=True)
class NumberSlips:
    abroad: Pattern[str]
    """It is said before the code of a country."""
    doubled: frozenset[str]
    """Pieces of words that it writes before figures, where the first of them was said to come twice."""
    like_zero: frozenset[str]
    """What it writes for a zero between two digits."""
    zero: str
    """What was said there."""
    other_numbers: frozenset[str]
    """What stands before a number that is no phone's: "order"."""
    phone: Pattern[str]
    """Words of sentences in which a phone's number is told."""
    not_within: Pattern[str]
    """Words that stand in times, dates, amounts and ranges, which may look like one long number."""
    numbers: Numbers

    def is_abroad(self, text: str) -> bool:
        return "+" in text or bool(self.abroad.search(words_of(text)))

    def is_of_another_kind(self, before: Iterable[str]) -> bool:
        """Whether the words before a number say that it is none of a phone."""
        return not self.other_numbers.isdisjoint(before)

    def is_of_a_phone(self, sentence: str) -> bool:
        return bool(self.phone.search(words_of(sentence)))

    def is_no_number(self, text: str) -> bool:
        """Whether a text that looks like one is a time, a date, an amount or a range."""
        return bool(re.search(r"[:/%$£€]", text) or self.not_within.search(words_of(text)))

    def without_doubled(self, text: str) -> str:
        """The text with one sign for what stands before figures: it is one of the digits that follow, or two."""
        return _doubled(self.doubled).sub("w-", text)

    def writes_doubled(self, piece: str) -> bool:
        """Whether a piece of a model's vocabulary is one of these."""
        return piece.lower() in self.doubled and piece.isupper()

    def with_zeros(self, text: str) -> str:
        """The text with what sounds like a zero between two digits as one."""
        between, sound = _like_zero(frozenset(self.numbers.words.digits), self.like_zero)
        return between.sub(lambda found: sound.sub(self.zero, found.group()), text)


@lru_cache(maxsize=8)
def _doubled(pieces: frozenset[str]) -> Pattern[str]:
    return re.compile(rf"\b(?:{_one_of(pieces).upper()})-?(?=[0-9])")


@lru_cache(maxsize=8)
def _like_zero(digits: frozenset[str], like_zero: frozenset[str]) -> tuple[Pattern[str], Pattern[str]]:
    digit, sound = rf"(?:{_one_of(digits)}|[0-9]+)", _one_of(like_zero)
    between = re.compile(rf"(?<![\w']){digit}{_BETWEEN}(?:(?:{sound}){_BETWEEN})(?={digit}\b)", re.IGNORECASE)
    return between, re.compile(rf"(?<=[\s,.-])(?:{sound})(?={_BETWEEN}$)", re.IGNORECASE)


def _one_of(words: frozenset[str]) -> str:
    """For a pattern; longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
