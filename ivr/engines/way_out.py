"""A second listen for the words by which a caller reaches a person, where the first left doubt.

In noise Whisper writes "You mean?" for "human" and "Aja" for "agent". Told beforehand what may be said, it decodes the
same encoded audio again. What it then writes counts only if it asks for a person and the model is no less sure of it:
measured in benchmarks/turns/human.py, with the false alarms.
"""

import re
from typing import Protocol

from ..language.spoken import spoken

HINT = (
    " I want to talk to a human. Can I speak to a real person please? Agent. Operator. Representative."
    " Connect me to someone."
)
"""As the text before this utterance. Whole sentences were better than words: 10 misses of 16 put right, against 7."""
DOUBT_LOGPROB = -0.29
"""Mean over the tokens: below a probability of 0.75. What is surer was right; it is most of what callers say."""
_NAMED = re.compile(
    r"\b(?:(?:human|agent|operator|representative|person|someone)s?|(?:speak|talk) to an? \w+)\b", re.IGNORECASE
)
"""On noise alone the hint makes the model write "I want to talk to you" again and again."""
WORDS_A_SECOND = 4.5
"""Of the audio with what is before and after the words; more is a sentence of the hint's over a cough or an "mm-hm"."""
_PLAIN = re.compile(
    r"^(?:[^a-z]*\b(?:yes|yeah|yep|no|nope|okay|ok|right|sure|please|thanks|thank you|hello|hi|bye|goodbye|"
    r"zero|oh|one|two|to|too|three|four|for|five|six|seven|eight|nine|double|it's|it is|my|number|[a-z])\b[^a-z]*)*"
    r"[^a-z]*$",
    re.IGNORECASE,
)
"""Short answers, digits and letters: the model is often unsure of them, they are right, and nobody should wait."""
SHORTEST_SECONDS, LONGEST_SECONDS = 0.45, 6.0
"""With the audio before and after the words. Shorter is a letter or a knock; longer says more than that."""


class Words(Protocol):
    """What a listen gives."""

    @property
    def text(self) -> str: ...
    @property
    def logprob(self) -> float: ...
    @property
    def seconds(self) -> float: ...


def asks_for_person(text: str) -> bool:
    """In English: so are the hint and all that is said of it here."""
    return spoken("en").ways_out.asks_for_person(text)


def is_plain(text: str) -> bool:
    """Whether nobody should wait for these words: a short answer, digits, letters, or the wish for a person."""
    return bool(_PLAIN.match(text)) or asks_for_person(text)


def worth_a_second_listen(first: Words) -> bool:
    """Whether words were found that may have been others."""
    return (
        bool(first.text)
        and first.logprob < DOUBT_LOGPROB
        and SHORTEST_SECONDS <= first.seconds <= LONGEST_SECONDS
        and not is_plain(first.text)
    )


def asked_for(first: Words, second: Words) -> str:
    """The sentence of the second listen that asks for a person; empty when the first is to be believed."""
    if second.logprob < first.logprob:
        return ""
    sentences = re.findall(r"[^.?!]+[.?!]?", second.text)
    said = [s.strip() for s in sentences if len(s.split()) <= WORDS_A_SECOND * second.seconds]
    return next((s for s in said if _NAMED.search(s) and asks_for_person(s)), "")
