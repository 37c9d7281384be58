"""Numbers in words and figures: cardinals ("a hundred and five"), ordinals ("twenty third", "3rd"), and mishearings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spoken.words import Word, at

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
ZEROS = {"oh": 0, "o": 0, "nought": 0, "naught": 0, "nil": 0}
"""What "zero" is called within a number."""
TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
MISHEARD = {
    "for": 4, "fore": 4, "to": 2, "too": 2, "won": 1, "ate": 8, "tree": 3, "free": 3, "sex": 6, "sics": 6, "sick": 6,
    "owe": 0, "fife": 5, "nein": 9, "niner": 9, "heaven": 7,
}  # fmt: skip
"""What recognisers write for a digit; each reader says where it believes them."""
_ORDINAL_UNITS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "forth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9,
}  # fmt: skip
_ORDINALS = _ORDINAL_UNITS | {
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
_HEARD_ORDINALS = {"ace": 8, "a's": 8, "eights": 8, "ates": 8, "fits": 5, "tens": 10, "nines": 9, "fours": 4}

Reading = tuple[int, int]
"""(value, place after its last word)."""


def below_hundred(words: Sequence[Word], place: int, units: dict[str, int] = UNITS) -> list[Reading]:
    """Every reading of the words at a place as a number in words below 100, the longest last."""
    word = at(words, place)
    if word in TENS:
        after = place + 1 + (at(words, place + 1) == "-")
        more = [(TENS[word] + units[at(words, after)], after + 1)] if units.get(at(words, after), 0) > 0 else []
        return [(TENS[word], place + 1), *more]
    known = TEENS | units
    return [(known[word], place + 1)] if word in known else []


def hundreds(words: Sequence[Word], place: int, units: dict[str, int] = UNITS) -> list[Reading]:
    """Readings that hold the word "hundred": "four hundred (and) twenty one", "twelve hundred", "a hundred"."""
    readings: list[Reading] = []
    for head, after in [*below_hundred(words, place, units), *_article(words, place), *_figures(words, place, 2)]:
        if at(words, after) == "hundred" and 0 < head < 100:
            readings += _with_rest(words, head * 100, after + 1, 100, units)
    return readings


def thousands(words: Sequence[Word], place: int, units: dict[str, int] = UNITS) -> list[Reading]:
    """Readings that hold the word "thousand" or "grand"."""
    readings: list[Reading] = []
    heads = [*below_hundred(words, place, units), *hundreds(words, place, units)]
    for head, after in [*heads, *_article(words, place), *_figures(words, place, 3)]:
        if at(words, after) in {"thousand", "grand"} and 0 < head < 1000:
            readings += _with_rest(words, head * 1000, after + 1, 1000, units)
    return readings


def cardinal_at(words: Sequence[Word], place: int, units: dict[str, int] = UNITS) -> Reading | None:
    """The longest reading at a place as one number, in words or figures ("1,200", "2 thousand"); None: no number."""
    readings = [
        *below_hundred(words, place, units), *hundreds(words, place, units), *thousands(words, place, units),
        *_figures(words, place, 12), *_grouped_figures(words, place),
    ]  # fmt: skip
    return max(readings, key=lambda reading: reading[1], default=None)


def ordinal_at(words: Sequence[Word], place: int) -> Reading | None:
    """A number in an order below 100: "third", "twenty-third", "3rd"."""
    word = at(words, place)
    if word in TENS:
        after = place + 1 + (at(words, place + 1) == "-")
        unit = _ORDINAL_UNITS.get(at(words, after)) or _figure_ordinal(at(words, after), 9)
        return (TENS[word] + unit, after + 1) if unit else None
    value = _ORDINALS.get(word) or _figure_ordinal(word, 99)
    return (value, place + 1) if value else None


def heard_ordinal_at(words: Sequence[Word], place: int) -> Reading | None:
    """What recognisers write for a number in an order, which its place alone can tell: "the ace", "the 30s"."""
    word = at(words, place)
    if word in _HEARD_ORDINALS:
        return _HEARD_ORDINALS[word], place + 1
    is_short = word.isdigit() and word.isascii() and len(word) <= 2
    glued = is_short and at(words, place + 1) == "s" and words[place + 1].start == words[place].end
    return (int(word), place + 2) if glued else None


def _figure_ordinal(word: str, most: int) -> int | None:
    figures = word[:-2]
    known = word[-2:].isalpha() and figures.isdigit() and figures.isascii() and len(figures) <= 2
    return int(figures) if known and 0 < int(figures) <= most else None


def _with_rest(words: Sequence[Word], value: int, place: int, below: int, units: dict[str, int]) -> Iterator[Reading]:
    """The round number alone, and with a number less than `below` that follows it, "and" said or not."""
    yield value, place
    after = place + (at(words, place) == "and")
    rests = [*below_hundred(words, after, units), *_figures(words, after, len(str(below)) - 1)]
    if below > 100:
        rests += hundreds(words, after, units)
    yield from ((value + rest, end) for rest, end in rests if 0 < rest < below)


def _article(words: Sequence[Word], place: int) -> list[Reading]:
    return [(1, place + 1)] if at(words, place) == "a" else []


def _figures(words: Sequence[Word], place: int, most: int) -> list[Reading]:
    word = at(words, place)
    return [(int(word), place + 1)] if word.isdigit() and word.isascii() and len(word) <= most else []


def _grouped_figures(words: Sequence[Word], place: int) -> list[Reading]:
    """ "1,200" and "1,250,000", with no space after the comma."""
    value, after = at(words, place), place + 1
    if not (value.isdigit() and value.isascii() and len(value) <= 3):
        return []
    while at(words, after) == "," and len(group := at(words, after + 1)) == 3 and group.isdigit():
        if words[after].start != words[after - 1].end or words[after + 1].start != words[after].end:
            break
        value, after = value + group, after + 2
    return [(int(value), after)] if after > place + 1 and len(value) <= 12 else []
