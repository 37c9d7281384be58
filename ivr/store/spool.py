"""The write-behind journal: changes appended to files that outlive the process, until they are in the database."""

import os
import secrets
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from ..errors import CandidError
from ..evidence.files import claimed

SEGMENT_BYTES = 1 << 20
SPOOL_BYTES = 64 << 20
"""Above this only what matters to callers is kept, up to twice as much; the rest is counted and dropped."""
MEMORY_BYTES = 8 << 20
"""For lines that the disk does not take."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What waits to be written: whole files, then lines that the disk did not take; `upto` counts appends so far."""

    segments: tuple[Path, ...]
    lines: tuple[bytes, ...]
    upto: int


class Spool:
    """Append from any thread; one thread takes. A full or broken disk never raises here: it is counted."""

    def __init__(self, folder: Path, *, limit: int = SPOOL_BYTES, memory_limit: int = MEMORY_BYTES) -> None:
        self._folder, self._limit, self._memory_limit = folder, limit, memory_limit
        self._lock = threading.Lock()
        self.disk_failed = False
        """Also from the start: then records wait in memory, and are written once the folder takes them."""
        self._claim = self._claimed_or_none()
        self.instance = _kept_name(folder / "instance")
        self.leftovers = tuple(sorted(folder.glob("*.jsonl")))
        """Segments of an earlier run, oldest first."""
        self._closed: list[Path] = list(self.leftovers)
        self._number = 1 + max((int(p.stem) for p in self._closed if p.stem.isdigit()), default=0)
        self._sizes = {path: _size_of(path) for path in self._closed}
        self._bytes = sum(self._sizes.values())
        self._current: int | None = None
        self._current_path = folder
        self._current_bytes = 0
        self._overflow: deque[bytes] = deque()
        self._overflow_bytes = 0
        self._appended = 0
        self.dropped = 0
        self.lost_bytes = 0
        """Of records that were in files which somebody removed before they were in the database."""

    @property
    def appended(self) -> int:
        with self._lock:
            return self._appended

    @property
    def waiting_bytes(self) -> int:
        with self._lock:
            return self._bytes + self._overflow_bytes

    def append(self, lines: list[bytes], *, essential: bool) -> None:
        """Keep these lines, in order; dropped and counted when there is no room for their kind."""
        data = b"".join(lines)
        with self._lock:
            self._appended += len(lines)
            allowed = self._limit * 2 if essential else self._limit
            if self._bytes + len(data) > allowed or not (self._wrote(data) or self._remembered(data)):
                self.dropped += len(lines)

    def look(self) -> None:
        """Find out what somebody removed from the folder."""
        with self._lock:
            self._find_removed()

    def take(self) -> Batch:
        """Everything appended until now. The current file is closed and a new one begun at the next append."""
        with self._lock:
            self._find_removed()
            self._close_current()
            return Batch(tuple(self._closed), tuple(self._overflow), self._appended)

    def done(self, batch: Batch) -> None:
        """The batch is in the database."""
        with self._lock:
            for path in batch.segments:
                self._forget(path)
                path.unlink(missing_ok=True)
            for line in batch.lines:
                if self._overflow and self._overflow[0] is line:  # else the disk has taken it meanwhile
                    self._overflow_bytes -= len(self._overflow.popleft())

    def close(self) -> None:
        with self._lock:
            self._close_current()
            if self._claim is not None:
                os.close(self._claim)

    # With the lock held, but for the first two.

    def _claimed_or_none(self) -> int | None:
        """None: the folder takes no writes, which is no reason to take no calls."""
        try:
            return self._claimed()
        except OSError:
            self.disk_failed = True
            return None

    def _claimed(self) -> int:
        """One service per data folder: a second would take the first one's lines for leftovers."""
        claim = claimed(self._folder)
        if claim is None:
            raise CandidError(f"{self._folder} is in use by another service: stop it, or set IVR_DATA_DIR")
        return claim

    def _find_removed(self) -> None:
        """What somebody removed while we run: the file that is open is written anew, the others are counted."""
        for path in [path for path in self._closed if not path.exists()]:
            self.lost_bytes += self._forget(path)
        if self._current is None or os.fstat(self._current).st_nlink:
            return
        kept = os.pread(self._current, os.fstat(self._current).st_size, 0)
        os.close(self._current)
        self._current = None
        self._bytes -= len(kept)
        if not (self._wrote(kept) or self._remembered(kept)):
            self.lost_bytes += len(kept)

    def _forget(self, path: Path) -> int:
        """This segment is in the database, or gone; its size."""
        size = self._sizes.pop(path, 0)
        self._bytes -= size
        self._closed = [other for other in self._closed if other != path]
        return size

    def _wrote(self, data: bytes) -> bool:
        data = b"".join((*self._overflow, data))  # later lines must not overtake those that wait in memory
        try:
            if self._current is None:
                self._open_segment()
            _write_whole(self._current, data)  # type: ignore[arg-type]  # opened above
        except OSError:
            self.disk_failed = True
            self._close_current()
            return False
        self.disk_failed = False
        self._overflow.clear()
        self._overflow_bytes = 0
        self._bytes += len(data)
        self._current_bytes += len(data)
        if self._current_bytes >= SEGMENT_BYTES:
            self._close_current()
        return True

    def _remembered(self, data: bytes) -> bool:
        if self._overflow_bytes + len(data) > self._memory_limit:
            return False
        self._overflow.append(data)
        self._overflow_bytes += len(data)
        return True

    def _open_segment(self) -> None:
        if not self._is_ours():
            self._make_folder_anew()
        path = self._folder / f"{self._number:012d}.jsonl"
        self._number += 1  # also when it fails: the folder may hold one of this name that was not seen at the start
        self._current = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_EXCL, 0o600)
        self._current_path, self._current_bytes = path, 0

    def _is_ours(self) -> bool:
        if self._claim is None:
            return False
        try:
            return os.path.samestat(os.stat(self._folder / "claim"), os.fstat(self._claim))
        except FileNotFoundError:
            return False

    def _make_folder_anew(self) -> None:
        """Somebody has removed it while we run: ours again, under the same name for itself."""
        try:
            claim = self._claimed()
        except CandidError as error:
            raise OSError("another service has taken this folder") from error
        if self._claim is not None:
            os.close(self._claim)
        self._claim = claim
        (self._folder / "instance").write_text(self.instance)

    def _close_current(self) -> None:
        if self._current is not None:
            os.close(self._current)
            self._closed.append(self._current_path)
            self._sizes[self._current_path] = self._current_bytes
            self._current = None


def _write_whole(descriptor: int, data: bytes) -> None:
    """A write cut short by a full disk is taken back, so that the lines before it stay whole."""
    size = os.fstat(descriptor).st_size
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _kept_name(path: Path) -> str:
    """This data folder's name for itself, made once; for this run alone where the folder takes none."""
    made = secrets.token_hex(8)
    try:
        if not path.exists() or not path.read_text().strip():
            path.write_text(made)
        return path.read_text().strip()[:32] or made
    except (OSError, UnicodeDecodeError):
        return made
