"""Stretches of digits in a text, from figures and from words, with their places and the groups they were said in."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[0-9]+|[a-z]+(?:'[a-z]+)?|[^\s]", re.IGNORECASE)
_UNITS = {
    "zero": 0, "oh": 0, "o": 0, "nought": 0, "naught": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "niner": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_MISHEARD = {"for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8, "tree": 3, "free": 3, "sex": 6, "owe": 0}
"""What recognisers write for a digit; believed between two digits."""
_TIMES = {"double": 2, "triple": 3, "treble": 3, "w": 2, "tribal": 3}
"""Also as recognisers write them: "W-64" is "double six four"."""
_PAUSES = {
    ",", ".", "-", "–", "—", ";", "…", "/", "and", "um", "uh", "er", "erm", "hmm", "dash", "hyphen", "space",
    "then", "comma", "point", "okay", "ok", "yeah", "yes", "right", "so", "next", "followed", "by",
}  # fmt: skip
"""What may stand between the groups of one number."""
_COUNTED = re.compile(
    r"\b(?:the )?(?:first|next|last|other) (?:two|three|four|six|eight|[2-8])\b(?: digits)?(?: are| is)?", re.IGNORECASE
)
"""Numbers that are no digits of the number: "the last four are"."""
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


def digit_runs(text: str) -> list[DigitRun]:
    """Every run of digits in a text, in order; a code that mixes letters and figures is none."""
    plain = _COUNTED.sub(lambda found: " " * len(found.group()), text)
    tokens = [_Token(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    runs: list[DigitRun] = []
    place = 0
    while place < len(tokens):
        run, after = _run_at(tokens, place)
        if run:
            runs.append(run)
        place = max(after, place + 1)
    return runs


def _run_at(tokens: list[_Token], place: int) -> tuple[DigitRun | None, int]:
    groups: list[str] = []
    begin, end, paused = place, place, True
    while place < len(tokens):
        digits, after = _digits_at(tokens, place, within=bool(groups))
        if digits:
            own = tokens[place].text.isdigit() and len(digits) >= _ALONE
            if paused or own or (tokens[place - 1].text.isdigit() and len(tokens[place - 1].text) >= _ALONE):
                groups.append(digits)
            else:
                groups[-1] += digits
            place = end = after
            paused = False
        elif groups and _may_go_on(tokens, place, groups):
            place, paused = place + 1, True
        else:
            break
    return (DigitRun(tuple(groups), tokens[begin].start, tokens[end - 1].end), end) if groups else (None, place)


def _may_go_on(tokens: list[_Token], place: int, groups: list[str]) -> bool:
    """Whether a number may go on behind this: "and" joins two dates or two numbers as well, and "/" parts of a date."""
    word = tokens[place].text
    if word == "and":
        return sum(map(len, groups)) % 4 == 0
    if word == "/":
        around = [tokens[beside].text for beside in (place - 1, place + 1) if beside < len(tokens)]
        return all(beside.isdigit() and len(beside) >= _ALONE for beside in around)
    return word in _PAUSES


def _digits_at(tokens: list[_Token], place: int, *, within: bool) -> tuple[str, int]:
    """The digits that begin at a place and the place after them; ("", place) when none do."""
    word = tokens[place].text
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    if word.isdigit():
        return ("", place) if _is_in_a_code(tokens, place) else (word, place + 1)
    if word in _TIMES:
        after = place + 1 + (following == "-")
        following = tokens[after].text if after < len(tokens) else ""
        digit = following[:1] if following.isdigit() else str(_UNITS.get(following, ""))
        rest = following[1:] if following.isdigit() else ""
        return (digit * _TIMES[word] + rest, after + 1) if digit else ("", place)
    if word in _MISHEARD:
        return (str(_MISHEARD[word]), place + 1) if within and _is_digit(following) else ("", place)
    if word in _TENS:
        return _tens_at(tokens, place)
    if word in _TEENS or word in _UNITS:
        value = (_UNITS | _TEENS)[word]
        return (f"{value}00", place + 2) if following == "hundred" and value else (str(value), place + 1)
    return "", place


def _tens_at(tokens: list[_Token], place: int) -> tuple[str, int]:
    """ "Forty nine", "forty-nine", "forty five hundred"."""
    after = place + 1
    unit = after + (tokens[after].text == "-") if after < len(tokens) else after
    value = _TENS[tokens[place].text]
    if unit < len(tokens) and _UNITS.get(tokens[unit].text, 0) > 0:
        value, after = value + _UNITS[tokens[unit].text], unit + 1
    if after < len(tokens) and tokens[after].text == "hundred":
        return f"{value}00", after + 1
    return str(value), after


def _is_digit(word: str) -> bool:
    return word.isdigit() or word in _UNITS or word in _TEENS or word in _TENS or word in _MISHEARD or word in _TIMES


def _is_in_a_code(tokens: list[_Token], place: int) -> bool:
    """Whether letters touch these figures: "1Z999AA10123456784"."""
    here, before, after = tokens[place], tokens[place - 1 : place], tokens[place + 1 : place + 2]
    glued = [token for token in before if token.end == here.start] + [t for t in after if t.start == here.end]
    return any(token.text.isalpha() for token in glued)


def words_before(text: str, run: DigitRun) -> list[str]:
    """The words of the text before a run, in small letters."""
    return [m.group().lower() for m in _TOKEN.finditer(text[: run.start]) if m.group()[0].isalpha()]
