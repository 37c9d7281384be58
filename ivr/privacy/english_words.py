"""Whether English has a word at all. Names are not among its words: "pennington", "ngozi".

The words are those of the voice that recordings are made with (hibari-tts, Apache-2.0): 84,000 in small letters. Its
names have a capital and are left out; what it has by rule is made here, as "cards" of "card".
"""

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_LISTS = ("lexicon_us_gold.json.gz", "lexicon_gb_gold.json.gz")
_ENTRY = re.compile(rb'"([a-z]{2,})": ?["{]')
_PIECE = 32 * 1024
"""Bytes looked through at once, so that no other thread has to wait long."""
_LONGEST_ENTRY = 200
_ENDS = (
    "s", "es", "ed", "d", "ing", "ings", "er", "ers", "est", "ly", "r", "rs", "y", "able", "ness", "less", "ful", "al",
    "ally", "ment", "ments",
)  # fmt: skip
_BEGINS = (
    "un",
    "re",
    "over",
    "non",
    "mis",
    "pre",
    "out",
    "under",
    "dis",
    "in",
    "inter",
    "sub",
    "super",
    "anti",
    "multi",
)
_SHORTEST_PART = 3
_SHORTEST_OF_TWO = 4


@lru_cache(maxsize=1)
def english_words() -> frozenset[bytes]:
    """Nothing where the voice is not installed. Takes some 0.1 s and 9 MB, once."""
    spec = find_spec("hibari")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    words: set[bytes] = set()
    for folder in folders:
        for name in _LISTS:
            words.update(_words_of(Path(folder) / "assets" / name))
    return frozenset(words)


def _words_of(file: Path) -> Iterator[bytes]:
    try:
        with gzip.open(file) as written:
            before = b""
            while piece := written.read(_PIECE):
                yield from _ENTRY.findall(before + piece)
                before = (before + piece)[-_LONGEST_ENTRY:]
    except (OSError, EOFError):
        return


@lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """A word in small letters, or a form of one, or two in one: "timeframe". True of any where no words are known."""
    words = english_words()
    if not words:
        return True
    return any(form in words for form in _forms(word.encode())) or any(
        word[:at].encode() in words and word[at:].encode() in words
        for at in range(_SHORTEST_OF_TWO, len(word) - _SHORTEST_OF_TWO + 1)
    )


def _forms(word: bytes) -> Iterator[bytes]:
    yield word
    for end in map(str.encode, _ENDS):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_PART - 1:
            stem = word[: -len(end)]
            yield from (stem, stem + b"e", stem + b"y")
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
            if stem.endswith(b"i"):
                yield stem[:-1] + b"y"
    for begin in map(str.encode, _BEGINS):
        if word.startswith(begin) and len(word) - len(begin) >= _SHORTEST_PART:
            yield from _forms(word[len(begin) :])
