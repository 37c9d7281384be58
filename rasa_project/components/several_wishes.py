"""Several wishes in one breath: where a sentence may be cut, and whether its parts are wishes of their own.

A cut is only tried where sentences are joined ("and also", a full stop), and only kept where each part alone is surely
another wish: "my lamp and my table arrived broken" stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.order_number import is_only_a_number, order_number_in
from components.telling_apart import Opinion
from talk.giving_up import after_giving_up

SURE = 0.6
"""The chance from which a part is taken for a wish, as by the phone's rules."""
MOST_CUTS = 4
_JOINT = re.compile(
    r"(?:\s*[,;.?!]+\s*|\s+)(?:and|also|plus|as well as|oh|then|besides)\b[\s,]+"
    r"(?:(?:and|also|then|oh|um|uh|so|by the way|secondly|another thing|one more thing|while (?:i'm|you're|"
    r"we're) at it)\b[\s,]*)*"
    r"|\s*[.?!;]+\s+(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """The wishes in a sentence, the first to be dealt with at the front; `instead` of what is going on."""

    wishes: list[tuple[str, Opinion]]
    instead: bool = False


@dataclass(frozen=True)
class SeveralWishes:
    """Intents that `begin` something, that are `told` at once, and that are for `people`, who come before all else.

    `answers`: of a number alone, which answers what was asked and may have a wish beside it.
    """

    begin: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @classmethod
    def of(cls, config: dict[str, Any]) -> SeveralWishes:
        named = config.get("wishes") or {}
        return cls(*(tuple(named.get(kind) or ()) for kind in ("begin", "told", "people", "answers")))

    def ways(self, text: str) -> list[tuple[str, ...]]:
        """Texts to be judged: what follows words of giving up, or the two parts of each cut."""
        if not self.begin:
            return []
        if rest := after_giving_up(text):
            return [(rest,)]
        joints = list(_JOINT.finditer(text))[:MOST_CUTS]
        cuts = [(text[: joint.start()].strip(), text[joint.end() :].strip()) for joint in joints]
        return [cut for cut in cuts if all(len(part.split()) > 1 or is_only_a_number(part) for part in cut)]

    def found(self, judged: Sequence[Sequence[tuple[str, Opinion]]]) -> Said | None:
        """The wishes of the surest way; None where a sentence is one thing."""
        sure = [way for way in judged if self._is_sure(way)]
        if not sure:
            return None
        best = max(sure, key=lambda way: min(opinion.right for _, opinion in way))
        if len(best) == 1:
            return Said(list(best), instead=True)
        return Said(sorted(best, key=lambda part: self._order(part[1].intent)))

    def _answers_once(self, way: Sequence[tuple[str, Opinion]]) -> bool:
        """Whether what answers is a number alone, and the only one: "two orders, 421807 and 304471" are no wishes."""
        answers = [text for text, opinion in way if opinion.intent in self.answers]
        others = [text for text, opinion in way if opinion.intent not in self.answers]
        numbered = bool(answers) and any(order_number_in(text) for text in others)
        return all(map(is_only_a_number, answers)) and not numbered

    def _order(self, intent: str) -> tuple[int, int]:
        """By kind; what is told in the order of its list, of which the first tells all."""
        kinds = (self.people, self.answers, self.begin, self.told)
        return next(
            (n, kind.index(intent) if kind is self.told else 0) for n, kind in enumerate(kinds) if intent in kind
        )

    def _is_sure(self, way: Sequence[tuple[str, Opinion]]) -> bool:
        intents = [opinion.intent for _, opinion in way]
        known = {*self.begin, *self.told, *((*self.people, *self.answers) if len(way) > 1 else ())}
        different = len(set(intents)) == len(intents) and not set(intents) <= set(self.answers)
        return (
            different
            and self._answers_once(way)
            and set(intents) <= known
            and all(opinion.right >= SURE for _, opinion in way)
        )
