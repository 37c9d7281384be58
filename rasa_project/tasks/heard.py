"""What a caller said in one turn, and the small answers that need no model: yes, no, never mind, no thanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talk.assent import assent_in
from talk.giving_up import declines, gives_up, refuses
from tasks.meant import NOTHING_MEANT, Meant
from tasks.wish import Wish

SURE = 0.6
"""Confidence from which an intent is believed, as by the phone's rules."""
VERY_SURE = 0.8
FEW_WORDS = 8
NUMBER, NO_NUMBER, NO_PREFERENCE, CORRECT = "inform_order_number", "no_order_number", "no_preference", "correct"
"""Intents that are answers."""
MOVED = ("change_delivery", "appointment", "callback")
"""Tasks whose things have a day: sentences that do not name the thing are alike."""
_TELLS_LITTLE = {"", NUMBER, NO_NUMBER, NO_PREFERENCE, CORRECT, "more_choices", "out_of_scope"}
"""Intents of which the model is as sure for answers that are none of them."""

_BUT = re.compile(r"\b(?:not|no|don't|wrong|but|except|instead|wait)\b", re.IGNORECASE)
_CORRECTS = re.compile(
    r"\b(?:no|not|wrong|meant|mean|actually|sorry|wait|instead|change|changed|correct|mistake|rather|different|"
    r"oops)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """The text, what the model made of it, and whether it was a key that stands for the intent."""

    text: str
    intent: str = ""
    confidence: float = 1.0
    instead: bool = False
    """Whether it is wished for in the place of what is going on: "never mind, what do I owe"."""
    also: tuple[Wish, ...] = ()
    """What else was wished for in the same breath; `text` is then that of the first wish alone."""
    meant: Meant = NOTHING_MEANT
    """What it would mean as an answer."""

    @property
    def is_key(self) -> bool:
        return self.text.startswith("/")

    @property
    def words(self) -> int:
        return len(self.text.split())

    def as_answer(self, task: str) -> Meant:
        """What it means where no yes or no is asked: a "no" or a "yes" in it is then less than what is surely meant."""
        if self.may_mean(task):
            return self.meant
        said = assent_in(self.text)
        known = self.is_key or self.text.strip().isdigit() or self.gives_up or self.declines or said.is_all
        return self.meant.only_sure if self._is_of(task) and not known else NOTHING_MEANT

    def _is_of(self, task: str) -> bool:
        """Whether the intent does not tell that something else is spoken of."""
        return self.sure_intent in {*_TELLS_LITTLE, task, *(MOVED if task in MOVED else ())}

    def may_mean(self, task: str) -> bool:
        """Whether its meaning as an answer may count in this task: what is known without, it does not overrule.

        Known are figures, a yes or a no, giving up, refusing, and a wish of which the model is sure.
        """
        known = self.is_key or self.text.strip().isdigit() or self.gives_up or self.declines
        known = known or assent_in(self.text).wish is not None
        return not known and self._is_of(task)

    @property
    def sure_intent(self) -> str:
        """The intent, where it can be believed."""
        return self.intent if self.confidence >= SURE else ""

    @property
    def corrects(self) -> bool:
        return bool(_CORRECTS.search(self.text))

    @property
    def gives_up(self) -> bool:
        """ "Never mind", "forget it"."""
        if gives_up(self.text):
            return True
        return self.sure_intent == "change_mind" and assent_in(self.text).wish is not True

    @property
    def refuses(self) -> bool:
        """ "No thanks", "I'd rather not say": an answer that will not come, unlike one that the caller has not got."""
        return refuses(self.text)

    @property
    def declines(self) -> bool:
        """That, or a no to a question that awaits something else: "I don't think so", "maybe another time"."""
        return self.refuses or declines(self.text)

    @property
    def objects(self) -> bool:
        """A yes that takes something out: "yes, except the date"."""
        return assent_in(self.text).objects

    def yes_no(self) -> bool | None:
        """None where it is neither, or not surely: "yes, but not on Tuesday"."""
        said = assent_in(self.text)
        if said.wish is not None or said.objects or said.doubts:
            return said.wish
        believed = self.confidence >= VERY_SURE and self.words <= FEW_WORDS and not _BUT.search(self.text)
        return {"affirm": True, "deny": False}.get(self.intent) if self.is_key or believed else None
