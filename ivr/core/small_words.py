"""Words that need no model: those that only show that the caller listens, and those that ask us to wait."""

import re

from .escape import words_of
from .record import Awaited, Expects
from .told_to_stop import asks_for_quiet_time, asks_for_silence

_NOISES = r"m+(?:[ -]?h*m+)*|m+[ -]?h+m+|mhm|mmhmm|mm hmm|hm+|uh[ -]?huh|uh|um|er|ah+|oh|huh"
_THANKS = r"thank you|thanks|thank you very much|thanks a lot|cheers"
_ASSENT = (
    r"okay|ok|right|all right|alright|yeah|yep|yes|sure|i see|got it|good|great|fine|perfect|lovely|cool|wow|really|"
    r"i understand|of course|go on|go ahead|that's fine|that's good"
)
_NOISE_ALONE = re.compile(rf"^(?:(?:{_NOISES}|{_THANKS})\s?)+$")
_EXCLAIMS = re.compile(r"^(?:(?:o+h*|a+h+|aha|wow|whoa)\s?)+$")
_ONLY_GREETS = re.compile(
    r"^(?:(?:hello|hi|hey|hiya|good (?:morning|afternoon|evening|day)|yes|there|um|uh|er)\s?)+"
    r"(?:i hope (?:you're|you are)(?: \w+){1,5})?$"
)
OUT_OF_SCOPE = "out_of_scope"
"""The intent of what we cannot help with."""
SMALL_TALK = {"affirm", "deny", "greet", "thanks", "goodbye", "repeat", "help", OUT_OF_SCOPE}
"""Intents by which nothing is asked that rules on words do not know."""
_LISTENS = re.compile(rf"^(?:(?:{_NOISES}|{_THANKS}|{_ASSENT})\b\s?)+$")
_MOMENT = (
    r"(?:(?:a|one|another|half a|two|three|five|ten|1|2|3|5|10|a few|a couple of)(?: (?:more|quick))? "
    r"(?:moment|second|minute|sec|tick|bit)s?)"
)
_AT_HAND = (
    r"(?:it|that|something to write with|"
    r"(?:my|the|a)(?: \w+)? ?(?:number|glasses|pen|pencil|paper|card|letter|confirmation|receipt|reference))"
)
_BEFORE_WAITING = (
    r"(?:please|okay|ok|oh|uh|um|no|sorry|yeah|yes|just|hey|and|well|i|can you|could you|would you|can we)"
)
_ASKS_TO_WAIT = (
    rf"(?:wait|stop|hold on|hang on|hold|hold the line|bear with me|{_MOMENT}|"
    r"stop (?:talking|it|there)|be quiet|shut up|"
    rf"(?:wait|hold|hang|hold on|hang on|bear with me)(?: for)? (?:me|{_MOMENT})|"
    rf"let me (?:think|see|look|check)|let me (?:go and )?(?:find|get|grab|fetch|look for|look up) {_AT_HAND}|"
    rf"(?:give me|need|i need) {_MOMENT}|(?:i'll|i will) be (?:right|straight) back|don't go away|"
    r"(?:i'm|i am) (?:still )?(?:looking|looking for it|thinking|searching))"
)
_WAIT = re.compile(
    rf"^(?:{_BEFORE_WAITING} )*{_ASKS_TO_WAIT}"
    rf"(?: (?:{_BEFORE_WAITING}|{_ASKS_TO_WAIT}|now|for me|will you|would you))*$"
)


def is_backchannel(text: str, expects: Expects) -> bool:
    """Whether these words, said over the assistant, only show that the caller listens. An awaited yes is an answer."""
    words = words_of(text.replace("-", " "))
    if expects.kind in {Awaited.YES_NO, Awaited.CHOICE}:
        return bool(_NOISE_ALONE.match(words)) and not words.startswith(("mm", "mhm", "uh huh"))
    return bool(_LISTENS.match(words))


def only_exclaims(text: str) -> bool:
    """Whether "Oh." is all that was said: it asks for nothing and answers nothing, and more may come."""
    return bool(_EXCLAIMS.match(words_of(text.replace("-", " "))))


def only_greets(text: str) -> bool:
    """Whether "good morning" is all that was said: what they call about comes next."""
    return bool(_ONLY_GREETS.match(words_of(text)))


def asks_to_wait(text: str) -> bool:
    """Whether the caller asks for silence or time: "wait", "hold on", "let me see"."""
    return bool(_WAIT.match(words_of(text))) or asks_for_silence(text) or asks_for_quiet_time(text)
