"""Stretches of digits in a text, from figures and from words, with their places and the groups they were said in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

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


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """How digits are said in one language."""

    units: Mapping[str, int]
    teens: Mapping[str, int]
    tens: Mapping[str, int]
    hundred: frozenset[str]
    misheard: Mapping[str, int]
    """What recognisers write for a digit; believed between two digits."""
    times: Mapping[str, int]
    """How often the next digit is said: "double"; also as recognisers write that."""
    pauses: frozenset[str]
    """What may stand between the groups of one number, beside marks."""
    joins: frozenset[str]
    """Of these, what joins two numbers as well: "and"."""
    counted: Pattern[str]
    """Numbers that are no digits of the number: "the last four are"."""

    def runs_in(self, text: str) -> list[DigitRun]:
        """Every run of digits in a text, in order; a code that mixes letters and figures is none."""
        plain = self.counted.sub(lambda found: " " * len(found.group()), text)
        tokens = [_Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
        runs: list[DigitRun] = []
        place = 0
        while place < len(tokens):
            run, after = self._run_at(tokens, place)
            if run:
                runs.append(run)
            place = max(after, place + 1)
        return runs

    def _run_at(self, tokens: list[_Token], place: int) -> tuple[DigitRun | None, int]:
        groups: list[str] = []
        begin, end, paused = place, place, True
        while place < len(tokens):
            digits, after = self._digits_at(tokens, place, within=bool(groups))
            if digits:
                own = tokens[place].text.isdigit() and len(digits) >= _ALONE
                if paused or own or (tokens[place - 1].text.isdigit() and len(tokens[place - 1].text) >= _ALONE):
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

    def _may_go_on(self, tokens: list[_Token], place: int, groups: list[str]) -> bool:
        """Whether a number may go on behind this: "and" joins two dates or two numbers as well, "/" parts of a date."""
        word = tokens[place].text
        if word in self.joins:
            return sum(map(len, groups)) % 4 == 0
        if word == "/":
            around = [tokens[beside].text for beside in (place - 1, place + 1) if beside < len(tokens)]
            return all(beside.isdigit() and len(beside) >= _ALONE for beside in around)
        return word in self.pauses or word in _MARKS

    def _digits_at(self, tokens: list[_Token], place: int, *, within: bool) -> tuple[str, int]:
        """The digits that begin at a place and the place after them; ("", place) when none do."""
        word = tokens[place].text
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if word.isdigit():
            return ("", place) if _is_in_a_code(tokens, place) else (word, place + 1)
        if word in self.times:
            after = place + 1 + (following == "-")
            following = tokens[after].text if after < len(tokens) else ""
            digit = following[:1] if following.isdigit() else str(self.units.get(following, ""))
            rest = following[1:] if following.isdigit() else ""
            return (digit * self.times[word] + rest, after + 1) if digit else ("", place)
        if word in self.misheard:
            return (str(self.misheard[word]), place + 1) if within and self._is_digit(following) else ("", place)
        if word in self.tens:
            return self._tens_at(tokens, place)
        value = self.teens.get(word, self.units.get(word))
        if value is not None:
            return (f"{value}00", place + 2) if following in self.hundred and value else (str(value), place + 1)
        return "", place

    def _tens_at(self, tokens: list[_Token], place: int) -> tuple[str, int]:
        """ "Forty nine", "forty-nine", "forty five hundred"."""
        after = place + 1
        unit = after + (tokens[after].text == "-") if after < len(tokens) else after
        value = self.tens[tokens[place].text]
        if unit < len(tokens) and self.units.get(tokens[unit].text, 0) > 0:
            value, after = value + self.units[tokens[unit].text], unit + 1
        if after < len(tokens) and tokens[after].text in self.hundred:
            return f"{value}00", after + 1
        return str(value), after

    def _is_digit(self, word: str) -> bool:
        known = (self.units, self.teens, self.tens, self.misheard, self.times)
        return word.isdigit() or any(word in words for words in known)


def _is_in_a_code(tokens: list[_Token], place: int) -> bool:
    """Whether letters touch these figures: "1Z999AA10123456784"."""
    here, before, after = tokens[place], tokens[place - 1 : place], tokens[place + 1 : place + 2]
    glued = [token for token in before if token.end == here.start] + [t for t in after if t.start == here.end]
    return any(token.text.isalpha() for token in glued)


def words_before(text: str, run: DigitRun) -> list[str]:
    """The words of the text before a run, in small letters."""
    return [m.group().lower() for m in _TOKEN.finditer(text[: run.start]) if m.group()[0].isalpha()]
