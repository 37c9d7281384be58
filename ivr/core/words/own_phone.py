"""Whether the phone in the caller's hand is meant: "the number I'm calling from". Which it is, the dialogue is told."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class OwnPhone:
    """How it is named in one language."""

    own: Pattern[str]

    def is_meant(self, text: str) -> bool:
        """Rather too often than too seldom: the dialogue looks more closely, and asks again."""
        return bool(self.own.search(words_of(text)))
