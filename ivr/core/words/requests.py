"""What a caller may always ask of the assistant itself: again, slower, louder, go back, help, who are you, my data.

By rule on the whole of what was said, with no model: "go back" is one, "I want to go back to the store" is none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from re import Pattern

from ..record import FREE, Awaited, Expects
from .wording import words_of


class Request(StrEnum):
    REPEAT = "repeat"
    OPENING = "opening"
    """The disclosure again."""
    SLOWER = "slower"
    FASTER = "faster"
    NORMAL_SPEED = "normal_speed"
    LOUDER = "louder"
    QUIETER = "quieter"
    NORMAL_VOLUME = "normal_volume"
    MORE_TIME = "more_time"
    BACK = "back"
    RESTART = "restart"
    HELP = "help"
    WHO = "who"
    RECORDED = "recorded"
    DATA = "data"
    THANKS = "thanks"
    GOODBYE = "goodbye"


MANNERS = {
    Request.SLOWER,
    Request.FASTER,
    Request.NORMAL_SPEED,
    Request.LOUDER,
    Request.QUIETER,
    Request.NORMAL_VOLUME,
}
"""What changes how the assistant speaks."""
OPEN_ENDED = {Request.HELP, Request.BACK, Request.RESTART, Request.REPEAT}
"""People begin longer sentences with these words: "help … me with my order"."""
ALWAYS = (
    Request.RECORDED, Request.DATA, Request.WHO, Request.OPENING, Request.NORMAL_SPEED, Request.NORMAL_VOLUME,
    Request.RESTART, Request.BACK, Request.MORE_TIME, Request.SLOWER, Request.FASTER, Request.LOUDER, Request.QUIETER,
    Request.HELP, Request.REPEAT,
)  # fmt: skip
"""In this order: who asks for two things is given the first of them."""
COURTESIES = (Request.GOODBYE, Request.THANKS)
_LONGEST = 18
"""Words; who says more has more to say than this."""
_SAID_ON_AND_ON = re.compile(r"\b(\w+(?: \w+)?)(?: \1){2,}\b")
_IN_PARTS = {Awaited.DIGITS, Awaited.NAME}


@dataclass(frozen=True, slots=True)
class Requests:
    """How each is put in one language, as all of what was said, with courtesies and other requests around it."""

    wholes: Mapping[Request, Pattern[str]]
    own_answer_again: Pattern[str]
    """What one says of a number that went wrong, or of everything: "let me start again"."""
    no_request: Pattern[str]
    """An apology beside an answer; what there is none of."""

    def request_in(self, text: str, expects: Expects = FREE) -> Request | None:
        """What is asked of the assistant itself, if that is all that was said. A choice that was offered is none."""
        words = words_of(text)
        if not words or len(words.split()) > _LONGEST or words in map(words_of, expects.words):
            return None
        words = _once_or_twice(words)
        if self.wholes[Request.THANKS].match(words) or self.no_request.search(words):
            return None
        if self.own_answer_again.match(words):
            return Request.REPEAT if expects.kind in _IN_PARTS else Request.RESTART
        return next((request for request in ALWAYS if self.wholes[request].match(words)), None)

    def courtesy_in(self, text: str) -> Request | None:
        """Thanks or a goodbye, when that is all; the dialogue's to answer as long as there is one."""
        words = _once_or_twice(words_of(text))
        return next((request for request in COURTESIES if self.wholes[request].match(words)), None)


def _once_or_twice(words: str) -> str:
    """The words without what is said on and on: "what what what what" as "what what"."""
    return _SAID_ON_AND_ON.sub(r"\1 \1", words)
