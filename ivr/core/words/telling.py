"""Callers who tell a story: which of its sentences wish for something, and after which more comes."""

import re
from dataclasses import dataclass, field
from re import Pattern

from ..record import PRIVATE, Understanding
from .frustration import Impatience
from .whole_sentences import Sentences
from .wording import last_sentences, sentences_of, words_of

_CLAUSE_ENDS = re.compile(r"(?<=,)\s+")
_LONG_WORDS = 16
_FEW_WORDS = 3
_SOME_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A wish in the midst of a story, with how surely its words were heard."""

    text: str = field(metadata=PRIVATE)
    understanding: Understanding
    confidence: float


@dataclass(frozen=True, slots=True)
class Stories:
    """How they are begun and told in one language."""

    states: Pattern[str]
    """Statements, by how they begin."""
    wishes: Pattern[str]
    begins: Pattern[str]
    """ "You know", and no more."""
    points_back: Pattern[str]
    sentences: Sentences
    impatience: Impatience

    def begins_to_tell(self, text: str) -> bool:
        """Whether "you know" or "look" is all that was said yet."""
        return bool(self.begins.match(words_of(text)))

    def tells_something(self, text: str) -> bool:
        """Whether this is a statement of some length that wishes for nothing: who tells one goes on as often as not."""
        words = words_of(text)
        told = len(words.split()) > _FEW_WORDS and bool(self.states.match(words))
        return told and not self.wishes_for_something(text) and not self.impatience.is_all_of(text)

    def wishes_for_something(self, text: str) -> bool:
        """Whether this sentence asks for something, or is a question."""
        words = words_of(text)
        return text.rstrip().endswith("?") or bool(self.wishes.search(words)) or self.sentences.is_whole(text)

    def wish_at_the_end(self, text: str) -> str:
        """Of the last sentences of a story those from its last wish on; all, if it points back: "can you move it?".

        Before it only what holds a number is kept: with the rest of the story no model knows the wish.
        """
        told = sentences_of(last_sentences(text))
        wishes = [at for at, sentence in enumerate(told) if self.wishes_for_something(sentence)]
        wish = self._wish_in(told[wishes[-1]]) if wishes else ""
        if not wish or self.points_back.search(words_of(wish)):
            return " ".join(told)
        numbers = [at for at, sentence in enumerate(told) if sum(map(str.isdigit, sentence)) >= _SOME_DIGITS]
        if numbers and numbers[0] < wishes[-1]:
            return " ".join(told[numbers[0] :])
        return " ".join((wish, *told[wishes[-1] + 1 :]))

    def _wish_in(self, sentence: str) -> str:
        """Of a long sentence what comes from its last wish on: "…, so I'm working that day, and I need to move it"."""
        clauses = _CLAUSE_ENDS.split(sentence)
        wishes = [at for at, one in enumerate(clauses) if self.wishes.search(words_of(one)) and one.count(" ") > 2]
        is_long = len(sentence.split()) > _LONG_WORDS and bool(wishes)
        return " ".join(clauses[wishes[-1] :]) if is_long else sentence


def first_sentence(text: str) -> str:
    """Of several; nothing of a text that is one: whether that is a story is told by all of it."""
    first, *more = sentences_of(text)
    return first if more else ""
