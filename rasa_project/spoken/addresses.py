"""Postal addresses as callers say them: house, street, town and postcode, as far as rules go.

How far: a street is known by its last word ("Street", "Lane"), or by a house number before words with capitals. Names
of towns and streets are taken as the recogniser wrote them, which for rare ones is often wrong; what was spelled is put
right. There is no gazetteer: whether the address exists is for the operator's own data to say, and every address is to
be read back. Houses with a name and no number are missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from spoken.digits import digits_in
from spoken.found import Found
from spoken.letters import letters_in
from spoken.numerals import TEENS, TENS, UNITS, ZEROS, ordinal_at
from spoken.postcodes import postcode_in
from spoken.words import Word, at, listed, stretches, words_of

_TYPES = frozenset(
    listed(
        "street st road rd avenue ave lane ln drive dr close court ct way place pl square terrace gardens "
        "crescent boulevard blvd grove hill park row walk mews parkway highway circle trail broadway rise "
        "view green wharf quay alley passage"
    )
)
_ALONE = frozenset(listed("broadway piccadilly strand embankment esplanade promenade"))
"""Streets of one word."""
_UNIT = re.compile(
    r"\b(flat|apartment|apt|unit|suite|room)\b\.? (?:number )?#?((?:[0-9]+ ?[a-z]?|[a-z]|\w+))\b,?\s*", re.IGNORECASE
)
_LEADS = frozenset(listed("is it's its at live lives in address my the for to moved new no number yes so"))
_STATES = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO",
    "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID",
    "illinois": "IL", "indiana": "IN", "iowa": "IA", "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME",
    "maryland": "MD", "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS", "missouri": "MO",
    "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH", "new jersey": "NJ", "new mexico": "NM",
    "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR",
    "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN",
    "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV",
    "wisconsin": "WI", "wyoming": "WY",
}  # fmt: skip
_ENDS = frozenset(listed("please thanks thank and that's is postcode zip code with spelled spelt i my you"))
_ALIKE = 0.5


@dataclass(frozen=True)
class Address:
    """Each part as it is written, None where it was not said; `region` is an American state's two letters."""

    house: str | None = None
    street: str | None = None
    town: str | None = None
    region: str | None = None
    postcode: str | None = None
    unit: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What a letter would need besides: of house, street, town and postcode."""
        parts = {"house": self.house, "street": self.street, "town": self.town, "postcode": self.postcode}
        return tuple(name for name, part in parts.items() if part is None)


def address_in(text: str, country: str = "GB") -> Found[Address] | None:
    """The address said, as much of it as there is; None when there is neither street nor postcode. "GB" or "US"."""
    for start, end in reversed(stretches(text)):
        if found := _in_stretch(text[start:end], country):
            return found.within(text, start)
    return None


def _in_stretch(text: str, country: str) -> Found[Address] | None:
    address, left = Address(), text
    begin, end = len(text), 0
    if unit := _UNIT.search(left):
        address, left = replace(address, unit=_unit(unit)), _blanked(left, unit.start(), unit.end())
        begin = unit.start()
    street = _street_in(left)
    if code := _postcode(left, street.end if street else 0, country):
        address, left = replace(address, postcode=code.value), _blanked(left, code.start, code.end)
        begin, end = min(begin, code.start), code.end
    if street is None and code is None:
        return None
    if street:
        town, region, after = _town(left, street.end, country)
        address = replace(address, house=street.house, street=street.name, town=town, region=region)
        begin, end = min(begin, street.start), max(end, after)
    return Found(_with_spelling(address, left), text, begin, max(begin, end))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _unit(match: re.Match[str]) -> str:
    number = re.sub(" ", "", match[2]).upper()
    if number.isalpha() and (value := (UNITS | TEENS | TENS).get(number.lower())):
        number = str(value)
    kind = "Apartment" if match[1].lower() == "apt" else match[1].capitalize()
    return f"{kind} {number}"


def _postcode(text: str, street_ends: int, country: str) -> Found[str] | None:
    """After the street, where there is one: a house number may have five digits, too."""
    found = postcode_in(text[street_ends:], country)
    return found.within(text, street_ends) if found else None


@dataclass(frozen=True)
class _Street:
    house: str | None
    name: str
    start: int
    end: int


def _street_in(text: str) -> _Street | None:
    words = words_of(text)
    for place, word in enumerate(words):
        if word.text in _TYPES and (begin := _name_begins(words, place)) is not None:
            if word.text in _TYPES and at(words, place + 1) in _TYPES - {"park", "hill", "green"} and begin < place + 1:
                place += 1
            return _street(text, words, begin, place)
    return _without_type(text, words)


def _name_begins(words: Sequence[Word], place: int) -> int | None:
    """Where the name before a word like "Street" begins; None when there is none."""
    begin = place
    while begin and begin > place - 5 and _in_a_name(words, begin - 1, place):
        begin -= 1
    if begin == place and words[place].text not in _ALONE:
        return None
    return begin


def _in_a_name(words: Sequence[Word], place: int, street: int) -> bool:
    word = at(words, place)
    if word in {"-", "'", "."}:
        return place > 0 and words[place - 1].end == words[place].start
    if not word[0].isalnum() or word in _LEADS - {"the"}:
        return False
    if ordinal_at(words, place):
        return True
    # A number in words after one in figures is part of the name: 12 Seven Sisters Road.
    number = word.isdigit() or _is_number_word(word)
    return not number or (_is_number_word(word) and at(words, place - 1).isdigit() and place + 1 < street)


def _is_number_word(word: str) -> bool:
    return word in UNITS | ZEROS | TEENS | TENS or word in {"hundred", "double"}


def _street(text: str, words: Sequence[Word], begin: int, place: int) -> _Street:
    first = begin
    letter = at(words, begin) if len(at(words, begin)) == 1 and begin < place - 1 and at(words, begin).isalpha() else ""
    if letter and begin and (words[begin - 1].text.isdigit() or _is_number_word(words[begin - 1].text)):
        begin += 1
    else:
        letter = ""
    house, start = _house(text, words, first)
    name = _named(text[words[begin].start : words[place].end])
    if house is None:
        while begin < place and words[begin].text in {"the", "a", *_LEADS}:
            begin += 1
        name, start = _named(text[words[begin].start : words[place].end]), words[begin].start
    after = words[place].end + (at(words, place + 1) == "." and words[place].text in {"st", "rd", "ave", "dr", "blvd"})
    return _Street(house + letter.upper() if house else None, name, start, after)


def _house(text: str, words: Sequence[Word], name: int) -> tuple[str | None, int]:
    """The number before a street's name, "221", "twelve to fourteen" as 12-14, and where it begins."""
    end = name
    while end and at(words, end - 1) == ",":
        end -= 1
    begin = end
    while begin and (
        at(words, begin - 1).isdigit() or _is_number_word(at(words, begin - 1)) or at(words, begin - 1) == "-"
    ):
        begin -= 1
    if begin == end:
        return None, words[name].start
    said = text[words[begin].start : words[end - 1].end]
    if re.fullmatch(r"\d{1,4}\s?-\s?\d{1,4}", said):
        return re.sub(r"\s", "", said), words[begin].start
    digits = digits_in(said, {1, 2, 3, 4, 5})
    return (digits.value, words[begin].start) if digits and len(digits.value) <= 5 else (None, words[name].start)


def _without_type(text: str, words: Sequence[Word]) -> _Street | None:
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
            return _Street(word.text, name, word.start, words[after - 1].end)
    return None


def _named(said: str) -> str:
    """As written, with capitals where there were none, and short forms as they are spoken."""
    long = {
        "st": "Street",
        "rd": "Road",
        "ave": "Avenue",
        "ln": "Lane",
        "dr": "Drive",
        "ct": "Court",
        "pl": "Place",
        "blvd": "Boulevard",
    }
    words = said.strip(" ,.").split()
    if words and words[-1].lower().rstrip(".") in long:
        words[-1] = long[words[-1].lower().rstrip(".")]
    return " ".join(word.capitalize() if word.islower() and word.isalpha() else word for word in words)


def _town(text: str, street_ends: int, country: str) -> tuple[str | None, str | None, int]:
    """(town, region, where they end): the words after the street, up to what is no part of a place's name."""
    words = [w for w in words_of(text) if w.start >= street_ends]
    place = 0
    while place < len(words) and words[place].text in {",", ".", "in", "at", "near"}:
        place += 1
    begin = place
    while place < len(words) and (words[place].text.isalpha() or words[place].text in {"-", "'", "."}):
        if words[place].text in _ENDS or (words[place].text == "." and place == begin):
            break
        place += 1
    said = text[words[begin].start : words[place - 1].end] if place > begin else ""
    region, end = None, words[place - 1].end if place > begin else street_ends
    following = re.match(r"[\s,]*(?:in )?([A-Za-z][A-Za-z. ]*)", text[end:]) if country == "US" else None
    if following and (state := _state(following[1])):
        region, end = state, end + following.end()
    elif country == "US":
        said, region = _split_state(said)
    return (_named(re.sub(r"[.\s]+$", "", said)) or None), region, end


def _state(said: str) -> str | None:
    plain = re.sub(r"\.", "", said).strip()
    return _STATES.get(plain.lower()) or (plain.upper() if plain in _STATES.values() else None)


def _split_state(said: str) -> tuple[str, str | None]:
    """ "Austin Texas" as Austin, TX."""
    words = said.split()
    for count in (2, 1):
        if len(words) > count and (state := _state(" ".join(words[-count:]))):
            return " ".join(words[:-count]), state
    return said, None


def _with_spelling(address: Address, text: str) -> Address:
    """What was spelled in place of the word of street or town that is most like it."""
    spelled = letters_in(text)
    if spelled is None or len(spelled.value) < 3:
        return address
    places = [(part, word) for part in ("street", "town") for word in (getattr(address, part) or "").split()]
    if not places:
        return address
    part, word = max(places, key=lambda p: _likeness(p[1], spelled.value))
    if _likeness(word, spelled.value) < _ALIKE:
        return address
    put_right = getattr(address, part).replace(word, spelled.value.capitalize())
    return replace(address, street=put_right) if part == "street" else replace(address, town=put_right)


def _likeness(word: str, spelled: str) -> float:
    return SequenceMatcher(None, word.lower(), spelled.lower()).ratio()
