"""All that is kept of a caller, for them to read: what was said in the clear, times as they were."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Table, select

from ..errors import VaultError
from ..privacy.retention import Keeping
from ..privacy.vault import LockedKey, Vault
from .database import keys_of
from .schema import CALLS, CHOICES, DIALS, DISCLOSURES, HANDOFFS, JOURNAL, SAID, TURNS, VOICEMAILS, WISHES
from .sealing import opened

Json = dict[str, object]
_BY_CALLER = {"Transcribed", "KeyPressed", "RecordTurn", "Ask", "Parse", "Transfer"}
"""Kinds of entries whose words are the caller's; in all others they are the assistant's."""


def caller_data(engine: Engine, vault: Vault, calls: Iterable[str], keeping: Keeping) -> list[Json]:
    """One object for each call, as JSON can hold them. Where words cannot be opened, it says so in their place."""
    with engine.connect() as connection:
        return [_of_call(connection, vault, call, keeping) for call in calls]


def choices_of(engine: Engine, caller: str) -> list[Json]:
    """What the caller of this hash chose for later calls, and when; nothing of those whose number was withheld."""
    with engine.connect() as connection:
        found = connection.execute(select(CHOICES).where(CHOICES.c.caller == caller, CHOICES.c.caller != ""))
        return [_plain(dict(row)) for row in found.mappings()]


def _of_call(connection: Connection, vault: Vault, call: str, keeping: Keeping) -> Json:
    keys = keys_of(connection, call)
    [found] = _rows(connection, CALLS, call)
    began = found["started_at"]
    if not isinstance(began, datetime):
        raise TypeError("a call without its beginning")
    return {
        "call": call,
        "began": _told(began),
        "ended": _told(found["ended_at"]),
        "line": found["line"],
        "language": found["language"],
        "your_number_ends_with": found["caller_ends"],
        "outcome": found["disposition"],
        "erased": _told(found["erased_at"]),
        "kept_until": _until(began, keeping),
        "what_was_said": _said(connection, vault, call, keys),
        "what_you_wanted": [_opened(row, "handoffs", vault, keys) for row in _handoffs(connection, call)],
        "what_you_chose": [_plain(row) for row in _rows(connection, CHOICES, call)],
        "turns": [_plain(row) for row in _rows(connection, TURNS, call)],
        "what_you_were_told_first": [_plain(row) for row in _rows(connection, DISCLOSURES, call)],
        "people_who_were_rung": [_plain(row) for row in _rows(connection, DIALS, call)],
        "messages": [_opened(row, "voicemails", vault, keys) for row in _rows(connection, VOICEMAILS, call)],
    }


def _said(connection: Connection, vault: Vault, call: str, keys: tuple[LockedKey, ...]) -> list[Json]:
    joined = select(JOURNAL.c.call_sid, JOURNAL.c.seq, JOURNAL.c.at_seconds, JOURNAL.c.kind, SAID.c.sealed).join(
        SAID, (SAID.c.call_sid == JOURNAL.c.call_sid) & (SAID.c.seq == JOURNAL.c.seq)
    )
    found = connection.execute(joined.where(JOURNAL.c.call_sid == call).order_by(JOURNAL.c.seq)).mappings()
    told = []
    for row in found:
        words = _opened(dict(row), "journal", vault, keys)
        by = "you" if row["kind"] in _BY_CALLER else "assistant"
        at = round(float(row["at_seconds"]), 2)
        told.append({"at_seconds": at, "by": by, "as": row["kind"], "words": words.get("said", words)})
    return told


def _handoffs(connection: Connection, call: str) -> list[Json]:
    joined = select(HANDOFFS, WISHES.c.sealed).outerjoin(WISHES, WISHES.c.call_sid == HANDOFFS.c.call_sid)
    return [dict(row) for row in connection.execute(joined.where(HANDOFFS.c.call_sid == call)).mappings()]


def _opened(row: Json, table: str, vault: Vault, keys: tuple[LockedKey, ...]) -> Json:
    try:
        return _plain(opened({"table": table, **row}, vault, keys))
    except VaultError as error:
        return _plain(row) | {"cannot_be_read": str(error)}


def _rows(connection: Connection, table: Table, call: str) -> list[Json]:
    found = connection.execute(select(table).where(table.c.call_sid == call).order_by(*table.primary_key))
    return [dict(row) for row in found.mappings()]


def _plain(row: Mapping[str, object]) -> Json:
    left_out = {"table", "call_sid", "caller", "sealed", "instance"}
    return {name: _told(value) for name, value in row.items() if name not in left_out}


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _until(began: datetime, keeping: Keeping) -> Json:
    classes = ("transcripts", "audio", "metadata", "evidence")
    return {name: (began + timedelta(days=getattr(keeping, name))).date().isoformat() for name in classes}
