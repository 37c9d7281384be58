"""Calls made of events, as they are kept and read back: for whoever goes through a call that is over."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, insert

from ivr.call.scribe import Scribe
from ivr.core.call import CallSession
from ivr.core.events import AudioHeard, Event
from ivr.core.rules import Rules
from ivr.ports import JournalEntry
from ivr.privacy.vault import Vault
from ivr.rehearsal.doing import Doing, doing_of
from ivr.rehearsal.rehearse import Draft, Rehearsed, rehearse
from ivr.store import lines
from ivr.store.calls import CallRecord
from ivr.store.journal import quantised
from ivr.store.packed import packed
from ivr.store.past_calls import PastCall
from ivr.store.schema import CALL_KEYS, CALLS, PACKED_JOURNALS
from ivr.store.sealing import row_of_key

from .english import ENGLISH
from .scripted import RULES, SILENCE, Caller

BEGAN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday."""
Script = Callable[[Caller], None]


class _Kept:
    def __init__(self) -> None:
        self.entries: list[JournalEntry] = []

    def append(self, call: str, entries: Sequence[JournalEntry]) -> None:
        self.entries += entries


def journal_of(
    events: Iterable[Event], rules: Rules = RULES, session: CallSession | None = None, first: int = 1
) -> tuple[list[JournalEntry], list[Doing], CallSession]:
    """What is kept of a call of these events, what was decided in it, and its session at the end."""
    session, kept, done = session or CallSession(rules, ENGLISH), _Kept(), list[Doing]()
    scribe = Scribe("CA1", kept, first)  # type: ignore[arg-type]  # a scribe appends, and no more
    for event in events:
        heard = session.screened(_as_kept(event))
        scribe.note(heard)
        commands = session.receive(heard)
        for command in commands:
            scribe.note(command)
        doing = doing_of(commands, session.memory.turn, session.memory.closed)
        done += [doing] if doing else []
    scribe.flush()
    return kept.entries, done, session


def _as_kept(event: Event) -> Event:
    """As the runner gives it: with shares as precise as the journal has them, and no sound is compared."""
    if not isinstance(event, AudioHeard):
        return event
    return AudioHeard(SILENCE, quantised(event.speech) / 255, quantised(event.echo) / 255)


def called(script: Script, rules: Rules = RULES) -> list[Event]:
    """What happens in a call of one who does this, under these rules."""
    caller = Caller(CallSession(rules, ENGLISH))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    script(caller)
    return caller.events


def past(events: Iterable[Event], rules: Rules = RULES, **more: object) -> PastCall:
    """The call as the store gives it."""
    entries, _, _ = journal_of(events, rules)
    known = {"line": "+15005550100", "rules_version": rules.version, "disposition": "transferred", **more}
    return PastCall("CA1", BEGAN, entries=tuple(entries), **known)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def nobody_on_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dry runs need not give way: other tests are no calls."""
    monkeypatch.setattr("ivr.rehearsal.errand.LEAST_URGENT", 0)


def keep(engine: Engine, vault: Vault, *calls: PastCall) -> None:
    """They are on record, as calls that were over long enough to be packed."""
    for call in calls:
        key = vault.new_key(call.call, call.started_at)
        record = CallRecord(call.call, call.started_at, ended_at=call.started_at, over=True, streams_started=1)
        told = {"line": call.line, "rules_version": call.rules_version, "disposition": call.disposition}
        row = {name: value for name, value in lines.of_call(record, "tests").items() if name != "table"}
        block = key.seal(PACKED_JOURNALS.name, 0, packed(call.entries))
        with engine.begin() as connection:
            connection.execute(insert(CALLS).values(row | told))
            connection.execute(insert(CALL_KEYS).values(row_of_key(key.kept)))
            connection.execute(insert(PACKED_JOURNALS).values(call_sid=call.call, sealed=block))


def tried_on(call: PastCall, rules: Rules, was: Rules = RULES) -> Rehearsed:
    return rehearse(call, Draft(rules, was, {was.version: was}.get, ENGLISH, {}))
