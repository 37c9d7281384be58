"""Stretches of digits in a text, from figures and from words, with their places and the groups they were said in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from re import Pattern

from .number_words import NumberWords
from .words import Word, at

_TOKEN = re.compile(r"[0-9]+|[a-z]+(?:'[a-z]+)?|[^\s]", re.IGNORECASE)
_MARKS = {",", ".", "-", "–", "—", ";", "…", "/"}
"""What may stand between the groups of one number."""
_ALONE = 3
"""Figures of so many digits are a group by themselves."""


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits that were said one after another, at `start`..`end` of the text, as the groups they were said in."""

    groups: tuple[str, ...]
    start: int
    end: int

    @property
    def digits(self) -> str:
        return "".join(self.groups)


@dataclass(frozen=True)
class Numbers:
    """How digits follow one another in one language."""

    words: NumberWords
    pauses: frozenset[str]
    """What may stand between the groups of one number, beside marks."""
    joins: frozenset[str]
    """Of these, what joins two numbers as well: "and"."""
    counted: Pattern[str]
    """Numbers that are no digits of the number: "the last four are"."""

    @cached_property
    def _begins(self) -> frozenset[str]:
        """Words with which digits may begin: most words of a call do not, and are passed over quickly."""
        return frozenset((*self.words.digits, *self.words.teens, *self.words.tens, *self.words.times))

    @cached_property
    def _single(self) -> Mapping[str, str]:
        """Words that are a number by themselves, whatever word follows, with its digits."""
        return {word: str(value) for word, value in {**self.words.digits, **self.words.teens}.items()}

    def runs_in(self, text: str) -> list[DigitRun]:
        """Every run of digits in a text, in order; a code that mixes letters and figures is none."""
        plain = self.counted.sub(lambda found: " " * len(found.group()), text)
        tokens = [Word(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
        runs: list[DigitRun] = []
        begins, place = self._begins, 0
        while place < len(tokens):
            if tokens[place].text in begins or tokens[place].text.isdecimal():
                run, after = self._run_at(tokens, place)
                if run:
                    runs.append(run)
                place = max(after, place + 1)
            else:
                place += 1
        return runs

    def _run_at(self, tokens: list[Word], place: int) -> tuple[DigitRun | None, int]:
        groups: list[str] = []
        begin, end, paused = place, place, True
        while place < len(tokens):
            digits, after = self._digits_at(tokens, place, within=bool(groups))
            if digits:
                own = tokens[place].text.isdecimal() and len(digits) >= _ALONE
                if paused or own or (tokens[place - 1].text.isdecimal() and len(tokens[place - 1].text) >= _ALONE):
                    groups.append(digits)
                else:
                    groups[-1] += digits
                place = end = after
                paused = False
            elif groups and self._may_go_on(tokens, place, groups):
                place, paused = place + 1, True
            else:
                break
        return (DigitRun(tuple(groups), tokens[begin].start, tokens[end - 1].end), end) if groups else (None, place)

    def _may_go_on(self, tokens: list[Word], place: int, groups: list[str]) -> bool:
        """Whether a number may go on behind this: "and" joins two dates or two numbers as well, "/" parts of a date."""
        word = tokens[place].text
        if word in self.joins:
            return sum(map(len, groups)) % 4 == 0
        if word == "/":
            around = [tokens[beside].text for beside in (place - 1, place + 1) if beside < len(tokens)]
            return all(beside.isdecimal() and len(beside) >= _ALONE for beside in around)
        return word in self.pauses or word in _MARKS

    def _digits_at(self, tokens: list[Word], place: int, *, within: bool) -> tuple[str, int]:
        """The digits that begin at a place and the place after them; ("", place) when none do."""
        words, word = self.words, tokens[place].text
        if single := self._single.get(word):
            return self._with_hundred(tokens, single, place + 1)
        if word.isdecimal():  # not isdigit: a small "²" is no figure
            return ("", place) if _is_in_a_code(tokens, place) else (word, place + 1)
        if word in words.times:
            after = place + 1 + (at(tokens, place + 1) == "-")
            following = at(tokens, after)
            digit = following[:1] if following.isdecimal() else str(words.digits.get(following, ""))
            rest = following[1:] if following.isdecimal() else ""
            return (digit * words.times[word] + rest, after + 1) if digit else ("", place)
        if word in words.misheard:
            believed = within and self._is_digit(at(tokens, place + 1))
            return (str(words.misheard[word]), place + 1) if believed else ("", place)
        if word in words.tens:
            value, after = words.below_hundred(tokens, place, words.digits)[-1]
            return self._with_hundred(tokens, str(value), after)
        return "", place

    def _with_hundred(self, tokens: list[Word], digits: str, after: int) -> tuple[str, int]:
        """ "Forty five hundred" is four digits."""
        if after < len(tokens) and tokens[after].text in self.words.hundred and digits != "0":
            return f"{digits}00", after + 1
        return digits, after

    def _is_digit(self, word: str) -> bool:
        return word.isdecimal() or word in self._begins or word in self.words.misheard


def _is_in_a_code(tokens: list[Word], place: int) -> bool:
    """Whether letters touch these figures: "1Z999AA10123456784"."""
    here, before, after = tokens[place], tokens[place - 1 : place], tokens[place + 1 : place + 2]
    glued = [token for token in before if token.end == here.start] + [t for t in after if t.start == here.end]
    return any(token.text.isalpha() for token in glued)


def words_before(text: str, run: DigitRun) -> list[str]:
    """The words of the text before a run, in small letters."""
    return [m.group().lower() for m in _TOKEN.finditer(text[: run.start]) if m.group()[0].isalpha()]
