"""Values are read out of speech as a recogniser writes it; how well on texts that no rule was made for is measured."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

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

DATA = Path(__file__).resolve().parent / "data"
KINDS = ("digits", "phone_numbers", "letters", "postcodes", "dates", "times", "amounts", "names", "addresses")
TEXTS = {kind: yaml.safe_load((DATA / f"spoken_{kind}.yml").read_text(encoding="utf-8")) for kind in KINDS}
Case = tuple[str, str | None, dict[str, Any]]


def shown(found: Found[Any] | None, written: Callable[[Any], str]) -> str | None:
    return " | ".join(map(written, (found.value, *found.alternatives))) if found else None


def written_days(days: Days) -> str:
    span = str(days.first) if days.is_one else f"{days.first}..{days.last}"
    return span + (f"+{days.part}" if days.part else "")


def written_times(times: Times) -> str:
    if times.is_one:
        return f"{times.earliest:%H:%M}"
    first, last = (f"{moment:%H:%M}" if moment else "" for moment in (times.earliest, times.latest))
    return f"{first}..{last}"


def read(kind: str, text: str, options: dict[str, Any]) -> str | None:
    """What is found in a text, as the files of texts write it."""
    if kind == "dates":
        today: date = TEXTS[kind]["today"]
        return shown(date_in(text, today, **options), written_days)
    if kind == "times":
        return shown(time_in(text, **options), written_times)
    if kind == "amounts":
        found = amount_in(text, **{"currency": "GBP", **options})
        return shown(found, lambda amount: f"{amount.value} {amount.currency}")
    if kind == "addresses":
        at = address_in(text, **options)
        parts = ("house", "street", "town", "region", "postcode", "unit")
        return " | ".join(getattr(at.value, part) or "-" for part in parts) if at else None
    plain: dict[str, Callable[[], str | None]] = {
        "digits": lambda: (found := digits_in(text, **options)) and found.value,
        "phone_numbers": lambda: (found := phone_number_in(text, **options)) and found.value.digits,
        "letters": lambda: (found := letters_in(text, **options)) and found.value,
        "postcodes": lambda: (found := postcode_in(text, **options)) and found.value,
        "names": lambda: (found := name_in(text, **options)) and found.value.full,
    }
    return plain[kind]()


def cases(part: str) -> list[tuple[str, Case]]:
    return [
        (kind, (case[0], None if case[1] == "null" else case[1], case[2] if len(case) > 2 else {}))
        for kind in KINDS
        for case in TEXTS[kind].get(part, [])
    ]


@pytest.mark.parametrize(
    ("kind", "case"), cases("tuned"), ids=lambda value: value if isinstance(value, str) else value[0]
)
def test_what_the_rules_were_made_for_is_read(kind: str, case: Case) -> None:
    text, value, options = case
    assert read(kind, text, options) == value
