"""Secrets that nobody has, drawn from a seed, and the ways in which callers read them out."""

import string
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from .stock import FIRST, Stock

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_LETTERS = "BCDEFGHJKLMNPQRSTVWXYZ"
"""None that a voice reads as a word."""
_ISSUERS = (("4", 16), ("4", 16), ("52", 16), ("54", 16), ("2720", 16), ("37", 15), ("6011", 16), ("36", 14))


@dataclass(frozen=True)
class Value:
    spoken: str
    """As a caller says it; of one that is said in two turns, each turn stands in `pieces` too."""
    plain: str
    """Its figures, and its letters where it has any that are said one by one."""
    pieces: tuple[str, ...] = ()


def value_of(kind: str, chance: Random, *, in_pieces: bool = False, stock: Stock = FIRST) -> Value:
    """One secret of a kind of sentences.txt. Raises KeyError for another kind."""
    if kind in _GROUPS:
        groups = _GROUPS[kind](chance)
        way = chance.choice(_WAYS)
        plain = "".join(groups)
        half = max(1, len(groups) // 2)
        pieces = (way(groups[:half]), way(groups[half:])) if in_pieces and len(groups) > 1 else ()
        return Value(way(groups), plain, pieces)
    spoken = _WORDS[kind](chance, stock)
    before, at, after = spoken.partition(" at ")
    return Value(spoken, "", (before, after) if in_pieces and at else ())


def keys_of(kind: str, chance: Random) -> str:
    """The same as it is typed."""
    return "".join(character for character in "".join(_GROUPS[kind](chance)) if character.isdigit())


# Their figures, in the groups in which they are written.


def _some(chance: Random, count: int) -> str:
    return "".join(chance.choices(string.digits, k=count))


def _card(chance: Random) -> list[str]:
    first, length = chance.choice(_ISSUERS)
    digits = first + _some(chance, length - 1 - len(first))
    total = 0
    for place, digit in enumerate(reversed(digits)):
        twice = int(digit) * (1 if place % 2 else 2)
        total += twice - 9 if twice > 9 else twice
    digits += str(-total % 10)
    return [digits[:4], digits[4:10], digits[10:]] if length < 16 else [digits[at : at + 4] for at in range(0, 16, 4)]


def _bank(chance: Random) -> list[str]:
    return chance.choice(
        [
            [_some(chance, 4), _some(chance, 4)],
            [_some(chance, 2), _some(chance, 2), _some(chance, 2)],
            [_some(chance, 3), _some(chance, 3), _some(chance, 3)],
            [_some(chance, 2), _some(chance, 2), _some(chance, 2), _some(chance, 4), _some(chance, 4)],
            [_some(chance, 3), _some(chance, 3), _some(chance, 4)],
        ]
    )


def _iban(chance: Random) -> list[str]:
    land, bank, groups = chance.choice(
        [("D E", "", (4, 4, 4, 4, 2)), ("G B", "NWBK", (4, 4, 4, 2)), ("N L", "RABO", (4, 4, 2)), ("F R", "", (4,) * 5)]
    )
    country = land.replace(" ", "") + _some(chance, 2)
    return [country, *([bank] if bank else []), *(_some(chance, count) for count in groups)]


def _national(chance: Random) -> list[str]:
    letters = "".join(chance.choices(_LETTERS, k=3))
    return chance.choice(
        [
            [_some(chance, 3), _some(chance, 2), _some(chance, 4)],
            [letters[:2], _some(chance, 2), _some(chance, 2), _some(chance, 2), letters[2]],
            [_some(chance, 3), _some(chance, 3), _some(chance, 3)],
            [letters[0], _some(chance, 4), _some(chance, 4)],
            [_some(chance, 3), _some(chance, 3), _some(chance, 4)],
        ]
    )


def _phone(chance: Random) -> list[str]:
    area = chance.choice("23456789") + _some(chance, 2)
    return chance.choice([[area, _some(chance, 3), _some(chance, 4)], ["07" + _some(chance, 3), _some(chance, 6)]])


def _pin(chance: Random) -> list[str]:
    letter = chance.choice(_LETTERS)
    return chance.choice([[_some(chance, 4)], [_some(chance, 6)], [letter, _some(chance, 5)], [_some(chance, 8)]])


_GROUPS: dict[str, Callable[[Random], list[str]]] = {
    "card": _card,
    "code": lambda chance: [_some(chance, chance.choice((3, 3, 3, 4)))],
    "bank": _bank,
    "iban": _iban,
    "national": _national,
    "phone": _phone,
    "pin": _pin,
}


# How figures are read out.


def _digit(character: str, zero: str = "zero") -> str:
    if character.isalpha():
        return character
    return zero if character == "0" else _ONES[int(character)]


def _one_by_one(groups: list[str]) -> str:
    return ", ".join(" ".join(map(_digit, group)) for group in groups)


def _with_oh(groups: list[str]) -> str:
    return ", ".join(" ".join(_digit(one, "oh") for one in group) for group in groups)


def _at_a_stretch(groups: list[str]) -> str:
    return " ".join(_digit(one) for group in groups for one in group)


def _doubled(groups: list[str]) -> str:
    """ "Double five", "triple oh"."""
    text, said, at = "".join(groups), list[str](), 0
    while at < len(text):
        same = next(count for count in (3, 2, 1) if text[at : at + count] == text[at] * count)
        said.append({1: "", 2: "double ", 3: "triple "}[same] + _digit(text[at], "oh"))
        at += same
    return " ".join(said)


def _in_pairs(groups: list[str]) -> str:
    return ", ".join(_pairs_of(group) for group in groups)


def _pairs_of(group: str) -> str:
    if not group.isdigit() or len(group) % 2:
        return " ".join(map(_digit, group))
    return " ".join(_pair(group[at : at + 2]) for at in range(0, len(group), 2))


def _pair(two: str) -> str:
    if two[0] == "0":
        return f"oh {_digit(two[1], 'oh')}"
    if two[0] == "1":
        return _TEENS[int(two[1])]
    return _TENS[int(two[0])] + (f" {_ONES[int(two[1])]}" if two[1] != "0" else "")


def _with_words_between(groups: list[str]) -> str:
    return ", then ".join(" ".join(map(_digit, group)) for group in groups)


_WAYS = (_one_by_one, _one_by_one, _with_oh, _at_a_stretch, _doubled, _in_pairs, _with_words_between)


# What is said in words.


def _expiry(chance: Random, _: Stock) -> str:
    month, year = chance.randint(1, 12), chance.randint(27, 34)
    two = f"{month:02}"
    return chance.choice(
        [
            f"{_pair(two)} {_pair(str(year))}",
            f"{_MONTHS[month - 1]} twenty {_pair(str(year))}",
            f"{_ONES[0] if month < 10 else ''} {_ONES[month] if month < 10 else _pair(two)} slash {_pair(str(year))}",
            f"the end of {_MONTHS[month - 1]} two thousand and {_pair(str(year))}",
            f"{' '.join(map(_digit, two))}, {' '.join(map(_digit, str(year)))}",
        ]
    ).strip()


def _mail(chance: Random, stock: Stock) -> str:
    first, last = chance.choice(stock.first_names).lower(), chance.choice(stock.last_names).lower()
    number = _pair(str(chance.randint(10, 99)))
    local = chance.choice(
        [f"{first} dot {last}", f"{first} underscore {last}", f"{first[0].upper()} dot {last}", f"{first}{number}",
         f"{first} {last} {number}", f"{' '.join(last[:5].upper())} {number}", f"{last} dash {first}"]
    )  # fmt: skip
    return f"{local} at {chance.choice(stock.domains)}"


def _address(chance: Random, stock: Stock) -> str:
    number = chance.randint(3, 289)
    house = _pair(str(number)) if 10 <= number < 100 else " ".join(map(_digit, str(number)))
    street, town = chance.choice(stock.streets), chance.choice(stock.towns)
    letters = "".join(chance.choices(_LETTERS, k=4))
    postcode = chance.choice(
        [" ".join(map(_digit, _some(chance, 5))), f"{letters[0]} {letters[1]} {_ONES[chance.randint(1, 9)]}, "
         f"{_ONES[chance.randint(1, 9)]} {letters[2]} {letters[3]}", ""]
    )  # fmt: skip
    flat = chance.choice(
        ["", "", f"flat {_ONES[chance.randint(1, 9)]}, ", f"apartment {_ONES[chance.randint(2, 9)]} B, "]
    )
    return f"{flat}{house} {street}, {town}" + (f", {postcode}" if postcode else "")


def _birth(chance: Random, _: Stock) -> str:
    day, month, year = chance.randint(1, 19), chance.randint(1, 12), chance.randint(41, 99)
    return chance.choice(
        [
            f"the {_ORDINALS[day - 1]} of {_MONTHS[month - 1]} nineteen {_pair(str(year))}",
            f"{_MONTHS[month - 1]} {_ORDINALS[day - 1]}, nineteen {_pair(str(year))}",
            f"{_digit(str(month)) if month < 10 else _pair(str(month))} {_pair(f'{day:02}')} {_pair(str(year))}",
            f"{_pair(f'{day:02}')}, {_pair(f'{month:02}')}, nineteen {_pair(str(year))}",
        ]
    )


def _name(chance: Random, stock: Stock) -> str:
    return f"{chance.choice(stock.first_names)} {chance.choice(stock.last_names)}"


_WORDS: dict[str, Callable[[Random, Stock], str]] = {
    "expiry": _expiry,
    "mail": _mail,
    "address": _address,
    "birth": _birth,
    "name": _name,
}
