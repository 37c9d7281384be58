"""Postal addresses as callers say them: house, street, town and postcode, as far as rules go.

How far: a street is known by its last word ("Street", "Lane"), or by a house number before words with capitals. Names
of towns and streets are taken as the recogniser wrote them, which for rare ones is often wrong; what was spelled is put
right. There is no gazetteer: whether the address exists is for the operator's own data to say, and every address is to
be read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from spoken.found import Found
from spoken.letters import letters_in
from spoken.numerals import TEENS, TENS, UNITS
from spoken.postcodes import postcode_in
from spoken.streets import place_name, street_in
from spoken.words import listed, stretches, words_of

_UNIT = re.compile(
    r"\b(flat|apartment|apt|unit|suite|room)\b\.? (?:number )?#?((?:[0-9]+ ?[a-z]?|[a-z]|\w+))\b,?\s*", re.IGNORECASE
)
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
_HEARD_TOWNS = {"leads": "Leeds", "darby": "Derby", "redding": "Reading"}
"""British towns as a recogniser writes them that knows the word better."""
_ENDS = frozenset(listed("please thanks thank and that's is postcode zip code with spelled spelt i my you"))
"""Words that are no part of a town's name."""
_ALIKE = 0.5
"""How like a written word the spelled one must be to be the same word heard better."""


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
    spelled, left = _spelled_in(left)
    street = street_in(left)
    if code := _postcode(left, street.end if street else 0, country):
        address, left = replace(address, postcode=code.value), _blanked(left, code.start, code.end)
        begin, end = min(begin, code.start), code.end
    if street is None and code is None:
        return None
    if street:
        town, region, after = _town(left, street.end, country)
        address = replace(address, house=street.house, street=street.name, town=town, region=region)
        begin, end = min(begin, street.start), max(end, after)
    return Found(_with_spelling(address, spelled), text, begin, max(begin, end))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _unit(match: re.Match[str]) -> str:
    number = re.sub(" ", "", match[2]).upper()
    if number.isalpha() and (value := (UNITS | TEENS | TENS).get(number.lower())):
        number = str(value)
    kind = "Apartment" if match[1].lower() == "apt" else match[1].capitalize()
    return f"{kind} {number}"


def _spelled_in(text: str) -> tuple[str, str]:
    """A word that was spelled, in capitals, and the text with blanks in its place; "" when none was."""
    found = letters_in(text)
    if found is None or len(found.value) < 3 or found.value in _STATES.values():
        return "", text
    before = re.search(r"(?:\b(?:that's|that is|spelled|spelt)\b|[\s,])*$", text[: found.start])
    return found.value, _blanked(text, before.start() if before else found.start, found.end)


def _postcode(text: str, street_ends: int, country: str) -> Found[str] | None:
    """After the street, where there is one: a house number may have five digits, too."""
    found = postcode_in(text[street_ends:], country)
    return found.within(text, street_ends) if found else None


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
    town = place_name(re.sub(r"[.\s]+$", "", said))
    town = _HEARD_TOWNS.get(town.lower(), town) if country == "GB" else town
    return town or None, region, end


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


def _with_spelling(address: Address, spelled: str) -> Address:
    """What was spelled in place of the word of street or town that is most like it."""
    places = [(part, word) for part in ("street", "town") for word in (getattr(address, part) or "").split()]
    if not spelled or not places:
        return address
    part, word = max(places, key=lambda p: _likeness(p[1], spelled))
    if _likeness(word, spelled) < _ALIKE:
        return address
    put_right = getattr(address, part).replace(word, spelled.capitalize())
    return replace(address, street=put_right) if part == "street" else replace(address, town=put_right)


def _likeness(word: str, spelled: str) -> float:
    return SequenceMatcher(None, word.lower(), spelled.lower()).ratio()
