"""Phone numbers as callers read them out, by the numbering plan of the country that the operator serves.

The plans of all countries are those of `phonenumbers` (Google's libphonenumber). Whether a number is in use, no rule
can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneMetadata

from spoken.digits import digits_in
from spoken.found import Found
from spoken.words import corrected

_PLUS = re.compile(
    r"(?:\+|\bplus\b|\bdouble (?:oh|zero|0)\b(?= ?(?:double|4 ?4|four four|1\b|one\b)))\s*", re.IGNORECASE
)
_EXTENSION = re.compile(r"[\s,;.]*\b(?:extension|ext|x)\b\.?[\s,:]*(?:number |is )*\S.*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:or|and)\b")
_OHS = re.compile(r"(?<=[0-9])[Oo]+(?=[\W_0-9]|$)")
"""Zeros as recognisers write some of them: "804, 6OO, 0130"."""
_LOOSE = {1: r"[2-9]\d\d[2-9]\d{6}", 44: r"7\d{9}|[158]\d{8,9}|[239]\d{9}"}
"""By country's code: what area and exchange begin with, where the plan itself leaves out what is set aside."""
LONGEST = 15
"""Digits of a number with its country's code (E.164)."""


@dataclass(frozen=True)
class PhoneNumber:
    """`digits` as dialled within the country; `international` as "+15551234567", None for a number without its area."""

    digits: str
    international: str | None


def phone_number_in(text: str, country: str = "US") -> Found[PhoneNumber] | None:
    """The phone number said, with its country's code or as dialled within `country` ("US", "GB", any of ISO 3166).

    None when the digits are no number of the plan: too few, too many, or an impossible beginning. An extension is left
    out: nobody can be rung back by it alone.
    """
    said = _EXTENSION.sub("", with_zeros(text))
    if (plus := _PLUS.search(said)) and (abroad := _with_code(said, plus, country)):
        return Found(abroad.value, text, abroad.start, abroad.end)
    prefix = _exit(country)
    found = digits_in(said, _lengths(country))
    dialled = digits_in(said) if prefix else None
    if dialled and dialled.value.startswith(prefix) and (number := _abroad(dialled.value[len(prefix) :], country)):
        return Found(number, text, dialled.start, dialled.end)
    if found is None:
        return None
    readings = [r for digits in (found.value, *found.alternatives) if (r := _reading(digits, country))]
    readings = list(dict.fromkeys(readings))
    return Found(readings[0], text, found.start, found.end, tuple(readings[1:])) if readings else None


def phone_numbers_in(text: str, country: str = "US") -> set[str]:
    """Every whole number, as +12125550143; of a corrected text, what it was corrected to."""
    found = [phone_number_in(part, country) for part in _BETWEEN.split(corrected(text))]
    return {number.value.international for number in found if number and number.value.international}


def with_zeros(text: str) -> str:
    """The text, as long as it was, with zeros for the letters that were written for them behind a figure."""
    return _OHS.sub(lambda ohs: "0" * len(ohs.group()), text)


def home_number(international: str, country: str = "US") -> PhoneNumber:
    """A number in the international form, with the digits as dialled within `country`."""
    number = phonenumbers.parse(international)
    if number.country_code != phonenumbers.country_code_for_region(country):
        return PhoneNumber("00" + international[1:], international)
    national = phonenumbers.national_significant_number(number)
    return PhoneNumber(_trunk(country) + national, international)


def keys_of(country: str) -> tuple[int, dict[str, int]]:
    """How a number is typed: how many digits as dialled within the country, and how many by what else it begins with.

    0 where nobody can know, as after what is dialled before another country's code.
    """
    plan, trunk = _plan(country), _trunk(country)
    longest, code = max(plan.general_desc.possible_length), str(plan.country_code)
    begins = {prefix: 0 for prefix in (_exit(country), "00") if prefix}
    if trunk or plan.country_code == 1:  # elsewhere a number may begin like the country's code
        begins[code] = longest + len(code)
    return min(longest + len(trunk), LONGEST), begins


def _reading(digits: str, country: str) -> PhoneNumber | None:
    plan = _plan(country)
    code, trunk = str(plan.country_code), _trunk(country)
    for begins in dict.fromkeys((trunk, code + trunk, code, "")):
        national = digits[len(begins) :]
        if not digits.startswith(begins) or not _is_possible(national, country):
            continue
        if begins == "" and trunk and not _needs_no_trunk(national, country):
            continue
        return PhoneNumber(trunk + national, f"+{code}{national}")
    local = len(digits) in plan.general_desc.possible_length_local_only and len(digits) > 6
    return PhoneNumber(digits, None) if local and digits[0] in "23456789" else None


def _needs_no_trunk(national: str, country: str) -> bool:
    """Whether people leave the 0 away: that of mobile numbers."""
    number = phonenumbers.PhoneNumber(_plan(country).country_code, int(national))
    return national.startswith("7") or phonenumbers.is_valid_number(number)


def _is_possible(national: str, country: str) -> bool:
    """By its length and what it begins with. Numbers set aside for stories and tests are in no plan, and pass here."""
    plan = _plan(country)
    if len(national) not in plan.general_desc.possible_length or national.startswith("0"):
        return False
    pattern = _LOOSE.get(plan.country_code, plan.general_desc.national_number_pattern)
    return bool(re.fullmatch(pattern, national))


def _with_code(text: str, plus: re.Match[str], country: str) -> Found[PhoneNumber] | None:
    found = digits_in(text[plus.end() :], range(8, 16))
    number = _abroad(found.value, country) if found else None
    return Found(number, text, plus.start(), found.end + plus.end()) if found and number else None


def _abroad(digits: str, country: str) -> PhoneNumber | None:
    """A number that begins with a country's code."""
    code = str(_plan(country).country_code)
    if digits.startswith(code) and (home := _reading(digits, country)):
        return home
    if not 8 <= len(digits) <= 15:
        return None
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    whole = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber("00" + whole[1:], whole)


@lru_cache(maxsize=8)
def _plan(country: str) -> PhoneMetadata:
    plan = PhoneMetadata.metadata_for_region(country)
    if plan is None:
        raise ValueError(f"no country {country!r}: two capital letters, as US")
    return plan


def _trunk(country: str) -> str:
    """What is dialled before a number within the country: 0 in most; in North America nothing has to be."""
    plan = _plan(country)
    return "" if plan.country_code == 1 else plan.national_prefix or ""


def _exit(country: str) -> str:
    """What is dialled before another country's code, where it is one number."""
    prefix = _plan(country).international_prefix or ""
    return prefix if prefix.isdigit() else ""


def _lengths(country: str) -> frozenset[int]:
    plan = _plan(country)
    code, trunk = str(plan.country_code), _trunk(country)
    return frozenset(_of(plan, len(code), len(trunk)))


def _of(plan: PhoneMetadata, code: int, trunk: int) -> Iterator[int]:
    for length in plan.general_desc.possible_length:
        if length > 6:
            yield from (length, length + trunk, length + code, length + code + trunk)
    yield from (length for length in plan.general_desc.possible_length_local_only if length > 6)
