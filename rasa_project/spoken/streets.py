"""A street and its house in a text: "221B Baker Street", "one twenty three Main St.", "Rose Cottage, Mill Lane"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spoken.digits import digits_in
from spoken.numerals import TEENS, TENS, UNITS, ZEROS, ordinal_at
from spoken.words import listed, words_of
from spoken_values.words import Word, at

_SHORT = {
    "st": "Street", "rd": "Road", "ave": "Avenue", "ln": "Lane", "dr": "Drive", "ct": "Court", "pl": "Place",
    "blvd": "Boulevard",
}  # fmt: skip
_TYPES = frozenset(
    listed(
        "street road avenue lane drive close court way place square terrace gardens crescent boulevard grove hill park "
        "row walk mews parkway highway circle trail broadway rise view green wharf quay alley passage approach"
    )
) | set(_SHORT)
"""Last words of streets' names."""
_STREETS_ONLY = frozenset(listed("street road avenue lane terrace crescent boulevard mews st rd ave blvd"))
"""Those that are hardly anything else."""
_ALONE = frozenset(listed("broadway piccadilly strand embankment esplanade promenade"))
"""Streets of one word."""
_HOUSES = frozenset(listed("cottage house farm lodge villa barn manor hall mill rectory bungalow"))
"""Last words of houses' names."""
_LEADS = frozenset(
    listed(
        "is it's its at live lives in address my the for to moved new no number yes so i'm on of what which your "
        "out over"
    )
)
"""Words that stand before a street and are no part of its name."""
_SMALL = frozenset(listed("upon on under of by le in and next super de"))
"""Words within a place's name that are written small."""
_HEARD = {"mil": "Mill", "l m": "Elm"}
"""What recognisers write for words that many streets are named by."""
_MOST_DIGITS = 5
"""Of a house's number."""


@dataclass(frozen=True)
class Street:
    """`house` as "221B", "12-14" or "Rose Cottage"; None when only the street was said."""

    house: str | None
    name: str
    start: int
    end: int


def street_in(text: str) -> Street | None:
    """The first street of a text; None when no words are known for one."""
    words = words_of(text)
    for place, word in enumerate(words):
        if word.text in _TYPES and (begin := _name_begins(words, place)) is not None:
            longer = at(words, place + 1) in _TYPES - {"park", "hill", "green"} and begin < place + 1
            street = _street(text, words, begin, place + longer)
            if street and (street.house or _is_surely_one(text, words, begin, place)):
                return street
    return _without_type(text, words)


def place_name(said: str) -> str:
    """As written; with capitals where there were none at all, and short forms as they are spoken."""
    words = said.strip(" ,.").split()
    if words and words[-1].lower().rstrip(".") in _SHORT:
        words[-1] = _SHORT[words[-1].lower().rstrip(".")]
    small = _SMALL if said[:1].isupper() else set()
    return " ".join(w.capitalize() if w.islower() and w.isalpha() and w not in small else w for w in words)


def _is_surely_one(text: str, words: Sequence[Word], begin: int, place: int) -> bool:
    """Whether words without a house number are a street: "Mill Close" is one, "can you close" is not."""
    return words[place].text in _STREETS_ONLY or (
        text[words[place].start].isupper() and text[words[place - 1].start].isupper() and begin < place
    )


def _name_begins(words: Sequence[Word], place: int) -> int | None:
    """Where the name before a word like "Street" begins; None when there is none."""
    begin = place
    while begin and begin > place - 5 and _in_a_name(words, begin - 1, place):
        begin -= 1
    return None if begin == place and words[place].text not in _ALONE else begin


def _in_a_name(words: Sequence[Word], place: int, street: int) -> bool:
    word = at(words, place)
    if word in {"-", "'", "."}:
        return place > 0 and words[place - 1].end == words[place].start and words[place - 1].text.isalpha()
    if not word[0].isalnum() or word in _LEADS - {"the"}:
        return False
    if ordinal_at(words, place):
        return True
    # A number in words after one in figures is part of the name: 12 Seven Sisters Road.
    number = word.isdigit() or _is_number_word(word)
    return not number or (_is_number_word(word) and at(words, place - 1).isdigit() and place + 1 < street)


def _is_number_word(word: str) -> bool:
    return word in UNITS | ZEROS | TEENS | TENS or word in {"hundred", "double"}


def _street(text: str, words: Sequence[Word], begin: int, place: int) -> Street | None:
    house, start = _house(text, words, begin)
    glued = at(words, begin - 1).isdigit() and words[begin].start == words[begin - 1].end
    if house and glued and len(at(words, begin)) > 1:  # "4pm on the way"
        return None
    first = at(words, begin)
    if house is None and begin + 1 < place and _is_ordinal_house(words, begin):
        house, start, begin = first[:-2], words[begin].start, begin + 1
    if house and (first, at(words, begin + 1)) == ("l", "m") and begin + 2 == place:
        first = ""
    if house and len(first) == 1 and first.isalpha() and begin < place - 1:
        house, begin = house + first.upper(), begin + 1
    if house is None:
        while begin < place and words[begin].text in _LEADS | {"the", "a"}:
            begin += 1
        start = words[begin].start
        house, start = _named_house(text, start)
    after = words[place].end + (at(words, place + 1) == "." and words[place].text in _SHORT)
    return Street(house, place_name(_heard(text[words[begin].start : words[place].end])), start, after)


def _is_ordinal_house(words: Sequence[Word], place: int) -> bool:
    """ "26th Station Road": an ordinal that no street's name begins with is the house, run into its name."""
    word, following = at(words, place), at(words, place + 1)
    return word[:-2].isdigit() and word[-2:].isalpha() and following.isalpha() and following not in _TYPES


def _heard(name: str) -> str:
    if name.islower():
        name = name.replace("-", " ")
    first, _, last = name.rpartition(" ")
    return f"{_HEARD[first.lower()]} {last}" if first.lower() in _HEARD else name


def _house(text: str, words: Sequence[Word], name: int) -> tuple[str | None, int]:
    """The number before a street's name, and where it begins."""
    end = name
    while end and at(words, end - 1) in {",", "-"}:
        end -= 1
    begin = end
    while begin and _in_a_number(words, begin - 1):
        begin -= 1
    if begin == end:
        return None, words[name].start
    said = text[words[begin].start : words[end - 1].end]
    if re.fullmatch(r"\d{1,4}\s?-\s?\d{1,4}", said):
        return re.sub(r"\s", "", said), words[begin].start
    digits = digits_in(said, range(1, _MOST_DIGITS + 1))
    return (
        (digits.value, words[begin].start)
        if digits and len(digits.value) <= _MOST_DIGITS
        else (None, words[name].start)
    )


def _in_a_number(words: Sequence[Word], place: int) -> bool:
    word = at(words, place)
    return (
        word.isdigit() or _is_number_word(word) or word == "-" or (word == "and" and at(words, place - 1) == "hundred")
    )


def _named_house(text: str, street: int) -> tuple[str | None, int]:
    """ "Rose Cottage," just before a street."""
    found = re.search(
        rf"((?:[A-Z][\w']*\s+)+(?:{'|'.join(w.capitalize() for w in sorted(_HOUSES))})),?\s+$", text[:street]
    )
    return (found[1], found.start()) if found else (None, street)


def _without_type(text: str, words: Sequence[Word]) -> Street | None:
    """ "14 Sunnyside, Leeds": a house number in figures, and words with capitals up to a comma or the end."""
    for place, word in enumerate(words[:-1]):
        after = place + 1
        while after < len(words) and text[words[after].start].isupper() and after < place + 4:
            after += 1
        ended = after == len(words) or at(words, after) in {",", "."}
        if (
            word.text.isdigit()
            and len(word.text) <= 4
            and after > place + 1
            and ended
            and len(words[after - 1].text) > 2
        ):
            name = text[words[place + 1].start : words[after - 1].end]
            return Street(word.text, name, word.start, words[after - 1].end)
    return None
