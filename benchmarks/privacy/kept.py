"""All that is kept of calls, wherever it lies: every column of every table and every line of the spool, opened with the
vault where it is sealed, and every file as bytes."""

import hashlib
import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ivr.errors import VaultError
from ivr.privacy.key_file import KEY_FILE, KeyFile
from ivr.privacy.vault import LockedKey, Vault
from ivr.store.lines import decoded
from ivr.store.packed import unpacked
from ivr.store.schema import PACKED_JOURNALS, SAID
from ivr.store.sealing import opened

DATABASE = "candid.db"
OF_JOURNAL = "journal's words"
"""Where they lie: in a table of their own while the call runs, packed with the rest afterwards."""
SPOOL = "spool"
NOT_OPENED = "not opened"
SNAPSHOT_SECONDS = 20.0
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


@dataclass(frozen=True)
class Kept:
    """A text, and where it lies."""

    where: str
    """Table and column, or the spool."""
    call: str
    seq: int
    path: str
    text: str


def in_database(file: Path, vault: Vault) -> Iterator[Kept]:
    """Every value of every table. What is sealed is opened; what does not open is told as a text of its own."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        keys = _keys(connection)
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # its own names
                yield from _of_row(table, dict(row), vault, keys)
    finally:
        connection.close()


def in_spool(folder: Path, vault: Vault) -> Iterator[Kept]:
    """Every line that waits for the database."""
    for file in sorted(folder.rglob("*.jsonl")):
        for line in file.read_bytes().splitlines(keepends=True):
            change = decoded(line)
            if change is not None:
                call, seq = str(change.get("call_sid", "")), change.get("seq", 0)
                for path, text in _texts(opened(change, vault)):
                    yield Kept(SPOOL, call, seq if isinstance(seq, int) else 0, path, text)


def vault_of(data_dir: Path) -> Vault:
    return Vault(KeyFile(data_dir / KEY_FILE))


def files_in(*folders: Path) -> dict[str, bytes]:
    """The content of all files, each once: a name for it → its bytes."""
    found: dict[str, bytes] = {}
    seen = set[bytes]()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                if (digest := hashlib.sha256(content).digest()) not in seen:
                    seen.add(digest)
                    found[f"{folder.name}/{path.relative_to(folder)}"] = content
    return found


def texts_of(written: str) -> Iterator[tuple[str, str]]:
    """Every text in a JSON text, with its path, and no number of it: those are times and counts. Of what is no JSON the
    whole; of a moment nothing."""
    try:
        value = json.loads(written)
    except ValueError:
        value = written
    for path, text in _texts(value):
        if not _MOMENT.fullmatch(text):
            yield path, text


def backed_up(file: Path, to: Path) -> Path:
    """A copy as operators make it, with SQLite's own backup."""
    with sqlite3.connect(file) as source, sqlite3.connect(to) as target:
        source.backup(target)
    return to


class Snapshots:
    """Copies of a folder, made while calls go on: what lay on the disk then, not what is left of it later."""

    def __init__(self, of: Path, into: Path) -> None:
        self._of, self._into, self.count = of, into, 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Snapshots":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(SNAPSHOT_SECONDS):
            target = self._into / f"at{self.count}"
            for path in self._of.rglob("*"):
                copy = target / path.relative_to(self._of)
                try:
                    if path.is_file():
                        copy.parent.mkdir(parents=True, exist_ok=True)
                        shutil.copyfile(path, copy)
                except FileNotFoundError:  # a file of the spool that was emptied meanwhile
                    continue
            self.count += 1


def _keys(connection: sqlite3.Connection) -> dict[str, tuple[LockedKey, ...]]:
    keys: dict[str, tuple[LockedKey, ...]] = {}
    for row in connection.execute("SELECT call_sid, key_id, master, locked FROM call_keys"):
        key = LockedKey(*row, datetime.now(UTC))
        keys[key.call] = (*keys.get(key.call, ()), key)
    return keys


def _of_row(table: str, row: dict[str, object], vault: Vault, keys: dict[str, tuple[LockedKey, ...]]) -> Iterator[Kept]:
    call, seq = str(row.get("call_sid", "")), row.get("seq", 0)
    seq = seq if isinstance(seq, int) else 0
    sealed = row.get("sealed")
    if isinstance(sealed, bytes):
        try:
            plain = vault.unsealed(table, seq, sealed, keys.get(call, ()))
        except VaultError as error:
            yield Kept(f"{table}.sealed", call, seq, NOT_OPENED, str(error))
        else:
            yield from _of_sealed(table, call, seq, plain)
    for column, value in row.items():
        if isinstance(value, str):
            for path, text in texts_of(value):
                yield Kept(f"{table}.{column}", call, seq, path, text)


def _of_sealed(table: str, call: str, seq: int, plain: bytes) -> Iterator[Kept]:
    """Of a journal that is over all entries are one block."""
    if table == PACKED_JOURNALS.name:
        for entry in unpacked(plain):
            for path, text in _texts({"said": entry.said}):
                yield Kept(OF_JOURNAL, call, entry.seq, path, text)
            for path, text in _texts(entry.body):
                yield Kept(f"{table}.body", call, entry.seq, path, text)
        return
    where = OF_JOURNAL if table == SAID.name else f"{table}.sealed"
    for path, text in _texts(json.loads(plain)):
        yield Kept(where, call, seq, path, text)


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in what JSON holds, with its path; the one over all is left out: "said.transcript.text"."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, f"{path}/{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            yield from _texts(inner, f"{path}.{place}")
    elif isinstance(value, str):
        yield path, value
