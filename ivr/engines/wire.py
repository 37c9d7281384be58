"""The bytes between a worker and its child: a length, a JSON header, and a body of audio or nothing."""

import json
import struct
from typing import Any

LENGTHS = struct.Struct("!II")
LONGEST_HEADER = 64 * 1024
LONGEST_BODY = 16 * 1024 * 1024

Header = dict[str, Any]


def packed(header: Header, body: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return LENGTHS.pack(len(text), len(body)) + text + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Bytes of the header and of the body. Raises ValueError for lengths that no message of ours has."""
    header, body = LENGTHS.unpack(prefix)
    if header > LONGEST_HEADER or body > LONGEST_BODY:
        raise ValueError("a message is too long")
    return header, body


def header_of(text: bytes) -> Header:
    header = json.loads(text)
    if not isinstance(header, dict):
        raise ValueError("a message's header is not an object")
    return header
