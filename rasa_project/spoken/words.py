"""A text as words with their places in it, and the words by which callers correct themselves."""

from __future__ import annotations

import re

from spoken_values.words import Word

_WORD = re.compile(r"[0-9]+(?:st|nd|rd|th)\b|[0-9]+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\s\w]|\S", re.IGNORECASE)
_CORRECTION = re.compile(
    r"\b(?:no,? (?:wait|sorry|i mean|make (?:that|it)|that's (?:wrong|not right))|sorry,? (?:i mean|no)|i mean(?:t)?|"
    r"i meant to say|wait,? no|hang on|scratch that|make (?:that|it)|let me start (?:again|over)|correction|or rather|"
    r"actually|sorry|wait|no(?!\s+(?:later|earlier|more|less|sooner|one|idea|problem|number|need|longer)\b))\b"
    r"[\s,.!;:…-]*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:\bo'clock|\b(?:first|second|third|fourth|last|final|middle|other|latter|former|next|new|old|right|wrong|"
    r"correct|same|which|that|this|only|any|either|neither|earlier|later|early|late|earliest|latest|better|good|big|small)|"
    r"\bthe (?:[\w':]+ ){0,3}?(?:morning|afternoon|evening|tomorrow|[ap]\.?m\.?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
    r"(?: (ones?(?:'s)?)\b)(?!\W+(?:[0-9]|o'clock|[ap]\.?m\b|in the|double|triple|zero|oh|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand)\b)",
    re.IGNORECASE,
)
HESITATIONS = frozenset({"um", "uh", "er", "erm", "uhm", "hmm", "hm", "mm", "ah", "eh", "like"})


def listed(words: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(words.split())


def words_of(text: str) -> list[Word]:
    """Every word and sign of a text in order; typographic apostrophes as plain ones."""
    plain = text.replace("’", "'").replace("‘", "'")
    return [Word(m.group().lower(), m.start(), m.end()) for m in _WORD.finditer(plain)]


def spoken_words(text: str) -> list[Word]:
    """As `words_of`, without signs and without hesitations."""
    return [w for w in words_of(text) if w.text[0].isalnum() and w.text not in HESITATIONS]


def without_pronouns(text: str) -> str:
    """The text, as long as it was, without "one" where it stands for a thing: "the eight o'clock one", "my new one"."""
    plain = text.replace("’", "'")
    return _PRONOUN.sub(lambda found: found[0][: -len(found[1])] + " " * len(found[1]), plain)


def corrected(text: str) -> str:
    """What was said last, where the caller corrected it; else all of the text."""
    start, end = (stretches(text) or [(0, len(text))])[-1]
    return text[start:end]


def stretches(text: str) -> list[tuple[int, int]]:
    """(start, end) of what was said before, between and after corrections, in order; empty stretches left out."""
    places, begin = [], 0
    for marker in _CORRECTION.finditer(text):
        places.append((begin, marker.start()))
        begin = marker.end()
    places.append((begin, len(text)))
    return [(start, end) for start, end in places if text[start:end].strip(" ,.;:!?…-")]
