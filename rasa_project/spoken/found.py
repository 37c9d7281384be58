"""What a reader found in a text: the value, where it stood, what else was said, and what else it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value read from `whole[start:end]`; `alternatives` are other readings of the same words, likeliest first."""

    value: Value
    whole: str
    start: int
    end: int
    alternatives: tuple[Value, ...] = ()

    @property
    def text(self) -> str:
        """The words that the value was read from."""
        return self.whole[self.start : self.end]

    @property
    def rest(self) -> str:
        """What was said besides, with the gap closed."""
        return re.sub(r"\s+", " ", f"{self.whole[: self.start]} {self.whole[self.end :]}").strip(" ,.;:-")

    @property
    def is_ambiguous(self) -> bool:
        return bool(self.alternatives)

    def within(self, whole: str, offset: int) -> Found[Value]:
        """The same, of the longer text of which `self.whole` begins at `offset`."""
        return replace(self, whole=whole, start=self.start + offset, end=self.end + offset)
