"""Whether what Whisper wrote is what a person said in that time: the guards on its text, all without a model."""

import math
import re
import zlib
from dataclasses import dataclass

from ..core.words.invented import Invented

WORST_LOGPROB = -1.0
INVENTED_LOGPROB = -0.7
WORST_COMPRESSION = 2.4
TOKENS_A_SECOND = 10
"""Sentences have about 4, letters spelled out 8."""
TOKENS_A_SECOND_AT_LENGTH = 6
"""Nobody keeps up the pace of spelling for longer than this many seconds:"""
SPURT_SECONDS = 4.0
SPARE_TOKENS = 8
WORDS_A_SECOND = 6
"""Hurried people say five."""
DIGITS_A_SECOND = 6
SPARE_DIGITS = 4
"""A year has four and takes a second; "one hundred thousand" has six."""


def most_tokens(seconds: float) -> int:
    """More than a person says in that time: what bounds the decoder, and with it the time for an answer."""
    spurt = min(seconds, SPURT_SECONDS)
    return int(TOKENS_A_SECOND * spurt + TOKENS_A_SECOND_AT_LENGTH * (seconds - spurt)) + SPARE_TOKENS


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    logprob: float
    """Mean over the tokens of words, or -inf; the decoder's doubt about times says nothing of the words."""
    tokens: int
    """Up to the last word, times included."""
    seconds: float
    """Of audio, without the silence added."""
    worst: float = 0.0
    """The least of the word tokens' logarithms of probability."""
    looks: int = 1
    """How many windows it took: the second when the first one's text was not sound."""
    doubtful: bool = False
    """Whether it is worth a second listen for the wish for a person: way_out.py."""
    language: str = ""
    """Spoken, where it was asked for and clear; empty otherwise."""

    @property
    def mean_probability(self) -> float:
        """Of the tokens, as the model sees it; what it is worth: calibration.py."""
        return min(1.0, math.exp(self.logprob))

    def is_sound(self) -> bool:
        """Whether it looks like what a person said in that time."""
        return (
            self.logprob > WORST_LOGPROB
            and self.tokens < most_tokens(self.seconds)
            and sum(map(str.isdigit, self.text)) <= DIGITS_A_SECOND * self.seconds + SPARE_DIGITS
            and compression(self.text) < WORST_COMPRESSION
            and not repeats_itself(self.text)
        )


def compression(text: str) -> float:
    """How many times shorter zlib makes it: over 2.4, it is the same words again and again (Whisper's own measure)."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def repeats_itself(text: str) -> bool:
    """Whether the text begins again before it ends ("book a room. Book"), or holds a block of three words twice on end.

    That is how a short window fails. People do it too ("no, no"), so it only asks for a second look.
    """
    words = words_of(text)
    for size in range(1, len(words)):
        if all(words[n] == words[n - size] for n in range(size, len(words))):
            numbers = all(word.isdigit() for word in words)
            if not numbers or len(words) >= 2 * size:  # "1 5 1": digits may well come again
                return True
    return any(
        words[start : start + size] == words[start + size : start + 2 * size]
        for size in range(3, len(words) // 2 + 1)
        for start in range(len(words) - 2 * size + 1)
    )


def said_once(text: str, seconds: float) -> str:
    """A text that is the same words again and again, faster than anybody speaks, with these words once; else itself.

    It is what a short window does to a short sentence: "I want a human. I want a human. I want a", in one second.
    """
    pieces = re.findall(r"\S+", text)
    keys = [" ".join(words_of(piece)) for piece in pieces]
    for size in range(2, len(keys) // 2 + 1):
        if all(keys[n] == keys[n - size] for n in range(size, len(keys))) and len(keys) > WORDS_A_SECOND * seconds:
            return " ".join(pieces[:size])
    return text


def without_loops(text: str) -> str:
    """The text with what comes three times or more on end written once: nobody says "press one" nine times.

    Single digits and letters stay, since a number may well be "4 4 4".
    """
    pieces = re.findall(r"\S+", text)
    keys = [" ".join(words_of(piece)) for piece in pieces]
    kept: list[int] = []
    place = 0
    while place < len(pieces):
        size = _loop_at(keys, place)
        times = 1
        while size and keys[place : place + size] == keys[place + times * size : place + (times + 1) * size]:
            times += 1
        kept += range(place, place + max(size, 1))
        place += max(size, 1) * times
        if size:  # a last, unfinished round
            while place < len(pieces) and keys[place] == keys[place - size]:
                place += 1
    return " ".join(pieces[n] for n in kept)


def _loop_at(keys: list[str], place: int) -> int:
    """Words in the block that comes at least three times on end from here; 0 when there is none."""
    for size in range(1, (len(keys) - place) // 3 + 1):
        block = keys[place : place + size]
        again = keys[place + size : place + 2 * size] == block == keys[place + 2 * size : place + 3 * size]
        if again and any(len(word) > 1 for word in block):
            return size
    return 0


def is_invented(decoded: Decoded, invented: Invented) -> bool:
    """Whether these are words of the model's and not of the caller's: only such words, on weak evidence."""
    if invented.is_always(decoded.text):
        return True
    return decoded.logprob < INVENTED_LOGPROB and invented.is_often(decoded.text)
