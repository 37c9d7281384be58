"""The evidence log: facts go in, durably and once each; checkpoints come out, signed. One writer for a folder."""

import os
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..errors import CandidError
from . import files
from .checkpoint import Checkpoint, KeptCheckpoints, signed_checkpoint
from .grown import Grown
from .leaf import leaf_of, read_leaf
from .note import NoteError, SigningKey
from .seen import Seen
from .shelf import Found

CLOCK_STEP_MILLISECONDS = 2000
"""A clock that is behind by more was set back; by less, it was made to agree with the network's."""


class EvidenceError(CandidError):
    """The log takes no facts; the message says why and what to do."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class EvidenceLog:
    """Thread-safe; every call may wait for the disk, so none is for the event loop.

    Where the disk or the database fails, OSError or sqlite3.Error; whoever appends keeps the facts and comes again.
    """

    def __init__(self, folder: Path, key: SigningKey, *, clock: Callable[[], datetime] = utc_now) -> None:
        """Raises EvidenceError when another has this log open, DamagedError when a file of it is missing or cut.

        A log that is older than what it has signed opens, takes no facts, and says so: `sealed`.
        """
        self._folder, self._key, self._clock = folder, key, clock
        self._lock = threading.RLock()
        self._kept = KeptCheckpoints(folder / "checkpoints")
        self.seen = Seen(folder)
        self.disputed = 0
        """Facts that were told a second time, and differently; the first holds."""
        claim = files.claimed(folder)
        if claim is None:
            raise EvidenceError(f"the evidence log in {folder} is open in another process")
        self._claim = claim
        try:
            self._tree = Grown(folder, writing=True)
            self._kept.mend()
            self.sealed = self._why_sealed()
            """Why no fact is taken; empty: they are."""
            self._begin()
        except BaseException:
            os.close(self._claim)
            raise

    def close(self) -> None:
        with self._lock:
            self._tree.close()
            os.close(self._claim)

    @property
    def size(self) -> int:
        with self._lock:
            return self._tree.size

    def append(self, leaves: Sequence[bytes]) -> range:
        """The numbers of the entries that are new; a fact (call and seq) that is in already is passed over.

        All are on the disk when this returns, or none is. Raises LeafError for what `leaf_of` would not make,
        EvidenceError when the log is sealed.
        """
        facts = [(read_leaf(data), data) for data in leaves]
        with self._lock:
            if self.sealed:
                raise EvidenceError(self.sealed)
            self._tree.renew()
            fresh = self._fresh(facts)
            if not fresh:
                return range(self._tree.size, self._tree.size)
            self._grow(fresh, self._clock())
            return range(self._tree.size - len(fresh), self._tree.size)

    def checkpoint(self, now: datetime) -> bytes:
        """Sign what the log is now, and keep that. Raises EvidenceError when the log is sealed."""
        with self._lock:
            if self.sealed:
                raise EvidenceError(self.sealed)
            self._grow([], now)
            self._tree.publish()
            made = signed_checkpoint(self._key, self._tree.size, self._tree.root(), now)
            self._kept.add(made)
            files.keep(self._folder / "checkpoint", made.bytes())
            return made.bytes()

    def publish(self, checkpoint: Checkpoint) -> bytes:
        """Show it with what others have testified to it by now. Raises NoteError, OSError."""
        cosigned = self.seen.cosigned(checkpoint).bytes()
        if cosigned != checkpoint.bytes():
            files.keep(self._folder / "checkpoint", cosigned)
        return cosigned

    def root(self) -> bytes:
        with self._lock:
            return self._tree.root()

    def entries(self, start: int, end: int) -> list[bytes]:
        with self._lock:
            return list(self._tree.entries(start, end))

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Raises ValueError when there is no such entry in a tree of this size."""
        with self._lock:
            return self._tree.inclusion(index, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Raises ValueError for sizes that the log has not had in this order."""
        with self._lock:
            return self._tree.consistency(old, new)

    def state(self) -> dict[str, str]:
        """For readiness: ok or degraded. Calls are taken in each of them."""
        with self._lock:
            steps = self._tree.shelf.count("own")
            detail = f"{self._tree.size} facts"
        for count, what in (
            (steps, "times the clock was set back"),
            (self.disputed, "facts told twice and differently"),
        ):
            detail += f", {count} {what}" if count else ""
        if self.sealed:
            return {"state": "degraded", "detail": f"{self.sealed}; {detail}"}
        return {"state": "degraded" if self.disputed else "ok", "detail": detail}

    # With the lock held.

    def _begin(self) -> None:
        """A log's own key stands beside it, for those who are given a copy of the folder."""
        told = self._key.verifier.told().encode() + b"\n"
        path = self._folder / "key.txt"
        if not self.sealed and (not path.exists() or path.read_bytes() != told):
            files.keep(path, told)
        if not self.sealed and self._kept.last() is None:
            self.checkpoint(self._clock())  # of no entries: what is exported later has one to begin from

    def _why_sealed(self) -> str:
        """The log against the last checkpoint that it has signed itself."""
        mend = "move the folder away to begin a new log, and keep it: docs/evidence.md"
        try:
            last = self._kept.last()
        except NoteError:
            return f"the last kept checkpoint cannot be read: {mend}"
        if last is None:
            return f"its kept checkpoints were taken away: {mend}" if self._tree.size else ""
        if not last.note.is_by(self._key.verifier):
            return f"its last checkpoint was signed with another key: put that back, or {mend}"
        if last.size > self._tree.size:
            return f"it was rolled back: {self._tree.size} facts, and {last.size} were signed: {mend}"
        if last.root != self._tree.root(last.size):
            return f"its first {last.size} facts are not those that were signed: {mend}"
        return ""

    def _fresh(self, facts: Sequence[Found]) -> list[Found]:
        new: dict[tuple[str, int], Found] = {}
        for leaf, data in facts:
            place = self._tree.shelf.place_of(leaf)
            held = new.get((leaf.call, leaf.seq))
            if place is None and held is None:
                new[leaf.call, leaf.seq] = (leaf, data)
            elif data != (held[1] if held else next(iter(self._tree.entries(place or 0, (place or 0) + 1)))):
                self.disputed += 1
        return list(new.values())

    def _grow(self, facts: Sequence[Found], now: datetime) -> None:
        """With a fact of the log's own before them when the clock was set back since the last."""
        counts = [("clock", _milliseconds(now))]
        if behind := self._behind(now):
            seq = self._tree.shelf.count("own")
            told = leaf_of("clock_set_back", now, "", seq, {"behind_ms": behind})
            facts = [(read_leaf(told), told), *facts]
            counts.append(("own", seq + 1))
        self._tree.grow(facts, counts)

    def _behind(self, now: datetime) -> int:
        """By how many milliseconds the clock is behind where it was at the last write; 0: not by much."""
        behind = self._tree.shelf.count("clock") - _milliseconds(now)
        return behind if behind > CLOCK_STEP_MILLISECONDS else 0


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
