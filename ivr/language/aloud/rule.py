"""What a rule of reading aloud is: where it holds, and what is said there."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Found: TypeAlias = re.Match[str]
Said: TypeAlias = str | Callable[[Found], str]

POINT = r"(?:(\.)(?=\s+[A-Z]|\s*$)|\.)?"
"""The point of a short form; as a group of its own where it may end the sentence as well, and stays."""
NO_CASE = re.IGNORECASE
DIGIT = "0123456789"
DASH = "-–"


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    said: Said
    needs: tuple[frozenset[str], ...] = ()
    """A text that lacks the characters of one of these holds nothing for it: most texts are spared most rules."""


def rule(pattern: str, said: Said, flags: int = 0, *, needs: tuple[str, ...] = ()) -> Rule:
    return Rule(re.compile(pattern, flags), said, tuple(map(frozenset, needs)))


def listed(text: str) -> list[str]:
    return text.split()


def words(table: str) -> dict[str, str]:
    """A table as text, "kg kilogram; km kilometre", by the first word of each entry."""
    entries = (entry.strip().partition(" ") for entry in table.split(";"))
    return {short: long for short, _, long in entries}


def one_of(table: dict[str, str]) -> str:
    """The table's keys for a pattern, longest first."""
    return "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))
