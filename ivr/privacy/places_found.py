"""Street addresses, written and spoken: "twelve Baker Street, flat two". Postcodes with letters: numbers_found."""

import re

from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret

_STREETS = {
    "street", "st", "avenue", "ave", "road", "rd", "lane", "ln", "boulevard", "blvd", "terrace", "crescent",
    "highway", "hwy", "parkway", "pkwy", "circle", "mews", "turnpike", "freeway", "alley", "expressway", "broadway",
    "strasse", "straße", "cul-de-sac", "trail", "heights",
}  # fmt: skip
_ALSO_WORDS = {
    "drive", "dr", "court", "ct", "place", "pl", "close", "way", "square", "sq", "park", "hill", "row", "walk",
    "gardens", "grove", "green", "rise", "view", "loop", "run", "ridge", "point", "bend", "crossing", "quay", "wharf",
}  # fmt: skip
"""Streets if an address was spoken of, or if the name before begins with a capital."""
_ABROAD = {"rue", "calle", "via", "avenida", "rua", "plaza", "piazza", "chaussee"}
"""Before the name."""
_INSIDE = {
    "apartment",
    "apt",
    "flat",
    "unit",
    "suite",
    "room",
    "floor",
    "number",
    "#",
    "building",
    "block",
    "po",
    "house",
}
_WITH_NUMBER = {*_INSIDE, "department", "compartment", "apartments", "departments", ",", "-"}
"""Before the number of a house; some as recognisers write them."""
_CUE = re.compile(
    r"\b(?:address\w*|liv(?:e|es|ing) (?:at|on|in)|home is|moved? to|moving to|ship|deliver\w*|send|located|house|"
    r"residence|mail|billing|reside\w*|street|i'm at|we're at|come to)\b",
    re.IGNORECASE,
)
_BOX = re.compile(r"\bp\.?\s?o\.?\s+box\b", re.IGNORECASE)
_MOST_WORDS = 4
"""Of a street's name."""
_NOT_NAMES = {
    "is", "was", "are", "of", "times", "minutes", "hours", "days", "miles", "the", "in", "a", "an", "people", "weeks",
    "years", "for", "and", "or", "that", "my", "dollars", "more", "good", "better", "different", "with", "at", "from",
    "it's", "to", "i", "you", "we", "on",
}  # fmt: skip
_NUMBERED = {Kind.DIGITS, Kind.CODE, Kind.LETTERS}
_HOMES = {"apartment", "apt", "flat", "suite"}
_STRONG_CUE = re.compile(
    r"\b(?:address (?:is|has to be|to be|should be)|liv(?:e|es|ing) (?:at|it|on)|moved? to|moving to|we're at|were at|"
    r"where at|come (?:out )?to|go to|people at|office|send it to|bill should go to)\W*$",
    re.IGNORECASE,
)
"""Right before a number: whatever stands behind it with a capital is a street."""
_NEAR_BY = 45
"""Characters between two parts of one address, in which no sentence ends."""
_BEHIND = 12
"""Marks behind a street in which a flat, a town and its postcode may come."""


def places_in(text: str, marks: list[Mark]) -> list[Found]:
    cue = bool(_CUE.search(text))
    found = []
    for at, mark in enumerate(marks):
        if _is_street(text, marks, at, cue) and (first := _number_before(marks, at, cue=cue)) is not None:
            found.append(_whole(marks, first, _end(text, marks, at)))
        elif mark.plain in _ABROAD and at and marks[at - 1].kind is Kind.DIGITS:
            found.append(_whole(marks, at - 1, _end(text, marks, at)))
        elif mark.plain in _ABROAD and (last := _number_behind(text, marks, at)) is not None:
            found.append(_whole(marks, at, last + 1))
    for at, mark in enumerate(marks):
        if mark.kind in {Kind.DIGITS, Kind.CODE} and at and marks[at - 1].plain in _HOMES:
            found.append(_whole(marks, at - 1, _end(text, marks, at)))
        elif mark.kind is Kind.DIGITS and _STRONG_CUE.search(text[: mark.start]) and _has_a_name(text, marks, at + 1):
            found.append(_whole(marks, at, _end(text, marks, at)))
    for box in _BOX.finditer(text):
        behind = [at for at, mark in enumerate(marks) if mark.start >= box.end()][:1]
        if behind and marks[behind[0]].kind is Kind.DIGITS:
            found.append(Found(Secret.ADDRESS, box.start(), marks[behind[0]].end))
    return found


def _has_a_name(text: str, marks: list[Mark], at: int) -> bool:
    return at < len(marks) and marks[at].kind is Kind.WORD and text[marks[at].start].isupper()


def addresses_joined(text: str, found: list[Found]) -> list[Found]:
    """Two parts of an address are one with what is between them: a street that was misheard, the town."""
    whole: list[Found] = []
    for one in found:
        last = whole[-1] if whole else None
        between = text[last.end : one.start] if last else ""
        parts = {last.secret, one.secret} if last else set()
        if last and Secret.ADDRESS in parts and parts <= {Secret.ADDRESS, Secret.NUMBER} and _is_near(between):
            whole[-1] = Found(Secret.ADDRESS, last.start, one.end, last.digits + one.digits)
        else:
            whole.append(one)
    return whole


def _is_near(between: str) -> bool:
    return len(between) <= _NEAR_BY and not re.search(r"[.?!;]|\b(?:and|but|my|is)\b", between, re.IGNORECASE)


def _is_street(text: str, marks: list[Mark], at: int, cue: bool) -> bool:
    plain = marks[at].plain
    if plain in _STREETS:
        return True
    named = at > 0 and text[marks[at - 1].start].isupper() and text[marks[at].start].isupper()
    return plain in _ALSO_WORDS and (cue or named)


def _number_before(marks: list[Mark], at: int, *, cue: bool) -> int | None:
    """Of the house: the first of the digits that stand before a street's name."""
    for words, place in enumerate(range(at - 1, max(-1, at - 2 - _MOST_WORDS), -1)):
        mark = marks[place]
        if mark.kind in {Kind.DIGITS, Kind.CODE}:
            first = place
            while first and (marks[first - 1].kind in _NUMBERED or marks[first - 1].plain in _WITH_NUMBER):
                first -= 1
            return first if words else None
        the = mark.plain == "the" and marks[place - 1].kind is Kind.DIGITS
        blocks = mark.plain in _NOT_NAMES and not the and not (cue and mark.plain in {"in", "on"})
        if blocks or mark.plain in {"?", "!", ";"}:
            return None
    return None


def _number_behind(text: str, marks: list[Mark], at: int) -> int | None:
    if at + 1 >= len(marks) or not text[marks[at].start :][:60].strip():
        return None
    for place in range(at + 2, min(at + 2 + _MOST_WORDS, len(marks))):
        if marks[place].kind is Kind.DIGITS:
            return place
    return None


def _end(text: str, marks: list[Mark], at: int) -> int:
    """The mark after an address: a flat's number, a town with its capital, a state and a postcode belong to it."""
    end, place = at + 1, at + 1
    while place < min(at + 1 + _BEHIND, len(marks)):
        mark = marks[place]
        capital = text[mark.start].isupper() and text[mark.start - 2 : mark.start] not in {". ", "? ", "! "}
        numbered = mark.kind in {Kind.DIGITS, Kind.CODE} or mark.plain[0].isdigit()
        if mark.plain in _INSIDE or numbered or (capital and mark.kind is not Kind.SIGN):
            end = place + 1
        elif mark.plain not in {",", "north", "south", "east", "west", "in", "-", "de", "la", "du", "des", "del"}:
            break
        place += 1
    return end


def _whole(marks: list[Mark], first: int, end: int) -> Found:
    digits = sum(len(mark.plain) for mark in marks[first:end] if mark.kind is Kind.DIGITS)
    return Found(Secret.ADDRESS, marks[first].start, marks[end - 1].end, digits)
