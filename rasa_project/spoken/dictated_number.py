"""The caller's own phone number within words that they dictate: "tell him to ring me on 212 555 0143"."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import phonenumbers
from phonenumbers import PhoneNumberFormat

from spoken.digits import digits_in
from spoken.phone_numbers import home_number, keys_of, phone_number_in, with_zeros

_OWN = re.compile(r"\b(?:me|us|my|our|mine|i'm|i am|we're|we are)\b(?!\W+(?:old|former|previous|sister|brother)\b)")
_NEAR = 7
"""Words before a number among which it is said whose it is."""
_FEWEST = 5
"""With fewer digits it is a house, a room or a price."""
_SAME_SHARE = 0.75
"""Of the digits in their order: one number that was heard in two ways."""


def own_number_in(text: str, country: str = "US") -> str | None:
    """The whole number on which callers say that they are reached themselves, as +12125550143; None where none is."""
    found = phone_number_in(text, country)
    if found is None or not found.value.international or not _is_own(text[: found.start]):
        return None
    return found.value.international


def with_number(text: str, international: str, country: str = "US") -> str:
    """The text with the number in it as it was confirmed, where it is that number but for some digits.

    Recognisers lose and add digits of numbers in a sentence, and the agent who reads it would ring somebody else.
    """
    digits = home_number(international, country).digits
    found = digits_in(with_zeros(text), {keys_of(country)[0]})
    if found is None or len(found.value) < _FEWEST or not _is_one(found.value, digits):
        return text
    return f"{text[: found.start]}{_written(international, country)}{text[found.end :]}"


def _is_own(before: str) -> bool:
    words = before.lower().replace("’", "'").split()[-_NEAR:]
    return bool(_OWN.search(" ".join(words)))


def _is_one(heard: str, digits: str) -> bool:
    """Whether both are one number; without its area it may be as short as that."""
    if heard in digits or digits in heard:
        return True
    against = (digits, digits[-7:]) if len(heard) <= 8 else (digits,)
    return any(SequenceMatcher(None, heard, one, autojunk=False).ratio() >= _SAME_SHARE for one in against)


def _written(international: str, country: str) -> str:
    """In groups, which are read out digit by digit: "212-555-0143"; of another country with its code."""
    number = phonenumbers.parse(international)
    if number.country_code != phonenumbers.country_code_for_region(country):
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return re.sub(r"\W+", "-", phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)).strip("-")
