"""Calls in memory: those in progress, which are the truth about themselves, and the last ones that ended."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..core.record import Disposition
from ..errors import VaultError
from ..ports import JournalEntry
from ..privacy.vault import CallKey, Vault
from . import lines
from .calls import CallRecord
from .sealing import opened, without_content

MOST_CALLS = 4000
"""Of them all; the oldest are let go first, ended ones before others."""
MOST_ENDED_JOURNALS = 50
MOST_ENTRIES = 20_000
"""Of one call; older ones are then read from the database."""
STALE_GRACE_SECONDS = 120.0
STREAM_SECONDS = 60.0
"""A stream is opened by then or never: so long is its token good."""
RESUME_REPEAT_SECONDS = 5.0
"""Within this the same question after a lost stream is a repeated request; later the new stream was lost as well."""


@dataclass(slots=True)
class Live:
    record: CallRecord
    began: float
    """Monotonic seconds."""
    call_seconds: float = 1800.0
    """How long the rules let the assistant talk."""
    with_assistant: bool = False
    entries: list[JournalEntry] = field(default_factory=list)
    complete: bool = True
    """All entries of the call are in `entries`."""
    unopened: list[lines.Change] = field(default_factory=list)
    """Earlier entries as their lines hold them, sealed: a restart that opened all would answer late."""
    resumed_at: float | None = None
    resume_token: str = ""
    streams_at_resume: int = 0
    key: CallKey | None = None
    """What was said is sealed with it; none before there is something to seal."""

    def holds_a_line(self, now: float) -> bool:
        """Whether the assistant is on this call, or will be as soon as its stream is open.

        One whose end nobody reported stops counting when its time is up; so does one whose stream never came.
        """
        if not self.with_assistant or now - self.began > self.call_seconds + STALE_GRACE_SECONDS:
            return False
        asked_at = self.began if self.resumed_at is None else self.resumed_at
        return self.record.streams_started > self.streams_at_resume or now - asked_at <= STREAM_SECONDS

    @property
    def ended(self) -> bool:
        return self.record.ended_at is not None

    def keep(self, entries: Iterable[JournalEntry]) -> None:
        self.entries.extend(entries)
        if len(self.entries) > MOST_ENTRIES:
            del self.entries[: len(self.entries) - MOST_ENTRIES]
            self.complete = False

    def opened_entries(self, vault: Vault) -> list[JournalEntry]:
        """Those that can be opened: where others are missing, the database is asked."""
        if self.unopened:
            waiting, later = self.unopened, self.entries
            self.unopened, self.entries = [], []
            self.keep([*_entries(waiting, vault), *later])
        return list(self.entries)

    def begin_resume(self, now: float, request: str) -> None:
        self.resumed_at, self.resume_token = now, request
        self.streams_at_resume = self.record.streams_started
        self.with_assistant = True

    def repeats_resume(self, now: float, request: str) -> bool:
        """Whether this question after a lost stream is the one that was answered with a new stream, sent again."""
        if self.resumed_at is None:
            return False
        if request and self.resume_token:
            return request == self.resume_token
        soon = now - self.resumed_at < RESUME_REPEAT_SECONDS
        return soon and self.record.streams_started == self.streams_at_resume

    def forget_words(self) -> None:
        """All that was said: nobody goes on with this call. What may be kept of it is in the database."""
        self.entries.clear()
        self.unopened.clear()
        self.complete = False
        if (handoff := self.record.handoff) is not None:
            self.record = replace(self.record, handoff=replace(handoff, wish="", given=()))
        behind = (replace(one, handoff=replace(one.handoff, wish="", given=())) for one in self.record.handed_back)
        self.record = replace(self.record, handed_back=tuple(behind))


class LiveCalls:
    """Not thread-safe: the store holds its lock."""

    def __init__(self, most_over: int = MOST_ENDED_JOURNALS) -> None:
        """So many calls keep what was said when the carrier has said that they are over."""
        self._calls: dict[str, Live] = {}
        self._most_over = most_over

    def get(self, call: str) -> Live | None:
        return self._calls.get(call)

    def add(self, live: Live) -> Live:
        self._calls[live.record.call_sid] = live
        if len(self._calls) > MOST_CALLS:
            oldest = next((sid for sid, one in self._calls.items() if one.ended), next(iter(self._calls)))
            del self._calls[oldest]
        return live

    def fill(self, found: Iterable[Live]) -> None:
        for live in found:
            self.add(live)

    def forget(self, calls: Iterable[str]) -> None:
        """Those of them that have ended."""
        for call in calls:
            if call in self._calls and self._calls[call].ended:
                del self._calls[call]

    def with_assistant(self, now: float) -> int:
        """How many calls the assistant is on."""
        return sum(live.holds_a_line(now) for live in self._calls.values())

    def in_progress(self, now: float) -> Iterator[str]:
        for sid, live in self._calls.items():
            if not live.ended and not self._is_stale(live, now):
                yield sid

    def trim_journals(self) -> None:
        """Of ended calls only the last few keep in memory what was said."""
        ended = [live for live in self._calls.values() if live.ended and (live.entries or live.unopened)]
        for live in ended[:-MOST_ENDED_JOURNALS]:
            live.forget_words()
        over = [live for live in ended if live.record.over]  # one whose stream was lost may come back
        for live in over[: len(over) - self._most_over] if len(over) > self._most_over else ():
            live.forget_words()

    def _is_stale(self, live: Live, now: float) -> bool:
        return now - live.began > live.call_seconds + STALE_GRACE_SECONDS


def are_whole(entries: list[JournalEntry]) -> bool:
    """Whether none is missing before them or between."""
    numbers = [entry.seq for entry in entries]
    return bool(entries) and numbers in (list(range(len(numbers))), list(range(1, len(numbers) + 1)))


def in_order(older: Iterable[JournalEntry], held: Iterable[JournalEntry]) -> list[JournalEntry]:
    """Each once."""
    by_seq = {entry.seq: entry for entry in (*older, *held)}
    return [by_seq[seq] for seq in sorted(by_seq)]


def restored(changes: Iterable[lines.Change], began: float, at: datetime, vault: Vault) -> Iterator[Live]:
    """Calls that an earlier run left open, from its spool: their stream is lost and they can be resumed."""
    calls: dict[str, Live] = {}
    entries: dict[str, list[lines.Change]] = {}
    for change in changes:
        sid = str(change["call_sid"])
        try:
            if change["table"] == "calls":
                _restore_call(calls, sid, change, began)
            elif change["table"] == "journal":
                entries.setdefault(sid, []).append(change)
            elif sid in calls:
                _restore_part(calls[sid], _opened_or_empty(change, vault))
        except (KeyError, TypeError, ValueError):
            continue  # a damaged line; the writer counts it
    for live in calls.values():
        if not live.ended:
            live.unopened = entries.get(live.record.call_sid, [])
            live.record = live.record.ended(Disposition.STREAM_LOST, at)
            yield live


def _entries(changes: Iterable[lines.Change], vault: Vault) -> Iterator[JournalEntry]:
    for change in changes:
        with suppress(KeyError, TypeError, ValueError, VaultError):
            yield lines.entry_of(opened(change, vault))


def _opened_or_empty(change: lines.Change, vault: Vault) -> lines.Change:
    """Where a call goes matters to its caller more than what they had said."""
    try:
        return opened(change, vault)
    except VaultError:
        return without_content(change)


def _restore_call(calls: dict[str, Live], sid: str, change: lines.Change, began: float) -> None:
    found = lines.call_of(change)
    live = calls.setdefault(sid, Live(found, began, complete=False))
    held = live.record
    live.record = replace(
        found,
        handoff=held.handoff,
        handed_off_at=held.handed_off_at,
        gives_back=held.gives_back,
        done=held.done,
        handed_back=held.handed_back,
        rung=held.rung,
        reference=held.reference,
        recording_sid=held.recording_sid,
    )


def _restore_part(live: Live, change: lines.Change) -> None:
    match change["table"]:
        case "handoffs":
            live.record = lines.handed_off(live.record, change)
        case "dials":
            live.record = live.record.redialled(lines.dialled_of(change))
        case "messages" if not live.record.reference:
            live.record = replace(live.record, reference=str(change["reference"]))
        case "voicemails":
            kept = {name: str(change[name]) for name in ("reference", "recording_sid")}
            live.record = replace(live.record, **kept)  # type: ignore[arg-type]  # both are text
