"""How far a caller's patience is gone, from words and events alone: signs with names and points, and their sum.

Never from the voice. Each sign is something that an agent or the caller could point at afterwards; no single kind of
sign that a patient caller shows now and then (a miss, an interruption) is enough by itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from re import Pattern

from .wording import words_of

_KEPT = 2
"""Turns back that a sentence is compared with."""
_FEWEST_WORDS = 2
"""That matter, of a sentence that counts as said again."""


class Sign(StrEnum):
    SWORE = "swore"
    CALLED_USELESS = "called_useless"
    TOLD_ALREADY = "told_already"
    SAID_AGAIN = "said_again"
    ASKED_AGAIN = "asked_again"
    ASKED_WHAT = "asked_what"
    INTERRUPTED = "interrupted"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Weight:
    points: int
    """Each time."""
    most: int
    """Of this kind in a call: 6 and more is a person by itself."""


WEIGHTS = {
    Sign.SWORE: Weight(2, 6),
    Sign.CALLED_USELESS: Weight(3, 6),
    Sign.TOLD_ALREADY: Weight(2, 6),
    Sign.SAID_AGAIN: Weight(2, 6),
    Sign.ASKED_AGAIN: Weight(1, 2),
    Sign.ASKED_WHAT: Weight(1, 3),
    Sign.INTERRUPTED: Weight(1, 2),
    Sign.MISSED: Weight(1, 2),
}
_TOLD = {
    Sign.SWORE: "swore {}",
    Sign.CALLED_USELESS: "said {} that this is no use",
    Sign.TOLD_ALREADY: "said {} that they had told us already",
    Sign.SAID_AGAIN: "said the same again {}",
    Sign.ASKED_AGAIN: "asked for the same again {}",
    Sign.ASKED_WHAT: "asked “what?” again {}",
    Sign.INTERRUPTED: "interrupted {}",
    Sign.MISSED: "was not understood {}",
}
_TIMES = {1: "once", 2: "twice"}


@dataclass(frozen=True, slots=True)
class Impatience:
    """The words of it in one language."""

    oaths: Pattern[str]
    useless: Pattern[str]
    not_so: Pattern[str]
    already: Pattern[str]
    what: Pattern[str]
    of_no_weight: Pattern[str]
    """What courtesy, hesitation and a wish to hear it again add to a sentence."""
    of_us: Pattern[str]
    """What impatience with the assistant may be put with besides."""

    def is_all_of(self, text: str) -> bool:
        """Whether the words say that this is no use, and of nothing else: no grievance for a person to look into."""
        left = words = words_of(text)
        for pattern in (self.oaths, self.useless, self.already):
            left = pattern.sub(" ", left)
        if left == words or self.not_so.search(words):
            return False
        return not self.of_us.sub(" ", self.of_no_weight.sub(" ", left)).split()

    def is_same(self, words: str, before: str) -> bool:
        """Whether two sentences have the same words that matter, whatever the courtesies and the order."""
        matter = set(self.of_no_weight.sub(" ", words).split())
        return len(matter) >= _FEWEST_WORDS and matter == set(self.of_no_weight.sub(" ", before).split())


@dataclass(frozen=True, slots=True)
class Heard:
    """What of one of the caller's turns bears on their patience."""

    text: str
    intent: str = ""
    """That the dialogue was asked about; empty when it was not."""
    interrupted: bool = False
    """The assistant was stopped for it, and it was no answer to what was being asked."""
    awaited: bool = False
    """It is an answer of the kind that was awaited: a number may be said twice."""


@dataclass(frozen=True, slots=True)
class Frustration:
    """The signs of a call so far, in order, and what is needed to know the next ones."""

    signs: tuple[Sign, ...] = ()
    offered: bool = False
    """A person was offered for it: once in a call."""
    _said: tuple[str, ...] = field(default=(), repr=False)
    _intent: str = ""

    @property
    def score(self) -> int:
        counts = Counter(self.signs)
        return sum(min(WEIGHTS[sign].points * count, WEIGHTS[sign].most) for sign, count in counts.items())

    def told(self) -> str:
        return told(self.signs)

    def after(self, turn: Heard, impatience: Impatience) -> "Frustration":
        """With the signs of another turn."""
        words = words_of(turn.text)
        signs = [sign for sign, shown in self._shown(turn, words, impatience).items() if shown]
        intent = turn.intent if turn.intent and not turn.awaited else self._intent
        return replace(self, signs=(*self.signs, *signs), _said=(*self._said, words)[-_KEPT:], _intent=intent)

    def missed(self) -> "Frustration":
        """The assistant did not understand, or heard nothing."""
        return replace(self, signs=(*self.signs, Sign.MISSED)).asked_again()

    def asked_again(self) -> "Frustration":
        """The same question was put again: whoever now says the same again was asked to."""
        return replace(self, _said=())

    def _shown(self, turn: Heard, words: str, known: Impatience) -> dict[Sign, bool]:
        again = any(known.is_same(words, before) for before in self._said)
        return {
            Sign.SWORE: bool(known.oaths.search(words)),
            Sign.CALLED_USELESS: bool(known.useless.search(words)) and not known.not_so.search(words),
            Sign.TOLD_ALREADY: bool(known.already.search(words)),
            Sign.SAID_AGAIN: again and not turn.awaited,
            Sign.ASKED_AGAIN: not again and not turn.awaited and bool(turn.intent) and turn.intent == self._intent,
            Sign.ASKED_WHAT: bool(known.what.match(words)) and any(known.what.match(one) for one in self._said[-1:]),
            Sign.INTERRUPTED: turn.interrupted,
        }


def told(signs: Iterable[str]) -> str:
    """In words, for whoever asks why: "interrupted twice, swore once"; empty when there is nothing to tell."""
    return ", ".join(_TOLD[Sign(sign)].format(_TIMES.get(n, f"{n} times")) for sign, n in Counter(signs).items())
