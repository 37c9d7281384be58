"""A wish of a caller who has said several in one breath: the intent, and the words that it was made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    intent: str
    text: str
