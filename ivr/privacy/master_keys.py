"""Master keys: each locks the keys of calls. The newest locks new ones, the older ones still open theirs.

What locks and opens is a port: keys in a file or in the environment are the two that ship; a key service of yours is
another. It is asked once for each new call, on the call path, so it must answer at once (with keys made beforehand).
"""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..errors import VaultError

NONCE_BYTES = 12
"""Random ones: NIST SP 800-38D allows 2^32 under one key, which is more than there are calls."""
_ABOUT = b"candid data key\x1f"


@dataclass(frozen=True, slots=True)
class MasterKey:
    name: str
    secret: bytes | None
    """None: it was retired, and what it locked is locked for ever."""
    made_at: datetime | None = None
    retired_at: datetime | None = None


class MasterKeys(Protocol):
    """What the vault asks. Thread-safe; no answer waits for anything."""

    @property
    def newest(self) -> str:
        """The name of the one that locks."""
        ...

    @property
    def problem(self) -> str:
        """Why what is locked now may not be opened after a restart; empty when it can."""
        ...

    def lock(self, data_key: bytes, about: str) -> bytes:
        """A data key locked by the newest, fit for `about` alone."""
        ...

    def open(self, master: str, locked: bytes, about: str) -> bytes:
        """The data key again. Raises VaultError when that master key is not here, retired, or did not lock this."""
        ...

    def can_open(self, master: str) -> bool:
        """Whether that key is here and not retired."""
        ...

    def look(self) -> None:
        """Take notice of keys that were added, and keep what could not be kept; now and then, off the loop."""
        ...


class KeyRing:
    """Master keys in memory, the newest first."""

    def __init__(self, keys: tuple[MasterKey, ...]) -> None:
        self._ciphers = {key.name: AESGCM(key.secret) for key in keys if key.secret is not None}
        self._retired = {key.name for key in keys if key.secret is None}
        self.newest = next(key.name for key in keys if key.secret is not None)
        self.keys = keys

    def lock(self, data_key: bytes, about: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._ciphers[self.newest].encrypt(nonce, data_key, _ABOUT + about.encode())

    def open(self, master: str, locked: bytes, about: str) -> bytes:
        cipher = self._ciphers.get(master)
        if cipher is None:
            why = "is retired: what it locked cannot be read" if master in self._retired else "is not here: put it back"
            raise VaultError(f"master key {master} {why}")
        try:
            return cipher.decrypt(locked[:NONCE_BYTES], locked[NONCE_BYTES:], _ABOUT + about.encode())
        except (InvalidTag, ValueError) as error:
            raise VaultError(f"a call's key was not locked by master key {master}, or is damaged") from error

    def can_open(self, master: str) -> bool:
        return master in self._ciphers

    def __contains__(self, master: str) -> bool:
        return master in self._ciphers or master in self._retired


def name_of_key(secret: bytes) -> str:
    """The same for the same key, wherever it is kept; tells nothing of it."""
    return hashlib.sha256(b"candid master key\x1f" + secret).hexdigest()[:12]
