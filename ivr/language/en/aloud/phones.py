"""Phone numbers in all their written forms, digit by digit, with a pause at each gap."""

import re

from ...aloud.rule import DIGIT, NO_CASE, Found, Rule, rule
from .figures import one_by_one

_SHORTEST, _LONGEST = 7, 15
_EXTENSION = r"(?:,?\s?(?:ext\.?|extension|x)\s?(\d{1,6})\b)?"
_WRITTEN = re.compile(r"\d{3} \d{3} \d{4}|1 \d{3} \d{3} \d{4}|\d{3} \d{4}|0\d{1,4}( \d{2,8}){1,4}")


def _phone(found: Found) -> str:
    text = found[1]
    abroad = text.startswith("+")
    groups = re.findall(r"\d+", re.sub(r"\(0\)", " ", text) if abroad else text)
    count = sum(map(len, groups))
    if not (_SHORTEST <= count <= _LONGEST and (abroad or "(" in text or _is_phone(groups, text))):
        return found[0]
    # +1 is what North Americans dial before their own numbers, and say without the plus.
    plus = "plus " if abroad and groups[0] != "1" and not text.startswith("+1") else ""
    said = plus + one_by_one(" ".join(groups) if len(groups) > 1 else groups[0])
    return f"{said}, extension {one_by_one(found[2])}" if found[2] else said


def _is_phone(groups: list[str], text: str) -> bool:
    """By how many digits stand together: "800-1000" is a range, "555-1000" a number."""
    written = " ".join(groups)
    if len(groups) == 2 and "-" in text and groups[0].endswith("00") and groups[1].endswith("00"):
        return False
    return _WRITTEN.fullmatch(written) is not None or (len(groups) > 2 and "." not in text)


def _in_letters(found: Found) -> str:
    return f"{one_by_one(found[1])}, {found[2].lower()}"


RULES: tuple[Rule, ...] = (
    rule(r"(?<![\w.])(1[ -.]?8\d\d)[ -.]?([A-Z]{4,10})\b", _in_letters, needs=(DIGIT,)),
    rule(
        r"(?<![\w.,$€£/+(-])(\+?(?:\(\d{1,5}\)|\d{1,5})(?:[ .-]{0,2}(?:\(\d{1,5}\)|\d{2,8})){1,5})(?!\w|[.,]\d|-\d|/)"
        + _EXTENSION,
        _phone,
        NO_CASE,
        needs=(DIGIT,),
    ),
    rule(
        r"(?<![\w.,$€£/(-])(\+\d{7,15})(?!\w|[.,]\d)" + _EXTENSION,
        _phone,
        NO_CASE,
        needs=(
            DIGIT,
            "+",
        ),
    ),
)
