"""The words for a person in other languages than that of the line: who calls in another language asks in it."""

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class WaysOutAbroad:
    """On words without accents. No sentence in the language of the line may hold any of them."""

    alone: Pattern[str]
    asked: Pattern[str]
    away: Pattern[str]
    """From the machine."""
    declined: Pattern[str]

    def are_asked_for(self, words: str) -> bool:
        """Whether words (as of `words_of`) ask for a person in another language, and do not decline one."""
        if self.away.search(words):
            return True
        rest = self.declined.sub(" ", words)
        return bool(self.alone.match(rest.strip()) or self.asked.search(rest))
