"""What a recogniser writes where nobody spoke, in one language: judged in engines/soundness.py."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class Invented:
    often: Pattern[str]
    """Written on silence and noise; callers say most of it too."""
    always: Pattern[str]
    """Of that, what nobody says to a support line."""

    def is_often(self, text: str) -> bool:
        return bool(self.often.search(words_of(text)))

    def is_always(self, text: str) -> bool:
        return bool(self.always.search(words_of(text)))
