"""Whether a turn is over: one pure function of what is known of it, and its parameters in the rules.

A wrong "yes" is heard as being cut off, a wrong "no" as being left waiting. The figures behind the classes are in
docs/benchmarks.md.
"""

import re
from dataclasses import dataclass

from .escape import asks_for_person, asks_what_we_are, words_of
from .expects import DIGITS_A_SECOND, digits_in, fits
from .record import Awaited, Expects, Transcript, Understanding
from .requests import OPEN_ENDED, request_in
from .rules import Timing
from .small_words import asks_to_wait, only_exclaims
from .topics import is_emergency
from .whole_sentences import ends_on_what_was_asked, is_whole_sentence

_WHOLE = re.compile(
    r"^(?:(?:yes|yeah|yep|yup|no|nope|nah|okay|ok|sure|thanks|thank you|please|that's all|that's it|nothing else|"
    r"very much|so much|bye|bye bye|goodbye|good|great|fine|correct|right|i'm good|i'm fine)\b\s?)+$"
)
"""Short answers and farewells that nobody goes on from."""
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:and|but|or|so|um|uh|er|erm|hmm|well|like|because|cause|since|unless|the|a|an|my|your|our|their|this|these|"
    r"to|of|for|with|from|on|in|at|by|about|into|than|i|i'm|we|they|if|then|whether|called|named|"
    r"i (?:would|want|need|wanted|have)|i'd|i'd like|i've|was wondering|"
    r"number is|please can you|can you|could you|do you|what|where|when|how|who|which|"
    r"(?:check|track|find|about|for|change|cancel|return) (?:an )?order(?: number)?)$"
)
_NOT_SO = ("think so", "hope so", "guess so", "believe so", "suppose so")
_OPEN_IS = re.compile(r"(?:^|\s)(?:is|it's|are|was)$")
_ASKED_WHERE = re.compile(r"\b(?:where|what|how|when|who|which|why)\b")
"""A sentence that ends on "is" is whole when it asks for something: "I don't know where it is"."""
_NO_NUMBER = re.compile(
    r"\b(?:don't|do not|can't|cannot|haven't|lost|forgot|never|no|not|without|where|what|how|why|which)\b"
)
"""In an answer to a question for digits: there may be none to wait for."""
_STOP = re.compile(r"\b(?:stop|quiet|shut up)\b")
_SPELLED = re.compile(r"\b\w-\w-")
WHOLE = "a whole sentence"
"""Why a turn is over that is one by its build."""
_LONG_FOR_A_BEGINNING = 4
"""Words."""
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Completion:
    """How long the caller must be silent for the turn to be over, and why so long."""

    after_seconds: float
    why: str

    def at_least(self, seconds: float, why: str) -> "Completion":
        """This verdict with no less than `seconds` of silence, and the reason if it had been less."""
        return self if self.after_seconds >= seconds else Completion(seconds, f"{self.why}, and {why}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a turn so far.

    Not among it, as they earn too little (docs/benchmarks.md): how long this caller's pauses have been so far makes
    answers into pauses 0.8 points rarer and four of ten answers late; an audio model's opinion, 0.3 points rarer.
    """

    transcript: Transcript | None
    understanding: Understanding | None
    speech_seconds: float


def completion(expects: Expects, known: Evidence, timing: Timing) -> Completion:
    """The silence that ends a turn with these words: short when they are all of an answer, long when not."""
    if known.transcript is None:
        return Completion(timing.unfinished_after_seconds, "no words yet")
    words = words_of(known.transcript.text)
    if not words:
        in_parts = expects.kind in {Awaited.DIGITS, Awaited.NAME}
        after = timing.unfinished_after_seconds if in_parts else timing.unsure_after_seconds
        return Completion(after, "no words found")
    if len(digits_in(words)) > DIGITS_A_SECOND * known.speech_seconds:
        return Completion(timing.unfinished_after_seconds, "more digits than were spoken")
    if urgent := _urgent(words):
        return Completion(timing.complete_after_seconds, urgent)
    if unfinished := _unfinished(expects, words, known.transcript.text):
        return Completion(timing.unfinished_after_seconds, unfinished)
    return _asked_of_us(expects, words, timing) or _as_an_answer(expects, words, known, timing)


def _as_an_answer(expects: Expects, words: str, known: Evidence, timing: Timing) -> Completion:
    if whole := _whole(expects, words):
        return Completion(timing.complete_after_seconds, whole)
    text = known.transcript.text if known.transcript else ""
    if expects.kind is Awaited.DIGITS:
        if _asks_instead(words, text):
            return Completion(timing.complete_after_seconds, "a whole question instead of digits")
        if _may_be_reading_out(words):
            return Completion(timing.unfinished_after_seconds, f"{len(digits_in(words))} of {expects.digits} digits")
    if expects.kind is Awaited.FREE and words.replace(" ", "").isdigit() and len(digits_in(words)) > 1:
        return Completion(timing.unfinished_after_seconds, "digits, and nobody asked how many")
    if expects.kind in {Awaited.FREE, Awaited.YES_NO} and is_whole_sentence(words, text):
        return Completion(timing.complete_after_seconds, WHOLE)
    return _by_understanding(known, timing)


def _urgent(words: str) -> str:
    """Why these words are acted on although more may come; empty when they can wait for it."""
    if asks_for_person(words):
        return "asked for a person"
    return "speaks of an emergency" if is_emergency(words) else ""


def _asked_of_us(expects: Expects, words: str, timing: Timing) -> Completion | None:
    if asks_to_wait(words):
        after = timing.complete_after_seconds if _STOP.search(words) else timing.unfinished_after_seconds
        return Completion(after, "asked to wait")
    if request := request_in(words, expects):
        open_ended = request in OPEN_ENDED and not ends_on_what_was_asked(words)
        after = timing.unsure_after_seconds if open_ended else timing.complete_after_seconds
        return Completion(after, f"asked for: {request}")
    return None


def _unfinished(expects: Expects, words: str, text: str) -> str:
    """Why more is to be awaited after these words; empty when nothing speaks for it."""
    if expects.kind is Awaited.TEXT:
        return "the caller's own words, and more may come"
    if only_exclaims(words):
        return "an exclamation, and what it is about may come"
    return "ends as if more would come" if _is_unfinished(words) and not _SPELLED.search(text) else ""


def _is_unfinished(words: str) -> bool:
    if words.endswith(_NOT_SO) or ends_on_what_was_asked(words):
        return False
    return bool(_UNFINISHED.search(words) or (_OPEN_IS.search(words) and not _ASKED_WHERE.search(words)))


def _asks_instead(words: str, text: str) -> bool:
    """Whether a question for digits is answered by another question, which no digits follow."""
    return text.rstrip().endswith("?") and not digits_in(words) and is_whole_sentence(words, text)


def _may_be_reading_out(words: str) -> bool:
    """Whether these words can be the beginning of a number, and not a sentence about something else."""
    count, spoken = len(digits_in(words)), words.split()
    if len(spoken) > _LONG_FOR_A_BEGINNING and count < len(spoken) / 2 and not digits_in(spoken[-1]):
        return False
    return bool(count) or not _NO_NUMBER.search(words)


def _by_understanding(known: Evidence, timing: Timing) -> Completion:
    if known.understanding is None:
        return Completion(timing.unsure_after_seconds, "not understood yet")
    if known.understanding.confidence >= _SURE:
        return Completion(timing.complete_after_seconds, f"sure of {known.understanding.intent}")
    return Completion(timing.unsure_after_seconds, "unsure of the intent")


def _whole(expects: Expects, words: str) -> str:
    """Why these words are all that the caller has to say, whatever they mean; empty when that cannot be told."""
    if asks_what_we_are(words):
        return "asked what we are"
    if fits(expects, words):
        return f"all of the {expects.kind} awaited"
    is_whole = expects.kind is not Awaited.DIGITS and _WHOLE.match(words)
    return "a whole answer by itself" if is_whole else ""
