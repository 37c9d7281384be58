"""The question whether a machine speaks or a person, in whatever words: by rule, as the answer is always the truth."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class WhatWeAre:
    """The words of that question, in one language."""

    question: Pattern[str]

    def is_asked(self, text: str) -> bool:
        """Whether the caller asks if this is a machine or a person; the answer is always the truth."""
        return bool(self.question.search(words_of(text)))

    def left_of(self, words: str) -> str:
        """What else is said in these words: "are you a robot i want a human" also asks for a person."""
        return " ".join(self.question.sub(" ", words).split())
