"""All that is kept of a caller, for them to read: what was said in the clear, times as they were."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Table, func, select

from ..errors import VaultError
from ..privacy.retention import Keeping
from ..privacy.vault import LockedKey, Vault
from .database import handoffs_of, keys_of
from .journals import kept_of
from .schema import AUDIO, CALLS, CHOICES, DIALS, DISCLOSURES, LINE_EVENTS, MESSAGES, RULES_HELD, TURNS, VOICEMAILS
from .sealing import opened

Json = dict[str, object]
_BY_CALLER = {"Transcribed", "KeyPressed", "RecordTurn", "Ask", "Parse", "Transfer"}
"""Kinds of entries whose words are the caller's; in all others they are the assistant's."""

NOT_SHOWN = "what was said is not shown here: ask with --words, and say --why"
_OF_OUR_PEOPLE = ("claimed_by", "done_by")
"""Who of us did it is theirs, not the caller's."""
_TELLS_OF_TOPICS = frozenset({"topic", "priority", "flags", "why", "rule", "tag", "done"})


def caller_data(
    engine: Engine, vault: Vault, calls: Iterable[str], keeping: Keeping, *, words: bool = True
) -> list[Json]:
    """One object for each call, as JSON can hold them. Where words cannot be opened, it says so in their place.

    Without `words` nothing is opened, and what tells of a topic is left out as well: it may be somebody's health.
    """
    with engine.connect() as connection:
        told = [_of_call(connection, vault if words else None, call, keeping) for call in calls]
    return told if words else [_without_words(call) for call in told]


def _without_words(call: Json) -> Json:
    return {**call, "what_was_said": [{"not_shown": NOT_SHOWN}]} | {
        part: [{name: value for name, value in row.items() if name not in _TELLS_OF_TOPICS} for row in rows]
        for part in ("what_you_wanted", "turns", "rules_that_held")
        if isinstance(rows := call[part], list)
    }


def choices_of(engine: Engine, caller: str) -> list[Json]:
    """What the caller of this hash chose for later calls, and when; nothing of those whose number was withheld."""
    with engine.connect() as connection:
        found = connection.execute(select(CHOICES).where(CHOICES.c.caller == caller, CHOICES.c.caller != ""))
        return [_plain(dict(row)) for row in found.mappings()]


def _of_call(connection: Connection, vault: Vault | None, call: str, keeping: Keeping) -> Json:
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
        "what_was_said": _said(connection, vault, call),
        "what_you_wanted": [_opened(dict(row), "handoffs", vault, keys) for row in handoffs_of(connection, call)],
        "what_you_chose": [_plain(row) for row in _rows(connection, CHOICES, call)],
        "turns": [_plain(row) for row in _rows(connection, TURNS, call)],
        "rules_that_held": [_plain(row) for row in _rows(connection, RULES_HELD, call)],
        "what_you_were_told_first": [_plain(row) for row in _rows(connection, DISCLOSURES, call)],
        "people_who_were_rung": [_plain(row) for row in _rows(connection, DIALS, call)],
        "what_befell_the_line": [_plain(row) for row in _rows(connection, LINE_EVENTS, call)],
        "recorded": _recorded(connection, call),
        "messages": [_opened(row, "voicemails", vault, keys) for row in _rows(connection, VOICEMAILS, call)],
        "left_for_us_to_do": [_opened(row, "messages", vault, keys) for row in _rows(connection, MESSAGES, call)],
    }


def _recorded(connection: Connection, call: str) -> Json:
    """Of a caller who agreed; the sound itself is asked for apart."""
    found = select(func.count(), func.sum(AUDIO.c.seconds)).where(AUDIO.c.call_sid == call)
    pieces, seconds = connection.execute(found).one()
    return {"seconds": round(seconds, 1), "taken_out_with": f"ivr recording {call} recording.ogg"} if pieces else {}


def _said(connection: Connection, vault: Vault | None, call: str) -> list[Json]:
    """By their place in the call. What cannot be opened of a packed journal is one thing of which nothing is known."""
    if vault is None:
        return []
    kept = kept_of(connection, call)
    told, problem = dict[int, Json](), list[Json]()
    try:
        for entry in kept.packed(vault):
            if entry.said:
                told[entry.seq] = _told_of(entry.kind, entry.at_seconds, entry.said)
    except VaultError as error:
        problem = [{"cannot_be_read": str(error)}]
    for row in kept.rows:
        if row["sealed"]:
            words = _opened(row, "journal", vault, kept.keys)
            told[int(str(row["seq"]))] = _told_of(row["kind"], row["at_seconds"], words.get("said", words))
    return [told[seq] for seq in sorted(told)] + problem


def _told_of(kind: object, at_seconds: object, words: object) -> Json:
    by = "you" if kind in _BY_CALLER else "assistant"
    return {"at_seconds": round(float(str(at_seconds)), 2), "by": by, "as": kind, "words": words}


def _opened(row: Json, table: str, vault: Vault | None, keys: tuple[LockedKey, ...]) -> Json:
    if vault is None:
        return _plain(row)
    try:
        return _plain(opened({"table": table, **row}, vault, keys))
    except VaultError as error:
        return _plain(row) | {"cannot_be_read": str(error)}


def _rows(connection: Connection, table: Table, call: str) -> list[Json]:
    found = connection.execute(select(table).where(table.c.call_sid == call).order_by(*table.primary_key))
    return [dict(row) for row in found.mappings()]


def _plain(row: Mapping[str, object]) -> Json:
    left_out = {"table", "call_sid", "caller", "sealed", "audio", "instance", *_OF_OUR_PEOPLE}
    return {name: _told(value) for name, value in row.items() if name not in left_out}


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _until(began: datetime, keeping: Keeping) -> Json:
    classes = ("transcripts", "audio", "metadata", "evidence")
    return {name: (began + timedelta(days=getattr(keeping, name))).date().isoformat() for name in classes}
