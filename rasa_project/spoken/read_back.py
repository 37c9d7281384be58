"""Values as people say them, for a voice: what is read back here is understood again by this package as the same value.

Commas are pauses: voices make one at each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from spoken.addresses import Address
from spoken.alphabets import as_in
from spoken.amounts import Amount
from spoken.days import Days
from spoken.emails import PROVIDERS
from spoken.names import Name
from spoken.numerals import TEENS, TENS, UNITS
from spoken.phone_numbers import PhoneNumber
from spoken.times import Times
from spoken.words import listed

_GROUPS = {4: (2, 2), 5: (5,), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4), 11: (5, 3, 3)}
"""How many digits people say in one breath, by the length of the number."""
_WORDS = {value: word for word, value in {**TENS, **TEENS, **UNITS}.items() if word != "fourty"}
_ORDINALS = listed(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_MONEY = {
    "GBP": ("pound", "pounds", "penny", "pence"),
    "USD": ("dollar", "dollars", "cent", "cents"),
    "EUR": ("euro", "euros", "cent", "cents"),
}
_ENDINGS = frozenset(listed("com net org edu gov info co"))
"""Endings of domains that are said as words."""
_SIGNS = {".": "dot", "_": "underscore", "-": "dash", "+": "plus", "%": "percent"}
_PARTS = ((time(12), "in the morning"), (time(17), "in the afternoon"), (time(21), "in the evening"))
_FAR_DAYS = 270
"""Further from today than this, a year is said, too."""


def digits(number: str, groups: Sequence[int] = ()) -> str:
    """Digit by digit, in groups as people say them: 4218860 as "4 2 1, 8 8 6 0"."""
    sizes = groups or _GROUPS.get(len(number), (3,) * (len(number) // 3 + 1))
    parts, begin = [], 0
    for size in sizes:
        parts.append(" ".join(number[begin : begin + size]))
        begin += size
    return ", ".join(part for part in (*parts, " ".join(number[begin:])) if part)


def phone_number(number: PhoneNumber) -> str:
    """As dialled within the country; one of another country with its code."""
    if number.digits.startswith("00") and number.international:
        return f"plus {digits(number.international[1:])}"
    return digits(number.digits)


def postcode(code: str) -> str:
    """Letter by letter, with a pause in the middle: "S W 1 A, 1 A A"."""
    return ", ".join(" ".join(part) for part in code.replace("-", " ").split())


def letters(word: str, *, plainly: bool = False) -> str:
    """ "B as in Boy, O as in Ocean"; `plainly`: "B, O, Y, D"."""
    marks = {"-": "hyphen", "'": "apostrophe", " ": ""}
    said = [marks.get(c, c.upper() if plainly or not c.isalpha() else as_in(c)) for c in word]
    return ", ".join(part for part in said if part)


def email(address: str) -> str:
    """Letter by letter, since most are no words: "H, H, A, R, P, E, R, at gmail dot com"; who is known, by name."""
    box, _, domain = address.partition("@")
    labels = domain.split(".")
    ending = [label if label in _ENDINGS or len(label) > 3 else letters(label, plainly=True) for label in labels[1:]]
    known = labels[0] if domain in PROVIDERS.values() else _spelled(labels[0])
    return f"{_spelled(box)}, at {' dot '.join([known, *ending])}"


def _spelled(word: str) -> str:
    return ", ".join(_SIGNS.get(character, character.upper()) for character in word)


def name(person: Name, *, spelled: bool = False) -> str:
    """The name, with its title; `spelled`: each of its words spelled after it."""
    whole = " ".join(part for part in (person.title, person.full) if part)
    if not spelled:
        return whole
    parts = [f"{part}, {letters(part, plainly=True)}" for part in (person.given, person.family) if part]
    return f"{person.title} {', '.join(parts)}".strip()


def days(value: Days, today: date, *, month_first: bool = False) -> str:
    """ "Tuesday the third of May", with the year when it is far; today and tomorrow are said so, with the weekday."""
    said = _day(value.first, today, month_first)
    if not value.is_one:
        said = f"from {said} to {_day(value.last, today, month_first)}"
    if value.part and value.first == today and value.is_one:
        return f"today in the {value.part}, {_weekday(today)}"
    return f"{said}, in the {value.part}" if value.part else said


def _weekday(day: date) -> str:
    return day.strftime("%A")


def _day(day: date, today: date, month_first: bool) -> str:
    near = {0: "today", 1: "tomorrow"}.get((day - today).days)
    if near:
        return f"{near}, {_weekday(day)}"
    month = day.strftime("%B")
    said = f"{month} {ordinal(day.day)}" if month_first else f"the {ordinal(day.day)} of {month}"
    year = f" {_year(day.year)}" if abs((day - today).days) > _FAR_DAYS or day < today else ""
    return f"{_weekday(day)}{',' if month_first else ''} {said}{year}"


def _year(year: int) -> str:
    century, rest = divmod(year, 100)
    if 2000 <= year < 2010:
        return "two thousand" + (f" and {cardinal(rest)}" if rest else "")
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def ordinal(number: int) -> str:
    """1 to 99 as "first", "twenty-third"."""
    if number <= 20:
        return _ORDINALS[number - 1]
    tens, unit = divmod(number, 10)
    return f"{_WORDS[tens * 10]}-{_ORDINALS[unit - 1]}" if unit else f"{_WORDS[number][:-1]}ieth"


def cardinal(number: int) -> str:
    """0 to 999,999 in words, with a British "and": "a hundred and five"."""
    if number < 100:
        tens, unit = divmod(number, 10)
        return _WORDS[number] if number in _WORDS else f"{_WORDS[tens * 10]}-{_WORDS[unit]}"
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    head, rest = divmod(number, size)
    said = f"{'a' if head == 1 and not (rest and size == 1000) else cardinal(head)} {word}"
    if not rest:
        return said
    return f"{said}{' and ' if rest < 100 else ' '}{_inner(rest)}"


def _inner(number: int) -> str:
    """Within a larger number it is "one hundred", not "a hundred"."""
    said = cardinal(number)
    return f"one{said[1:]}" if said.startswith("a ") else said


def clock(moment: time, *, halves: bool = True) -> str:
    """ "half past three in the afternoon"; without `halves` "three thirty in the afternoon"."""
    if moment.minute == 0 and moment.hour in {0, 12}:
        return "midnight" if moment.hour == 0 else "noon"
    part = next((said for until, said in _PARTS if moment < until), "at night")
    return f"{_dial(moment, halves)} {part}"


def _dial(moment: time, halves: bool) -> str:
    hour, minute = (moment.hour + 11) % 12 + 1, moment.minute
    following = cardinal(hour % 12 + 1)
    if minute == 0:
        return f"{cardinal(hour)} o'clock"
    if halves and minute == 30:
        return f"half past {cardinal(hour)}"
    if halves and minute == 15:
        return f"quarter past {cardinal(hour)}"
    if halves and minute == 45 and moment.hour not in {11, 23}:
        return f"quarter to {following}"
    return f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"


def times(value: Times, *, halves: bool = True) -> str:
    """One time, or "between two o'clock in the afternoon and ...", "after four", "before noon"."""
    if value.earliest and value.earliest == value.latest:
        return clock(value.earliest, halves=halves)
    if value.earliest and value.latest:
        return f"between {clock(value.earliest, halves=halves)} and {clock(value.latest, halves=halves)}"
    if value.earliest:
        return f"after {clock(value.earliest, halves=halves)}"
    return f"before {clock(value.latest, halves=halves)}" if value.latest else "any time"


def amount(value: Amount) -> str:
    """ "forty-two pounds fifty"; in dollars and euros "forty-two dollars and fifty cents"."""
    one, many, penny, pence = _MONEY[value.currency]
    whole, part = divmod(int(value.value * 100), 100)
    minor = f"{cardinal(part)} {penny if part == 1 else pence}"
    if not whole and part:
        return minor
    major = f"{_inner(whole) if whole else 'zero'} {one if whole == 1 else many}"
    if not part:
        return major
    return f"{major} {cardinal(part)}" if value.currency == "GBP" and part >= 10 else f"{major} and {minor}"


def address(value: Address) -> str:
    """House and street, unit, town and region, and the postcode letter by letter; what is missing is left out."""
    street = " ".join(part for part in (value.house, value.street) if part)
    code = postcode(value.postcode) if value.postcode else None
    return ", ".join(part for part in (value.unit, street, value.town, value.region, code) if part)


def money(pence: int, currency: str) -> str:
    """An amount that is kept in pence or cents."""
    return amount(Amount(Decimal(pence) / 100, currency))
