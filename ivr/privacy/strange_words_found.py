"""Words that English has not: "change it from a rap pennington". A recogniser that does not know a name writes one, and
not always with a capital; the plain word beside it is as often the rest of it.

Only in texts that have capitals, as recognisers write: where nothing has one, a town has none either.
"""

import re
from difflib import get_close_matches
from functools import lru_cache

from .english_words import is_english
from .known_capitals import KNOWN_CAPITALS
from .plain_words import PLAIN, is_plain
from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret
from .spoken_signs import ACRONYMS, MONTHS, ORDINALS

_BEGINS = re.compile(r"(?:^|[.?!])\s*$")
_SHORTEST = 4
"""Letters: of shorter ones English has any."""
_LONG = 7
_ALIKE, _LONG_ALIKE = 0.8, 0.75
"""Shares of its letters that a word misspelt has from a plain one; no name that was tried is so near, but few."""
_KNOWN = ACRONYMS | MONTHS | ORDINALS | KNOWN_CAPITALS
_MISSPELT = sorted(word for word in PLAIN | KNOWN_CAPITALS if len(word) >= _SHORTEST)
_BESIDE = 3
"""Words beside it that go with it, if they are not plain."""


def strange_words_in(text: str, marks: list[Mark]) -> list[Found]:
    if not any(map(str.isupper, text)):
        return []
    words = [mark for mark in marks if mark.kind is Kind.WORD]
    strange = [at for at, mark in enumerate(words) if _may_be_any(text, mark) and is_strange(mark.plain)]
    taken = set(strange)
    for at in strange:
        for beside in range(max(0, at - _BESIDE), min(len(words), at + _BESIDE + 1)):
            if not is_plain(words[beside].plain) and words[beside].plain not in _KNOWN:
                taken.add(beside)
    found: list[Found] = []
    for at in sorted(taken):
        goes_on = bool(found) and text[found[-1].end : words[at].start].isspace()
        found.append(Found(Secret.WORD, found.pop().start if goes_on else words[at].start, words[at].end))
    return found


def _may_be_any(text: str, mark: Mark) -> bool:
    """Any word stands so: in small letters, or with a capital where a sentence begins."""
    return text[mark.start : mark.end].islower() or (
        text[mark.start + 1 : mark.end].islower() and bool(_BEGINS.search(text[: mark.start]))
    )


@lru_cache(maxsize=4096)
def is_strange(word: str) -> bool:
    """Of a word in small letters: whether it is none of English's, and none that was misspelt."""
    plain = word.replace("'", "").removesuffix("s") if word.endswith("'s") else word
    if len(plain) < _SHORTEST or not plain.isascii() or not plain.isalpha():
        return False
    if is_plain(plain) or plain in _KNOWN or is_english(plain):
        return False
    return not get_close_matches(plain, _MISSPELT, 1, _LONG_ALIKE if len(plain) >= _LONG else _ALIKE)
