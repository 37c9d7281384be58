"""What callers said, typed or left is sealed in each change before its line is written, and opened when it is read."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import datetime

from ..errors import VaultError
from ..privacy.vault import CallKey, LockedKey, Vault
from .lines import Change

CONTENT: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "journal": ("said", {"said": {}}),
    "handoffs": ("wishes", {"wish": "", "given": ()}),
    "voicemails": ("voicemails", {"recording_sid": ""}),
    "audio": ("audio", {"ogg": "", "peaks": ""}),
    "messages": ("messages", {"number": ""}),
}
"""Table of the change → table of what is sealed of it, and the fields that are, with what they are when empty."""
_LOCK = ("key_id", "master", "locked", "made_at")


def sealed(change: Change, key: Callable[[], CallKey]) -> Change:
    """Without its content, and with `sealed` and the locked key that opens it, where it had any: a line is whole."""
    if change["table"] not in CONTENT:
        return change
    into, fields = CONTENT[str(change["table"])]
    rest = {name: value for name, value in change.items() if name not in fields}
    held = {name: change[name] for name in fields if change.get(name)}
    if not held:
        return rest
    with_key = key()
    plain = json.dumps(held, separators=(",", ":")).encode()
    blob = with_key.seal(into, _seq(change), plain)
    return rest | {"sealed": base64.b64encode(blob).decode()} | _told(with_key.kept)


def opened(change: Change, vault: Vault, keys: tuple[LockedKey, ...] | None = None) -> Change:
    """With its content again; as it is where it was never sealed. `keys`: those of its call, where the change brings
    none itself. Raises VaultError."""
    if change["table"] not in CONTENT:
        return change
    into, fields = CONTENT[str(change["table"])]
    whole = dict(fields) | change
    if not change.get("sealed"):
        return whole
    blob = change["sealed"] if isinstance(change["sealed"], bytes) else _bytes(change["sealed"])
    plain = vault.unsealed(into, _seq(change), blob, (key_of(change),) if keys is None else keys)
    return whole | json.loads(plain)  # type: ignore[no-any-return]  # sealed by us


def without_content(change: Change) -> Change:
    """As if nothing had been said: for what cannot be opened."""
    return change if change["table"] not in CONTENT else dict(CONTENT[str(change["table"])][1]) | change


def key_of(change: Change) -> LockedKey:
    """The locked key that a sealed change brings. Raises VaultError."""
    made_at = change.get("made_at")
    if not isinstance(made_at, datetime):
        raise VaultError("a call's key is damaged")
    call, name, master = (str(change[field]) for field in ("call_sid", "key_id", "master"))
    return LockedKey(call, name, master, _bytes(change["locked"]), made_at)


def row_of_key(kept: LockedKey) -> dict[str, object]:
    """As the table of keys holds it."""
    return dict(zip(("call_sid", *_LOCK), astuple(kept), strict=True))


def storable(change: Change) -> Change:
    """With bytes where a line holds text. Raises VaultError."""
    if not change.get("sealed"):
        return change
    return change | {"sealed": _bytes(change["sealed"]), "locked": _bytes(change["locked"])}


def all_sealed(changes: Iterable[Change], vault: Vault, now: Callable[[], datetime]) -> Iterator[Change]:
    """Also those that an earlier version left in plain text."""
    keys: dict[str, CallKey] = {}
    for change in changes:
        call = str(change["call_sid"])

        def key(call: str = call) -> CallKey:
            if call not in keys:
                keys[call] = vault.new_key(call, now())
            return keys[call]

        yield sealed(change, key) if change["table"] in CONTENT and not change.get("sealed") else change


def _told(key: LockedKey) -> Change:
    locked = base64.b64encode(key.locked).decode()
    return dict(zip(_LOCK, (key.name, key.master, locked, key.made_at), strict=True))


def _seq(change: Change) -> int:
    seq = change.get("seq", 0)
    return seq if isinstance(seq, int) else 0


def _bytes(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise VaultError("what was sealed is damaged") from error
