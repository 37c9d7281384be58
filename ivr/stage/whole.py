"""All that goes on now, put together from those who know it: the gallery, the store, the waiting room, the engines."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

from ..call.admission import Admission
from ..call.gallery import Gallery
from ..console.now.scene import Agent, Capacity, HandedOn, Helps, Part, RouteNow, Scene
from ..core.commands import Parse, RecordHelp
from ..core.events import Helped
from ..core.look import worst_first
from ..core.record import Priority, Understanding
from ..core.rules import Rules
from ..errors import EngineError
from ..hours.opening_hours import closed_routes
from ..ports import Dialogue
from ..store.calls import CallRecord, last_digits, rules_of
from ..store.dials import Dialled
from ..store.live_words import Spoken
from ..store.store import Store
from ..web.readiness import Readiness, RulesInForce
from ..web.waiting import WaitingRoom, Waits
from ..written.prompt_texts import PromptTexts

_ANSWER_SECONDS = 3.0
"""For a thread that asks the event loop; a call answers a help at its next event, milliseconds later."""
_HOURS_AGAIN = timedelta(seconds=10)
_TOLD_APART = {"calls", "load"}
"""Parts whose figures stand in the scene by themselves."""

Answer = TypeVar("Answer")


class WholeStage:
    """A `Stage`."""

    def __init__(
        self,
        store: Store,
        rules: RulesInForce,
        texts: PromptTexts,
        waiting: WaitingRoom,
        readiness: Readiness,
        gallery: Gallery | None,
        admission: Admission | None,
        *,
        dialogue: Dialogue | None = None,
        loop: asyncio.AbstractEventLoop,
        now: Callable[[], datetime],
    ) -> None:
        """`loop` is the one that calls are on; without engines there are no gallery, no admission and no dialogue."""
        self._store, self._rules, self._texts, self._waiting = store, rules, texts, waiting
        self._readiness, self._gallery, self._admission = readiness, gallery, admission
        self._dialogue, self._typed = dialogue, count(1)
        self._loop, self._now = loop, now
        self._closed: tuple[datetime, Rules, frozenset[str]] | None = None

    async def scene(self) -> Scene:
        at = self._now()
        parts, rules = self._readiness.parts(), self._rules.current()
        waits = {one.call: one for one in self._waiting.standing()}
        going = self._store.on_the_line.handed_on()
        running = self._gallery.running() if self._gallery else []
        on = sorted(
            (self._handed_on(record, waits.get(record.call_sid)) for record in going), key=lambda one: one.since
        )
        return Scene(
            calls=tuple(worst_first(running, at.timestamp())),
            handed_on=tuple(on),
            routes=tuple(self._routes(rules, at, going, list(waits.values()))),
            capacity=self._capacity(rules),
            parts=tuple(
                Part(name, one["state"], one["detail"]) for name, one in parts.items() if name not in _TOLD_APART
            ),
            draining=parts.get("calls", {}).get("state") == "draining",
        )

    def scene_now(self) -> Scene:
        return self._answer(asyncio.run_coroutine_threadsafe(self.scene(), self._loop))

    def helps(self, call: str) -> Helps:
        rules = rules_of(self._store.held(call), self._rules.current())
        lines = {name: self._texts.text(name, rules.company) for name in rules.say_next if name in self._texts.names}
        closed = closed_routes(rules, self._now())
        return Helps(lines, {name: name not in closed for name in rules.routes}, rules.ways_out.route)

    def help(self, call: str, wanted: Helped) -> RecordHelp | None:
        if self._gallery is None:
            return None
        return self._answer(asyncio.run_coroutine_threadsafe(self._gallery.help(call, wanted), self._loop))

    def words(self, call: str) -> tuple[Spoken, ...]:
        return self._store.on_the_line.words.of(call)

    def understood(self, words: str) -> Understanding | None:
        if self._dialogue is None:
            return None
        return self._answer(asyncio.run_coroutine_threadsafe(self._understood(self._dialogue, words), self._loop))

    async def _understood(self, dialogue: Dialogue, words: str) -> Understanding | None:
        """In a conversation of its own, which is forgotten."""
        name = f"what-if {next(self._typed)}"
        try:
            return await dialogue.parse(name, Parse(1, 1, words.lstrip("/ ")))
        except EngineError:
            return None
        finally:
            await dialogue.forget(name)

    @staticmethod
    def _answer(asked: "Future[Answer]") -> Answer:
        try:
            return asked.result(_ANSWER_SECONDS)
        except TimeoutError:
            asked.cancel()
            raise

    def _capacity(self, rules: Rules) -> Capacity:
        late = self._admission
        queue, loop = (late.queue_seconds, late.loop_seconds) if late else (0.0, 0.0)
        at_once = self._store.running_calls(), rules.limits.calls_at_once
        return Capacity(*at_once, self._readiness.has_room(), round(queue, 1), round(loop, 1))

    def _handed_on(self, record: CallRecord, waits: Waits | None) -> HandedOn:
        dial, handoff = record.dialling, record.handoff
        talks = dial is not None and dial.answered_at is not None
        since = record.handed_off_at or record.started_at
        limit = timedelta(seconds=rules_of(record, self._rules.current()).limits.person_within_seconds)
        route = dial.route if dial else waits.route if waits else (handoff.route if handoff else None) or ""
        return HandedOn(
            call=record.call_sid,
            ends=record.caller_ends,
            route=route,
            reason=handoff.reason if handoff else None,
            state="talks" if talks else "rings" if dial else "waits" if waits else "elsewhere",
            since=since.timestamp(),
            place=waits.place if waits and not talks else None,
            agent=dial.agent + 1 if dial else None,
            priority=record.care.priority if record.care else Priority.NORMAL,
            late_at=None if talks else (since + limit).timestamp(),
        )

    def _routes(self, rules: Rules, at: datetime, going: list[CallRecord], waits: list[Waits]) -> Iterator[RouteNow]:
        closed, busy = self._closed_at(rules, at), self._busy(going)
        for name, route in rules.routes.items():
            agents = (
                Agent(which, last_digits(number), *busy.get(number, ("free", None)))
                for which, number in enumerate(route.agents, 1)
            )
            yield RouteNow(name, name not in closed, tuple(agents), sum(one.route == name for one in waits))

    def _busy(self, going: list[CallRecord]) -> dict[str, tuple[str, float]]:
        """Agent's number → what they do, and since when."""
        busy = {}
        for record in going:
            routes = rules_of(record, self._rules.current()).routes
            for dial in _under_way(record):
                route = routes.get(dial.route)
                if route and dial.agent < len(route.agents):
                    state = "talks" if dial.answered_at else "rings"
                    busy[route.agents[dial.agent]] = (state, (dial.answered_at or dial.started_at).timestamp())
        return busy

    def _closed_at(self, rules: Rules, at: datetime) -> frozenset[str]:
        known = self._closed
        if known is None or known[1] is not rules or not timedelta(0) <= at - known[0] < _HOURS_AGAIN:
            known = self._closed = (at, rules, frozenset(closed_routes(rules, at)))
        return known[2]


def _under_way(record: CallRecord) -> tuple[Dialled, ...]:
    """Agents who are rung for the call; the one alone who has taken it."""
    taken = record.dialling
    return (taken,) if taken and taken.answered_at else record.ringing
