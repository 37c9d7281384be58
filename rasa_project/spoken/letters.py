"""Words and codes that are spelled out: "B as in Boy", "bravo", "double s", "B-O-Y-D", "be oh why dee".

Letters that a recogniser wrote as words ("see you") are believed when the caller was asked to spell, says so, or has
spelled most of it plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spoken.alphabets import CALL_SIGNS, MARKS, SOUNDS, TELEPHONE
from spoken.found import Found
from spoken.letter_words import blurred_at, by_word, call_signs, lost_between
from spoken.numerals import TEENS, UNITS
from spoken.words import HESITATIONS, spoken_words, stretches, words_of
from spoken_values.words import Word, at

_SPELLS = re.compile(
    r"\b(?:spell(?:ed|ing|s|t)?|that's|letters?)\b[^\w]*(?:(?:it|is|out|as|like|that|with)\b\W*)*$", re.I
)
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_GLUED = re.compile(r"(double|triple|treble)([a-z])", re.ASCII)
_HALF_CAPITALS = re.compile(r"[a-z]{1,6}[A-Z]{2,}", re.ASCII)
_SKIPPED = HESITATIONS | {"capital", "letter", "small", "dash", "then", "and", "uppercase", "lowercase", "with"}
_NOT_SPELLED = re.compile(
    r"^\W*(?:oh\W+)?(?:i see(?: you)?|see you|are you|why are you|you are|oh|be|why|you|see)\W*$", re.I
)
_WEAK = {"a", "i", "o", *SOUNDS}
"""Letters that are words, and words that may be letters."""
_AROUND = {
    "it's",
    "its",
    "it",
    "is",
    "that's",
    "so",
    "yes",
    "yeah",
    "okay",
    "ok",
    "the",
    "my",
    "name",
    "please",
    "thanks",
}


@dataclass
class _Spelling:
    """Characters of one run so far; `said` as the letters were said, where the words for them say otherwise."""

    start: int
    end: int
    value: str = ""
    said: str = ""
    plain: int = 0
    by_words: int = 0

    def add(self, letters: str, end: int, *, plain: bool, said: str = "") -> None:
        self.value, self.said, self.end = self.value + letters, self.said + (said or letters), end
        self.plain += plain * len(letters)


def letters_in(text: str, *, awaited: bool = False) -> Found[str] | None:
    """The word that was spelled, in capitals, with "-" and "'" where they were said; the last of several.

    `awaited`: the caller was asked to spell. Alternatives: the letters as said, where "B as in Victor" says otherwise.
    """
    return _last_spelled(text, awaited=awaited, figures=False)


def characters_in(text: str, *, awaited: bool = True) -> Found[str] | None:
    """A code of letters and figures, in capitals: "A B twelve dash C" is AB12C. "Oh" is the letter O."""
    found = _last_spelled(text, awaited=awaited, figures=True)
    if found is None:
        return None
    plain = [re.sub(r"[-']", "", value) for value in (found.value, *found.alternatives)]
    return Found(plain[0], text, found.start, found.end, tuple(plain[1:])) if plain[0] else None


def spellings(text: str, *, figures: bool = False) -> list[Found[str]]:
    """Every run of letters in a text, also those that are words: for readers that know what they look for."""
    return [_found(run, text) for run in _runs(text, figures=figures)]


def _last_spelled(text: str, *, awaited: bool, figures: bool) -> Found[str] | None:
    if _NOT_SPELLED.match(text) or any(_is_unread(word) for word in lost_between(call_signs(spoken_words(text)))):
        return None
    for start, end in reversed(stretches(text)):
        runs = [
            r
            for r in _runs(text, figures=figures, awaited=awaited)
            if start <= r.start < end and _is_meant(r, text, awaited)
        ]
        if runs:
            return _found(max(runs, key=lambda run: len(run.value)), text)
    return None


def _is_unread(word: str) -> bool:
    return word.isalpha() and len(word) > 2 and word not in {*_SKIPPED, *_TIMES, *MARKS, *SOUNDS, *TELEPHONE, "for"}


def _found(run: _Spelling, text: str) -> Found[str]:
    others = (run.said.upper(),) if run.said != run.value else ()
    return Found(run.value.upper(), text, run.start, run.end, others)


def _is_meant(run: _Spelling, text: str, awaited: bool) -> bool:
    if run.by_words:
        return True
    if len(run.value) < 2:
        return awaited and run.plain == 1
    if run.plain >= 2 and run.plain * 2 >= len(run.value):
        return True
    besides = spoken_words(text[: run.start] + " " + text[run.end :])
    alone = all(word.text in _AROUND or word.text.upper() == run.value for word in besides)
    return (alone and awaited) or bool(_SPELLS.search(text[: run.start]))


def _runs(text: str, *, figures: bool, awaited: bool = False) -> list[_Spelling]:
    words = call_signs([part for word in words_of(text) if word.text[0].isalnum() for part in _apart(word, figures)])
    shouts = text.isupper() and sum(len(word.text) > 2 for word in words) > 2
    source = "" if shouts else text
    runs: list[_Spelling] = []
    place, is_open = 0, False
    if awaited and (told := _blurred(words, text)):
        run, place = told
        runs, is_open = [run], True
    while place < len(words):
        run = runs[-1] if is_open else _Spelling(words[place].start, words[place].start)
        after = _take(words, place, run, figures=figures, source=source)
        if after > place and not is_open:
            runs.append(run)
        is_open = after > place or (is_open and words[place].text in _SKIPPED)
        place = max(after, place + 1)
    return runs


def _blurred(words: Sequence[Word], text: str) -> tuple[_Spelling, int] | None:
    """A spelling whose first letter was told by a word, and written as others: "Diaz and Bob"; and what follows."""
    begin = 0
    while at(words, begin) in _AROUND - {"it", "is"}:
        begin += 1
    place = blurred_at(words, begin, text)
    if place is None or _by_letter(words, begin):
        return None
    run = _Spelling(words[begin].start, words[begin].start, by_words=1)
    run.add(words[place].text[0], words[place].end, plain=True)
    return run, place + 1


def _by_letter(words: Sequence[Word], place: int) -> bool:
    letter = _letter(at(words, place))
    return bool(letter and by_word(words, place, letter))


def _apart(word: Word, figures: bool) -> list[Word]:
    """The figures and the letters of "81th", which in a postcode is no ordinal; the parts of "doubleG"."""
    if glued := _GLUED.fullmatch(word.text):
        middle = word.end - 1
        return [Word(glued[1], word.start, middle), Word(glued[2], middle, word.end)]
    if not figures or not word.text[0].isdigit() or word.text.isdigit():
        return [word]
    middle = word.end - 2
    return [Word(word.text[:-2], word.start, middle), Word(word.text[-2:], middle, word.end)]


def _take(words: Sequence[Word], place: int, run: _Spelling, *, figures: bool, source: str) -> int:
    """Adds what is spelled at a place to the run; the place after it, or the same place when nothing is."""
    word, end = words[place].text, words[place].end
    if word in _TIMES:
        return _take_double(words, place, run, figures=figures)
    if word == "x" and at(words, place + 1) == "ray":
        run.add("x", words[place + 1].end, plain=True)
        return place + 2
    if _is_capitals(word, source[words[place].start : end]) or (figures and _touches_figures(words, place)):
        run.add(word, end, plain=figures)
    elif letter := _letter(word):
        if told := by_word(words, place, letter):
            initial, after = told
            run.add(initial, words[after - 1].end, plain=True, said=letter)
            run.by_words += 1
            return after
        run.add(letter, end, plain=word not in _WEAK)
    elif word in CALL_SIGNS:
        run.add(CALL_SIGNS[word], end, plain=True)
    elif word in MARKS and run.value:
        run.add(MARKS[word], end, plain=True)
    elif figures and (digits := _digits(word)):
        run.add(digits, end, plain=True)
    else:
        return place
    return place + 1


def _letter(word: str) -> str:
    return word if len(word) == 1 and "a" <= word <= "z" else SOUNDS.get(word, "")


def _digits(word: str) -> str:
    if word.isdigit() and word.isascii():
        return word
    value = (UNITS | TEENS).get(word)
    return "" if value is None else str(value)


def _is_capitals(word: str, source: str) -> bool:
    """Whether a recogniser wrote letters as one word: "BOYD", "maRSH"."""
    written = source.isupper() or _HALF_CAPITALS.fullmatch(source)
    return bool(2 <= len(word) <= 12 and written and source.isascii() and source.isalpha())


def _touches_figures(words: Sequence[Word], place: int) -> bool:
    """Whether letters stand in one word with figures: "sw1a"."""
    word, near = words[place], [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
    touching = any(other.end == word.start or other.start == word.end for other in near if other.text.isdigit())
    return (
        touching
        and word.text not in {"am", "pm"}
        and len(word.text) <= 3
        and word.text.isascii()
        and word.text.isalpha()
    )


def _take_double(words: Sequence[Word], place: int, run: _Spelling, *, figures: bool) -> int:
    times, following = _TIMES[words[place].text], at(words, place + 1)
    if times == 2 and following in {"u", "you"}:
        run.add("w", words[place + 1].end, plain=True)
        return place + 2
    letter = _letter(following) or CALL_SIGNS.get(following, "")
    if not letter and figures and (digits := _digits(following)):
        run.add(digits[0] * (times - 1) + digits, words[place + 1].end, plain=True)
        return place + 2
    if not letter:
        return place
    told = by_word(words, place + 1, letter)
    initial, after = told or (letter, place + 2)
    run.add(initial * times, words[after - 1].end, plain=True, said=letter * times)
    run.by_words += told is not None
    return after
