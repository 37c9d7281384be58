"""Words that are numbers in one language: digits, tens and teens, and what recognisers write for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from .lists import read
from .words import Word, at

HERE = Path(__file__).parent

Reading = tuple[int, int]
"""(value, place after its last word)."""


@dataclass(frozen=True)
class NumberWords:
    """Each word with its number."""

    units: Mapping[str, int]
    zeros: Mapping[str, int]
    """What zero is called within a number."""
    plainly: Mapping[str, int]
    """Digits as they are said on a radio, so that none is taken for another."""
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: frozenset[str]
    misheard: Mapping[str, int]
    """What recognisers write for a digit; each reader says where it believes them."""
    times: Mapping[str, int]
    """How often the next digit is said: "double"; also as recognisers write that."""

    @cached_property
    def digits(self) -> Mapping[str, int]:
        """Every word that surely is one digit."""
        return {**self.units, **self.zeros, **self.plainly}

    def below_hundred(self, words: Sequence[Word], place: int, units: Mapping[str, int] | None = None) -> list[Reading]:
        """Every reading of the words at a place as a number in words below 100, the longest last.

        `units`: the words to be taken for digits, if others than `self.units`.
        """
        units = self.units if units is None else units
        word = at(words, place)
        if word in self.tens:
            value = self.tens[word]
            after = place + 1 + (at(words, place + 1) == "-")
            unit = units.get(at(words, after), 0)
            return [(value, place + 1), (value + unit, after + 1)] if unit > 0 else [(value, place + 1)]
        if word in units:
            return [(units[word], place + 1)]
        return [(self.teens[word], place + 1)] if word in self.teens else []


@lru_cache(maxsize=8)
def number_words(code: str) -> NumberWords:
    """Those of the language with this code, the same to all who ask. Raises ListError."""
    return read(NumberWords, HERE / code / "numbers.txt")
