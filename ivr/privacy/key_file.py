"""Master keys in a file that its owner alone can read: made at the first start, read again when it has changed."""

import base64
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ..errors import VaultError
from ..secrecy import KEY_BYTES
from .master_keys import KeyRing, MasterKey, name_of_key

KEY_FILE = "master.keys"
"""Its name in the data folder, where no other place is set."""
_ABOUT = "Master keys of Candid. Whoever has this file and the database can read what callers said: docs/privacy.md"


def utc_now() -> datetime:
    return datetime.now(UTC)


class KeyFile:
    """`MasterKeys` of a file. One that cannot be read or made costs no call anything: keys of this run take its place,
    and `problem` says so."""

    def __init__(self, path: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.path, self._now = path, now
        self._lock = threading.Lock()
        self._unkept: MasterKey | None = None
        """Made for this run, while the file takes none."""
        self._problem = ""
        self._stamp: tuple[int, int] | None = None
        self._ring = self._first()

    @property
    def newest(self) -> str:
        return self._ring.newest

    @property
    def problem(self) -> str:
        return self._problem

    @property
    def keys(self) -> tuple[MasterKey, ...]:
        return self._ring.keys

    def lock(self, data_key: bytes, about: str) -> bytes:
        return self._ring.lock(data_key, about)

    def open(self, master: str, locked: bytes, about: str) -> bytes:
        if master not in self._ring:
            self.look()
        return self._ring.open(master, locked, about)

    def can_open(self, master: str) -> bool:
        return self._ring.can_open(master)

    def look(self) -> None:
        with self._lock:
            try:
                if self._unkept is not None:
                    self._keep_what_was_not()
                elif not self.path.exists():  # somebody took it away while we run: without it all is lost at the end
                    self._create(self.keys)
                    self._ring = KeyRing(self._read())
                elif _stamp_of(self.path) != self._stamp:
                    self._ring = KeyRing(self._read())
                self._problem = ""
            except VaultError as error:
                self._problem = str(error)

    def rotate(self) -> MasterKey:
        """A new key, which locks from now on. Raises VaultError."""
        with self._lock:
            made = _made(self._now())
            self._write((made, *self._read()))
            return made

    def retire(self, name: str) -> None:
        """Destroys a key that locks no more. Raises VaultError for one that is not there, or is the newest."""
        with self._lock:
            keys = self._read()
            if name not in {key.name for key in keys}:
                raise VaultError(f"there is no master key {name}: see `ivr keys list`")
            if name == KeyRing(keys).newest:
                raise VaultError(f"master key {name} locks new calls: `ivr keys rotate` first")
            at = self._now()
            self._write(
                tuple(replace(k, secret=None, retired_at=at) if k.name == name and k.secret else k for k in keys)
            )

    # With the lock held, or before anybody else can know of it.

    def _first(self) -> KeyRing:
        try:
            if not self.path.exists():
                self._create((_made(self._now()),))
            return KeyRing(self._read())
        except VaultError as error:
            self._problem = str(error)
            self._unkept = _made(self._now())
            return KeyRing((self._unkept,))

    def _keep_what_was_not(self) -> None:
        """The file can be had again: the key of this run goes into it, behind those that were there all along."""
        held = self._read() if self.path.exists() else ()
        made = self._unkept
        if made is None:
            return
        if held:
            self._write((*held, made))
        else:
            self._create((made,))
        self._unkept = None
        self._ring = KeyRing(self._read())

    def _read(self) -> tuple[MasterKey, ...]:
        stamp = _stamp_of(self.path)
        try:
            keys = tuple(_key_of(kept) for kept in json.loads(self.path.read_text())["keys"])
        except FileNotFoundError:
            raise VaultError(f"{self.path.name}: the file of master keys is gone: put it back") from None
        except OSError as error:
            raise VaultError(f"{self.path.name}: cannot be read ({error.strerror})") from error
        except (ValueError, KeyError, TypeError) as error:
            raise VaultError(f"{self.path.name}: is damaged: put it back from where you keep a copy") from error
        if not any(key.secret for key in keys):
            raise VaultError(f"{self.path.name}: holds no key that locks")
        self._stamp = stamp
        return keys

    def _create(self, keys: tuple[MasterKey, ...]) -> None:
        """The first. Of two that start at once, one makes it and the other reads it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = self._written_beside(keys)
            try:
                os.link(made, self.path)
            except FileExistsError:
                pass
            finally:
                made.unlink()
        except OSError as error:
            raise VaultError(f"{self.path.name}: cannot be made ({error.strerror})") from error

    def _write(self, keys: tuple[MasterKey, ...]) -> None:
        """Whole or not at all."""
        try:
            os.replace(self._written_beside(keys), self.path)
        except OSError as error:
            raise VaultError(f"{self.path.name}: cannot be written ({error.strerror})") from error
        self._ring = KeyRing(self._read())

    def _written_beside(self, keys: Iterable[MasterKey]) -> Path:
        beside = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}")
        text = json.dumps({"about": _ABOUT, "keys": [_kept(key) for key in keys]}, indent=1)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        return beside


def _made(at: datetime) -> MasterKey:
    secret = secrets.token_bytes(KEY_BYTES)
    return MasterKey(name_of_key(secret), secret, at)


def _kept(key: MasterKey) -> dict[str, str]:
    kept = {"name": key.name}
    for name, at in (("made", key.made_at), ("retired", key.retired_at)):
        if at is not None:
            kept[name] = at.isoformat()
    if key.secret is not None:
        kept["key"] = base64.b64encode(key.secret).decode()
    return kept


def _key_of(kept: dict[str, str]) -> MasterKey:
    """Raises ValueError, KeyError or TypeError."""
    made, retired = (datetime.fromisoformat(kept[name]) if name in kept else None for name in ("made", "retired"))
    secret = base64.b64decode(kept["key"], validate=True) if "key" in kept else None
    if secret is not None and len(secret) != KEY_BYTES:
        raise ValueError("a key of another length")
    return MasterKey(kept["name"] if secret is None else name_of_key(secret), secret, made, retired)


def _stamp_of(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino
