"""Whether a time of the day is told: "after three", "around noon", "in an hour". Which one, the dialogue reads."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How a time is told in one language."""

    told: Pattern[str]
    alone: Pattern[str]
    """An hour, where nothing else is said."""

    def tell_a_time(self, text: str) -> bool:
        words = words_of(text)
        return bool(self.told.search(words) or self.alone.fullmatch(words))
