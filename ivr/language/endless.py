"""Lines that could take for ever: something repeated within something repeated, on words that it nearly matches.

No call goes on while a pattern is looked for, so it is told before a caller says such a sentence.
"""

import re
import time
from collections.abc import Iterator
from functools import cache

_REPEATED = re.compile(r"\)(?:[*+]|\{\d*,\d*\})")
"""A group that is repeated: without one, no line is slow."""
_WORD = re.compile(r"[a-z']+")
_LETTER = re.compile(r"([a-z])[*+]")
"""That may be drawn out: "mmmmm"."""
_MOST_WORDS = 12
"""Of a line, that are tried."""
_SHORTEST, _LONGEST = 8, 40
"""Words of the sentences that are tried; a caller may say forty in one breath."""
_SECONDS = 0.05
"""Of the processor, for one sentence, each of three times: a good line takes a thousandth of that. Each word more
doubles what a bad one takes, so it is found before it takes long."""


@cache  # a room is looked at again at each change of it, and nearly all of its lines are as they were
def is_endless(source: str) -> bool:
    """Whether this pattern may take for ever on a sentence of a few words."""
    if not _REPEATED.search(source):
        return False
    try:
        pattern = re.compile(source)
    except re.error:  # a text, or a line of a table
        return False
    return any(all(_seconds(pattern, sentence) > _SECONDS for _ in range(3)) for sentence in _sentences(source))


def _sentences(source: str) -> Iterator[str]:
    """Its own words again and again, and at the end what it does not match; each longer by one than the last."""
    words = [word for word in dict.fromkeys(_WORD.findall(source)) if len(word) > 1][:_MOST_WORDS]
    for unit in ("a", *dict.fromkeys(_LETTER.findall(source)), *(f"{word} " for word in words)):
        for times in range(_SHORTEST, _LONGEST):
            yield unit * times + "-"


def _seconds(pattern: re.Pattern[str], sentence: str) -> float:
    begun = time.thread_time()
    pattern.search(sentence)
    return time.thread_time() - begun
