"""What a caller may always ask of the assistant itself: again, slower, louder, go back, help, who are you, my data.

By rule on the whole of what was said, with no model: "go back" is one, "I want to go back to the store" is none. Which
words count is in asked_for.py and asked_about.py, a pattern for each request.
"""

import re
from enum import StrEnum

from . import asked_about, asked_for
from .escape import words_of
from .record import FREE, Awaited, Expects


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
_LONGEST = 18
"""Words; who says more has more to say than this."""
_MOST_BESIDE = 3
"""Requests before one and behind it. Without a bound, fifteen words that can be divided in two ways each take seconds,
in which no call goes on."""
_SAID_ON_AND_ON = re.compile(r"\b(\w+(?: \w+)?)(?: \1){2,}\b")
_IN_PARTS = {Awaited.DIGITS, Awaited.NAME}


def _whole(pattern: str, beside: str = asked_for.AGAIN, before: str = asked_for.LEAD) -> re.Pattern[str]:
    """All of an utterance: the request, with politeness around it, and "I didn't hear you" or the like beside it."""
    # Atomic: words that can be read in two ways are read in one, or eighteen of them would take for ever.
    lead, tail = rf"(?>(?:(?:{before}) )*)", rf"(?>(?: (?:{asked_for.TAIL}))*)"
    around = rf"(?:{pattern})" if beside == pattern else rf"(?:{beside}|{pattern})"
    few = f"{{0,{_MOST_BESIDE}}}"
    return re.compile(rf"^{lead}(?:{around}{tail} {lead}){few}?(?:{pattern}){tail}(?: {lead}{around}{tail}){few}$")


_ALWAYS: tuple[tuple[Request, re.Pattern[str]], ...] = (
    (Request.RECORDED, _whole(asked_about.RECORDED)),
    (Request.DATA, _whole(asked_about.DATA)),
    (Request.WHO, _whole(asked_about.WHO)),
    (Request.OPENING, _whole(asked_for.OPENING)),
    (Request.NORMAL_SPEED, _whole(asked_for.NORMAL_SPEED)),
    (Request.NORMAL_VOLUME, _whole(asked_for.NORMAL_VOLUME)),
    (Request.RESTART, _whole(asked_for.RESTART, rf"{asked_for.AGAIN}|{asked_for.BACK}")),
    (Request.BACK, _whole(asked_for.BACK)),
    (Request.MORE_TIME, _whole(asked_for.MORE_TIME)),
    (Request.SLOWER, _whole(asked_for.SLOWER)),
    (Request.FASTER, _whole(asked_for.FASTER)),
    (Request.LOUDER, _whole(asked_for.LOUDER)),
    (Request.QUIETER, _whole(asked_for.QUIETER)),
    (Request.HELP, _whole(asked_about.HELP)),
    (Request.REPEAT, _whole(asked_for.AGAIN)),
)
"""In this order: who asks for two things is given the first of them."""
_OWN_ANSWER_AGAIN = re.compile(asked_for.OWN_ANSWER_AGAIN)
_NO_REQUEST = re.compile(
    r"^(?:(?:yes|yeah|yep|no|nope|okay|ok|right|oh|ah|well|so|and|but) )+(?:i'm )?(?:sorry|excuse me)(?: please)?$"
    r"|\bno (?:more|extra|help|options|privacy|need)\b"
)
"""An apology beside an answer; what there is none of."""
_THANKS = _whole(asked_about.THANKS, asked_about.THANKS, asked_about.ENDS_WITH)
_GOODBYE = _whole(asked_about.GOODBYE, asked_about.THANKS, asked_about.ENDS_WITH)
_COURTESIES = ((Request.GOODBYE, _GOODBYE), (Request.THANKS, _THANKS))


def request_in(text: str, expects: Expects = FREE) -> Request | None:
    """What is asked of the assistant itself, when that is all that was said. A choice that was offered is an answer."""
    words = words_of(text)
    if not words or len(words.split()) > _LONGEST or words in map(words_of, expects.words):
        return None
    words = _once_or_twice(words)
    if _THANKS.match(words) or _NO_REQUEST.search(words):
        return None
    if _OWN_ANSWER_AGAIN.match(words):  # "let me start again": a number that went wrong, or the whole conversation
        return Request.REPEAT if expects.kind in _IN_PARTS else Request.RESTART
    return next((request for request, pattern in _ALWAYS if pattern.match(words)), None)


def courtesy_in(text: str) -> Request | None:
    """Thanks or a goodbye, when that is all; the dialogue's to answer as long as there is one."""
    words = _once_or_twice(words_of(text))
    return next((request for request, pattern in _COURTESIES if pattern.match(words)), None)


def _once_or_twice(words: str) -> str:
    """The words without what is said on and on: "what what what what" as "what what"."""
    return _SAID_ON_AND_ON.sub(r"\1 \1", words)
