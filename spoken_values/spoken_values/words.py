"""A word at its place in a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Word(NamedTuple):  # made by the dozen at each pause of a caller: half the time of a dataclass
    """A word in small letters, a run of figures, an ordinal in figures or one sign, at `start`..`end` of its text."""

    text: str
    start: int
    end: int


def at(words: Sequence[Word], place: int) -> str:
    """The word at a place; empty before the first and after the last."""
    return words[place].text if 0 <= place < len(words) else ""
