"""One fact as the bytes that are hashed: canonical JSON (RFC 8785), by a fixed schema, with nothing of a person in it.

    {"at":"2026-11-29T17:30:12.345Z","call":"…","facts":{…},"kind":"disclosure_heard","seq":2,"v":1}

`at` is UTC with milliseconds; `call` is base64url of SHA-256(salt, call sid), the salt being with the call's record:
when that is erased, nothing is left to guess from. `seq` numbers the facts of a call from 0.
"""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ..errors import CandidError
from .kinds import KINDS, OF_THE_LOG

VERSION = 1
LARGEST_SEQ = 99_999
LEAST_SALT_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_FIELDS = {"v", "kind", "at", "call", "seq", "facts"}


class LeafError(CandidError):
    """A fact that the log does not take; the message names kind and field, never a value."""


@dataclass(frozen=True, slots=True)
class Leaf:
    kind: str
    at: datetime
    """UTC, whole milliseconds."""
    call: str
    """`call_token`; empty for a fact of the log itself."""
    seq: int
    facts: Mapping[str, str | int | bool]


def call_token(salt: bytes, call_sid: str) -> str:
    """What stands for a call: 43 characters. Raises LeafError for a salt that could be guessed."""
    if len(salt) < LEAST_SALT_BYTES:
        raise LeafError(f"a salt must have {LEAST_SALT_BYTES} bytes or more")
    return urlsafe_b64encode(sha256(salt + call_sid.encode()).digest()).rstrip(b"=").decode()


def leaf_of(kind: str, at: datetime, call: str, seq: int, facts: Mapping[str, str | int | bool]) -> bytes:
    """The fact as bytes. Raises LeafError for a field that is unknown, missing or not of its schema."""
    leaf = {"v": VERSION, "kind": kind, "at": moment(at), "call": call, "seq": seq, "facts": dict(facts)}
    _check(leaf)
    _check_kind(kind, call, facts)
    return _canonical(leaf)


def read_leaf(data: bytes) -> Leaf:
    """The fact that these bytes are. Raises LeafError where `leaf_of` would not have made them, to the byte."""
    leaf = read_signed_leaf(data)
    _check_kind(leaf.kind, leaf.call, leaf.facts)
    return leaf


def read_signed_leaf(data: bytes) -> Leaf:
    """A fact that is in a log already, of any kind: another release may have told it, and it stands.

    Raises LeafError for what is no fact in canonical form.
    """
    try:
        leaf = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LeafError("a fact that is no JSON") from error
    if not isinstance(leaf, dict) or leaf.keys() != _FIELDS or not isinstance(leaf["facts"], dict):
        raise LeafError("a fact with other fields than v, kind, at, call, seq, facts")
    _check(leaf)
    if _canonical(leaf) != data:
        raise LeafError("a fact that is not in canonical form")
    return Leaf(leaf["kind"], _moment_of(leaf["at"]), leaf["call"], leaf["seq"], leaf["facts"])


def moment(at: datetime) -> str:
    """UTC with milliseconds, cut and not rounded. Raises LeafError for a time without a zone."""
    if at.tzinfo is None:
        raise LeafError("a time without a zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _check(leaf: Mapping[str, object]) -> None:
    kind, facts, seq, at = leaf["kind"], leaf["facts"], leaf["seq"], leaf["at"]
    if leaf["v"] != VERSION or isinstance(leaf["v"], bool):
        raise LeafError("a fact of an unknown version")
    if not isinstance(kind, str) or not _KIND.fullmatch(kind):
        raise LeafError("a fact of no kind")
    call = leaf["call"]
    if not isinstance(call, str) or (call and not _TOKEN.fullmatch(call)):
        raise LeafError(f"{kind}: call is no token")
    if not isinstance(seq, int) or isinstance(seq, bool) or not 0 <= seq <= LARGEST_SEQ:
        raise LeafError(f"{kind}: seq is no number from 0 to {LARGEST_SEQ}")
    if not isinstance(at, str):
        raise LeafError(f"{kind}: at is no time")
    _moment_of(at)
    if not isinstance(facts, dict) or not all(isinstance(value, str | int) for value in facts.values()):
        raise LeafError(f"{kind}: facts are texts, whole numbers, yes and no")


def _check_kind(kind: str, call: str, facts: Mapping[str, object]) -> None:
    if kind not in KINDS:
        raise LeafError("a fact of an unknown kind")
    if (kind in OF_THE_LOG) == bool(call):
        raise LeafError(f"{kind}: call is no token")
    schema = KINDS[kind]
    if missing := schema.keys() - facts.keys():
        raise LeafError(f"{kind}: {', '.join(sorted(missing))} missing")
    if len(facts) > len(schema):
        raise LeafError(f"{kind}: a field that it does not have")
    for name, rule in schema.items():
        if not rule(facts[name]):
            raise LeafError(f"{kind}: {name} holds what it may not")


def _moment_of(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise LeafError("a time that is not UTC with milliseconds")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise LeafError("a time that there is not") from error


def _canonical(leaf: Mapping[str, object]) -> bytes:
    """RFC 8785 for what a schema lets through: names and texts of ASCII, whole numbers."""
    return json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
