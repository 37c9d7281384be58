"""The store: calls in progress live in memory; changes go to the spool at once and to the database a moment later.

Nothing that webhooks or the runner use waits for the database, but reading back a call that is not in memory, which
gives up after half a second. So a database that goes away costs no call anything; at the start see `choices.py`.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from ..core.events import CallStarted
from ..core.record import Care, Disposition
from ..core.rules import Rules
from ..ports import GoneOn, HandOff, JournalEntry
from ..privacy.key_file import KEY_FILE, KeyFile
from ..privacy.retention import AS_SHIPPED, Keeping
from ..privacy.vault import Vault
from . import dials, line_events, lines, messages
from .batches import changes_of
from .calls import CallRecord, Dialled, caller_key, first_record, last_known, new_reference, utc_now
from .choices import KeptChoices
from .handing_off import HandingOff
from .housekeeping import Housekeeping
from .live import MOST_ENDED_JOURNALS, Live, LiveCalls, are_whole, in_order, restored
from .on_the_line import OnTheLine
from .outlet import Outlet, redactor
from .paying import Paying
from .sealer import Sealer
from .sound import KeptSound
from .spool import SPOOL_BYTES, Spool
from .writer import StoreError, Writer


class Store:
    """All of the service's record of calls; a `CallStore` for the runner. Thread-safe."""

    def __init__(
        self,
        database_url: str,
        data_dir: Path,
        secret_key: str,
        *,
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
        spool_bytes: int = SPOOL_BYTES,
        vault: Vault | None = None,
        keeping: Keeping = AS_SHIPPED,
        redact_names: bool = True,
        language: str = "en",
        over_in_memory: int = MOST_ENDED_JOURNALS,
    ) -> None:
        self._now, self._monotonic, self._key, self._closed = now, monotonic, caller_key(secret_key), False
        self._lock, self.paying = threading.Lock(), Paying()
        self._spool, self._calls = Spool(data_dir / "journal", limit=spool_bytes), LiveCalls(over_in_memory)
        self.on_the_line = OnTheLine(self._lock, self._calls, monotonic)
        vault, began = vault or Vault(KeyFile(data_dir / KEY_FILE)), now()
        self._sealer = Sealer(vault, self._calls, now)
        self.sound = KeptSound(lambda row: self._outlet.tell_of(row), now)
        self.codes = line_events.CarrierCodes(lambda row: self._outlet.tell_of(row), now)
        self.messages = messages.LeftMessages(self._lock, self._require, lambda rows: self._outlet.tell(rows), now)
        of_calls = self._lock, self._calls, self._require, self._hold
        self.handing_off = HandingOff(*of_calls, lambda rows: self._outlet.tell(rows), now, monotonic)
        self.choices = KeptChoices(self._key, keeping.choices, now, self.record, lambda row: self._outlet.tell_of(row))
        self._calls.fill(restored(self.choices.overheard(changes_of(self._spool.leftovers)), monotonic(), began, vault))
        house = Housekeeping(keeping, self._forget, now, monotonic)
        self._writer = Writer(database_url, self._spool, began, vault, house, self.choices)
        of_words = self._sealer, redactor(names=redact_names, language=language), self.on_the_line.words, monotonic
        self._outlet = Outlet(self._lock, self._spool, self._writer, *of_words)

    def start(self) -> Self:
        """Begin to write: tables first, then what an earlier run left. Returns at once; `state` tells how it goes."""
        self._writer.start()
        return self

    def close(self, timeout_seconds: float = 10.0) -> None:
        """Write what can be written now; the rest stays in the spool for the next start."""
        if not self._closed:
            self._closed = True
            self._outlet.stop(timeout_seconds)
            self._spool.close()

    def flush(self, timeout_seconds: float = 10.0) -> bool:
        """Wait until the database holds everything told so far. Not for the call path."""
        return self._outlet.flush(timeout_seconds)

    def state(self) -> dict[str, str]:
        return self._outlet.state()

    # What the runner tells and asks.

    def append(self, call: str, entries: Sequence[JournalEntry]) -> None:
        with self._lock:
            live = self._require(call)
            live.keep(entries)
            self._outlet.tell(line_events.of_entries(live.record, entries, self._now()))
            streams = sum(entry.kind == CallStarted.__name__ for entry in entries)
            if streams:
                live.with_assistant = not live.record.over and live.record.handoff is None
                self._hold(live, live.record.streaming(streams))

    def save_handoff(self, call: str, handoff: HandOff) -> None:
        """The first one holds: a call leaves its stream once, until it comes back."""
        self.handing_off.save(call, handoff)

    def add_to_handoff(self, call: str, wish: str, care: Care | None, route: str | None = None) -> None:
        self.handing_off.add(call, wish, care, route)

    def told_closed(self, call: str) -> None:
        self.handing_off.told_closed(call)

    def gone_on(self, call: str) -> GoneOn | None:
        return self.handing_off.gone_on(call)

    def end_call(self, call: str, disposition: Disposition) -> None:
        with self._lock:
            self._end(self._require(call), disposition)

    def journal(self, call: str) -> list[JournalEntry]:
        """All entries of a call in order. Raises StoreError when some are in the database and it does not answer."""
        with self._lock:
            live = self._calls.get(call)
            held = live.opened_entries(self._sealer.vault) if live else []
            held.sort(key=lambda entry: entry.seq)
            if live is not None and live.complete:
                return held
        try:
            older = self._writer.read_journal(call)
        except StoreError:
            if not are_whole(held):
                raise
            older = []  # after a restart the spool had them all
        return in_order(older, held)

    # What the webhooks tell and ask.

    def begin_call(self, call: str, *, caller: str, line: str, rules: Rules, ready: bool) -> CallRecord:
        """The call's record, made at the first request; whether the assistant takes it is decided then, once."""
        with self._lock:
            live = self._calls.get(call)
            if live is not None:
                return live.record
            running = self._calls.with_assistant(self._monotonic())
            admitted = ready and running < rules.limits.calls_at_once
            record = first_record(call, self._now(), self._key, caller, line, rules, admitted=admitted)
            live = Live(record, self._monotonic(), rules.limits.call_minutes * 60, with_assistant=record.admitted)
            self._calls.add(live)
            self._outlet.tell([lines.of_call(record, self._spool.instance)])
            return record

    def call(self, call: str) -> CallRecord | None:
        """What is known of a call; None: nothing. Raises StoreError when only the database could tell."""
        if (live := self.held(call)) is not None:
            return live
        record = self._writer.find_call(call)
        if record is None:
            return None
        with self._lock:
            held = self._calls.get(call)
            return (held or self._calls.add(Live(record, self._monotonic(), complete=False))).record

    def record(self, call: str) -> CallRecord:
        """What is held of a call in memory; an empty record is made when nothing is. Never waits."""
        with self._lock:
            return self._require(call).record

    def held(self, call: str) -> CallRecord | None:
        """What is held of a call in memory; None: nothing. Never waits."""
        with self._lock:
            live = self._calls.get(call)
            return live.record if live else None

    def running_calls(self) -> int:
        """Calls that the assistant is on."""
        with self._lock:
            return self._calls.with_assistant(self._monotonic())

    def calls_in_progress(self) -> int:
        """Calls that have not ended, with the assistant or with an agent."""
        with self._lock:
            return sum(1 for _ in self._calls.in_progress(self._monotonic()))

    def resume(self, call: str, request: str = "") -> bool:
        """Whether a call whose stream was lost gets a new one: once. `request`: Twilio's idempotency token, if any."""
        with self._lock:
            live = self._require(call)
            if live.record.resumes:
                return live.repeats_resume(self._monotonic(), request)
            live.begin_resume(self._monotonic(), request)
            self._hold(live, live.record.resumed())
            return True

    def dial(self, call: str, route: str, *, after: int = 0, at_once: int = 1) -> Dialled:
        """The agent to ring now: one that rings or was tried, when asked again, else the route's first.

        `after`: attempts of which nothing but the number is known. `at_once`: so many ring together; it is the last.
        """
        with self._lock:
            live = self._require(call)
            live.with_assistant = False
            held = live.record
            to_ring = max(after, held.attempts), route, range(at_once), self._now(), held.seq
            return held.dials[-1] if held.dials else self._dialled(live, *dials.begun(*to_ring))

    def dialled(self, call: str, attempt: int, *, outcome: str, bridged: bool, leg: str = "") -> Dialled | None:
        """Record how an attempt ended, and all that rang with it; None when it is not under way, as one told twice."""
        with self._lock:
            live = self._require(call)
            ringing = live.record.ringing
            if attempt not in {one.attempt for one in ringing}:
                return None
            ended = dials.ended(ringing, self._now(), outcome=outcome, bridged=bridged, leg=leg)
            self._dialled(live, *ended)
            if bridged:
                self._end(live, Disposition.TRANSFERRED)
            return next((one for one in ended if one.bridged), ended[-1])

    def dial_next(self, call: str, after: Dialled, agents: range, route: str = "") -> Dialled:
        """Ring these next, of the same route unless another is named, or give what has begun; of several the last."""
        with self._lock:
            live = self._require(call)
            last = live.record.dials[-1]
            if last.attempt > after.attempt:
                return last
            to_ring = after.attempt, route or after.route, agents, self._now(), live.record.seq
            return self._dialled(live, *dials.begun(*to_ring))

    def accept(self, call: str, attempt: int, *, pressed: bool = True, leg: str = "") -> bool:
        """The agent takes the call, and pressed 1 for it; False when it rings no more, or is with another."""
        with self._lock:
            live = self._calls.get(call)
            ringing = live.record.ringing if live and not live.record.over else ()
            took = dials.taken(ringing, attempt, self._now(), pressed=pressed, leg=leg)
            return bool(live and took and self._dialled(live, *took))

    def reference(self, call: str) -> str:
        """The number by which the caller can ask after this call, digits only; the same one each time."""
        with self._lock:
            live = self._require(call)
            if not live.record.reference:
                live.record = replace(live.record, reference=new_reference())
                self._outlet.tell([lines.of_voicemail(live.record, self._now())])
            return live.record.reference

    def left_voicemail(self, call: str, recording_sid: str) -> None:
        with self._lock:
            live = self._require(call)
            if recording_sid and not live.record.recording_sid:
                live.record, at = replace(live.record, recording_sid=recording_sid[:64]), self._now()
                self._outlet.tell([lines.of_voicemail(live.record, at), messages.of_voicemail(live.record, at)])
            self._end(live, Disposition.VOICEMAIL if live.record.recording_sid else Disposition.GOODBYE)

    def over(self, call: str) -> None:
        """The carrier says that the call has ended: nothing more is done for it. Known or not, asked once or often."""
        with self._lock:
            live = self._calls.get(call)
            if live is None:
                self._outlet.tell([lines.of_end(call, self._now())])
            elif not live.record.over:
                self._end(live, last_known(live.record), over=True)
                self._calls.trim_journals()

    def _forget(self, erased: Sequence[str]) -> None:
        with self._lock:
            self._calls.forget(erased)
        self._sealer.vault.forget(erased)

    # With the lock held.

    def _require(self, call: str) -> Live:
        """The live call; made when nothing is known of it, so that whatever is told is kept."""
        live = self._calls.get(call)
        if live is None:
            live = self._calls.add(Live(CallRecord(call, self._now()), self._monotonic()))
            self._outlet.tell([lines.of_call(live.record, self._spool.instance)])
        return live

    def _end(self, live: Live, disposition: Disposition, *, over: bool = False) -> None:
        live.with_assistant = False
        ended = live.record.ended(disposition, self._now(), over=over)
        if ended != live.record:
            self._hold(live, ended)

    def _hold(self, live: Live, record: CallRecord) -> None:
        live.record = record
        self._outlet.tell([lines.of_call(record, self._spool.instance)])

    def _dialled(self, live: Live, *dialled: Dialled) -> Dialled:
        """The last of them."""
        self._hold(live, (live.record if dialled[-1].ended_at else live.record.going_on()).redialled(*dialled))
        self._outlet.tell(lines.of_dial(live.record.call_sid, one) for one in dialled)
        return dialled[-1]
