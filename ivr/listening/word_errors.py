"""Word errors, counted so that how a word is written is no error: figures, letters spelled out, case, punctuation.

Each digit and each spelled letter is a word: "FIFTY ONE", "51" and "5 1" are the same two words, "N B C" and "NBC" the
same three. Both systems that are compared go through the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_UNITS = {
    "zero": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
_SAME = {"okay": "ok", "mr": "mister", "mrs": "missus", "st": "street", "ave": "avenue"}
_SYMBOLS = {"%": " percent ", "&": " and ", "#": " pound ", "*": " star ", "’": "'"}
_ACRONYM = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![a-z])")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")


MOST_ACRONYMS = 5


@dataclass(frozen=True, slots=True)
class Errors:
    wrong: int
    words: int

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(self.wrong + other.wrong, self.words + other.words)

    @property
    def percent(self) -> float:
        return 100 * self.wrong / self.words if self.words else 0.0


def normal(text: str) -> list[str]:
    """The words of a text, each digit one of them."""
    for symbol, word in _SYMBOLS.items():
        text = text.replace(symbol, word)
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)  # 1,000
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    text = re.sub(r"\b([a-z])\.(?=\s?[a-z]\.)", r"\1 ", text, flags=re.IGNORECASE)  # p.m.
    tokens = [_SAME.get(token, token) for token in _TOKEN.findall(text.lower().replace("'", ""))]
    return _with_figures(tokens)


def _with_figures(tokens: Sequence[str]) -> list[str]:
    found: list[str] = []
    place = 0
    while place < len(tokens):
        figure, place_after = _figure(tokens, place)
        found.extend(figure if figure else [tokens[place]])
        place = place_after if figure else place + 1
    return found


def _figure(tokens: Sequence[str], place: int) -> tuple[str, int]:
    """The digits of the number that begins here, and where it ends: "two hundred and six" is one, "two six" two."""
    figure, place = _below_thousand(tokens, place)
    if figure is None:
        return "", place
    if place < len(tokens) and tokens[place] in ("thousand", "thousandth"):
        rest, after = _below_thousand(tokens, _after_and(tokens, place + 1))
        figure, place = str(1000 * int(figure) + int(rest or 0)), after if rest else place + 1
    return figure, place


def _below_thousand(tokens: Sequence[str], place: int) -> tuple[str | None, int]:
    figure, place = _below_hundred(tokens, place)
    if figure is not None and place < len(tokens) and tokens[place] in ("hundred", "hundredth"):
        rest, after = _below_hundred(tokens, _after_and(tokens, place + 1))
        figure, place = str(100 * int(figure) + int(rest or 0)), after if rest else place + 1
    return figure, place


def _after_and(tokens: Sequence[str], place: int) -> int:
    return place + (place < len(tokens) and tokens[place] == "and")


def _below_hundred(tokens: Sequence[str], place: int) -> tuple[str | None, int]:
    if place >= len(tokens):
        return None, place
    token = tokens[place]
    if token.isdigit():
        return token, place + 1
    if token in _TENS:
        unit = _UNITS.get(tokens[place + 1], 0) if place + 1 < len(tokens) else 0
        if 1 <= unit <= 9:
            return str(_TENS[token] + unit), place + 2
        return str(_TENS[token]), place + 1
    return (str(_UNITS[token]), place + 1) if token in _UNITS else (None, place)


def errors(said: str, heard: str) -> Errors:
    """Words wrong, missing or too many in `heard`, of those in `said`.

    What is written in capitals may be a word or letters: whichever of the two is nearer to what was said.
    """
    reference = normal(said)
    acronyms = sorted(set(_ACRONYM.findall(heard)))[:MOST_ACRONYMS]
    readings = [heard]
    for acronym in acronyms:
        as_letters = re.compile(rf"(?<![A-Za-z]){acronym}(?![a-z])")
        readings += [as_letters.sub(f" {' '.join(acronym)} ", text) for text in readings]
    wrong = min(distance(*joined_alike(reference, _spelled_like(reference, normal(text)))) for text in readings)
    return Errors(wrong, len(reference))


def joined_alike(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words that the other writes as one are one: "Fern Hill" and "Fernhill", "e-mail" and "email"."""
    return _joined(one, set(other)), _joined(other, set(one))


def _joined(words: Sequence[str], known: set[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if found and found[-1].isalpha() and word.isalpha() and found[-1] + word in known:
            found[-1] += word
        else:
            found.append(word)
    return found


def _spelled_like(reference: Sequence[str], hypothesis: Sequence[str]) -> list[str]:
    """The name that was spelled ("S M I T H") written as one word is right: its letters are the words."""
    letters = "".join(word if len(word) == 1 else " " for word in reference)
    names = {run for run in letters.split() if len(run) > 1}
    return [part for word in hypothesis for part in (list(word) if word in names else [word])]


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Levenshtein's, in words."""
    row = list(range(len(other) + 1))
    for count, word in enumerate(one, 1):
        diagonal, row[0] = row[0], count
        for place, against in enumerate(other, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (word != against))
    return row[-1]
