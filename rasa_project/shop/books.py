"""The shop's SQLite file, and what everything that is written in it has in common: days, references, postcodes."""

import os
import secrets
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VERSION = 3
"""Of the tables, `PRAGMA user_version` of schema.sql."""
BUSY_SECONDS = 0.5
REFERENCE_DIGITS = 6
_PREPARING = threading.Lock()


@dataclass(frozen=True)
class Books:
    """The open file, at one moment of the shop's day."""

    db: sqlite3.Connection
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def moment(self) -> str:
        return self.now.isoformat(sep=" ", timespec="seconds")

    def one(self, statement: str, *values: Any) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.db.execute(statement, values).fetchone()
        return row

    def all(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        return self.db.execute(statement, values).fetchall()

    def write(self, table: str, **values: Any) -> None:
        """Adds a row; `table` and the names are ours, never a caller's."""
        names, places = ", ".join(values), ", ".join("?" * len(values))
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(values.values()))  # noqa: S608  # ours

    def day_of(self, row: sqlite3.Row) -> date | None:
        """The day that was set by a caller, or the one that is so many days from today."""
        if row["day"] is not None:
            return date.fromisoformat(row["day"])
        return None if row["days"] is None else self.today + timedelta(days=row["days"])

    def reference(self) -> str:
        """A new one: six digits without a zero, which is a person on the keypad, and no digit twice in a row."""
        while True:
            made = secrets.choice("123456789")
            while len(made) < REFERENCE_DIGITS:
                made += secrets.choice([digit for digit in "123456789" if digit != made[-1]])
            if not self.one("SELECT 1 FROM given_references WHERE reference = ?", made):
                self.write("given_references", reference=made)
                return made


def plain(postcode: str) -> str:
    """A postcode as the books have it, however it was written."""
    return postcode.upper().replace(" ", "").replace("-", "")


def opened(folder: Path) -> sqlite3.Connection:
    """The file of this folder, made and filled on first use. Raises sqlite3.Error or OSError."""
    path = folder / "shop.db"
    db = _connected(path) if path.exists() else None
    if db is not None and _version(db) == VERSION:
        return db
    if db is not None:
        db.close()
    with _PREPARING:
        _prepare(path)
    return _connected(path)


def _prepare(path: Path) -> None:
    """Looks again: another thread may have done it meanwhile, and its file may have been written to."""
    if path.exists():
        with closing(_connected(path)) as db:
            version = _version(db)
        if version == VERSION:
            return
        # Kept, since callers may have left something in it.
        path.replace(path.with_name(f"shop.version-{version}.db"))
    _make(path)


def _make(path: Path) -> None:
    """Under another name first, so that none is half made; readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"shop.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with closing(_connected(fresh)) as db:
        db.executescript("BEGIN;" + (HERE / "schema.sql").read_text() + (HERE / "seed.sql").read_text() + "COMMIT;")
    # A link and no rename: the file of another process, which may hold a caller's message by now, is never replaced.
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        fresh.unlink()
    except OSError:  # a file system without links
        fresh.replace(path)
    else:
        fresh.unlink()


def _connected(path: Path) -> sqlite3.Connection:
    # No transaction of the module's own: the office begins and ends them.
    db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version
