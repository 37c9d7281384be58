"""The database: where lines of the spool end up as rows, and where a call is read back that is not in memory."""

import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import alembic.command
import alembic.config
import structlog
from sqlalchemy import (
    Connection,
    Engine,
    RowMapping,
    Table,
    create_engine,
    delete,
    event,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ..core.record import Disposition
from ..errors import VaultError
from ..privacy.vault import LockedKey, Vault
from . import lines
from .calls import CallRecord
from .lengths import measure
from .messages import FIRST_NOTED_SEQ
from .putting import put
from .rows import rows_of
from .schema import AUDIO, CALL_KEYS, CALLS, CHOICES, DIALS, HANDOFFS, MESSAGES, VOICEMAILS, WISHES
from .sealing import opened, without_content

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 3
"""For a connection or a lock; the writer tries again, a reader gives up."""
_UPGRADING = threading.Lock()  # alembic keeps its context in module globals

log = structlog.get_logger(__name__)


def engine_of(url: str) -> Engine:
    """An engine for SQLite (WAL) or PostgreSQL (psycopg). Connects to nothing yet."""
    parsed = make_url(url)
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        options = {"connect_timeout": WAIT_SECONDS, "options": f"-c statement_timeout={WAIT_SECONDS * 1000}"}
        return create_engine(parsed, connect_args=options, pool_pre_ping=True)
    engine = create_engine(parsed, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    if parsed.database and parsed.database != ":memory:":
        path = parsed.database
        event.listen(engine, "do_connect", lambda *_: _keep_private(path))
    return engine


def file_of(engine: Engine) -> Path | None:
    """Where a SQLite database stands; None for one that is no file."""
    path = engine.url.database
    is_file = engine.dialect.name == "sqlite" and path not in {None, "", ":memory:"}
    return Path(str(path)) if is_file else None


def probe(engine: Engine) -> None:
    """Raises SQLAlchemyError when the database does not answer, or lacks our tables."""
    with engine.connect() as connection:
        connection.execute(select(CALLS.c.call_sid).limit(1)).first()


def upgrade(url: str) -> None:
    """Bring the tables of this database to the present shape; nothing happens when they have it."""
    engine = engine_of(url)
    try:
        upgrade_engine(engine)
    finally:
        engine.dispose()


def upgrade_engine(engine: Engine) -> None:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _UPGRADING, engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "head")


def ingest(engine: Engine, changes: Iterable[lines.Change]) -> None:
    """Write these changes in one transaction; written twice they leave the same rows. Of a call whose caller was
    forgotten meanwhile nothing is written any more."""
    held = list(changes)
    with engine.begin() as connection:
        forgotten = _erased(connection, {str(change["call_sid"]) for change in held})
        rows = rows_of(change for change in held if change["call_sid"] not in forgotten)
        for table, of_table in rows.by_table.items():
            put(connection, table, of_table)
        connection.execute(delete(AUDIO).where(AUDIO.c.call_sid.in_(rows.deleted)))
        for call, at in rows.ends.items():
            ended = {
                "over": True,
                "ended_at": func.coalesce(CALLS.c.ended_at, at),
                "disposition": func.coalesce(CALLS.c.disposition, Disposition.CALLER_HUNG_UP.value),
            }
            connection.execute(update(CALLS).where(CALLS.c.call_sid == call).values(ended))
        if rows.ends:
            measure(connection, CALLS.c.call_sid.in_(rows.ends))


def _erased(connection: Connection, calls: set[str]) -> set[str]:
    these = CALLS.c.call_sid.in_(calls) & CALLS.c.erased_at.is_not(None)
    return set(connection.execute(select(CALLS.c.call_sid).where(these)).scalars())


def erased_since(engine: Engine, moment: datetime) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(select(CALLS.c.call_sid).where(CALLS.c.erased_at >= moment)).scalars())


def find_call(engine: Engine, call: str, vault: Vault) -> CallRecord | None:
    """What cannot be opened is left out and told: the call itself can still be helped on."""
    with engine.connect() as connection:
        row = connection.execute(select(CALLS).where(CALLS.c.call_sid == call)).mappings().first()
        if row is None:
            return None
        record = lines.call_of(dict(row))
        handoffs = handoffs_of(connection, call)
        dials = connection.execute(select(DIALS).where(DIALS.c.call_sid == call)).mappings().all()
        voicemail = connection.execute(select(VOICEMAILS).where(VOICEMAILS.c.call_sid == call)).mappings().first()
        of_call = (MESSAGES.c.call_sid == call) & (MESSAGES.c.seq < FIRST_NOTED_SEQ)
        left = connection.execute(select(func.max(MESSAGES.c.reference)).where(of_call)).scalar()
        keys = keys_of(connection, call)
    return with_rest(
        replace(record, reference=left or ""),
        [_opened_or_empty({"table": "handoffs", **handoff}, vault, keys) for handoff in handoffs],
        [dict(dial) for dial in dials],
        None if voicemail is None else _opened_or_empty({"table": "voicemails", **voicemail}, vault, keys),
    )


def handoffs_of(connection: Connection, call: str) -> Sequence[RowMapping]:
    """In their order, each with what is sealed of it."""
    both = (WISHES.c.call_sid == HANDOFFS.c.call_sid) & (WISHES.c.seq == HANDOFFS.c.seq)
    given = select(HANDOFFS, WISHES.c.sealed).outerjoin(WISHES, both).where(HANDOFFS.c.call_sid == call)
    return connection.execute(given.order_by(HANDOFFS.c.seq)).mappings().all()


def keys_of(connection: Connection, call: str) -> tuple[LockedKey, ...]:
    """The newest first: what is locked from now on is locked with that one."""
    found = connection.execute(
        select(CALL_KEYS).where(CALL_KEYS.c.call_sid == call).order_by(CALL_KEYS.c.made_at.desc())
    )
    return tuple(LockedKey(*row) for row in found)


def _opened_or_empty(row: lines.Change, vault: Vault, keys: tuple[LockedKey, ...]) -> lines.Change:
    try:
        return opened(row, vault, keys)
    except VaultError as error:
        log.error("record_cannot_be_opened", problem=str(error))
        return without_content(row)


def with_rest(
    record: CallRecord,
    handoffs: Iterable[Mapping[str, object]],
    dials: Iterable[Mapping[str, object]],
    voicemail: Mapping[str, object] | None,
) -> CallRecord:
    for handoff in handoffs:
        record = lines.handed_off(record, handoff)
    for dial in dials:
        record = record.redialled(lines.dialled_of(dial))
    if voicemail is not None:
        kept = {name: str(voicemail[name]) for name in ("reference", "recording_sid")}
        record = replace(record, **kept)  # type: ignore[arg-type]  # both are text
    return record


def choices_since(engine: Engine, at: datetime) -> list[lines.Change]:
    """What callers chose, and took back, then and later."""
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(CHOICES).where(CHOICES.c.at >= at)).mappings()]


def forget_choices(engine: Engine, expired_before: datetime, taken_back_before: datetime) -> int:
    """Delete those whose time is over, and what is left of those that were taken back; their number."""
    over = (CHOICES.c.at < expired_before) | (CHOICES.c.stands.is_(False) & (CHOICES.c.at < taken_back_before))
    with engine.begin() as connection:
        return connection.execute(delete(CHOICES).where(over)).rowcount


def insert_new(connection: Connection, table: Table, *rows: Mapping[str, object]) -> None:
    """Those rows of whose key there is none."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    named = [{column.name: row.get(column.name) for column in table.columns} for row in rows]
    if named:
        connection.execute(make(table).on_conflict_do_nothing(), named)


def settle(engine: Engine) -> None:
    """What was deleted is in no file any more. SQLite's log is emptied; where somebody reads from it just now, by the
    next one who asks. PostgreSQL leaves deleted rows in their file: that of the keys, a small one, is written anew."""
    of_keys = ("SET statement_timeout = '60s'", "SET lock_timeout = '2s'", f"VACUUM FULL {CALL_KEYS.name}", "RESET ALL")
    statements = ("PRAGMA wal_checkpoint(TRUNCATE)",) if engine.dialect.name == "sqlite" else of_keys
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.execute(text(statement))
    except SQLAlchemyError as error:  # what is deleted is deleted: its remains go with the next one
        log.warning("deleted_rows_linger", error=type(error).__name__)
        engine.dispose()


def vacuum(engine: Engine) -> None:
    """The database is written anew without what was deleted from it; takes as much room on the disk once more."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))


def _keep_private(path: str) -> None:
    """SQLite would make the file readable to everyone on the machine. One that is there is not opened here.

    To close any descriptor of a file drops all locks that this process has on it, SQLite's as well: then a command that
    is run beside the service takes itself for the last to use the database, and removes the log that we write to.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _set_up_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DBAPI connection
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten: a destroyed key is not to be found
    cursor.close()
