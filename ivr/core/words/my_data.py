"""What callers ask about their own data: told the truth at once, and a person does what takes knowing who they are."""

from dataclasses import dataclass
from re import Pattern

from ..record import Line, Prompt
from .wording import words_of


@dataclass(frozen=True, slots=True)
class MyData:
    """How it is put in one language."""

    known: Pattern[str]
    """What do you know about me?"""
    deleted: Pattern[str]
    """Delete my data."""

    def answer_to(self, text: str) -> tuple[Line, ...]:
        """What is true, before a person takes over; nothing where neither is asked."""
        words = words_of(text)
        asked = {"rights_known": self.known, "rights_deleted": self.deleted}
        return tuple(Prompt(name) for name, way in asked.items() if way.search(words))
