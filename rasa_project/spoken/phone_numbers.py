"""Phone numbers as callers read them out, by the numbering plan of the country that the operator serves.

Plans are written down for the United States and Canada ("US"), the United Kingdom ("GB"), and for numbers said with
their country's code. Whether a number is in use, no rule can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spoken.digits import digits_in
from spoken.found import Found

_PLUS = re.compile(
    r"(?:\+|\bplus\b|\bdouble (?:oh|zero|0)\b(?= ?(?:double|4 ?4|four four|1\b|one\b)))\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class PhoneNumber:
    """`digits` as dialled within the country; `international` as "+15551234567", None for a number without its area."""

    digits: str
    international: str | None


@dataclass(frozen=True)
class _Plan:
    code: str
    lengths: frozenset[int]
    national: re.Pattern[str]
    """Of the digits as people say them within the country; its one group is what follows the country's code."""
    local: re.Pattern[str] | None


_PLANS = {
    "US": _Plan("1", frozenset({10, 11, 7}), re.compile(r"1?([2-9]\d\d[2-9]\d{6})"), re.compile(r"[2-9]\d{6}")),
    "GB": _Plan(
        "44", frozenset({11, 10, 12, 13}), re.compile(r"(?:0|440?|(?=7))(7\d{9}|[158]\d{8,9}|[239]\d{9})"), None
    ),
}


def phone_number_in(text: str, country: str = "US") -> Found[PhoneNumber] | None:
    """The phone number said, with its country's code or as dialled within `country` ("US" or "GB").

    None when the digits are no number of the plan: too few, too many, or an impossible beginning.
    """
    plan = _PLANS[country]
    if (plus := _PLUS.search(text)) and (abroad := _with_code(text, plus, plan)):
        return abroad
    found = digits_in(text, plan.lengths)
    if found is None:
        return None
    readings = [reading for digits in (found.value, *found.alternatives) if (reading := _reading(digits, plan))]
    if not readings:
        return None
    return Found(readings[0], text, found.start, found.end, tuple(readings[1:]))


def _reading(digits: str, plan: _Plan) -> PhoneNumber | None:
    if match := plan.national.fullmatch(digits):
        trunk = "0" if plan.code == "44" else ""
        return PhoneNumber(trunk + match[1], f"+{plan.code}{match[1]}")
    return PhoneNumber(digits, None) if plan.local and plan.local.fullmatch(digits) else None


def _with_code(text: str, plus: re.Match[str], plan: _Plan) -> Found[PhoneNumber] | None:
    found = digits_in(text[plus.end() :], range(8, 16))
    if found is None or not 8 <= len(found.value) <= 15:
        return None
    home = _reading(found.value, plan) if found.value.startswith(plan.code) else None
    number = home or PhoneNumber("00" + found.value, "+" + found.value)
    return Found(number, text, plus.start(), found.end + plus.end())
