"""What the log said it was at one time (C2SP tlog-checkpoint): origin, size, root, signed; and those that were kept.

Each is signed twice by the log's key: as a plain note, and as a cosignature, which holds the time. A witness run by
the log's owner is no independent one: of the time, and of there being one log only, others must have seen it too.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from . import files
from .note import Note, NoteError, SigningKey, Verifier, read_note

_LARGEST_SIZE = (1 << 63) - 1
_BETWEEN = b"\n\n\n"
LARGEST_KEPT = 1 << 16
"""Bytes of one checkpoint, with all that witnesses put under it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    note: Note

    def bytes(self) -> bytes:
        return self.note.bytes()


def signed_checkpoint(key: SigningKey, size: int, root: bytes, at: datetime) -> Checkpoint:
    text = f"{key.name}\n{size}\n{b64encode(root).decode()}\n"
    note = Note(text, (key.sign(text), key.cosign(text, int(at.timestamp()))))
    return Checkpoint(key.name, size, root, note)


def read_checkpoint(data: bytes) -> Checkpoint:
    """Raises NoteError for what is no checkpoint. No signature is checked yet."""
    note = read_note(data)
    origin, size, root = (*note.text.split("\n"), "", "", "")[:3]
    try:
        decoded = b64decode(root, validate=True)
    except Base64Error as error:
        raise NoteError("a checkpoint whose root is no base64") from error
    sound = size.isascii() and size.isdigit() and (size == "0" or size[0] != "0") and int(size) <= _LARGEST_SIZE
    if not origin or not sound or len(decoded) != 32:
        raise NoteError("a checkpoint without an origin, a size and a root")
    return Checkpoint(origin, int(size), decoded, note)


def checked_checkpoint(data: bytes, key: Verifier) -> Checkpoint:
    """One that this key signed. Raises NoteError for any other."""
    found = read_checkpoint(data)
    if not found.note.is_by(key):
        raise NoteError("a checkpoint that this key did not sign")
    return found


def checkpoints_in(data: bytes) -> list[Checkpoint]:
    """One, or as many as stand in a file that they were appended to. Raises NoteError for any that is none."""
    return [read_checkpoint(piece) for piece in _pieces_of(data) or [b""]]


class KeptCheckpoints:
    """The file that they are appended to, one behind the other with a blank line between."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> list[Checkpoint]:
        """Oldest first; what a crash left of the last is not among them. Raises NoteError when another is none."""
        pieces = self._pieces()
        found = [read_checkpoint(piece) for piece in pieces[:-1]]
        try:
            found.extend(read_checkpoint(piece) for piece in pieces[-1:])
        except NoteError:
            if self._ends_whole():
                raise
        return found

    def last(self) -> Checkpoint | None:
        """The last that is whole. Raises NoteError when it is none."""
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, self._path.stat().st_size - 2 * LARGEST_KEPT))
                whole, end, _ = file.read().rpartition(_BETWEEN)
        except FileNotFoundError:
            return None
        return read_checkpoint(whole.rpartition(_BETWEEN)[2] + b"\n") if end else None

    def mend(self) -> None:
        """Cut off what a crash left of the last one, before another is appended."""
        if self._path.exists() and not self._ends_whole():
            whole = self._path.read_bytes().rpartition(_BETWEEN)
            files.keep(self._path, whole[0] + whole[1])

    def add(self, checkpoint: Checkpoint) -> None:
        """On the disk when this returns. Raises OSError."""
        files.add(self._path, checkpoint.bytes() + b"\n\n")

    def _ends_whole(self) -> bool:
        return self._path.read_bytes().endswith(_BETWEEN)

    def _pieces(self) -> list[bytes]:
        try:
            return _pieces_of(self._path.read_bytes())
        except FileNotFoundError:
            return []


def _pieces_of(data: bytes) -> list[bytes]:
    return [piece.strip(b"\n") + b"\n" for piece in data.split(_BETWEEN) if piece.strip(b"\n")]
