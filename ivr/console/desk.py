"""What the pages of the console have at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from ..core.rules import Rules
from ..privacy.vault import Vault
from ..rehearsal.runs import Runs
from ..settings import Settings
from ..store.audit import Audit
from ..store.drafts import OF_PROMPTS, Drafts
from ..store.people import People
from ..store.revisions import Revisions
from ..store.schema import PROMPT_REVISIONS
from ..store.sittings import Sittings
from ..written.prompts_in_force import PromptsInForce
from ..written.rules_file import RulesFile
from .now.holds import Holds
from .now.looks import Looks
from .now.scene import Stage


@dataclass(frozen=True)
class Desk:
    settings: Settings
    engine: Engine
    """The console's own connections: a slow page never holds those of calls."""
    vault: Vault
    rules: RulesFile
    now: Callable[[], datetime]
    people: People
    sittings: Sittings
    audit: Audit
    drafts: Drafts
    revisions: Revisions
    prompts: PromptsInForce
    prompt_drafts: Drafts
    prompt_revisions: Revisions
    stage: Stage
    """What goes on now."""
    holds: Holds
    looks: Looks
    runs: Runs
    """Dry runs of drafts, as long as the service is up."""
    secure: bool
    """Whether browsers reach us by https alone; else it is a developer's machine."""

    @classmethod
    def of(
        cls,
        settings: Settings,
        engine: Engine,
        vault: Vault,
        rules: RulesFile,
        now: Callable[[], datetime],
        stage: Stage,
        prompts: PromptsInForce,
    ) -> "Desk":
        secure = settings.public_url.startswith("https://")
        staff = People(engine, now), Sittings(engine, now), Audit(engine, now)
        books = Drafts(engine, now), Revisions(engine, now)
        of_prompts = prompts, Drafts(engine, now, OF_PROMPTS), Revisions(engine, now, PROMPT_REVISIONS)
        things = *staff, *books, *of_prompts
        return cls(settings, engine, vault, rules, now, *things, stage, Holds(now), Looks(), Runs(), secure)

    @property
    def in_force(self) -> Rules:
        return self.rules.current()
