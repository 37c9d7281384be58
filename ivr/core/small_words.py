"""Words that need no model: those that only show that the caller listens, and those that ask us to wait."""

import re

from .escape import words_of
from .record import Awaited, Expects

_NOISES = r"m+(?:[ -]?h*m+)*|m+[ -]?h+m+|mhm|mmhmm|mm hmm|hm+|uh[ -]?huh|uh|um|er|ah+|oh|huh"
_THANKS = r"thank you|thanks|thank you very much|thanks a lot|cheers"
_ASSENT = (
    r"okay|ok|right|all right|alright|yeah|yep|yes|sure|i see|got it|good|great|fine|perfect|lovely|cool|wow|really|"
    r"i understand|of course|go on|go ahead|that's fine|that's good"
)
_NOISE_ALONE = re.compile(rf"^(?:(?:{_NOISES}|{_THANKS})\s?)+$")
_LISTENS = re.compile(rf"^(?:(?:{_NOISES}|{_THANKS}|{_ASSENT})\b\s?)+$")
_WAIT = re.compile(
    r"^(?:(?:please|okay|ok|oh|uh|um|no|sorry|yeah|yes|just|hey|and)\s)*"
    r"(?:wait|stop|hold on|hang on|one (?:moment|second|minute|sec)|(?:just )?a (?:moment|second|minute|sec)|"
    r"stop (?:talking|it|there)|be quiet|shut up|wait (?:a|one) (?:moment|second|minute|sec)|"
    r"let me (?:think|see|look|check)|"
    r"give me a (?:moment|second|minute|sec))"
    r"(?:\s(?:please|wait|stop|now|a (?:moment|second|minute)))*$"
)


def is_backchannel(text: str, expects: Expects) -> bool:
    """Whether these words, said over the assistant, only show that the caller listens. An awaited yes is an answer."""
    words = words_of(text.replace("-", " "))
    if expects.kind in {Awaited.YES_NO, Awaited.CHOICE}:
        return bool(_NOISE_ALONE.match(words)) and not words.startswith(("mm", "mhm", "uh huh"))
    return bool(_LISTENS.match(words))


def asks_to_wait(text: str) -> bool:
    """Whether the caller asks for silence or time: "wait", "hold on", "let me see"."""
    return bool(_WAIT.match(words_of(text)))
