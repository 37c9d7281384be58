"""Numbers that are names: orders, references, codes and postcodes, digit by digit as one notes them down."""

import re

from ...aloud.rule import DIGIT, NO_CASE, Found, Rule, rule
from .figures import one_by_one
from .letters import dotted

_NAMES = (
    "order|number|reference|ref|code|ticket|account|zip|zip code|postcode|invoice|case|booking|confirmation|tracking|"
    "claim|policy|pin|extension|serial|customer|member|parcel|shipment"
)
_SHORT_NAMES = {"reference", "code", "ticket", "pin", "extension", "zip"}
"""Of which two digits are digits, too; "order 12 lamps" and "number 10" are counted."""
_WORDLIKE = re.compile(r"[AEIOUY]")


def _named(found: Found) -> str:
    name, number = found[1], found[4]
    digits = sum(map(str.isdigit, number))
    if re.fullmatch(r"\d(?: \d)*", number):
        return found[0]  # digit by digit already
    if digits < 3 and not any(word in _SHORT_NAMES for word in name.lower().split()):
        return found[0]
    word = "number " if "#" in found[3] and "number" not in found[2].lower() + name.lower() else ""
    return f"{name}{found[2]}{found[3].replace('#', '').rstrip() or ''} {word}{one_by_one(number)}".replace("  ", " ")


def _numbered(found: Found) -> str:
    return "number " + (one_by_one(found[1]) if len(found[1]) > 2 else found[1])


def _code(found: Found) -> str:
    return _code_of(found[0])


def _code_of(text: str) -> str:
    parts = re.findall(r"[A-Z]+|\d+", text)
    if len(parts) == 2 and _is_word(parts[0]) and len(parts[1]) < 3:
        return f"{_said(parts[0])} {parts[1]}"  # COVID-19
    said = ""
    for part in parts:
        # A pause before a longer number, and after A, which is no article then.
        pause = "," if said and ((len(part) > 2 and part.isdigit()) or said.endswith("A")) else ""
        said = f"{said}{pause} {_said(part)}".strip()
    return said


def _postcode(found: Found) -> str:
    return ", ".join(_code_of(half) for half in found[0].split())


def _is_word(part: str) -> bool:
    return len(part) > 3 and _WORDLIKE.search(part) is not None


def _said(part: str) -> str:
    if part.isdigit():
        return one_by_one(part)
    if _is_word(part):
        return part.lower()
    return dotted(part) if len(part) > 1 else part


def _long(found: Found) -> str:
    return one_by_one(found[0])


RULES: tuple[Rule, ...] = (
    rule(
        rf"\b((?:{_NAMES})\b)((?:\s+(?:number|code|is|no\.?)\b){{0,3}})"
        r"([\s:#]{1,4})(\d[\d -]{0,30}\d)\b(?![.,:/]\d|%)",
        _named,
        NO_CASE,
        needs=(DIGIT,),
    ),
    rule(r"\b[A-Z]{1,2}\d[A-Z0-9]? \d[A-Z]{2}\b", _postcode, needs=(DIGIT,)),
    rule(r"#\s?(\d{1,15})\b", _numbered, needs=("#",)),
    rule(
        r"(?<![\w$€£.,'’-])(?=[A-Z0-9-]{0,30}\d)(?=\d{0,20}-?[A-Z])[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,12}){0,4}(?![\w-])",
        _code,
        needs=(DIGIT,),
    ),
    rule(
        r"(?<![\d.,$€£:/-])\d{5}-\d{4}(?![\d-])",
        _long,
        needs=(
            DIGIT,
            "-",
        ),
    ),
    rule(r"(?<![\d.,$€£])\+?\d{5,}(?!\d|[.,]\d)", _long, needs=(DIGIT,)),
    rule(r"(?<![\w.,$€£:])0\d{1,4}(?![\w:]|[.,]\d)", _long, needs=(DIGIT,)),
)
