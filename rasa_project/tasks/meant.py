"""What a sentence means in answer to a question, where patterns read nothing of it, or too much.

Patterns know what is named. That it is wanted, refused, left to us or given up with it ("Tuesday I'm on jury duty", "my
wife likes it after all") is learned from sentences: components/answer_reader.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from talk.indifference import minds
from tasks.choice import NOT_THAT, Choice
from tasks.reader import NOT_FREE, Read, Reader
from tasks.refusal import parted, tells_of_being_free

KEEP, LACKS, ANY, NONE, REFUSES = "keep", "lacks", "any", "none", "refuses"
"""Meanings that components/answers has, beside the values of choices."""
NOT = "not_"
"""Before a value: it alone is refused, and nothing is said of what is wished for."""
NUMBER, CHANGE, CANCEL = "number", "change", "cancel"
"""The kinds of question that await a number, and whether to move or to cancel; and the latter."""
LEFT_TO_US, LIKELY, GIVEN_UP, CHOSEN, REFUSED, SURE = 0.4, 0.5, 0.55, 0.6, 0.7, 0.8
"""The chance from which a meaning counts: no preference, which is read back; most others; to leave the task; for one of
several things; against a day or a time that is named; and against anything else that was read."""


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

    def refuses(self, reader: Reader) -> bool:
        return self._at(REFUSED, reader) == REFUSES

    def leaves_it_to_us(self, reader: Reader, chance: float = LEFT_TO_US) -> bool:
        return self._at(chance, reader) == ANY

    @property
    def only_sure(self) -> Meant:
        return Meant({kind: found for kind, found in self.answers.items() if found[1] >= SURE})

    def gives_up(self, reader: Reader | None = None) -> bool:
        """Whether the task is left: of who will not tell a number too, as it asks for nothing else.

        Where what is asked has no kind of its own, or something was read back, people give up as behind a number.
        """
        name, chance = self.answers.get(reader.asks if reader and reader.asks else NUMBER, ("", 0.0))
        refuses = reader is not None and reader.asks == NUMBER and name == REFUSES
        return chance >= GIVEN_UP and (name == KEEP or refuses)

    def sure(self, reader: Reader) -> str:
        return self._at(SURE, reader)

    def _at(self, chance: float, reader: Reader) -> str:
        name, found = self.answers.get(reader.asks, ("", 0.0))
        return name if found >= chance else ""


NOTHING_MEANT = Meant()


def as_meant(read: Read, reader: Reader, meant: Meant, text: str, today: date) -> Read:
    """What was read, seen with what is meant by it."""
    likely, sure = meant.likely(reader), meant.sure(reader)
    if isinstance(reader, Choice) and (choice := _chosen(read, reader, meant, text)) is not None:
        return choice
    refused = reader.refusing(parted(text, suits=True)[1], today)
    is_refused = refused != reader.refusing("", today)  # by words that name it
    if meant.refuses(reader) and not (is_refused or tells_of_being_free(text)):
        named = read.value or read.narrowed or read == Read()
        left = reader.refusing(text, today) if named else read
        return read if left == Read() else left
    if minds(text):
        return read
    if read.why == NOT_FREE and sure == ANY:
        return Read(reader.whichever)  # "every day's a Sunday to me"
    if read.narrowed and not is_refused and meant.leaves_it_to_us(reader, REFUSED):
        return Read(read.narrowed[0])
    if read != Read():
        return read
    if meant.leaves_it_to_us(reader):
        return Read(reader.whichever)
    return reader.others if likely == NONE else read


def _chosen(read: Read, reader: Choice, meant: Meant, text: str) -> Read | None:
    """What is left or chosen of several things; None where neither is meant."""
    values = {option.value for option in reader.options}
    likely, sure = meant.likely(reader), meant.sure(reader)
    if (refused := likely.removeprefix(NOT)) in values and likely != refused:
        counts = meant.chosen(reader) if read == Read() else sure and refused == read.value
        return reader.without(refused) if counts else read
    if likely not in values:
        return None
    chosen = meant.chosen(reader) if read == Read() else sure
    if read.why == NOT_THAT and chosen not in reader.left_in(text):
        return read
    return Read(chosen, rest=read.rest) if chosen else read
