"""What must not be kept, and what stands in a text for it."""

from dataclasses import dataclass
from enum import StrEnum


class Secret(StrEnum):
    """The value is what is written in its place."""

    CARD = "[card number]"
    SECURITY_CODE = "[security code]"
    EXPIRY = "[expiry date]"
    IBAN = "[IBAN]"
    BANK = "[bank account]"
    NATIONAL_ID = "[national id]"
    E_MAIL = "[e-mail]"
    PHONE = "[phone number]"
    ADDRESS = "[address]"
    NAME = "[name]"
    BIRTH = "[date of birth]"
    CODE = "[code]"
    """Letters and digits, or a password."""
    NUMBER = "[number]"
    """Of which nobody said what it is."""
    WORD = "[word]"
    """None of English's; beside a secret, none of the plain ones."""
    UNSETTLED = "[heard otherwise]"
    """Words that were heard in the midst of a turn, and with which it did not end."""


WITHHELD = "[withheld]"
"""Stands for a whole text that could not be looked through."""
SUREST_FIRST = tuple(Secret)
"""Of several that overlap the first names the whole."""


@dataclass(frozen=True, slots=True)
class Found:
    """One of them at `start`..`end` of the text; `digits`: how many it has, as a replay of the call needs to know."""

    secret: Secret
    start: int
    end: int
    digits: int = 0


def joined(founds: list[Found]) -> list[Found]:
    """In order, without overlaps: what overlaps is one."""
    whole: list[Found] = []
    for found in sorted(founds, key=lambda one: (one.start, -one.end)):
        if whole and found.start < whole[-1].end:
            last = whole[-1]
            surest = min(last.secret, found.secret, key=SUREST_FIRST.index)
            whole[-1] = Found(surest, last.start, max(last.end, found.end), max(last.digits, found.digits))
        else:
            whole.append(found)
    return whole
