"""Letters that are told by a word: "B as in Boy", also where a recogniser wrote other words for "B as in"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches

from spoken.alphabets import CALL_SIGNS, NAMES_FOR_LETTERS, TELEPHONE
from spoken.numerals import UNITS
from spoken.words import listed
from spoken_values.words import Word, at

UNLIKE = {
    ("s", "and"),
    ("s", "in"),
    ("as", "and"),
    ("is", "and"),
    ("has", "and"),
    ("of", "the"),
    ("of", "n"),
    ("is", "an"),
}
"""What recognisers make of "as in": "B.S. and boy"; believed before a word with that letter, or of an alphabet."""
LIKE = UNLIKE | {
    ("as", "in"),
    ("is", "in"),
    ("as", "an"),
    ("like", "in"),
    ("has", "in"),
    ("is", "for"),
    ("as", "for"),
}
_SHORT = {"for", "like", "as"}
_LINKS = frozenset(listed("and in a an n en then"))
"""What is left of "in" before the word, when the letter before it went into another one: "Diaz and Bob"."""
_IS = {("it", "is"), ("and", "is")}
_BLURRED = re.compile(r"[a-z]+[sz][aeiou]*n", re.ASCII)
"""A word that ends as "as in" does: "Arisen Robert"."""
_MOST_BLURRED = 3
"""Words that a recogniser makes of "R as in"."""
_ALIKE = 0.7
_LONGEST_SIGNS = 16
_NO_SIGNS = {"like", "ray", "for", "and", "double", *UNITS}
_FEW_SIGNS = 2
"""Call signs that show in which alphabet is spelled."""
_FOR_LETTERS = (set(CALL_SIGNS) | set(TELEPHONE) | set(NAMES_FOR_LETTERS)) - {"x"}


def by_word(words: Sequence[Word], place: int, letter: str) -> tuple[str, int] | None:
    """(letter, place after) for a letter that is told by a word: "as in Boy", "for Bravo", "like the word boat"."""
    first, second = at(words, place + 1), at(words, place + 2)
    after = place + 3 if (first, second) in LIKE else place + 2 if first in _SHORT else 0
    if first in {"s", "is"} and second in _FOR_LETTERS and len(at(words, place + 3)) == 1:  # "F. S. Frank, I."
        after = place + 2
    if not after:
        return None
    if (at(words, after), at(words, after + 1)) == ("the", "word"):
        after += 2
    word, is_x_ray = at(words, after), (at(words, after), at(words, after + 1)) == ("x", "ray")
    if not (word.isalpha() and word.isascii()) or word in UNITS or (len(word) < 2 and not is_x_ray):
        return None
    sure = (first, second) in LIKE - UNLIKE or word[0] == letter or word in CALL_SIGNS or word in TELEPHONE
    return (word[0], after + 1 + is_x_ray) if sure else None


def blurred_at(words: Sequence[Word], begin: int, text: str) -> int | None:
    """The place of a letter's word whose letter was written as other words: of Bob in "Diaz and Bob, ENSON".

    Only where such a word with a capital is followed by letters that do not begin with its own.
    """
    for place in range(begin + 1, min(begin + 1 + _MOST_BLURRED, len(words) - 1)):
        word, blurred = words[place], [w.text for w in words[begin:place]]
        if word.text not in _FOR_LETTERS or not text[word.start].isupper():
            continue
        goes_on = _goes_on_spelled(words[place + 1], text) and at(words, place + 1)[0] != word.text[0]
        lost = blurred[-1] in _LINKS or _BLURRED.fullmatch(blurred[-1]) or tuple(blurred) in _IS
        return place if goes_on and lost else None
    return None


def _goes_on_spelled(word: Word, text: str) -> bool:
    written = text[word.start : word.end]
    return written.isalpha() and (len(written) == 1 or written.isupper())


def call_signs(words: Sequence[Word]) -> list[Word]:
    """The words with call signs that were misheard put right, among at least two that were not: "Eco", "Echoromio"."""
    known = [word.text in CALL_SIGNS for word in words]
    if sum(known) < _FEW_SIGNS:
        return list(words)
    mended: list[Word] = []
    for place, word in enumerate(words):
        beside = any(known[max(0, place - 1) : place] + known[place + 1 : place + 2])
        signs = _signs_in(word.text) if beside and not known[place] else []
        known[place] = known[place] or bool(signs)
        mended += [Word(sign, word.start, word.end) for sign in signs] or [word]
    return mended


def lost_between(words: Sequence[Word]) -> list[str]:
    """Words between two call signs that are none: what was spelled there was lost."""
    known = [word.text in CALL_SIGNS for word in words]
    places = range(1, len(words) - 1)
    return [words[n].text for n in places if known[n - 1] and known[n + 1] and not known[n]]


def _signs_in(word: str) -> list[str]:
    """The call sign, or the two, that a word was."""
    if not (2 < len(word) <= _LONGEST_SIGNS and word.isalpha()) or word in _NO_SIGNS:
        return []
    readings = [get_close_matches(word, CALL_SIGNS, 1, _ALIKE)]
    for cut in range(4, len(word) - 3):
        first, second = (get_close_matches(part, CALL_SIGNS, 1, _ALIKE) for part in (word[:cut], word[cut:]))
        readings += [[*first, *second]] if first and second else []
    return max(readings, key=lambda signs: SequenceMatcher(None, word, "".join(signs)).ratio())
