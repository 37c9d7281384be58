"""Reads a text with the reader of its kind, and writes what was found as the files of texts write it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from spoken.addresses import address_in
from spoken.amounts import amount_in
from spoken.dates import date_in
from spoken.days import Days
from spoken.digits import digits_in
from spoken.found import Found
from spoken.letters import letters_in
from spoken.names import name_in
from spoken.phone_numbers import phone_number_in
from spoken.postcodes import postcode_in
from spoken.times import Times, time_in

KINDS = ("digits", "phone_numbers", "letters", "postcodes", "dates", "times", "amounts", "names", "addresses")
_PARTS = ("house", "street", "town", "region", "postcode", "unit")
_PLAIN: dict[str, Callable[..., Found[Any] | None]] = {
    "digits": digits_in,
    "phone_numbers": phone_number_in,
    "letters": letters_in,
    "postcodes": postcode_in,
    "names": name_in,
}
_VALUE: dict[str, Callable[[Any], str]] = {
    "phone_numbers": lambda value: value.digits,
    "names": lambda value: value.full,
}


def value_in(kind: str, text: str, options: Mapping[str, Any], today: date) -> str | None:
    """The value of a kind, its alternatives behind it where the reader tells any: "2026-12-04 | 2026-11-27"."""
    if kind == "dates":
        return _all(date_in(text, today, **options), _days)
    if kind == "times":
        return _all(time_in(text, **options), _times)
    if kind == "amounts":
        found = amount_in(text, **{"currency": "GBP", **options})
        return _all(found, lambda amount: f"{amount.value} {amount.currency}")
    if kind == "addresses":
        at = address_in(text, **options)
        return " | ".join(getattr(at.value, part) or "-" for part in _PARTS) if at else None
    found = _PLAIN[kind](text, **options)
    return _VALUE.get(kind, str)(found.value) if found else None


def _all(found: Found[Any] | None, written: Callable[[Any], str]) -> str | None:
    return " | ".join(map(written, (found.value, *found.alternatives))) if found else None


def _days(days: Days) -> str:
    span = str(days.first) if days.is_one else f"{days.first}..{days.last}"
    return span + (f"+{days.part}" if days.part else "")


def _times(times: Times) -> str:
    if times.is_one:
        return f"{times.earliest:%H:%M}"
    return "..".join(f"{moment:%H:%M}" if moment else "" for moment in (times.earliest, times.latest))
