"""The database as the writer uses it: an engine, what is put in, what is read back, and which rows it refuses.

Loaded by the thread that needs it first: SQLAlchemy and Alembic take a second that no webhook waits for.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

import structlog
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError

from ..errors import VaultError
from ..ports import JournalEntry
from ..privacy.retention import Keeping
from ..privacy.vault import Vault
from . import database, journals, key_rows, left_in_plain, lines, orphans, purge
from .calls import CallRecord
from .file_watch import FileWatch
from .writer import StoreError

_POISON = (StatementError, KeyError, TypeError, ValueError, VaultError)

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


class Tables:
    def __init__(self, url: str, vault: Vault) -> None:
        """Connects to nothing yet."""
        self._engine, self._vault = database.engine_of(url), vault
        self._packing = journals.Packing(self._engine, vault)
        self._file = FileWatch(database.file_of(self._engine))
        self.refused = 0
        """Rows left out for what they hold."""

    def upgrade(self) -> None:
        database.upgrade_engine(self._engine)
        self._file.remember()

    def seal_some(self) -> bool:
        """Seals a few of those records that an earlier version left in plain text; whether there are more."""
        return left_in_plain.seal_some(self._engine, self._vault)

    def relock_some(self) -> int:
        """Locks a few keys of calls with the newest master key; their number."""
        return key_rows.relock_some(self._engine, self._vault)

    def pack_some(self, now: datetime) -> bool:
        """Packs the journal of a call that is over; whether there is more to look at. See `journals`."""
        return self._packing.some(now)

    def purge_some(self, keeping: Keeping, now: datetime) -> Counter[str]:
        """Deletes a little of what has been kept long enough: class → calls; empty when nothing is due."""
        return purge.purge_some(self._engine, keeping, now)

    def erased_since(self, moment: datetime) -> list[str]:
        return database.erased_since(self._engine, moment)

    def masters_missing(self) -> dict[str, int]:
        """Master key that is not here, or retired → how many keys of calls it locks."""
        locked = key_rows.locked_by(self._engine)
        return {name: count for name, count in locked.items() if not self._vault.masters.can_open(name)}

    def settle(self) -> None:
        """What was deleted or overwritten is in no file beside the database either."""
        database.settle(self._engine)

    def look(self) -> None:
        """Raises an error when the database is away, or its file is not the one that was opened."""
        self._file.look()
        database.probe(self._engine)

    def open_anew(self) -> None:
        """What is open may be a file without a name: the next question opens what is there now."""
        self._engine.dispose()

    def close_orphans(self, instance: str, began: datetime) -> int:
        return orphans.close_orphans(self._engine, instance, began)

    def dispose(self) -> None:
        self._engine.dispose()

    def find_call(self, call: str) -> CallRecord | None:
        """Raises StoreError."""
        return _told(lambda: database.find_call(self._engine, call, self._vault))

    def read_journal(self, call: str) -> list[JournalEntry]:
        """Raises StoreError."""
        return _told(lambda: journals.read_journal(self._engine, call, self._vault))

    def choices_since(self, at: datetime) -> list[lines.Change]:
        return database.choices_since(self._engine, at)

    def forget_choices(self, expired_before: datetime, taken_back_before: datetime) -> int:
        return database.forget_choices(self._engine, expired_before, taken_back_before)

    def ingest(self, changes: list[lines.Change]) -> None:
        try:
            database.ingest(self._engine, changes)
        except _POISON as error:
            _raise_unless_refused(error)
            self._ingest_one_by_one(changes)

    def _ingest_one_by_one(self, changes: Iterable[lines.Change]) -> None:
        """Among these is a row that the database refuses for what it holds: leave out that one alone."""
        for change in changes:
            try:
                database.ingest(self._engine, [change])
            except _POISON as error:
                _raise_unless_refused(error)
                self.refused += 1
                log.error("record_refused", table=str(change["table"]), error=type(error).__name__)


def _raise_unless_refused(error: Exception) -> None:
    if isinstance(error, DBAPIError) and not isinstance(error, DataError | IntegrityError):
        raise error


def _told(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except VaultError as error:
        log.error("record_cannot_be_opened", problem=str(error))
        raise StoreError(str(error)) from error
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"the database gave no answer ({type(error).__name__})") from error
