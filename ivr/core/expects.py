"""What the last question awaits, and whether the words so far are all of it."""

import re
from dataclasses import dataclass

from .escape import asks_for_person, asks_what_we_are, words_of
from .record import Awaited, Expects, Transcript, Understanding
from .rules import Timing

_DIGIT_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "to": "2", "too": "2", "three": "3",
    "four": "4", "for": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ate": "8", "nine": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_YES_NO = re.compile(
    r"^(?:(?:uh|um|oh|well)\s)*(?:yes|yeah|yep|yup|correct|right|sure|okay|ok|no|nope|nah|wrong|incorrect|"
    r"that's (?:right|correct|wrong|it)|it is|it isn't|not right)\b"
)
_WHOLE = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|no|nope|nah|okay|ok|sure|thanks|thank you|please|that's all|that's it|nothing else|"
    r"very much|so much|bye|bye bye|goodbye|good|great|fine|correct|right|i'm good|i'm fine)\b\s?)+$"
)
"""Short answers and farewells that nobody goes on from."""
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:and|but|or|so|um|uh|er|erm|hmm|like|because|the|a|an|my|to|of|for|with|is|i|i'm|it's|about|if|then|"
    r"number is|please can you|can you|could you|do you|what|where|when|how)$"
)
_SURE = 0.8
_DIGITS_A_SECOND = 5.0
"""Nobody says more; Whisper makes six of two when it is given the first two alone."""


def digits_in(text: str) -> str:
    """The digits of a text in order, from figures and from words ("double five oh" → "550")."""
    found: list[str] = []
    times = 1
    for word in words_of(text).split():
        digits = word if word.isdigit() else _DIGIT_WORDS.get(word, "")
        found.append(digits * times if digits else "")
        times = _TIMES.get(word, 1)
    return "".join(found)


def fits(expects: Expects, text: str) -> bool:
    """Whether a text is an answer of the awaited kind, whatever the dialogue model makes of it."""
    if expects.kind is Awaited.DIGITS:
        return len(digits_in(text)) >= max(1, expects.digits)
    if expects.kind is Awaited.YES_NO:
        return bool(_YES_NO.match(words_of(text)))
    return False


@dataclass(frozen=True, slots=True)
class Completion:
    """How long the caller must be silent for the turn to be over, and why so long."""

    after_seconds: float
    why: str


def completion(
    expects: Expects,
    transcript: Transcript | None,
    understanding: Understanding | None,
    timing: Timing,
    speech_seconds: float,
) -> Completion:
    """The silence that ends a turn with these words: short when they are all of an answer, long when not."""
    if transcript is None:
        return Completion(timing.unfinished_after_seconds, "no words yet")
    words = words_of(transcript.text)
    if not words:
        return Completion(timing.unsure_after_seconds, "no words found")
    if len(digits_in(words)) > _DIGITS_A_SECOND * speech_seconds:
        return Completion(timing.unfinished_after_seconds, "more digits than were spoken")
    if whole := _whole(expects, words):
        return Completion(timing.complete_after_seconds, whole)
    if expects.kind is Awaited.DIGITS and (count := len(digits_in(transcript.text))):
        return Completion(timing.unfinished_after_seconds, f"{count} of {expects.digits} digits")
    if _UNFINISHED.search(words):
        return Completion(timing.unfinished_after_seconds, "ends as if more would come")
    if understanding is None:
        return Completion(timing.unsure_after_seconds, "not understood yet")
    if understanding.confidence >= _SURE:
        return Completion(timing.complete_after_seconds, f"sure of {understanding.intent}")
    return Completion(timing.unsure_after_seconds, "unsure of the intent")


def _whole(expects: Expects, words: str) -> str:
    """Why these words are all that the caller has to say, whatever they mean; empty when that cannot be told."""
    if asks_for_person(words):
        return "asked for a person"
    if asks_what_we_are(words):
        return "asked what we are"
    if fits(expects, words):
        return f"all of the {expects.kind} awaited"
    return "a whole answer by itself" if _WHOLE.match(words) else ""
