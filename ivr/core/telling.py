"""Callers who tell a story: which of its sentences wish for something, and after which more comes."""

import re
from dataclasses import dataclass, field

from .frustration import is_only_impatience
from .record import PRIVATE, Understanding
from .whole_sentences import LEAD, is_whole_sentence
from .wording import last_sentences, sentences_of, words_of

_STATES = re.compile(
    rf"{LEAD}(?:(?:you know|you see|look|listen|basically|honestly|first of all|anyway|then|now|also)\s)*"
    r"(?:i|i'm|i've|i'd|i'll|we|we're|we've|we'd|my|our|he|she|they|it|it's|he's|she's|they're|they've|"
    r"there|there's|the|a|an|last|yesterday|today|this|that|that's|when|since|because|"
    r"after|before|every|somebody|someone|one|two|three|some)\b"
)
_WISHES = re.compile(
    r"\b(?:(?<!don't )(?<!not )want(?! to (?:say|be|sound|tell|thank)\b)|wanna|need|"
    r"(?:would|i'd|we'd)(?: just| really)? (?:like|love|rather|prefer)|wondering|wonder|calling (?:to|about|for)|"
    r"looking (?:for|to)|trying to|hoping to|please|do you|help me|"
    r"(?:can|could|may|will|would|should) (?:you|i|we|someone|somebody|anyone|anybody)|"
    r"(?:where|when|why|how|what)(?:'s| is| are| do| does| did| much| many| long| can| was))\b"
)
_BEGINS = re.compile(
    r"^(?:(?:u+m+|uh|er|okay|so|well|and|but|now|right|you know|you see|look|listen)\s?)*"
    r"(?:you know|you see|look|listen|(?<=um )yeah|(?<=uh )yeah|(?<=so )yeah|(?<=well )yeah|yeah so)$"
)
_POINTS_BACK = re.compile(r"\b(?:it|its|that|them|those|these|this|they|one|there)\b")
_CLAUSE_ENDS = re.compile(r"(?<=,)\s+")
_LONG_WORDS = 16
_FEW_WORDS = 3
_SOME_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A wish in the midst of a story, with how surely its words were heard."""

    text: str = field(metadata=PRIVATE)
    understanding: Understanding
    confidence: float


def begins_to_tell(text: str) -> bool:
    """Whether "you know" or "look" is all that was said yet."""
    return bool(_BEGINS.match(words_of(text)))


def tells_something(text: str) -> bool:
    """Whether this is a statement of some length that wishes for nothing: who tells one goes on as often as not."""
    words = words_of(text)
    told = len(words.split()) > _FEW_WORDS and bool(_STATES.match(words))
    return told and not wishes_for_something(text) and not is_only_impatience(text)


def first_sentence(text: str) -> str:
    """Of several; nothing of a text that is one: whether that is a story is told by all of it."""
    first, *more = sentences_of(text)
    return first if more else ""


def wishes_for_something(text: str) -> bool:
    """Whether this sentence asks for something, or is a question."""
    words = words_of(text)
    return text.rstrip().endswith("?") or bool(_WISHES.search(words)) or is_whole_sentence(words, text)


def wish_at_the_end(text: str) -> str:
    """Of the last sentences of a story those from its last wish on; all, if it points back: "can you move it?".

    Before it only what holds a number is kept: with the rest of the story no model knows the wish.
    """
    told = sentences_of(last_sentences(text))
    wishes = [at for at, sentence in enumerate(told) if wishes_for_something(sentence)]
    wish = _wish_in(told[wishes[-1]]) if wishes else ""
    if not wish or _POINTS_BACK.search(words_of(wish)):
        return " ".join(told)
    numbers = [at for at, sentence in enumerate(told) if sum(map(str.isdigit, sentence)) >= _SOME_DIGITS]
    if numbers and numbers[0] < wishes[-1]:
        return " ".join(told[numbers[0] :])
    return " ".join((wish, *told[wishes[-1] + 1 :]))


def _wish_in(sentence: str) -> str:
    """Of a long sentence what comes from its last wish on: "…, so I'm working that day, and I need to move it"."""
    clauses = _CLAUSE_ENDS.split(sentence)
    wishes = [at for at, clause in enumerate(clauses) if _WISHES.search(words_of(clause)) and clause.count(" ") > 2]
    is_long = len(sentence.split()) > _LONG_WORDS and bool(wishes)
    return " ".join(clauses[wishes[-1] :]) if is_long else sentence
