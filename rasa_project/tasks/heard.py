"""What a caller said in one turn, and the small answers that need no model: yes, no, never mind, the second one."""

from __future__ import annotations

import re
from dataclasses import dataclass

SURE = 0.6
"""Confidence from which an intent is believed, as by the phone's rules."""
VERY_SURE = 0.8
FEW_WORDS = 8

_LEAD = r"^(?:(?:um|uh|er|erm|oh|well|so|and|hmm|ah)\W+)*"
_YES = re.compile(
    _LEAD + r"(?:yes|yeah|yep|yup|ya|correct|right|sure|okay|ok|please do|go ahead|go on|that's (?:right|correct|it|"
    r"fine|the one|good)|that is (?:right|correct)|it is|exactly|absolutely|of course|fine|do it|perfect|please|"
    r"no problem|sounds good|all right|alright|definitely|great)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    _LEAD + r"(?:no|nope|nah|wrong|incorrect|not (?:right|quite|really|that|yet)|that's (?:wrong|not)|that is not|"
    r"it isn't|it's not|it is not|don't|do not|negative)\b(?! problem)",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:not|no|don't|wrong|but|except|instead|wait)\b", re.IGNORECASE)
_NEVER_MIND = re.compile(
    r"\b(?:never ?mind|forget (?:it|about it|about that|that|the whole thing)|leave it(?: be| there)?|don't bother|"
    r"doesn't matter|drop it|cancel (?:that|this)|stop this|i(?:'ve| have)? changed my mind|not any ?more|"
    r"let's leave (?:it|that)|scrap that)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:no|not|wrong|meant|mean|actually|sorry|wait|instead|change|changed|correct|mistake|rather|different|oops)\b",
    re.IGNORECASE,
)
_NUMBERS = ("one|1", "two|2|to|too", "three|3", "four|4|for")
_PLACES = ("first|1st", "second|2nd", "third|3rd", "fourth|4th")


@dataclass(frozen=True)
class Heard:
    """The text, what the model made of it, and whether it was a key that stands for the intent."""

    text: str
    intent: str = ""
    confidence: float = 1.0

    @property
    def is_key(self) -> bool:
        return self.text.startswith("/")

    @property
    def words(self) -> int:
        return len(self.text.split())

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
        return self.sure_intent == "change_mind" or bool(_NEVER_MIND.search(self.text))

    def yes_no(self) -> bool | None:
        """None where it is neither, or not surely: "yes, but not on Tuesday"."""
        text = self.text.replace("’", "'")
        if _NO.search(text):
            return False
        if yes := _YES.search(text):
            return None if _BUT.search(text[yes.end() :]) else True
        believed = self.confidence >= VERY_SURE and self.words <= FEW_WORDS and not _BUT.search(text)
        return {"affirm": True, "deny": False}.get(self.intent) if self.is_key or believed else None


def place_in(text: str, many: int) -> int | None:
    """Which of so many things: 0 for "the first one", "number one" or the key 1, -1 for "the last one"."""
    said = " ".join(re.findall(r"[\w']+", text.lower()))
    for place in range(min(many, len(_NUMBERS))):
        number, ordinal = _NUMBERS[place], _PLACES[place]
        if re.fullmatch(rf"(?:(?:number|option|the) )?(?:{number})(?: please)?", said):
            return place
        if re.search(rf"\bthe (?:{ordinal})(?: one| option)?(?: please)?$", said) or re.fullmatch(ordinal, said):
            return place
    return many - 1 if re.search(r"\bthe last(?: one| option)?(?: please)?$", said) else None
