"""The whole service: webhooks from the first moment on, calls as soon as the engine room is there.

Nothing heavy is loaded here: after a crash callers ring at once, and the answer that sends them to an agent needs no
engine, no model and no database.
"""

import asyncio
import os
import time
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import structlog

from .call.activity import Activity
from .call.stream_socket import StreamSocket
from .core.rules import Rules
from .errors import CandidError, EngineError, LanguageError
from .notices.messengers import messengers_of
from .privacy.masters import master_keys
from .privacy.retention import Keeping
from .privacy.vault import Vault
from .settings import Settings
from .store.calls import utc_now
from .store.carrier_copies import CarrierCopies
from .store.fact_log import Signing, opened
from .store.facts import Facts
from .store.live import MOST_ENDED_JOURNALS
from .store.store import Store
from .store.telling import Telling
from .telephony.recordings import CarrierRecordings
from .telephony.signature import Signatures
from .telephony.token import StreamTokens
from .web import Counts
from .web.desk import Desk
from .web.readiness import RULE_ALERTS
from .web.waiting import WaitingRoom
from .written.prompt_texts import SAID_BY_CARRIER, PromptTexts
from .written.prompts import unplayable
from .written.rules_file import RulesFile, prompts_said

if TYPE_CHECKING:  # loaded once webhooks are answered
    from .console.opened import Console
    from .engine_room import EngineRoom
    from .written.prompts_in_force import PromptsInForce

_LOOK_SECONDS = 0.1
_ENGINES = ("transcriber", "synthesizer", "dialogue", "detector", "prompts")

log = structlog.get_logger(__name__)


@dataclass
class Service:
    """The web side, made; the engine room comes after `start`. `can_take_call` when a call can be taken."""

    settings: Settings
    dev: bool = False
    clock_is_audio: bool = False
    """The carrier is a stand-in in this process that waits for nobody: messages come as fast as they are handled."""
    draining: bool = False
    activity: Activity = field(default_factory=Activity)
    room: "EngineRoom | None" = None
    problem: str = ""
    """Why there is no engine room, and will be none."""

    def __post_init__(self) -> None:
        settings = self.settings
        self._texts: PromptTexts | None = None  # until rules are found that can be said: they choose the language
        self.rules = RulesFile(settings.rules_file, settings.data_dir, self._unsayable, self._unfinished)
        self.texts = self._texts = PromptTexts(settings.prompts_dir, self.rules.current().language)
        vault = Vault(master_keys(settings.master_key, settings.effective_master_key_file))
        url, folder = settings.effective_database_url, settings.data_dir
        self.store = Store(
            *(url, folder, settings.secret_key),
            vault=vault,
            keeping=Keeping.of(settings),
            redact_names=settings.redact_names > 0,
            language=self.texts.language,
            over_in_memory=MOST_ENDED_JOURNALS if self.dev else 0,  # a developer's page shows what was said
        )
        carrier = CarrierRecordings.of(settings)
        self.copies = CarrierCopies(url, vault, Keeping.of(settings), carrier) if carrier else None
        self.telling = Telling(url, self.rules.current, messengers_of(settings))
        self.facts = Facts(url, folder, partial(opened, folder, Signing.of(settings)))
        self.tokens = StreamTokens(settings.secret_key, time.monotonic)
        self.signatures, self.counts = Signatures(settings), Counts()
        self.desk = Desk(settings, self.counts)
        self.vault, self.waiting = vault, WaitingRoom(utc_now)
        self.console: Console | None = None
        self._equipping: asyncio.Task[None] | None = None

    def _unsayable(self, rules: Rules) -> list[str]:
        """What rules would have said that is not at hand: recordings are read, and voices chosen, at the start.

        Once there is an engine room, what names their company is spoken here, by the thread that looks for new rules.
        """
        texts = self._texts or PromptTexts(self.settings.prompts_dir, rules.language)
        if rules.language != texts.language:
            return [f"language: is {texts.language} until the service is restarted"]
        if texts.missing:
            mend = "take them from the one that ships with Candid, or write them"
            return [f"language: prompts.yml lacks in {texts.language} {', '.join(texts.missing)}: {mend}"]
        if texts.name_a_company and not rules.company:
            return ["company: is missing: say whom callers ring, as in `company: Acme`"]
        recorded = texts.names - SAID_BY_CARRIER
        unknown = [(field, name) for field, name in prompts_said(rules) if name not in recorded]
        mend = "add it to prompts.yml, then `ivr render-prompts`, and restart the service"
        if unknown or self.room is None:
            return [f"{field}: no prompt '{name}' is at hand: {mend}" for field, name in unknown]
        return self.room.prompts.unsayable(rules)

    def _unfinished(self, rules: Rules) -> list[str]:
        """What the language of rules lacks without which no call can be taken in it."""
        from .language.spoken import spoken

        wrong = []
        try:
            spoken(rules.language).load()
        except LanguageError as error:
            wrong += str(error).splitlines()
        wrong += unplayable(self.settings.prompts_dir, rules.language, rules.company)
        if not wrong:
            return []
        return [f"language: {rules.language} lacks {len(wrong)} things, the first: {wrong[0]}; `ivr check` tells all"]

    async def start(self) -> None:
        """Begins everything; returns before the engines are loaded."""
        self.rules.start()
        self.store.start()
        self.facts.start()
        self.telling.start()
        if self.copies:
            self.copies.start()
        self._equipping = asyncio.create_task(self._equip(), name="engine room")

    async def _equip(self) -> None:
        try:
            room = await asyncio.to_thread(self._engine_room)
            self.room = room
            await room.start()
        except CandidError as error:
            self.problem = str(error)
        except Exception as error:  # callers still reach agents, and /readyz says that it is so
            log.exception("engines_broke")
            self.problem = f"the engines could not be loaded ({type(error).__name__})"
        if self.problem:
            log.error("engines_missing", problem=self.problem)
        if self.settings.console:
            await asyncio.to_thread(self._open_console, asyncio.get_running_loop())

    def _open_console(self, loop: asyncio.AbstractEventLoop) -> None:
        """Last, also where engines are missing: supervisors must see it."""
        try:
            from .console.opened import open_console
            from .stage.whole import WholeStage

            calls = (self.room.exchange.gallery, self.room.admission) if self.room else (None, None)
            known = self.store, self.rules, self.texts, self.waiting, self
            dialogue = self.room.dialogue if self.room else None
            stage = WholeStage(*known, *calls, dialogue=dialogue, loop=loop, now=utc_now)
            prompts = self._prompts(loop)
            self.console = open_console(self.settings, self.vault, self.rules, utc_now, stage, prompts)
        except Exception:  # calls go on without it
            log.exception("console_broke")

    def _prompts(self, loop: asyncio.AbstractEventLoop) -> "PromptsInForce":
        """For the console, which may change them; without engines it only shows them."""
        from .written.own_recordings import OwnRecordings
        from .written.prompts_in_force import PromptsInForce

        known = self.settings.prompts_dir, OwnRecordings(self.settings.data_dir / "prompts" / "own"), self.texts
        if self.room is None:
            return PromptsInForce(*known, self.rules.current, None)
        return PromptsInForce(*known, self.rules.current, self.room.prompts, partial(self.room.other_prompts, loop))

    def _engine_room(self) -> "EngineRoom":
        """In a thread: seconds of loading, during which webhooks are answered."""
        import_module(".store.tables", __package__)  # first what callers of a process that was killed ask for
        from .engine_room import EngineRoom

        return EngineRoom(
            *(self.settings, self.store, self.facts, self.rules, self.tokens, self.activity),
            clock_is_audio=self.clock_is_audio,
            waiting=self.waiting.length,
            alerted=partial(self.counts.add, RULE_ALERTS),
        )

    async def warm(self, deadline_seconds: float) -> None:
        """Returns when every engine can take a call. Raises EngineError when that takes longer, or never comes."""
        try:
            async with asyncio.timeout(deadline_seconds):
                # Rasa is asked itself: what was seen of it a moment ago may have ended since.
                while not (self.can_take_call() and self.room and await self.room.dialogue.ready()):
                    if self.problem:
                        raise EngineError(self.problem)
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            waiting = [name for name, part in self.parts().items() if part["state"] in {"starting", "failed"}]
            raise EngineError(f"not ready within {deadline_seconds:g} s: {', '.join(waiting)}") from None

    async def stop(self) -> None:
        """Every child is gone and every record written when this returns."""
        if self._equipping:
            await asyncio.wait([self._equipping])  # its thread cannot be stopped, and might start children
        if self.room:
            await self.room.stop()
        if self.copies:
            await asyncio.to_thread(self.copies.close)
        await asyncio.to_thread(self.telling.close)
        if self.console:
            self.console.close()
        self.desk.close()
        await asyncio.to_thread(self.rules.stop)
        await asyncio.to_thread(self.facts.close)
        await asyncio.to_thread(self.store.close)

    @property
    def calls(self) -> int:
        """Streams that are open."""
        return self.room.exchange.calls if self.room else 0

    async def drained(self) -> None:
        """Returns when no stream is open."""
        if self.room:
            await self.room.exchange.drained()

    async def take(self, socket: StreamSocket) -> None:
        """A stream that the carrier has opened; before there is an engine room, it is told to go on without."""
        if self.room is None:
            log.warning("stream_before_engines")
            await socket.close()
            return
        await self.room.exchange.take(socket)

    # The web side's view (web.readiness.Readiness).

    def can_take_call(self) -> bool:
        return not self.draining and not self.problem and self.room is not None and self.room.ready

    def has_room(self) -> bool:
        return self.room is None or self.room.admission.has_room

    def parts(self) -> dict[str, dict[str, str]]:
        rules_state = "broken change, last good rules in force" if self.rules.problem else "ready"
        return {
            "service": self._state(True, os.getpid()),
            **self._engines(),
            "rules": {"state": rules_state, "detail": self.rules.problem},
            "store": self.store.state(),
            "evidence": self.facts.state(),
            **({"carrier copies": self.copies.state()} if self.copies else {}),
            "messages": self.telling.state(),
            "load": self.room.load() if self.room else {"state": "room", "detail": ""},
            "calls": {"state": "draining" if self.draining else "open", "detail": str(self.calls)},
        }

    def _engines(self) -> dict[str, dict[str, str]]:
        if self.problem:
            return {name: {"state": "failed", "detail": self.problem} for name in _ENGINES}
        if self.room is None:
            return {name: {"state": "starting", "detail": ""} for name in _ENGINES}
        known = {name: self._state(ready, pid) for name, (ready, pid) in self.room.parts().items()}
        if problem := self.room.prompts.problem:
            known["prompts"] = {"state": "failed", "detail": problem}
        if problem := self.room.language_problem:
            known["language"] = {"state": "broken change, last good lists in force", "detail": problem}
        return known

    def _state(self, ready: bool, pid: int | None = None) -> dict[str, str]:
        # The process is told to developers alone: their stand-in kills it to see who answers the caller then.
        return {"state": "ready" if ready else "starting", "detail": f"pid {pid}" if self.dev and pid else ""}
