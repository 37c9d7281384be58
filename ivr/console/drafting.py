"""The draft of the rules as pages work on it: always sound, and saved only by who has seen what it was."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from ..core.rules import Rules
from ..errors import RulesError
from ..store.drafts import Draft, DraftMovedError
from ..written.rules_file import never_true, parse_rules, surprising
from ..written.rules_file.editing import Editing
from .desk import Desk

MOVED_BUT_KEPT = (
    "Somebody has changed the draft since you opened this page. What you typed is below, and not saved: "
    "look at what it is by now, then save yours on top of it."
)
_PROBLEM = re.compile(r"[^:\n]+:(?P<line>\d+): (?:(?P<place>[\w.+-]+): )?(?P<told>.*)")


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    place: str
    """The field's path with dots; empty: the whole."""
    told: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page works on: the draft, or the rules in force where there is none."""

    text: str
    rules: Rules
    draft: Draft | None

    @property
    def saved(self) -> int:
        return self.draft.saved if self.draft else 0


class Drafting:
    """For the pages. All may raise SQLAlchemyError."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self) -> Standing:
        draft = self._desk.drafts.current()
        text = draft.text if draft else self._desk.rules.text()
        return Standing(text, rules_in(text), draft)

    def change(self, person: str, built_on: int, edit: Callable[[Editing], None], act: str, about: str = "") -> Rules:
        """Raises RulesError for what would not be sound, DraftMovedError for who has not seen what it is by now."""
        standing = self.standing()
        if standing.saved != built_on:
            raise DraftMovedError
        return self._save(standing, person, built_on, edited(standing.text, edit), act, about)

    def replace(self, person: str, built_on: int, text: str, act: str, about: str = "") -> Rules:
        """The whole text; raises as `change`."""
        return self._save(self.standing(), person, built_on, text, act, about)

    def _save(self, standing: Standing, person: str, built_on: int, text: str, act: str, about: str) -> Rules:
        rules = rules_in(text)
        if text == standing.text:
            return rules
        self._desk.drafts.save(person, text, built_on=built_on, version=self._desk.in_force.version)
        self._desk.audit.note(person, act, about)
        return rules

    def publish(self, person: str, draft: Draft, note: str, *, instead_of: str) -> int:
        """The number of the revision that is in force now. Raises RulesError, RulesMovedError."""
        rules = self._desk.rules.publish(draft.text, instead_of=instead_of)
        number = self._desk.revisions.add(person, note, rules.version, draft.text)
        self._desk.audit.note(person, "published", str(number))
        with suppress(DraftMovedError):  # whoever saved it in this moment goes on with theirs
            self._desk.drafts.discard(built_on=draft.saved)
        return number


def edited(text: str, edit: Callable[[Editing], None]) -> str:
    """Raises RulesError where the text is not YAML."""
    editing = Editing(text)
    edit(editing)
    return editing.text()


def problems_of(error: RulesError) -> list[Problem]:
    found = (_PROBLEM.fullmatch(line) for line in str(error).splitlines())
    told = [Problem(int(one["line"]), one["place"] or "", one["told"]) for one in found if one]
    return told or [Problem(1, "", str(error))]


def beside(problems: Iterable[Problem], names: Iterable[str]) -> dict[str, str]:
    """Field → what is wrong with it; under the empty name what none of these fields has to do with."""
    names, told = list(names), dict[str, str]()
    for problem in problems:
        at = next((name for name in names if (problem.place + ".").startswith(name + ".")), "")
        where = f"{problem.place}: " if problem.place and not at else ""
        told.setdefault(at, where + problem.told)
    return told


def doubts(rules: Rules, *within: object) -> dict[str, list[str]]:
    """Place behind `within` → what it says and surely does not mean; none of it keeps anybody from publishing."""
    found: dict[str, list[str]] = {}
    for place, told in (*never_true(rules), *surprising(rules)):
        if place[: len(within)] == within:
            found.setdefault(".".join(map(str, place[len(within) :])), []).append(told)
    return found


@lru_cache(maxsize=8)
def rules_in(text: str) -> Rules:
    """Raises RulesError."""
    return parse_rules(text)
