"""Numbers in full, in words and figures: cardinals ("a hundred and five"), and places in an order ("twenty third")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from .lists import read
from .number_words import HERE, NumberWords, Reading, number_words
from .words import Word, at


@dataclass(frozen=True)
class Cardinals:
    """How numbers are said in full in one language."""

    numbers: NumberWords
    thousand: frozenset[str]
    one: frozenset[str]
    """Said for one before a hundred or a thousand: "a"."""
    joins: frozenset[str]
    """Between a hundred and what follows: "and"."""
    ordinal_units: Mapping[str, int]
    ordinals: Mapping[str, int]
    """The others."""
    heard_ordinals: Mapping[str, int]
    """What recognisers write for one; believed where nothing else can stand."""
    plural: frozenset[str]
    """What recognisers make of the end of an ordinal: "the 30s"."""
    awaited: Mapping[str, int]
    """What recognisers write for a digit, beside `numbers.misheard`; believed where a number was asked for."""

    @cached_property
    def misheard(self) -> dict[str, int]:
        """All that recognisers write for a digit, and digits as they are said on a radio."""
        return {**self.numbers.misheard, **self.numbers.plainly, **self.awaited}

    def hundreds(self, words: Sequence[Word], place: int, units: Mapping[str, int] | None = None) -> list[Reading]:
        """Readings that hold the word "hundred": "four hundred (and) twenty one", "twelve hundred", "a hundred"."""
        readings: list[Reading] = []
        below = self.numbers.below_hundred(words, place, units)
        for head, after in [*below, *self._one(words, place), *_figures(words, place, 2)]:
            if at(words, after) in self.numbers.hundred and 0 < head < 100:
                readings += self._with_rest(words, head * 100, after + 1, 100, units)
        return readings

    def thousands(self, words: Sequence[Word], place: int, units: Mapping[str, int] | None = None) -> list[Reading]:
        """Readings that hold the word "thousand" or "grand"."""
        readings: list[Reading] = []
        heads = [*self.numbers.below_hundred(words, place, units), *self.hundreds(words, place, units)]
        for head, after in [*heads, *self._one(words, place), *_figures(words, place, 3)]:
            if at(words, after) in self.thousand and 0 < head < 1000:
                readings += self._with_rest(words, head * 1000, after + 1, 1000, units)
        return readings

    def cardinal_at(self, words: Sequence[Word], place: int, units: Mapping[str, int] | None = None) -> Reading | None:
        """The longest reading at a place as one number, in words or figures ("1,200", "2 thousand"); None: no number.

        `units`: the words to be taken for digits, if others than `numbers.units`.
        """
        readings = [
            *self.numbers.below_hundred(words, place, units), *self.hundreds(words, place, units),
            *self.thousands(words, place, units), *_figures(words, place, 12), *_grouped_figures(words, place),
        ]  # fmt: skip
        return max(readings, key=lambda reading: reading[1], default=None)

    def ordinal_at(self, words: Sequence[Word], place: int) -> Reading | None:
        """A number in an order below 100: "third", "twenty-third", "3rd"."""
        word = at(words, place)
        if word in self.numbers.tens:
            after = place + 1 + (at(words, place + 1) == "-")
            unit = self.ordinal_units.get(at(words, after)) or _figure_ordinal(at(words, after), 9)
            return (self.numbers.tens[word] + unit, after + 1) if unit else None
        value = self.ordinal_units.get(word) or self.ordinals.get(word) or _figure_ordinal(word, 99)
        return (value, place + 1) if value else None

    def heard_ordinal_at(self, words: Sequence[Word], place: int) -> Reading | None:
        """What recognisers write for a number in an order, which its place alone can tell: "the ace", "the 30s"."""
        word = at(words, place)
        if word in self.heard_ordinals:
            return self.heard_ordinals[word], place + 1
        is_short = word.isdigit() and word.isascii() and len(word) <= 2
        glued = is_short and at(words, place + 1) in self.plural and words[place + 1].start == words[place].end
        return (int(word), place + 2) if glued else None

    def _with_rest(
        self, words: Sequence[Word], value: int, place: int, below: int, units: Mapping[str, int] | None
    ) -> Iterator[Reading]:
        """The round number alone, and with a number less than `below` that follows it, "and" said or not."""
        yield value, place
        after = place + (at(words, place) in self.joins)
        rests = [*self.numbers.below_hundred(words, after, units), *_figures(words, after, len(str(below)) - 1)]
        if below > 100:
            rests += self.hundreds(words, after, units)
        yield from ((value + rest, end) for rest, end in rests if 0 < rest < below)

    def _one(self, words: Sequence[Word], place: int) -> list[Reading]:
        return [(1, place + 1)] if at(words, place) in self.one else []


@lru_cache(maxsize=8)
def cardinals(code: str) -> Cardinals:
    """Those of the language with this code, the same to all who ask. Raises ListError."""
    return read(Cardinals, HERE / code / "cardinals.txt", numbers=number_words(code))


def _figure_ordinal(word: str, most: int) -> int | None:
    figures = word[:-2]
    known = word[-2:].isalpha() and figures.isdigit() and figures.isascii() and len(figures) <= 2
    return int(figures) if known and 0 < int(figures) <= most else None


def _figures(words: Sequence[Word], place: int, most: int) -> list[Reading]:
    word = at(words, place)
    return [(int(word), place + 1)] if word.isdigit() and word.isascii() and len(word) <= most else []


def _grouped_figures(words: Sequence[Word], place: int) -> list[Reading]:
    """ "1,200" and "1,250,000", with no space after the comma."""
    value, after = at(words, place), place + 1
    if not (value.isdigit() and value.isascii() and len(value) <= 3):
        return []
    while at(words, after) == "," and len(group := at(words, after + 1)) == 3 and group.isdigit():
        if words[after].start != words[after - 1].end or words[after + 1].start != words[after].end:
            break
        value, after = value + group, after + 2
    return [(int(value), after)] if after > place + 1 and len(value) <= 12 else []
