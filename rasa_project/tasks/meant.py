"""What a sentence means in answer to a question, where patterns read nothing of it, or too much.

Patterns know what is named. That it is wanted, refused, left to us or given up with it ("Tuesday I'm on jury duty", "my
wife likes it after all") is learned from sentences: components/answer_reader.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tasks.choice import Choice
from tasks.reader import Read, Reader
from tasks.refusal import refused_in

KEEP, LACKS, ANY, NONE, REFUSES = "keep", "lacks", "any", "none", "refuses"
"""Meanings that components/answers has, beside the values of choices."""
LIKELY, GIVEN_UP, CHOSEN, SURE = 0.5, 0.6, 0.7, 0.8
"""The chance from which a meaning counts where nothing was read: at all, to leave the task, and for one of several
things; and from which it counts against what was read. Each sentence left out in turn, nine of ten are right at 0.6."""


@dataclass(frozen=True)
class Meant:
    """By kind of question the likeliest meaning and its chance, 0..1; nothing where no model has judged."""

    answers: Mapping[str, tuple[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, told: Any) -> Meant:
        """As the language pipeline tells it; anything else tells nothing."""
        try:
            return cls({kind: (str(one["name"]), float(one["confidence"])) for kind, one in told.items()})
        except (AttributeError, KeyError, TypeError, ValueError):
            return NOTHING_MEANT

    def likely(self, reader: Reader) -> str:
        """The meaning of an answer to what is read so; empty where there is none that counts."""
        return self._at(LIKELY, reader)

    def chosen(self, reader: Reader) -> str:
        return self._at(CHOSEN, reader)

    def gives_up(self, reader: Reader) -> bool:
        return self._at(GIVEN_UP, reader) == KEEP

    def sure(self, reader: Reader) -> str:
        return self._at(SURE, reader)

    def _at(self, chance: float, reader: Reader) -> str:
        name, found = self.answers.get(reader.asks, ("", 0.0))
        return name if found >= chance else ""


NOTHING_MEANT = Meant()


def as_meant(read: Read, reader: Reader, meant: Meant, text: str, today: date) -> Read:
    """What was read, seen with what is meant by it."""
    likely, sure = meant.likely(reader), meant.sure(reader)
    if isinstance(reader, Choice) and likely in {option.value for option in reader.options}:
        chosen = meant.chosen(reader) if read.value is None else sure
        return Read(chosen, rest=read.rest) if chosen else read
    if sure == REFUSES and not refused_in(text, suits=True):
        return reader.refusing(text, today) if read.value or read.narrowed else read
    if read != Read():
        return read
    if likely == ANY:
        return Read(reader.whichever)
    return reader.others if likely == NONE else read
