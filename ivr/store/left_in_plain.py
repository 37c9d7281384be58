"""Seals what a version before the vault left in plain text, a few calls at a time, and removes the plain text.

A start that is cut short leaves each call in plain text or sealed, and the next goes on.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from sqlalchemy import JSON, Column, Connection, Engine, Integer, MetaData, String, Table, Text, delete, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from ..privacy.vault import CallKey, Vault
from .database import insert_new, settle, vacuum
from .lines import Change
from .schema import CALL_KEYS, CALLS, SAID, VOICEMAILS, WISHES, UtcTime
from .sealing import row_of_key, sealed, storable

CALLS_AT_ONCE = 50

_METADATA = MetaData()
_SAID = Table(
    "said_plain",
    _METADATA,
    Column("call_sid", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("words", JSON),
)
_WISHES = Table(
    "wishes_plain",
    _METADATA,
    Column("call_sid", String, primary_key=True),
    Column("words", Text),
    Column("given", JSON(none_as_null=True)),
)
_VOICEMAILS = Table(
    "voicemails_plain",
    _METADATA,
    Column("call_sid", String, primary_key=True),
    Column("at", UtcTime),
    Column("reference", String),
    Column("recording_sid", String),
)
_OF_CHANGE: dict[Table, tuple[Table, Callable[[Change], Change]]] = {
    _SAID: (SAID, lambda row: {"table": "journal", "said": row["words"], **row}),
    _WISHES: (WISHES, lambda row: {"table": "handoffs", "seq": 0, "wish": row["words"], **row}),
    _VOICEMAILS: (VOICEMAILS, lambda row: {"table": "voicemails", **row}),
}

log = structlog.get_logger(__name__)


def seal_some(engine: Engine, vault: Vault) -> bool:
    """Whether there may be more. Removes the tables that it worked through once nothing is left in them."""
    there = set(inspect(engine).get_table_names())
    tables = [table for table in _OF_CHANGE if table.name in there]
    if not tables:
        return False
    with engine.begin() as connection:
        for table in tables:
            calls = connection.execute(select(table.c.call_sid).distinct().limit(CALLS_AT_ONCE)).scalars().all()
            if calls:
                for other in tables:
                    _seal_calls(connection, vault, other, list(calls))
                return True
    _clear_away(engine, tables)
    return False


def calls_in_plain(connection: Connection) -> set[str]:
    """Those of which something is still in plain text, as before the first start of this version."""
    there = set(inspect(connection).get_table_names())
    return {
        str(call)
        for table in _OF_CHANGE
        if table.name in there
        for call in connection.execute(select(table.c.call_sid).distinct()).scalars()
    }


def _seal_calls(connection: Connection, vault: Vault, plain: Table, calls: list[str]) -> None:
    into, change_of = _OF_CHANGE[plain]
    of_these = plain.c.call_sid.in_(calls)
    rows = connection.execute(select(plain).where(of_these)).mappings().all()
    started = select(CALLS.c.call_sid, CALLS.c.started_at).where(CALLS.c.call_sid.in_(calls))
    began = {call: at for call, at in connection.execute(started)}
    keys: dict[str, CallKey] = {}
    changes = []
    for row in rows:
        call = str(row["call_sid"])

        def key(call: str = call) -> CallKey:
            if call not in keys:
                keys[call] = vault.new_key(call, began.get(call) or datetime.now(UTC))
            return keys[call]

        change = storable(sealed(change_of(dict(row)), key))
        if change.get("sealed") or into is VOICEMAILS:
            changes.append(change)
    insert_new(connection, into, *changes)
    insert_new(connection, CALL_KEYS, *(row_of_key(made.kept) for made in keys.values()))
    connection.execute(delete(plain).where(of_these))


def _clear_away(engine: Engine, tables: list[Table]) -> None:
    """Also what was deleted before deletions were overwritten. That takes as much room on the disk once more."""
    try:
        vacuum(engine)
    except SQLAlchemyError as error:
        log.warning("database_not_compacted", error=type(error).__name__)
    with engine.begin() as connection:
        for table in tables:
            table.drop(connection)
    settle(engine)
    log.info("records_sealed")
