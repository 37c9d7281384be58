"""Locks what callers said, before it is first written: AES-256-GCM under a key that each call has of its own.

Whoever destroys a call's key has destroyed its words in every copy of them. What is locked is bound to its place (call,
table, number in the call), so that it opens nowhere else: none can be put in another's place unseen.
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ..errors import VaultError
from .master_keys import NONCE_BYTES, MasterKeys

_VERSION = b"\x01"
_NAME_BYTES = 4
_HEAD = len(_VERSION) + _NAME_BYTES + NONCE_BYTES
MOST_OPEN = 500
"""Calls whose key is kept ready in memory for reading."""


@dataclass(frozen=True, slots=True)
class LockedKey:
    """A call's key as it may be kept: locked by a master key. A call has several when it was taken up again."""

    call: str
    name: str
    """Eight hexadecimal digits, its own among the call's keys."""
    master: str
    locked: bytes
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CallKey:
    """A call's key ready for use, in memory alone."""

    kept: LockedKey
    _cipher: AESGCM

    def seal(self, table: str, seq: int, plain: bytes) -> bytes:
        """Version, the key's name, a random nonce, ciphertext and tag; 33 bytes longer than what is sealed."""
        nonce = os.urandom(NONCE_BYTES)
        place = _place(self.kept.call, table, seq)
        return _VERSION + bytes.fromhex(self.kept.name) + nonce + self._cipher.encrypt(nonce, plain, place)


class Vault:
    """Thread-safe."""

    def __init__(self, masters: MasterKeys) -> None:
        self.masters = masters
        self._open: OrderedDict[tuple[str, str], AESGCM] = OrderedDict()
        self._lock = threading.Lock()

    def new_key(self, call: str, made_at: datetime) -> CallKey:
        secret, name = AESGCM.generate_key(256), os.urandom(_NAME_BYTES).hex()
        master = self.masters.newest
        locked = self.masters.lock(secret, _about(call, name))
        return CallKey(LockedKey(call, name, master, locked, made_at), AESGCM(secret))

    def key(self, kept: LockedKey) -> CallKey:
        """One that is kept, ready for use again. Raises VaultError."""
        return CallKey(kept, self._cipher(kept))

    def relocked(self, kept: LockedKey) -> LockedKey:
        """The same key, locked by the newest master key. Raises VaultError."""
        about = _about(kept.call, kept.name)
        secret, master = self.masters.open(kept.master, kept.locked, about), self.masters.newest
        return replace(kept, master=master, locked=self.masters.lock(secret, about))

    def unsealed(self, table: str, seq: int, sealed: bytes, keys: tuple[LockedKey, ...]) -> bytes:
        """What was sealed at this place of the call that the keys are of. Raises VaultError."""
        name = sealed[len(_VERSION) : len(_VERSION) + _NAME_BYTES].hex()
        kept = next((key for key in keys if key.name == name), None)
        if not sealed.startswith(_VERSION) or len(sealed) < _HEAD:
            raise VaultError(f"{table}: what was sealed is damaged")
        if kept is None:
            raise VaultError(f"{table}: the key of what was sealed is gone, as after an erasure")
        try:
            place = _place(kept.call, table, seq)
            return self._cipher(kept).decrypt(sealed[_HEAD - NONCE_BYTES : _HEAD], sealed[_HEAD:], place)
        except (InvalidTag, ValueError) as error:
            raise VaultError(f"{table}: what was sealed is damaged, or stands in another's place") from error

    def forget(self, calls: Sequence[str]) -> None:
        """Their keys were destroyed: they are no longer in memory either."""
        gone = set(calls)
        with self._lock:
            for held in [held for held in self._open if held[0] in gone]:
                del self._open[held]

    def _cipher(self, kept: LockedKey) -> AESGCM:
        held = kept.call, kept.name
        with self._lock:
            if held in self._open:
                self._open.move_to_end(held)
                return self._open[held]
        made = AESGCM(self.masters.open(kept.master, kept.locked, _about(*held)))
        with self._lock:
            self._open[held] = made
            if len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
        return made


def _about(call: str, name: str) -> str:
    return f"{call}\x1f{name}"


def _place(call: str, table: str, seq: int) -> bytes:
    return f"{call}\x1f{table}\x1f{seq}".encode(errors="surrogatepass")
