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
_MOMENT = r"(?:moment|second|minute|sec|tick|bit|couple of (?:seconds|minutes))"
_A_MOMENT = rf"(?:(?:a|one|another|half a|two|three|five|ten|a few)(?: (?:more|quick))? {_MOMENT}s?)"
_AT_HAND = (
    r"(?:it|that|(?:my|the|a|that)(?: \w+)? (?:number|glasses|pen|pencil|paper|card|letter|email|e mail|bill|"
    r"phone|details|"
    r"confirmation|receipt|reference)|(?:my|the|a) (?:number|glasses|pen|pencil|paper|card|letter|email|bill|"
    r"phone|details|"
    r"confirmation|receipt|reference)|something to write with)"
)
_WAIT = re.compile(
    r"^(?:(?:please|okay|ok|oh|uh|um|no|sorry|yeah|yes|just|hey|and|can you|could you|would you|can we|well|i)\s)*"
    rf"(?:wait|stop|hold on|hang on|(?:please )?hold|hold the line|bear with me|{_A_MOMENT}|"
    r"stop (?:talking|it|there)|be quiet|shut up|(?:wait|hold|hang|hold on|hang on|bear with me)(?: for)? (?:me|"
    rf"{_A_MOMENT})|"
    r"let me (?:think|see|look|check)|(?:let me|need to|have to) (?:find|get|grab|fetch|look for|look up|"
    rf"go and get|check) {_AT_HAND}|"
    rf"(?:give me|need|i need) {_A_MOMENT}|(?:i'll|i will) be (?:right|straight) back|don't go away|"
    r"(?:i'm|i am) (?:still )?(?:looking|looking for it|thinking|searching))"
    rf"(?:\s(?:please|wait|stop|now|{_A_MOMENT}|for me|okay|ok|will you|would you|hold on))*$"
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
