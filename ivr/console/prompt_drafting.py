"""The draft of the prompts as pages work on it: each line in it sound by itself, and saved only by who has seen it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from ..errors import CandidError, EngineError, PromptError
from ..store.drafts import Draft, DraftMovedError
from ..store.revisions import Revision
from ..written.prompts_in_force import PromptsInForce
from ..written.script import Key, Script, Scripted, as_text, from_text
from .desk import Desk
from .prompt_purposes import purpose_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What a page works on: what is in force, and what the draft changes of it."""

    script: Script
    changes: Mapping[Key, Scripted]
    draft: Draft | None
    version: str
    """Of what is in force."""

    @property
    def saved(self) -> int:
        return self.draft.saved if self.draft else 0

    def line(self, key: Key) -> Scripted:
        return self.changes.get(key) or self.script[key]


class LineRefusedError(CandidError):
    """What is wrong with a line, a sentence each; nothing was saved."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PromptDrafting:
    """For the pages. All may raise SQLAlchemyError."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def _prompts(self) -> PromptsInForce:
        return self._desk.prompts

    def standing(self) -> Standing:
        draft, prompts = self._desk.prompt_drafts.current(), self._prompts
        changes: dict[Key, Scripted] = {}
        if draft:
            with suppress(PromptError):  # of another version of Candid: nothing in it can be read
                changes = prompts.changed_to(from_text(draft.text))
        return Standing(prompts.script, changes, draft, prompts.version)

    def change(self, person: str, built_on: int, key: Key, line: Scripted) -> None:
        """Raises LineRefusedError, EngineError, DraftMovedError."""
        standing = self.standing()
        if standing.saved != built_on:
            raise DraftMovedError
        if line == standing.line(key):
            return
        self._save(person, standing, {**standing.changes, key: line}, "prompt_changed", ".".join(key))

    def restore(self, person: str, built_on: int, revision: Revision) -> None:
        """It becomes the draft; what the prompts have lost or got since then stays so. Raises as `change`."""
        standing = replace(self.standing(), changes={})
        self._save(
            person,
            standing,
            self._prompts.changed_to(from_text(revision.text)),
            "prompts_restored",
            str(revision.number),
            built_on,
        )

    def _save(
        self,
        person: str,
        standing: Standing,
        changes: dict[Key, Scripted],
        act: str,
        about: str,
        built_on: int | None = None,
    ) -> None:
        changes = {key: line for key, line in changes.items() if line != standing.script[key]}
        try:
            problems = self._prompts.problems(changes)
        except PromptError as error:
            raise LineRefusedError([str(error)]) from error
        if problems:
            raise LineRefusedError([_with_place(key, one, about) for key, told in problems.items() for one in told])
        on = standing.saved if built_on is None else built_on
        drafts = self._desk.prompt_drafts
        if changes:
            drafts.save(person, as_text(changes), built_on=on, version=standing.version)
        elif standing.draft:
            drafts.discard(built_on=on)
        self._desk.audit.note(person, act, about)

    def publish(self, person: str, standing: Standing, note: str, *, instead_of: str) -> int:
        """The number of the revision in force now. Raises PromptsMovedError, PromptError, EngineError."""
        prompts, desk = self._prompts, self._desk
        prompts.publish(standing.changes, instead_of=instead_of)
        number = desk.prompt_revisions.add(person, note, prompts.version, as_text(prompts.script))
        desk.audit.note(person, "prompts_published", str(number))
        with suppress(DraftMovedError):  # whoever saved it in this moment goes on with theirs
            desk.prompt_drafts.discard(built_on=standing.saved)
        return number


def _with_place(key: Key, told: str, about: str) -> str:
    return told if ".".join(key) == about else f"{purpose_of(key[0]).told}: {told}"


def why_not(error: LineRefusedError | EngineError) -> list[str]:
    """For the page."""
    if isinstance(error, LineRefusedError):
        return error.problems
    return [f"It cannot be spoken now: {error}. Nothing was saved."]
