"""What a second listen to doubtful words needs of a language: judged in engines/way_out.py."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class SecondListen:
    hint: str
    """What a recogniser is told that was said before: whole sentences in which a person is asked for."""
    wishes: Pattern[str]
    """What must be in words that the hint led to: on noise alone it makes some without."""
    plain: Pattern[str]
    """Short answers, digits and letters: a recogniser is often unsure of them, they are right, nobody should wait."""

    def is_wish(self, text: str) -> bool:
        return bool(self.wishes.search(words_of(text)))

    def is_plain(self, text: str) -> bool:
        words = words_of(text)
        return not words or bool(self.plain.match(words))
