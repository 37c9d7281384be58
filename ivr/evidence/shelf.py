"""Where entries stand: whole bundles in files that never change, the last up to 255 in a small database until then.

The database also knows where each call's facts are; that part is made anew from the entries when it is lost. It is
SQLite for what it promises of a write that was cut off: it is there whole, or not at all.
"""

import sqlite3
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from . import files
from .leaf import Leaf, read_signed_leaf
from .tiles import WIDTH, DamagedError, bundled, tile_path, unbundled

_TABLES = """
CREATE TABLE IF NOT EXISTS pending (number INTEGER PRIMARY KEY, entry BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS facts (call BLOB, seq INTEGER, number INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (call, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
_CALL_BYTES = 16
"""Of a call's token, which is a hash: enough to tell all calls apart."""

Found = tuple[Leaf, bytes]


class Shelf:
    """One writer; any number of readers, in other processes too. Not for two threads at once.

    Raises DamagedError where a file is missing or cut, sqlite3.Error where the database is no good, OSError.
    """

    def __init__(self, folder: Path, *, writing: bool) -> None:
        self._folder, self._writing = folder, writing
        self._last: tuple[int, list[bytes]] = (-1, [])
        self._db = _opened(folder / "pending.db", writing=writing)
        try:
            if writing:
                self._db.execute("PRAGMA journal_mode=WAL")
                self._db.execute("PRAGMA synchronous=FULL")
                self._db.executescript(_TABLES)
                self._take_up_published()
            self._pending = self._read_pending()
        except sqlite3.DatabaseError as error:
            self._db.close()
            if isinstance(error, sqlite3.OperationalError):  # busy, full, or not to be opened: it may pass
                raise
            raise DamagedError("pending.db of the evidence log is damaged: move it away (docs/evidence.md)") from error
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        self._db.close()

    @property
    def size(self) -> int:
        return self.bundles * WIDTH + len(self._pending)

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        """From `start` on, to `end`, not included, or to the last there is."""
        for number in range(start // WIDTH, -(-min(end, self.size) // WIDTH)):
            bundle = self._bundle(number)
            yield from bundle[max(0, start - number * WIDTH) : end - number * WIDTH]

    def pending(self) -> Sequence[bytes]:
        """Those after the last whole bundle."""
        return tuple(self._pending)

    def place_of(self, leaf: Leaf) -> int | None:
        """The number of the entry that tells this fact of this call; None: none does yet."""
        row = self._db.execute("SELECT number FROM facts WHERE call=? AND seq=?", (_short(leaf.call), leaf.seq))
        return next((int(number) for (number,) in row), None)

    def of_call(self, call: str) -> list[int]:
        """The numbers of all entries of a call, ascending."""
        rows = self._db.execute("SELECT number FROM facts WHERE call=? ORDER BY number", (_short(call),))
        return [number for (number,) in rows]

    def between(self, start: datetime, end: datetime) -> list[int]:
        """The numbers of all entries whose time is in [start, end), ascending."""
        times = (_milliseconds(start), _milliseconds(end))
        rows = self._db.execute("SELECT number FROM facts WHERE at>=? AND at<? ORDER BY number", times)
        return [number for (number,) in rows]

    def count(self, name: str) -> int:
        rows = self._db.execute("SELECT value FROM counts WHERE name=?", (name,))
        return next((int(value) for (value,) in rows), 0)

    def add(self, facts: Sequence[Found], counts: Iterable[tuple[str, int]] = ()) -> None:
        """All of them, or none; on the disk when this returns."""
        first = self.size
        with self._transaction():
            numbered = list(enumerate(facts, first))
            self._db.executemany("INSERT INTO pending VALUES (?,?)", [(n, entry) for n, (_, entry) in numbered])
            self._index((n, leaf) for n, (leaf, _) in numbered)
            self._set("indexed", first + len(facts))
            for name, value in counts:
                self._set(name, value)
        self._pending.extend(entry for _, entry in facts)

    def has_bundle(self) -> bool:
        """Whether as many wait as make a whole one."""
        return len(self._pending) >= WIDTH

    def keep_bundle(self) -> None:
        """Write the first that wait as a file that is never changed again."""
        files.keep(tile_path(self._folder, "entries", self.bundles), bundled(self._pending[:WIDTH]))
        self.bundles += 1
        del self._pending[:WIDTH]
        with self._transaction():
            self._db.execute("DELETE FROM pending WHERE number<?", (self.bundles * WIDTH,))

    # How it is found at the start.

    def _take_up_published(self) -> None:
        """A database that is new beside files that are not: what the last checkpoint published has not got lost."""
        if self.count("indexed") or self._db.execute("SELECT 1 FROM pending").fetchone():
            return
        first = _bundles_in(self._folder)
        parts = tile_path(self._folder, "entries", first, 1).parent
        widest = max((int(path.name) for path in parts.glob("*") if path.name.isdecimal()), default=0)
        found = unbundled((parts / str(widest)).read_bytes()) if widest else []
        if found is None:
            raise DamagedError(f"the evidence log's entries from {first * WIDTH} on are cut off")
        with self._transaction():
            numbered = enumerate(found, first * WIDTH)
            self._db.executemany("INSERT INTO pending VALUES (?,?)", numbered)

    def _read_pending(self) -> list[bytes]:
        rows = self._db.execute("SELECT number, entry FROM pending ORDER BY number").fetchall()
        indexed = self.count("indexed")
        self.bundles = _bundles_in(self._folder)  # after the rows: who writes meanwhile moves them to files
        waiting = [(number, entry) for number, entry in rows if number >= self.bundles * WIDTH]
        if [number for number, _ in waiting] != list(range(self.bundles * WIDTH, self.bundles * WIDTH + len(waiting))):
            raise DamagedError(f"the evidence log lacks entries from {self.bundles * WIDTH} on: a file was taken away")
        found = [entry for _, entry in waiting]
        size = self.bundles * WIDTH + len(found)
        if indexed > size and self._writing:
            raise DamagedError(f"the evidence log lacks entries from {size} on: a file was taken away")
        if indexed < size and self._writing:
            self._pending = found
            self._index_anew(size)
        return found if self._writing else found[: WIDTH - 1]  # more wait where a disk is full

    def _index_anew(self, size: int) -> None:
        """The database is older than the files, or new."""
        with self._transaction():
            self._db.execute("DELETE FROM facts")
            self._index((number, read_signed_leaf(entry)) for number, entry in enumerate(self.entries(0, size)))
            self._set("indexed", size)

    def _index(self, numbered: Iterable[tuple[int, Leaf]]) -> None:
        rows = ((_short(leaf.call), leaf.seq, number, _milliseconds(leaf.at)) for number, leaf in numbered)
        self._db.executemany("INSERT OR IGNORE INTO facts VALUES (?,?,?,?)", rows)

    def _set(self, name: str, value: int) -> None:
        self._db.execute("INSERT OR REPLACE INTO counts VALUES (?,?)", (name, value))

    def _bundle(self, number: int) -> list[bytes]:
        if number == self.bundles:
            return self._pending
        if self._last[0] != number:
            self._last = (number, self._read_bundle(number))
        return self._last[1]

    def _read_bundle(self, number: int) -> list[bytes]:
        path = tile_path(self._folder, "entries", number)
        try:
            found = unbundled(path.read_bytes())
        except FileNotFoundError as error:
            raise DamagedError(f"the evidence log lacks {path.relative_to(self._folder)}") from error
        if found is None or len(found) != WIDTH:
            raise DamagedError(f"the evidence log's {path.relative_to(self._folder)} is not whole")
        return found

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)


class _Transaction:
    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:  # also when the disk did not take it
                self._db.execute("ROLLBACK")


def _opened(path: Path, *, writing: bool) -> sqlite3.Connection:
    if writing:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        return sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    if not path.exists():
        raise DamagedError(f"there is no evidence log in {path.parent}")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)


def _bundles_in(folder: Path) -> int:
    """How many whole bundles there are, none being absent between: a few looks, however many there are."""
    beyond = 1
    while tile_path(folder, "entries", beyond - 1).exists():
        beyond *= 2
    low, high = beyond // 2, beyond - 1  # `low` are there, number `high` is not
    while low < high:
        middle = (low + high) // 2
        if tile_path(folder, "entries", middle).exists():
            low = middle + 1
        else:
            high = middle
    return low


def _short(call: str) -> bytes:
    return urlsafe_b64decode(call + "=")[:_CALL_BYTES] if call else b""


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
