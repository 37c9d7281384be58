"""Brings what was said, or what a recogniser made of it, to digits, letters and signs, each with its place in the text.

"double five", "oh", "twenty-three", "H as in hotel" and "dot" become what they stand for; each other word stays one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from .spoken_signs import ACRONYMS, DIGITS, LETTERS, MISHEARD, MONTHS, PAUSES, SIGNS, SPELT, TEENS, TENS, TIMES

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[^\w\s]|_")
_COUNTED = re.compile(
    r"\d{1,4}(?:st|nd|rd|th|[aApP][mM]|[kK]|[kK][gG]|[kK][mM]|mg|ml|[gG][bB]|[mM][bB]|mph|s|x|p|d|g|m)"
)
"""Figures with a unit: an ordinary word. "8TH" may be the end of a postcode."""
_LONGEST_BLOCK = 6
"""Capitals of a code that stand beside its digits: "GB29 NWBK 6016"."""
_BETWEEN = {",", ".", "-", "–", "—", "/", "…", ":", ";", "(", ")", "+", "_", "|", "*", "\\", "•", "·", "'", "#"}
_MOST_BETWEEN = 4
"""Marks and small words between two parts of one number."""


class Kind(Enum):
    DIGITS = auto()
    LETTERS = auto()
    """One letter, spelt."""
    CODE = auto()
    """Letters and digits in one word."""
    SIGN = auto()
    WORD = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """What one stretch of the text, `start`..`end`, stands for: its characters in small letters."""

    kind: Kind
    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Digits and letters that follow one another: `plain` in capitals, `at` the mark of each character."""

    plain: str
    at: tuple[int, ...]
    marks: Sequence[Mark]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the text of the characters `first` up to, but not with, `last`."""
        return self.marks[self.at[first]].start, self.marks[self.at[last - 1]].end


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    written: str


def marks_of(text: str, *, misheard: bool = True) -> list[Mark]:
    """`misheard`: a recogniser wrote it, which takes digits for other words."""
    spelt = {found.start(): found for found in SPELT.finditer(text) if _is_spelt(found)}
    tokens = [_Token(m.group().lower().replace("’", "'"), m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    marks: list[Mark] = []
    at = 0
    while at < len(tokens):
        found = spelt.get(tokens[at].start)
        if found:
            marks.append(Mark(Kind.LETTERS, found.group(1).lower(), found.start(), found.end()))
            while at < len(tokens) and tokens[at].start < found.end():
                at += 1
            continue
        mark, at = _mark_at(tokens, at, marks, misheard=misheard)
        marks.append(mark)
    return marks


def runs_of(marks: Sequence[Mark]) -> list[Run]:
    """Every series of digits and letters, with no more than marks and small words between them."""
    runs: list[Run] = []
    at = 0
    while at < len(marks):
        if not _counts(marks[at]):
            at += 1
            continue
        parts, last = [at], at
        while (following := _next_of(marks, last)) is not None:
            parts.append(following)
            last = following
        plain = "".join(marks[part].plain for part in parts).upper()
        runs.append(Run(plain, tuple(part for part in parts for _ in marks[part].plain), marks))
        at = last + 1
    return runs


def _is_spelt(found: re.Match[str]) -> bool:
    letter, word = found.group(1).lower(), found.group(2).lower()
    return len(word) > 1 and word.startswith(letter) and word not in {"a", "i"}


def _counts(mark: Mark) -> bool:
    return mark.kind in {Kind.DIGITS, Kind.LETTERS, Kind.CODE}


def _next_of(marks: Sequence[Mark], last: int) -> int | None:
    for at in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(marks))):
        if _counts(marks[at]):
            return at
        if marks[at].plain not in _BETWEEN and marks[at].plain not in PAUSES:
            return None
    return None


def _mark_at(tokens: list[_Token], at: int, before: list[Mark], *, misheard: bool) -> tuple[Mark, int]:
    """What begins at a token, and the token after it."""
    token = tokens[at]
    word, after = token.word, at + 1
    following = tokens[after].word if after < len(tokens) else ""
    if word in TIMES and (count := _repeated(tokens, after)):
        digit, after = count
        digits = digit[0] * TIMES[word] + digit[1:]
        if after < len(tokens) and tokens[after].word == "hundred":
            digits, after = digits + "00", after + 1
        return Mark(Kind.DIGITS, digits, token.start, tokens[after - 1].end), after
    if (number := _number(tokens, at)) is not None:
        digits, after = number
        return Mark(Kind.DIGITS, digits, token.start, tokens[after - 1].end), after
    is_between = misheard and bool(before) and before[-1].kind is Kind.DIGITS
    if word in MISHEARD and is_between and (_is_digit(following) or following in TIMES):
        return Mark(Kind.DIGITS, MISHEARD[word], token.start, token.end), after
    if word == "double" and following in {"u", "you"}:
        return Mark(Kind.LETTERS, "w", token.start, tokens[after].end), after + 1
    if word in LETTERS and _is_spelling(word, before, following):
        return Mark(Kind.LETTERS, LETTERS[word], token.start, token.end), after
    beyond = tokens[after + 1].word if following == "-" and after + 1 < len(tokens) else following
    if _is_block(token) and ((before and _counts(before[-1])) or any(map(str.isdigit, beyond))):
        return Mark(Kind.CODE, word, token.start, token.end), after
    return _single(token), after


def _is_spelling(word: str, before: list[Mark], following: str) -> bool:
    if word in MONTHS:  # "November 7"
        return bool(before) and before[-1].kind is Kind.LETTERS
    return (bool(before) and _counts(before[-1])) or _is_part(following)


def _is_block(token: _Token) -> bool:
    return (
        token.written.isalpha()
        and token.written.isupper()
        and 1 < len(token.word) <= _LONGEST_BLOCK
        and (token.word not in ACRONYMS)
    )


def _single(token: _Token) -> Mark:
    word = token.word
    if len(word) == 1 and word.isascii() and word.isalpha():
        return Mark(Kind.LETTERS, word, token.start, token.end)
    if word.isascii() and word.isalnum() and any(map(str.isdigit, word)) and not _COUNTED.fullmatch(token.written):
        return Mark(Kind.CODE, word, token.start, token.end)
    if word in SIGNS:
        return Mark(Kind.SIGN, SIGNS[word], token.start, token.end)
    return Mark(Kind.SIGN if len(word) == 1 else Kind.WORD, word, token.start, token.end)


def _is_digit(word: str) -> bool:
    return word.isdecimal() or word in DIGITS or word in TEENS or word in TENS or word == "o"


def _is_part(word: str) -> bool:
    return _is_digit(word) or (len(word) == 1 and word.isalpha()) or word in LETTERS or word in TIMES


def _repeated(tokens: list[_Token], at: int) -> tuple[str, int] | None:
    """What "double" is said of, and the token after it."""
    at += at < len(tokens) and tokens[at].word == "-"
    if at >= len(tokens):
        return None
    word = tokens[at].word
    if word.isdecimal():
        return word, at + 1
    digit = "0" if word == "o" else DIGITS.get(word)
    return (digit, at + 1) if digit else None


def _number(tokens: list[_Token], at: int) -> tuple[str, int] | None:
    word = tokens[at].word
    if word.isdecimal():
        return "".join(str(int(digit)) for digit in word), at + 1
    if word in DIGITS or word in TEENS:
        value, after = DIGITS.get(word) or str(TEENS[word]), at + 1
    elif word in TENS:
        value, after = _tens(tokens, at)
    else:
        return None
    return _hundreds(tokens, value, after)


def _tens(tokens: list[_Token], at: int) -> tuple[str, int]:
    """ "Forty nine", "forty-nine"."""
    after = at + 1
    unit = after + (after < len(tokens) and tokens[after].word == "-")
    digit = DIGITS.get(tokens[unit].word, "0") if unit < len(tokens) else "0"
    return (str(TENS[tokens[at].word] + int(digit)), unit + 1) if digit != "0" else (str(TENS[tokens[at].word]), after)


def _hundreds(tokens: list[_Token], value: str, after: int) -> tuple[str, int]:
    """ "Four hundred", "fifteen hundred", "two hundred and five"."""
    if after >= len(tokens) or tokens[after].word != "hundred" or value == "0":
        return value, after
    rest = after + 1
    rest += rest < len(tokens) and tokens[rest].word == "and"
    if rest < len(tokens) and (tokens[rest].word in TENS or tokens[rest].word in TEENS or tokens[rest].word in DIGITS):
        word = tokens[rest].word
        more, end = _tens(tokens, rest) if word in TENS else (str(TEENS.get(word, DIGITS.get(word))), rest + 1)
        return f"{value}{int(more):02d}", end
    return f"{value}00", after + 1
