"""Where media streams become calls: who may open one, which rules it runs under, and how the service drains."""

import asyncio
import time
from collections.abc import Callable

import structlog

from ..core.call import CallSession
from ..core.events import Event, StreamLost
from ..core.record import Disposition, Reason
from ..errors import StreamError
from ..language.spoken import spoken
from ..ports import HandOff, JournalEntry
from ..store.calls import rules_of
from ..store.journal import decoded
from ..store.store import Store
from ..telephony.line import Line
from ..telephony.media_stream import Started
from ..telephony.token import StreamTokens
from ..written.rules_file import RulesFile
from .alerts import Alerts
from .equipment import Equipment, TextSocket
from .gallery import Gallery
from .onlooker import Known, Onlooker
from .runner import CallRunner
from .scribe import Beside
from .taping import Recorders, taped
from .witnessing import witnessed

_START_SECONDS = 5.0
"""As for a head. Who is ended comes back, and to open a stream costs more than to keep one: who opens more in a second
than `connections.OPENING_SECONDS` lets in would keep callers out."""
MOST_UNOPENED = 600
"""Streams before their start; one more ends the one that has waited longest. A carrier's wait a tenth of a second.

Who is ended comes back: with 100 of them, 500 strangers opened four hundred streams a second."""
_RESUME_PARAMETER = "resume"
FORGET_SECONDS = 30.0
"""So often it is looked which calls that have left are over."""

log = structlog.get_logger(__name__)


class Exchange:
    def __init__(
        self,
        equipment: Equipment,
        store: Store,
        rules: RulesFile,
        tokens: StreamTokens,
        clock: Callable[[], float] = time.monotonic,
        recorders: Recorders | None = None,
    ) -> None:
        self._equipment, self._store, self._rules, self._tokens, self._clock = equipment, store, rules, tokens, clock
        self._recorders = recorders
        self._runners: dict[str, CallRunner] = {}
        self.gallery = Gallery()
        self._unopened: dict[asyncio.Timeout, None] = {}
        """In the order in which they came."""
        self._no_calls = asyncio.Event()
        self._no_calls.set()
        self._left: set[str] = set()
        """Calls whose last stream has ended: they may come back, or be over."""
        self._looks_again: asyncio.TimerHandle | None = None
        self._forgetting: set[asyncio.Task[None]] = set()
        self.refused = 0
        """Streams that were closed before they became a call."""

    @property
    def calls(self) -> int:
        return len(self._runners)

    async def drained(self) -> None:
        """Returns when no stream is open."""
        await self._no_calls.wait()

    async def take(self, socket: TextSocket) -> None:
        """Run one media stream until it is closed. A stream that is not a call's is closed, and its caller goes on."""
        line = Line(self._clock)
        try:
            started = await self._opened_in_time(socket, line)
        except (StreamError, TimeoutError) as error:
            self.refused += 1
            log.warning("stream_refused", problem=str(error) or "no start in time")
            await socket.close()
            return
        structlog.contextvars.bind_contextvars(call=started.call)
        await self._run(started, line, socket)

    async def _opened_in_time(self, socket: TextSocket, line: Line) -> Started:
        async with asyncio.timeout(_START_SECONDS) as limit:
            if len(self._unopened) >= MOST_UNOPENED:
                longest = next(iter(self._unopened))
                del self._unopened[longest]
                longest.reschedule(asyncio.get_running_loop().time())
            self._unopened[limit] = None
            try:
                return await self._opened(socket, line)
            finally:
                self._unopened.pop(limit, None)

    async def _opened(self, socket: TextSocket, line: Line) -> Started:
        while (text := await socket.receive()) is not None:
            for heard in line.receive(text):
                if isinstance(heard, Started):
                    if not self._tokens.redeem(heard.call, heard.parameters.get("token", "")):
                        raise StreamError("a stream without a token of its call")
                    return heard
        raise StreamError("closed before start")

    async def _run(self, started: Started, line: Line, socket: TextSocket) -> None:
        call = started.call
        if self._has_left(call) or self._store.paying.route(call):
            # The older stream handed it off meanwhile, or it is being paid: the carrier asks where it goes.
            log.info("stream_of_a_call_that_left")
            await socket.close()
            return
        try:
            runner, resumed = await self._sole_runner(started, line, socket)
        except Exception:  # a call that cannot even begin still has to reach a person
            log.exception("call_did_not_begin")
            fallback = rules_of(self._store.held(call), self._rules.current()).fallback_route
            self._store.save_handoff(call, HandOff("transfer", fallback, Reason.ENGINE_FAILED))
            await socket.close()
            return
        self._runners[call] = runner
        self._no_calls.clear()
        self._store.on_the_line.words.begin(call)
        try:
            await runner.run(resumed=resumed, called=self._store.record(call).line)
        finally:
            if self._runners.get(call) is runner:
                del self._runners[call]
                self.gallery.close(call)
                self._store.on_the_line.words.end(call)
                self._left.add(call)
                self._forget_what_is_over()
            if not self._runners:
                self._no_calls.set()

    def _forget_what_is_over(self) -> None:
        """What the assistant knows of calls that do not come back to it is in nobody's memory any longer.

        Of one that is with people that is known when it is over.
        """
        for call in [call for call in self._left if call not in self._runners and self._is_done(call)]:
            self._left.discard(call)
            task = asyncio.create_task(self._equipment.dialogue.forget(call))
            self._forgetting.add(task)
            task.add_done_callback(self._forgetting.discard)
        if self._left and self._looks_again is None:
            self._looks_again = asyncio.get_running_loop().call_later(FORGET_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._looks_again = None
        self._forget_what_is_over()

    def _is_done(self, call: str) -> bool:
        held = self._store.held(call)
        if held is None or held.rules is None:  # no longer known, or of an earlier process: that is resumed only once
            return True
        if held.handoff is not None and held.handoff.is_to_people:
            return held.over  # until then people may give it back
        return self._has_left(call) or held.disposition not in {None, Disposition.STREAM_LOST}

    def _has_left(self, call: str) -> bool:
        record = self._store.record(call)
        return record.over or record.handoff is not None

    async def _sole_runner(self, started: Started, line: Line, socket: TextSocket) -> tuple[CallRunner, bool]:
        """The one that goes on with the call, and whether it resumes it. Every other stream of the call ends here."""
        call = started.call
        asked = started.parameters.get(_RESUME_PARAMETER) == "1"
        while True:
            earlier = self._runners.get(call)
            if earlier is not None:
                earlier.supersede()
            # Whose first webhook was sent twice may open two streams, and neither says that it resumes anything.
            known = asked or earlier is not None or self._store.record(call).streams_started > 0
            journal = await asyncio.to_thread(self._store.journal, call) if known else []
            # In a thread when there is a journal: minutes of call are replayed, and rules may have to be looked up.
            session = await asyncio.to_thread(self._session, call, journal) if journal else self._session(call, [])
            if self._runners.get(call) is earlier:  # else a third stream began meanwhile, or the older one has ended
                first_entry = journal[-1].seq + 1 if journal else 1
                number, resumed = self._store.record(call).streams_started + 1, bool(journal)
                of_stream = self._equipment, call, session.rules, socket
                seen, witness = witnessed(*of_stream, number=number, resumed=resumed)
                known_of = call, session.rules, session.memory.recording
                seen, tape = taped(self._recorders, *known_of, seen, number, self._equipment.evidence)
                onlooker = self._onlooker(call, session)
                beside = Beside(witness, tape, onlooker, Alerts(call, self._store.messages, self._equipment.alerted))
                runner = CallRunner(call, session, line, seen, self._equipment, first_entry, beside)
                if tape is not None:
                    tape.tell = runner.tell
                self.gallery.open(call, onlooker, runner.tell)
                return runner, resumed

    def _onlooker(self, call: str, session: CallSession) -> Onlooker:
        record = self._store.record(call)
        known = Known(call, record.caller_ends, record.line, record.started_at.timestamp())
        return Onlooker(known, session, self._equipment.now().timestamp())

    def _session(self, call: str, journal: list[JournalEntry]) -> CallSession:
        rules = rules_of(self._store.call(call), self._rules.current())
        prompts = self._equipment.prompts.of(rules.company)
        texts = {name: prompts.text(name) for name in prompts.names}
        language = spoken(rules.language)
        if journal:
            return CallSession.resume(rules, language, _events(journal), texts)
        return CallSession(rules, language, texts=texts)

    def close_all(self) -> None:
        """The service is going: each call still here loses its stream, and the carrier asks where it goes next."""
        for runner in list(self._runners.values()):
            runner.tell(StreamLost())


def _events(journal: list[JournalEntry]) -> list[Event]:
    """What happened on the lost stream; that it was lost is not news to the new one."""
    known = [item for kept in journal for item in decoded(kept)]
    return [item for item in known if isinstance(item, Event) and not isinstance(item, StreamLost)]
