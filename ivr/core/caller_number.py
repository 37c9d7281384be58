"""Who a call says it comes from: a number of a telephone's, a withheld one, or an address that is no number."""

import re
from enum import StrEnum

_SHAPE = re.compile(r"\+[1-9][0-9]{6,14}")
_NORTH_AMERICA = re.compile(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}")
"""Other countries number as they please; of these the length is known, and what no exchange begins with."""
_ADDRESS = re.compile(r"(?:sips?|client|whatsapp|messenger|tel):(?P<name>[^@;]*)", re.IGNORECASE)
_KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_WORDS = (
    "anonymous",
    "restricted",
    "blocked",
    "unknown",
    "unavailable",
    "private",
    "withheld",
)
"""What carriers put in place of a withheld number: the word, or the keys that spell it; +266696687 is ANONYMOUS."""
_SPELLED = frozenset(word.translate(_KEYPAD) for word in _WORDS)


class CallerKind(StrEnum):
    NUMBER = "number"
    """E.164, and of one line: it can be rung, and tells callers apart."""
    WITHHELD = "withheld"
    """Nothing is known: two such callers are two callers."""
    ADDRESS = "address"
    """SIP or an app: a person, perhaps, and no number."""


def kind_of_caller(told: str) -> CallerKind:
    """What a carrier's `From` (or `To`) is, as it came."""
    text = told.strip()
    if _SHAPE.fullmatch(text):
        return CallerKind.NUMBER if _is_of_a_line(text) else CallerKind.WITHHELD
    address = _ADDRESS.match(text)
    return CallerKind.ADDRESS if address and not _says_withheld(address["name"]) else CallerKind.WITHHELD


def number_of_caller(told: str) -> str:
    """The caller's own number, E.164; empty where it is withheld or there is none."""
    return told.strip() if kind_of_caller(told) is CallerKind.NUMBER else ""


def _is_of_a_line(number: str) -> bool:
    return not _says_withheld(number) and (not number.startswith("+1") or bool(_NORTH_AMERICA.fullmatch(number)))


def _says_withheld(name: str) -> bool:
    said = "".join(character for character in name.lower() if character.isalnum())
    return not said or said in _SPELLED or any(said.startswith(word) for word in _WORDS)
