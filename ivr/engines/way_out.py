"""A second listen for the words by which a caller reaches a person, where the first left doubt.

In noise Whisper writes "You mean?" for "human" and "Aja" for "agent". Told beforehand what may be said, it decodes the
same encoded audio again. What it then writes counts only if it asks for a person and the model is no less sure of it:
measured in benchmarks/turns/human.py, with the false alarms.
"""

import re
from typing import Protocol

from ..core.words.escape import WaysOut
from ..core.words.second_listen import SecondListen

DOUBT_LOGPROB = -0.29
"""Mean over the tokens: below a probability of 0.75. What is surer was right; it is most of what callers say."""
WORDS_A_SECOND = 4.5
"""Of the audio with what is before and after the words; more is a sentence of the hint's over a cough or an "mm-hm"."""
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


class WantsPerson(Protocol):
    """What of a language is asked here."""

    @property
    def ways_out(self) -> WaysOut: ...
    @property
    def second_listen(self) -> SecondListen: ...


def is_plain(text: str, language: WantsPerson) -> bool:
    """Whether nobody should wait for these words: a short answer, digits, letters, or the wish for a person."""
    return language.second_listen.is_plain(text) or language.ways_out.asks_for_person(text)


def worth_a_second_listen(first: Words, language: WantsPerson) -> bool:
    """Whether words were found that may have been others."""
    return (
        bool(first.text)
        and first.logprob < DOUBT_LOGPROB
        and SHORTEST_SECONDS <= first.seconds <= LONGEST_SECONDS
        and not is_plain(first.text, language)
    )


def asked_for(first: Words, second: Words, language: WantsPerson) -> str:
    """The sentence of the second listen that asks for a person; empty when the first is to be believed."""
    if second.logprob < first.logprob:
        return ""
    sentences = re.findall(r"[^.?!]+[.?!]?", second.text)
    said = [s.strip() for s in sentences if len(s.split()) <= WORDS_A_SECOND * second.seconds]
    wished = (s for s in said if language.second_listen.is_wish(s) and language.ways_out.asks_for_person(s))
    return next(wished, "")
