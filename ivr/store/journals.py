"""Where the database holds a call's journal: a row for each entry while it runs, one sealed block when it is over.

Rows are what the writer can put down at any moment; a block takes a small part of their room. A call that has
a block may get rows again, as words that come late or a service that was killed leave some: they are read together, and
packed together the next time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from ..errors import VaultError
from ..ports import JournalEntry
from ..privacy.vault import CallKey, LockedKey, Vault
from . import lines
from .database import insert_new, keys_of
from .erasure import LONGEST_CALL
from .live import in_order
from .measured import Measured, measured
from .packed import packed, unpacked
from .schema import CALL_KEYS, CALLS, JOURNAL, PACKED_JOURNALS, SAID, TURNS
from .sealing import opened, row_of_key

AFTER_SECONDS = 30.0
"""From a call's end: what comes late has come by then, and a stream that was lost has come back or will not."""
LOOKED_AT_ONCE = 20
"""Calls in progress are passed over; a piece ends with the first call that was packed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one call, as it is kept."""

    rows: list[lines.Change]
    """Entries that are not packed, in order; what was said in them is sealed."""
    block: bytes | None
    keys: tuple[LockedKey, ...]

    def entries(self, vault: Vault) -> list[JournalEntry]:
        """Raises VaultError: a journal with gaps is none that a call can go on from."""
        return in_order(self.packed(vault), [lines.entry_of(opened(row, vault, self.keys)) for row in self.rows])

    def packed(self, vault: Vault) -> list[JournalEntry]:
        """Raises VaultError."""
        return unpacked(vault.unsealed(PACKED_JOURNALS.name, 0, self.block, self.keys)) if self.block else []


def kept_of(connection: Connection, call: str) -> Kept:
    # In this order: of a call that is packed meanwhile some is then found twice, and nothing is missed.
    joined = select(JOURNAL, SAID.c.sealed).outerjoin(
        SAID, (SAID.c.call_sid == JOURNAL.c.call_sid) & (SAID.c.seq == JOURNAL.c.seq)
    )
    found = connection.execute(joined.where(JOURNAL.c.call_sid == call).order_by(JOURNAL.c.seq)).mappings().all()
    block = select(PACKED_JOURNALS.c.sealed).where(PACKED_JOURNALS.c.call_sid == call)
    sealed = connection.execute(block).scalar()
    return Kept([{"table": "journal", **row} for row in found], sealed, keys_of(connection, call))


def read_journal(engine: Engine, call: str, vault: Vault) -> list[JournalEntry]:
    """Raises VaultError."""
    with engine.connect() as connection:
        return kept_of(connection, call).entries(vault)


class Packing:
    """Goes through the calls that have rows, in pieces of a few milliseconds. For one thread."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine, self._vault = engine, vault
        self._last = ""
        self._left: set[str] = set()
        """Calls whose words cannot be opened: their rows stay as they are, and are not tried again by this process."""

    def some(self, now: datetime) -> bool:
        """Whether there are more calls to look at in this round."""
        for _ in range(LOOKED_AT_ONCE):
            found = self._next()
            if found is None:
                self._last = ""
                return False
            self._last = found.call
            if found.is_over(now) and found.call not in self._left and self._packed(found):
                return True
        return True

    def _next(self) -> "_Found | None":
        # The first behind the last one: to ask for the distinct ones would be to read all rows of an older database.
        times = select(JOURNAL.c.call_sid, CALLS.c.started_at, CALLS.c.ended_at).outerjoin(
            CALLS, CALLS.c.call_sid == JOURNAL.c.call_sid
        )
        following = times.where(JOURNAL.c.call_sid > self._last).order_by(JOURNAL.c.call_sid).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(following).first()
        return None if row is None else _Found(*row)

    def _packed(self, found: "_Found") -> bool:
        try:
            with self._engine.begin() as connection:
                return _pack(connection, found, self._vault)
        except VaultError:
            self._left.add(found.call)
            return False


@dataclass(frozen=True, slots=True)
class _Found:
    call: str
    began: datetime | None
    ended: datetime | None

    def is_over(self, now: datetime) -> bool:
        if self.ended is not None:
            return self.ended < now - timedelta(seconds=AFTER_SECONDS)
        return self.began is not None and self.began < now - LONGEST_CALL


def _pack(connection: Connection, found: _Found, vault: Vault) -> bool:
    """All of it in one transaction, so that a process that dies leaves rows or a block. Raises VaultError."""
    call, kept = found.call, kept_of(connection, found.call)
    if not kept.rows:  # purged, erased or packed since it was found: no key is made for it again
        return False
    entries = kept.entries(vault)
    block = packed(entries)
    key, is_new = _key_for(found, vault, kept.keys)
    connection.execute(delete(SAID).where(SAID.c.call_sid == call))
    deleted = connection.execute(delete(JOURNAL).where(JOURNAL.c.call_sid == call)).rowcount
    if deleted != len(kept.rows):  # another process has purged or erased it meanwhile: nothing of it comes back
        connection.rollback()
        return False
    if is_new:
        insert_new(connection, CALL_KEYS, row_of_key(key.kept))
    connection.execute(delete(PACKED_JOURNALS).where(PACKED_JOURNALS.c.call_sid == call))
    sealed = key.seal(PACKED_JOURNALS.name, 0, block)
    connection.execute(insert(PACKED_JOURNALS).values(call_sid=call, sealed=sealed))
    _keep_measures(connection, call, measured(entries))
    return True


def _keep_measures(connection: Connection, call: str, found: Measured) -> None:
    of_call = update(CALLS).where(CALLS.c.call_sid == call)
    connection.execute(of_call.values(dead_air_seconds=found.dead_air_seconds))
    of_turn = update(TURNS).where(TURNS.c.call_sid == call, TURNS.c.turn == bindparam("answers"))
    if found.answered:
        rows = [{"answers": turn, "answered_seconds": seconds} for turn, seconds in found.answered.items()]
        connection.execute(of_turn, rows)


def _key_for(found: _Found, vault: Vault, keys: tuple[LockedKey, ...]) -> tuple[CallKey, bool]:
    """The call's newest, or its first, where nothing was said in it; and whether it is new."""
    if keys:
        return vault.key(keys[0]), False
    began = found.began or found.ended
    if began is None:
        raise VaultError("a call without its beginning has no date on which its words would go")
    return vault.new_key(found.call, began), True
