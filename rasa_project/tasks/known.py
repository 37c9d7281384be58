"""What a caller has told in this call and the back office has found: later tasks do not ask for it again.

A zip code goes with the number that it was told with, and with no other: it is what shows whose call it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tasks.say import Say

if TYPE_CHECKING:  # tasks work with a desk, and a desk knows what was told
    from tasks.task import Task
    from tasks.work import Work

KNOWN = "known"
"""The slot of what was told in the call."""
NUMBERS = ("order", "account")
POSTCODE, PHONE = "postcode", "phone"
_ANOTHER = re.compile(
    r"\b(?:another|(?:an|my|the|our|a)? ?other|different|second|third|next|separate)\b(?: \w+)? ?\b(?:orders?|"
    r"ones?|accounts?|customers?|parcels?|packages?|"
    r"purchases?|items?|bills?|delivery|house|home|property|place|flat|address|zip|phone|number)\b"
    r"|\b(?:somebody|someone) else|\belse's\b|\b(?:his|her|their)\b|"
    r"\b(?:my|our|a) (?!(?:technician|engineer|repairman|driver|courier|fitter|company|shop|today|tomorrow|week|month|"
    r"year)'s)\w+'s\b|"
    r"\bfor (?:my|our|a) (?:wife|husband|mother|father|mum|mom|dad|son|daughter|sister|brother|neighbou?r|"
    r"friend|parents|boss|partner)\b",
    re.IGNORECASE,
)


def of_another(text: str) -> bool:
    """Whether something else is spoken of than what was told: "my other order"."""
    return bool(_ANOTHER.search(text))


@dataclass(frozen=True)
class Told:
    """What a caller was told last: by which task, `answers` of it, and its sentences, [response, values]."""

    task: str
    answers: dict[str, str] = field(default_factory=dict)
    sentences: list[Any] = field(default_factory=list)

    @property
    def says(self) -> list[Say]:
        return [Say(name, values) for name, values in self.sentences]

    def has(self, *words: str) -> bool:
        """Whether a sentence's name has one of the words: "delivered"."""
        return any(word in name.split("_") for name, _ in self.sentences for word in words)


@dataclass
class Known:
    """`values` by question; `postcodes` by the number that each was told with; `told_in`: the task of each value."""

    values: dict[str, str] = field(default_factory=dict)
    postcodes: dict[str, str] = field(default_factory=dict)
    told_in: dict[str, str] = field(default_factory=dict)
    last: dict[str, Any] | None = None
    """What was told last, as plain values of `Told`."""

    @property
    def told(self) -> Told | None:
        return Told(**self.last) if self.last else None

    @property
    def is_any(self) -> bool:
        return bool(self.values or self.last)

    def tell(self, task: str, answers: dict[str, str], says: Sequence[Say]) -> None:
        """Keeps what was told, so that it can be told again and "it" is known."""
        self.last = asdict(Told(task, answers, [[said.name, said.values] for said in says]))

    def kept(self) -> dict[str, Any]:
        """As a slot's value; the way back is `known_of`."""
        return asdict(self)

    def learn(self, task: Task, work: Work) -> None:
        """Takes what a task was told and the back office knows, or what it has done with it."""
        for name in (*NUMBERS, POSTCODE, PHONE):
            if name in work.answers:
                self.values[name] = work.answers[name]
                self.told_in.setdefault(name, task.name)
        number = _number_of(task)
        if number in work.answers and POSTCODE in work.answers:
            self.postcodes[_named(number, work.answers[number])] = work.answers[POSTCODE]

    def recall(self, task: Task, work: Work, said: dict[str, str]) -> dict[str, str]:
        """What need not be asked at the beginning of a task; `said` is what its first sentence answers."""
        if of_another(work.said):
            return {}
        found = {name: self.values[name] for name in (*NUMBERS, PHONE) if self._is_meant(name, task, work, said)}
        if POSTCODE in said or task.question(work, POSTCODE) is None:
            return found
        number = _number_of(task)
        if not number:
            return found | ({POSTCODE: self.values[POSTCODE]} if POSTCODE in self.values else {})
        postcode = self.postcodes.get(_named(number, said.get(number) or found.get(number, "")))
        return found | ({POSTCODE: postcode} if postcode else {})

    def _is_meant(self, name: str, task: Task, work: Work, said: dict[str, str]) -> bool:
        """On the keys nothing can be said of it: the same task once more is about another one."""
        again = work.by_keys and self.told_in.get(name) == task.name
        return name in self.values and name not in said and not again and task.question(work, name) is not None


def known_of(kept: dict[str, Any] | None) -> Known:
    return Known(**kept) if kept else Known()


def _number_of(task: Task) -> str:
    """What its zip code is told with; empty: nothing."""
    return next((name for name in NUMBERS if name in task.identity), "")


def _named(number: str, value: str) -> str:
    return f"{number} {value}"
