"""Addresses that the operator sets, and those with a key beside them: whether they are any."""

import binascii
from base64 import b64decode
from hashlib import sha256
from urllib.parse import urlsplit

_COSIGNATURE = 4
"""The kind of a key that cosigns checkpoints (C2SP tlog-cosignature)."""


def is_address(text: str, schemes: set[str]) -> bool:
    try:
        url = urlsplit(text)
        sound = url.scheme in schemes and url.hostname and url.port != 0 and not url.username
    except ValueError:  # brackets or a port that are none
        return False
    return bool(sound) and not url.query and not url.fragment and not any(c.isspace() for c in text)


def is_webhook(text: str) -> bool:
    """As `is_address`; what proves who we are may stand behind a question mark."""
    return is_address(text.partition("?")[0], {"http", "https"}) and not any(c.isspace() for c in text)


def witnesses_in(text: str) -> tuple[tuple[str, str], ...] | None:
    """Address and public key of each, a blank between, as many as stand behind commas; None: one of them is neither."""
    given = [piece.split() for piece in text.split(",") if piece.strip()]
    if all(len(each) == 2 and is_address(each[0], {"http", "https"}) and is_witness_key(each[1]) for each in given):
        return tuple((url, key) for url, key in given)
    return None


def is_witness_key(told: str) -> bool:
    """NAME+ID+BASE64 of a key that cosigns, its id being of its name and bytes."""
    name, _, rest = told.partition("+")
    key_id, _, encoded = rest.partition("+")
    try:
        data = b64decode(encoded, validate=True)
    except binascii.Error:
        return False
    sound = bool(name) and len(data) == 33 and data[0] == _COSIGNATURE
    return sound and sha256(name.encode() + b"\n" + data).hexdigest()[:8] == key_id
