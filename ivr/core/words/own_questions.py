"""How we put questions, in one language: which of what is said asks, and what may be left out once it was heard."""

import re
from dataclasses import dataclass
from re import Pattern

from ..record import Awaited, Expects, Line, Prompt, Words
from .wording import sentences_of

_SHORT, _LONGEST = 9, 11
"""Words of a question: that fits behind an advice, and behind a remark, in the six seconds that are listened to."""
_CAN_BE_CUT = 12
"""Words, beyond which a question ends at its first comma: what follows says how to answer, and was heard before."""
_BETWEEN_WORDS = re.compile(r"(?<=[a-z]),")

Question = tuple[str, Awaited, int]
"""Its last sentence or recording, the kind of answer and the number of digits."""


@dataclass(frozen=True, slots=True)
class Questions:
    """How we put them, in one language: what may be left out of one that was heard before."""

    asks: Pattern[str]
    """How a question begins that asks by itself: "which day"."""
    lists_keys: Pattern[str]

    def in_short(self, question: tuple[Line, ...], *, advised: bool = True, placed: bool = False) -> tuple[Line, ...]:
        """A question that was heard before: of a long one its last sentence, of a long sentence what may be chosen.

        `placed`: the advice before it tells the keys by the place of what may be chosen, which was named before.
        """
        said = tuple(line for line in question if not self._is_list_of_keys(line)) or question
        last = _asking(said)
        if isinstance(last, Prompt):
            return (last,)
        if not is_long(said, advised=advised):
            return said
        sentence = sentences_of(last.text)[-1]
        if not sentence.endswith("?"):
            return (last,)
        asked, _, choices = sentence.partition(": ")
        if choices and placed:
            sentence = f"{asked}?"
        elif choices and is_long((Words(sentence),), advised=advised):
            sentence = choices[:1].upper() + choices[1:]
        elif words_to_say((last,)) > _CAN_BE_CUT and self.asks.match(sentence):
            sentence = f"{sentence.partition(',')[0].rstrip('?')}?"
        return (Words(sentence),)

    def asked_in(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Of what is said, the whole question, with the keys that are told for it."""
        return self.parted(lines)[1]

    def parted(self, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """What is said before the line that asks, and the rest."""
        said = tuple(line for line in lines if not self._is_list_of_keys(line)) or lines
        at = lines.index(_asking(said))
        return lines[:at], lines[at:]

    def put_in(self, lines: tuple[Line, ...], expects: Expects) -> Question | None:
        """The question that is put in what is said, if one is."""
        if expects.kind is Awaited.FREE or not lines:
            return None
        # The keys of a choice name what is offered; those of a yes are the same behind every number.
        last = self.parted(lines)[1][0] if expects.kind is Awaited.YES_NO else lines[-1]
        text = last.name if isinstance(last, Prompt) else last.text
        # "That's order 421807. Is that right?" asks about that number; other days are another question.
        if expects.kind not in {Awaited.YES_NO, Awaited.CHOICE}:
            text = sentences_of(text)[-1]
        return text, expects.kind, expects.digits

    def _is_list_of_keys(self, line: Line) -> bool:
        return isinstance(line, Words) and bool(self.lists_keys.search(line.text))


def _asking(lines: tuple[Line, ...]) -> Line:
    """The line that asks: the last question, if there is one."""
    asks = [line for line in lines if isinstance(line, Words) and line.text.rstrip().endswith("?")]
    return asks[-1] if asks and not isinstance(lines[-1], Prompt) else lines[-1]


def is_long(question: tuple[Line, ...], *, advised: bool = True) -> bool:
    return words_to_say(question) > (_SHORT if advised else _LONGEST)


def words_to_say(lines: tuple[Line, ...]) -> int:
    """How many there are to say; in a list each pause counts as one."""
    return sum(_words_of(line.text) for line in lines if isinstance(line, Words))


def _words_of(text: str) -> int:
    pauses = _BETWEEN_WORDS.findall(text)
    return len(text.split()) + max(0, len(pauses) - 1)
