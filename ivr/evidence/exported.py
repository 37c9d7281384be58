"""An exported folder: which files it has, and how they are written.

key.txt             the log's public key, NAME+ID+BASE64
checkpoint-old.txt  a signed checkpoint from before the records (or any that the receiver holds)
checkpoint-new.txt  the first one that covers them all
checkpoint-new.tsr  where it has one: a time-stamp authority's answer (RFC 3161) over it
consistency.txt     hashes in base64, a line each: the older log is the beginning of the newer
records.jsonl       the entries, byte for byte, a line each
proofs.jsonl        for each line: its number in the log, its hash, and the hashes up to the newer root
export.json         what was asked for, and how many records that is
"""

import json
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import files
from .checkpoint import Checkpoint, read_checkpoint
from .note import NoteError, Verifier, read_key

_STAMP = "checkpoint-new.tsr"
CALL, PERIOD = "call", "period"


class UnreadableError(NoteError):
    """A file of the folder is missing or is not written as it should be."""


@dataclass(frozen=True, slots=True)
class Proof:
    index: int
    leaf: bytes
    """The entry's hash, as the log has it."""
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Export:
    key: Verifier
    old: Checkpoint
    new: Checkpoint
    consistency: tuple[bytes, ...]
    records: tuple[bytes, ...]
    proofs: tuple[Proof, ...]
    about: Mapping[str, str | int]
    """`what` ("call", "period"), `records`, and what was asked for."""
    stamp: bytes = b""
    """Of `new`; empty: it has none."""


def write_export(folder: Path, export: Export) -> None:
    """The same export is the same bytes. Raises OSError."""
    proofs = ({"index": p.index, "leaf": _told(p.leaf), "path": [_told(h) for h in p.path]} for p in export.proofs)
    contents = {
        "key.txt": export.key.told().encode() + b"\n",
        "checkpoint-old.txt": export.old.bytes(),
        "checkpoint-new.txt": export.new.bytes(),
        "consistency.txt": "".join(f"{_told(found)}\n" for found in export.consistency).encode(),
        "records.jsonl": b"".join(record + b"\n" for record in export.records),
        "proofs.jsonl": "".join(json.dumps(proof, separators=(",", ":")) + "\n" for proof in proofs).encode(),
        "export.json": json.dumps(dict(export.about), sort_keys=True, indent=1).encode() + b"\n",
    }
    for name, data in contents.items():
        files.keep(folder / name, data)
    if export.stamp:
        files.keep(folder / _STAMP, export.stamp)
    else:
        (folder / _STAMP).unlink(missing_ok=True)


def read_export(folder: Path) -> Export:
    """Raises UnreadableError naming the file, or NoteError for a key or checkpoint that is none."""
    about = _about(_read(folder, "export.json"))
    return Export(
        key=read_key(_text(folder, "key.txt")),
        old=read_checkpoint(_read(folder, "checkpoint-old.txt")),
        new=read_checkpoint(_read(folder, "checkpoint-new.txt")),
        consistency=tuple(_hash(line, "consistency.txt") for line in _text(folder, "consistency.txt").splitlines()),
        records=tuple(_lines(_read(folder, "records.jsonl"))),
        proofs=tuple(_proof(line) for line in _lines(_read(folder, "proofs.jsonl"))),
        about=about,
        stamp=_read(folder, _STAMP) if (folder / _STAMP).exists() else b"",
    )


def _about(data: bytes) -> dict[str, str | int]:
    try:
        found = json.loads(data)
        if found["what"] in (CALL, PERIOD) and isinstance(found["records"], int):
            return dict(found)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError("export.json does not tell what was exported") from error
    raise UnreadableError("export.json does not tell what was exported")


def _proof(line: bytes) -> Proof:
    try:
        found = json.loads(line)
        index, leaf, path = found["index"], found["leaf"], found["path"]
        if not isinstance(index, int) or not isinstance(leaf, str) or not all(isinstance(h, str) for h in path):
            raise UnreadableError("proofs.jsonl has a line that is no proof")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableError("proofs.jsonl has a line that is no proof") from error
    return Proof(index, _hash(leaf, "proofs.jsonl"), tuple(_hash(each, "proofs.jsonl") for each in path))


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{name} is not there") from error


def _text(folder: Path, name: str) -> str:
    try:
        return _read(folder, name).decode("ascii")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name} is no plain text") from error


def _lines(data: bytes) -> Sequence[bytes]:
    return data.removesuffix(b"\n").split(b"\n") if data else []


def _hash(text: str, name: str) -> bytes:
    try:
        found = b64decode(text, validate=True)
    except (Base64Error, ValueError) as error:
        raise UnreadableError(f"{name} has a hash that is no base64") from error
    if len(found) != 32:
        raise UnreadableError(f"{name} has a hash that has not 32 bytes")
    return found


def _told(data: bytes) -> str:
    return b64encode(data).decode()
