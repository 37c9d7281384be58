"""Whether words by which a topic was known may well be one misheard word in the answer that was awaited.

"Half past four" comes out as "have passed four". Where a time, a number or a choice was asked for, such a word alone is
no death, no emergency and no complaint: the answer is read, or asked for once more.
"""

from dataclasses import dataclass

from ..record import Awaited, Expects, Topic, Transcript
from .wording import words_of

UNSURE = 0.5
"""Below, one word in two transcripts is wrong."""
GRAVE = frozenset({Topic.EMERGENCY, Topic.SELF_HARM, Topic.ABUSE, Topic.CHILD})
"""A false alarm is the lesser harm, whatever was asked and however it was heard: "No one would miss me.\""""
_TO_ANSWER = frozenset({Awaited.DIGITS, Awaited.CHOICE, Awaited.TEXT})


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The words of answers to such questions in one language."""

    answers: frozenset[str]
    around: frozenset[str]
    """Said around an answer, and never what makes a topic."""
    sound_alike: frozenset[str]
    """What a recogniser makes of words of an answer however sure it is: "passed" of past."""

    def may_be_misheard(self, topic: Topic, heard: Transcript, expects: Expects) -> bool:
        """Whether all but one word is an awaited answer, and that one sounds like another or is in doubt."""
        if topic in GRAVE or len(strange := self._strange(heard, expects) or ()) != 1:
            return False
        return heard.confidence < UNSURE or strange[0] in self.sound_alike

    def are_all_of(self, heard: Transcript, expects: Expects) -> bool:
        """Whether every word belongs to an answer of the awaited kind: whatever else it may mean, it was asked for."""
        return self._strange(heard, expects) == ()

    def _strange(self, heard: Transcript, expects: Expects) -> tuple[str, ...] | None:
        """The words that belong to no answer; None when there is none, or no such answer was asked for."""
        words = words_of(heard.text).split() if expects.kind in _TO_ANSWER else []
        chosen = {word for choice in expects.words for word in words_of(choice).split()}
        others = [word for word in words if not (word in self.answers or word in chosen or word[0].isdigit())]
        return tuple(word for word in others if word not in self.around) if len(others) < len(words) else None
