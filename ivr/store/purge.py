"""Deletes what has been kept long enough: a few calls in each transaction, so that it can be cut short at any time.

What is due is found by its date alone. So a purge that was killed half-way goes on with the next, and one that runs
twice deletes nothing twice.
"""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, distinct, func, select, union_all, update

from ..privacy.retention import Keeping, Limits
from .holds import drop_ended, held_calls
from .schema import (
    AUDIO,
    AUDIT,
    CALL_KEYS,
    CALLS,
    DISCLOSURES,
    EVIDENCE_SALTS,
    HANDOFFS,
    MESSAGES,
    OF_CONTENT,
    OF_METADATA,
    TURNS,
    VOICEMAILS,
)

CALLS_AT_ONCE = {"transcripts": 200, "audio": 500, "metadata": 200, "evidence": 500}
"""A piece of tens of milliseconds, nearly all of them the database's; of calls that are not packed, hundreds."""

IS_KEPT = VOICEMAILS.c.sealed.is_not(None) | VOICEMAILS.c.audio.is_not(None)
NO_RECORDING: dict[str, None] = {"sealed": None, "audio": None}
"""What is left is when it was, and whether it is gone at the carrier."""


def purge_some(engine: Engine, keeping: Keeping, now: datetime, most: int | None = None) -> Counter[str]:
    """Class → calls of which it was deleted now; empty when nothing is due any more."""
    limits = keeping.before(now)
    with engine.begin() as connection:
        for name, found in _due(limits, now).items():
            calls = [
                str(call) for call in connection.execute(found.distinct().limit(most or CALLS_AT_ONCE[name])).scalars()
            ]
            if calls:
                _delete(connection, name, calls)
                return Counter({name: len(calls)})
        drop_ended(connection, now)
        connection.execute(delete(AUDIT).where(AUDIT.c.at < limits.evidence))
    return Counter()


def due(engine: Engine, keeping: Keeping, now: datetime) -> Counter[str]:
    """Class → calls of which it would be deleted; nothing is changed."""
    counted: Counter[str] = Counter()
    with engine.connect() as connection:
        for name, found in _due(keeping.before(now), now).items():
            calls = found.subquery()
            counted[name] = connection.execute(select(func.count(distinct(calls.c.call_sid)))).scalar_one()
    return +counted


def _due(limits: Limits, now: datetime) -> dict[str, Select[Any]]:
    """In the order in which classes go."""

    def of(column: ColumnElement[str], *older: ColumnElement[bool]) -> Select[Any]:
        return select(column).where(*older, column.not_in(held_calls(now)))

    evidence = union_all(
        select(DISCLOSURES.c.call_sid, DISCLOSURES.c.at), select(EVIDENCE_SALTS.c.call_sid, EVIDENCE_SALTS.c.made_at)
    ).subquery()
    at_carrier = select(VOICEMAILS.c.call_sid, VOICEMAILS.c.at).where(IS_KEPT)
    sound = union_all(at_carrier, select(AUDIO.c.call_sid, AUDIO.c.at)).subquery()
    return {
        "transcripts": of(CALL_KEYS.c.call_sid, CALL_KEYS.c.made_at < limits.transcripts),
        "audio": of(sound.c.call_sid, sound.c.at < limits.audio),
        "metadata": of(CALLS.c.call_sid, CALLS.c.started_at < limits.metadata),
        "evidence": of(evidence.c.call_sid, evidence.c.at < limits.evidence),
    }


def _delete(connection: Connection, name: str, calls: list[str]) -> None:
    no_recording = update(VOICEMAILS).where(VOICEMAILS.c.call_sid.in_(calls)).values(NO_RECORDING)
    match name:
        case "transcripts":
            delete_content(connection, calls)
        case "audio":
            connection.execute(no_recording)
            connection.execute(delete(AUDIO).where(AUDIO.c.call_sid.in_(calls)))
        case "metadata":
            delete_content(connection, calls)
            for table in (*OF_METADATA, CALLS):
                connection.execute(delete(table).where(table.c.call_sid.in_(calls)))
        case "evidence":
            for table in (DISCLOSURES, EVIDENCE_SALTS):
                connection.execute(delete(table).where(table.c.call_sid.in_(calls)))


def delete_content(connection: Connection, calls: list[str]) -> Counter[str]:
    """Words, and the keys that would open other copies of them; and what tells of a topic, as that may be somebody's
    health. Table → rows deleted."""
    deleted: Counter[str] = Counter()
    for table in OF_CONTENT:
        deleted[table.name] += connection.execute(delete(table).where(table.c.call_sid.in_(calls))).rowcount
    no_topic = dict.fromkeys(("topic", "priority", "flags", "rule", "done"))
    connection.execute(update(HANDOFFS).where(HANDOFFS.c.call_sid.in_(calls)).values(no_topic))
    connection.execute(update(TURNS).where(TURNS.c.call_sid.in_(calls)).values(why=None, rule=None))
    connection.execute(update(MESSAGES).where(MESSAGES.c.call_sid.in_(calls)).values(sealed=None))
    there = VOICEMAILS.c.call_sid.in_(calls) & IS_KEPT
    deleted["recordings"] += connection.execute(update(VOICEMAILS).where(there).values(NO_RECORDING)).rowcount
    return deleted
