"""By which words a disclosure says what it must, in one language: judged in written/disclosure.py."""

from dataclasses import dataclass
from re import Pattern

from .wording import sentences_of, words_of


@dataclass(frozen=True, slots=True)
class Disclosed:
    ai: Pattern[str]
    """That it is an AI, written so that a voice says it as that."""
    how_to_say_ai: str
    """For whoever has to write it."""
    automated: Pattern[str]
    no_person: Pattern[str]
    """Within one sentence."""
    to_say: Pattern[str]
    """What stands before the word to say for a person."""
    key: Pattern[str]
    """The name of key 0."""
    written_down: Pattern[str]
    """That what callers say becomes text."""

    def ai_ends(self, text: str) -> float:
        """Where in a text it is first said that it is an AI, as a share of its words; 0.0 where it is not."""
        words = words_of(text)
        found = self.ai.search(words)
        return found.end() / len(words) if found else 0.0

    def denies_person(self, text: str) -> bool:
        return any(self.no_person.search(words_of(sentence)) for sentence in sentences_of(text))

    def words_to_say(self, text: str) -> list[str]:
        words = words_of(text)
        return [following[0] for said in self.to_say.finditer(words) if (following := words[said.end() :].split()[:1])]
