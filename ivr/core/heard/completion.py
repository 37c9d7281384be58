"""Whether a turn is over: one pure function of what is known of it, and its parameters in the rules.

A wrong "yes" is heard as being cut off, a wrong "no" as being left waiting. The figures behind the classes are in
docs/benchmarks.md.
"""

import re
from dataclasses import dataclass

from ..language import Language
from ..record import Awaited, Expects, Transcript, Understanding
from ..rules import Timing
from ..words.expects import DIGITS_A_SECOND
from ..words.requests import OPEN_ENDED
from ..words.wording import words_of

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


def completion(expects: Expects, known: Evidence, timing: Timing, language: Language) -> Completion:
    """The silence that ends a turn with these words: short when they are all of an answer, long when not."""
    if known.transcript is None:
        return Completion(timing.unfinished_after_seconds, "no words yet")
    text = known.transcript.text
    words = words_of(text)
    if not words:
        in_parts = expects.kind in {Awaited.DIGITS, Awaited.NAME}
        after = timing.unfinished_after_seconds if in_parts else timing.unsure_after_seconds
        return Completion(after, "no words found")
    if len(language.answers.digits_in(words)) > DIGITS_A_SECOND * known.speech_seconds:
        return Completion(timing.unfinished_after_seconds, "more digits than were spoken")
    if urgent := _urgent(words, language):
        return Completion(timing.complete_after_seconds, urgent)
    if unfinished := _unfinished(expects, words, text, language):
        return Completion(timing.unfinished_after_seconds, unfinished)
    asked_of_us = _asked_of_us(expects, words, timing, language)
    return asked_of_us or _as_an_answer(expects, words, text, known, timing, language)


def _as_an_answer(
    expects: Expects, words: str, text: str, known: Evidence, timing: Timing, language: Language
) -> Completion:
    if whole := _whole(expects, words, language):
        return Completion(timing.complete_after_seconds, whole)
    digits = language.answers.digits_in(words)
    if expects.kind is Awaited.DIGITS:
        if _asks_instead(text, language):
            return Completion(timing.complete_after_seconds, "a whole question instead of digits")
        if _may_be_reading_out(words, language):
            return Completion(timing.unfinished_after_seconds, f"{len(digits)} of {expects.digits} digits")
    if expects.kind is Awaited.FREE and words.replace(" ", "").isdigit() and len(digits) > 1:
        return Completion(timing.unfinished_after_seconds, "digits, and nobody asked how many")
    if expects.kind in {Awaited.FREE, Awaited.YES_NO} and language.sentences.is_whole(text):
        return Completion(timing.complete_after_seconds, WHOLE)
    return _by_understanding(known, timing)


def _urgent(words: str, language: Language) -> str:
    """Why these words are acted on although more may come; empty when they can wait for it."""
    if language.ways_out.asks_for_person(words):
        return "asked for a person"
    return "speaks of an emergency" if language.topics.is_emergency(words) else ""


def _asked_of_us(expects: Expects, words: str, timing: Timing, language: Language) -> Completion | None:
    if language.small_words.asks_to_wait(words):
        is_stop = language.endings.stop.search(words)
        after = timing.complete_after_seconds if is_stop else timing.unfinished_after_seconds
        return Completion(after, "asked to wait")
    if request := language.requests.request_in(words, expects):
        open_ended = request in OPEN_ENDED and not language.sentences.end_on_what_was_asked(words)
        after = timing.unsure_after_seconds if open_ended else timing.complete_after_seconds
        return Completion(after, f"asked for: {request}")
    return None


def _unfinished(expects: Expects, words: str, text: str, language: Language) -> str:
    """Why more is to be awaited after these words; empty when nothing speaks for it."""
    if expects.kind is Awaited.TEXT:
        return "the caller's own words, and more may come"
    if language.small_words.only_exclaims(words):
        return "an exclamation, and what it is about may come"
    unfinished = not language.sentences.end_on_what_was_asked(words) and language.endings.are_left_open_by(words)
    return "ends as if more would come" if unfinished and not _SPELLED.search(text) else ""


def _asks_instead(text: str, language: Language) -> bool:
    """Whether a question for digits is answered by another question, which no digits follow."""
    return text.rstrip().endswith("?") and not language.answers.digits_in(text) and language.sentences.is_whole(text)


def _may_be_reading_out(words: str, language: Language) -> bool:
    """Whether these words can be the beginning of a number, and not a sentence about something else."""
    digits_in = language.answers.digits_in
    count, spoken = len(digits_in(words)), words.split()
    if len(spoken) > _LONG_FOR_A_BEGINNING and count < len(spoken) / 2 and not digits_in(spoken[-1]):
        return False
    return bool(count) or not language.endings.no_number.search(words)


def _by_understanding(known: Evidence, timing: Timing) -> Completion:
    if known.understanding is None:
        return Completion(timing.unsure_after_seconds, "not understood yet")
    if known.understanding.confidence >= _SURE:
        return Completion(timing.complete_after_seconds, f"sure of {known.understanding.intent}")
    return Completion(timing.unsure_after_seconds, "unsure of the intent")


def _whole(expects: Expects, words: str, language: Language) -> str:
    """Why these words are all that the caller has to say, whatever they mean; empty when that cannot be told."""
    if language.what_we_are.is_asked(words):
        return "asked what we are"
    if language.answers.fits(expects, words):
        return f"all of the {expects.kind} awaited"
    is_whole = expects.kind is not Awaited.DIGITS and language.endings.whole.match(words)
    return "a whole answer by itself" if is_whole else ""
