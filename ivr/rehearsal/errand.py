"""What a process is told that tries a draft on calls, and how it goes about it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..core.rules import Rules
from ..errors import CandidError
from ..language.spoken import spoken
from ..privacy.masters import master_keys
from ..privacy.vault import Vault
from ..settings import Settings
from ..store.calls import utc_now
from ..store.database import engine_of
from ..store.past_calls import past_calls
from ..store.revisions import Revisions
from ..written.prompt_texts import PromptTexts
from ..written.rules_file import parse_rules
from .rehearse import Draft, Rehearsed, rehearse

LEAST_URGENT = 19
"""Calls in progress come first: a draft is tried with what the machine has left."""


@dataclass(frozen=True, slots=True)
class Errand:
    """As JSON it goes through a pipe, never onto a command line: it holds the master key where that was given."""

    rules: str
    """The draft, as JSON of `core.rules.Rules`."""
    in_force: str
    """Likewise."""
    calls: tuple[str, ...]
    database: str = field(repr=False)
    master_key: str = field(repr=False)
    master_key_file: str
    prompts: str
    """The folder of the prompts."""
    niceness: int = 0

    @classmethod
    def of(cls, settings: Settings, draft: Rules, in_force: Rules, calls: tuple[str, ...]) -> "Errand":
        return cls(
            draft.model_dump_json(),
            in_force.model_dump_json(),
            calls,
            settings.effective_database_url,
            settings.master_key,
            str(settings.effective_master_key_file),
            str(settings.prompts_dir),
            LEAST_URGENT,
        )

    def told(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_told(cls, told: str) -> "Errand":
        found = json.loads(told)
        return cls(**{**found, "calls": tuple(found["calls"])})

    def run(self) -> Iterator[Rehearsed]:
        """Each call as it was gone through; the first comes after the second that a language takes to load.

        Raises CandidError and SQLAlchemyError.
        """
        in_force = Rules.model_validate_json(self.in_force)
        language = spoken(in_force.language)
        language.load()
        vault = Vault(master_keys(self.master_key, Path(self.master_key_file)))
        engine = engine_of(self.database)
        rules, texts = Rules.model_validate_json(self.rules), texts_said(Path(self.prompts), in_force)
        draft = Draft(rules, in_force, PastRules(Revisions(engine, utc_now)).of, language, texts)
        try:
            for call in past_calls(engine, vault, self.calls):
                yield rehearse(call, draft)
        finally:
            engine.dispose()


def texts_said(folder: Path, rules: Rules) -> dict[str, str]:
    """What the recordings say, by their names. Raises PromptError."""
    written = PromptTexts(folder, rules.language)
    return {name: written.text(name, rules.company) for name in written.names}


class PastRules:
    """Rules that were in force, read when the first call of theirs is met."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._read: dict[str, Rules | None] = {}

    def of(self, version: str) -> Rules | None:
        """None: they are not known, or this version of the service takes them for wrong. Raises SQLAlchemyError."""
        if version not in self._read:
            self._read[version] = self._parsed(version)
        return self._read[version]

    def _parsed(self, version: str) -> Rules | None:
        found = self._revisions.by_version(version)
        try:
            return parse_rules(found.text) if found else None
        except CandidError:
            return None
