"""What others have said of checkpoints, beside the log in `seen/`.

SIZE.txt has the cosignatures of witnesses under it, SIZE.tsr is the answer of a time-stamp authority (RFC 3161).

A size has one root, so whatever is said of it holds for each checkpoint of that size.
"""

import threading
from pathlib import Path

from . import files
from .checkpoint import Checkpoint, read_checkpoint
from .note import Note, NoteError, Signature, Verifier

FOLDER = "seen"


class Seen:
    """Thread-safe; the files of readers are there whole or not at all."""

    def __init__(self, log: Path) -> None:
        """`log`: the folder of the log."""
        self._folder = log / FOLDER
        self._lock = threading.Lock()

    def cosigned(self, checkpoint: Checkpoint) -> Checkpoint:
        """With what witnesses have put under it. Raises NoteError when the file of its size is of another past."""
        path = self._folder / f"{checkpoint.size}.txt"
        if not path.exists():
            return checkpoint
        seen = _read(path)
        if seen.note.text != checkpoint.note.text:
            raise NoteError(f"{FOLDER}/{path.name} is of another past than the log: move it away, and keep it")
        return _with(checkpoint, seen.note.signatures)

    def add(self, checkpoint: Checkpoint, cosignature: Signature) -> None:
        """On the disk when this returns. Raises OSError, and NoteError as `cosigned` does."""
        with self._lock:
            found = _with(self.cosigned(checkpoint), (cosignature,))
            files.keep(self._folder / f"{checkpoint.size}.txt", found.bytes())

    def all(self) -> list[Checkpoint]:
        """All that were cosigned, the smallest first. Raises NoteError naming a file that is no checkpoint."""
        return [_read(self._folder / f"{size}.txt") for size in self.sizes()]

    def sizes(self) -> list[int]:
        """Of the checkpoints that were cosigned, ascending."""
        return self._sizes_of("txt")

    def stamped(self) -> list[int]:
        """Sizes of the checkpoints that have a time stamp, ascending."""
        return self._sizes_of("tsr")

    def stamp(self, size: int) -> bytes:
        """The time stamp of the checkpoint of this size, not looked at yet; empty: it has none. Raises OSError."""
        path = self._folder / f"{size}.tsr"
        return path.read_bytes() if path.exists() else b""

    def keep_stamp(self, size: int, stamp: bytes) -> None:
        """On the disk when this returns. Raises OSError."""
        files.keep(self._folder / f"{size}.tsr", stamp)

    def largest_of(self, witness: Verifier) -> int:
        """The largest size that this witness has cosigned; 0: none. Raises NoteError as `all` does."""
        for size in reversed(self.sizes()):
            if _read(self._folder / f"{size}.txt").note.seen_at(witness) is not None:
                return size
        return 0

    def _sizes_of(self, kind: str) -> list[int]:
        return sorted(int(path.stem) for path in self._folder.glob(f"*.{kind}") if path.stem.isdecimal())


def _read(path: Path) -> Checkpoint:
    try:
        found = read_checkpoint(path.read_bytes())
    except NoteError as error:
        raise NoteError(f"{FOLDER}/{path.name}: {error}") from error
    if str(found.size) != path.stem:
        raise NoteError(f"{FOLDER}/{path.name} is a checkpoint of {found.size}")
    return found


def _with(checkpoint: Checkpoint, signatures: tuple[Signature, ...]) -> Checkpoint:
    had = checkpoint.note.signatures
    note = Note(checkpoint.note.text, (*had, *(each for each in signatures if each not in had)))
    return Checkpoint(checkpoint.origin, checkpoint.size, checkpoint.root, note)
