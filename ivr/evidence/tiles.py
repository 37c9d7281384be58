"""The log as static files (C2SP tlog-tiles, height 8): a web server or a copy of the folder is all that readers need.

tile/0/x001/234          hashes of 256 entries, 32 bytes each; `tile/1/…`: of 256 such tiles
tile/entries/x001/234    those entries, each behind its length in two bytes, the larger first
tile/0/x001/235.p/17     where a checkpoint ends: the first 17 hashes of the next tile
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from ..errors import CandidError
from . import files
from .tree import row_above

HEIGHT = 8
WIDTH = 1 << HEIGHT
LARGEST_ENTRY = (1 << 16) - 1
_HASH = sha256().digest_size
_KEPT = 64
"""Tiles whose inner nodes are held in memory, 16 kB each."""


class DamagedError(CandidError):
    """A file of the log is missing or is not what was written; the message names it."""


def tile_path(folder: Path, level: int | str, number: int, width: int = WIDTH) -> Path:
    """`level`: of tiles, or "entries"."""
    parts = [f"{number % 1000:03d}"]
    while number := number // 1000:
        parts.append(f"x{number % 1000:03d}")
    path = folder.joinpath("tile", str(level), *reversed(parts))
    return path if width == WIDTH else path.with_name(f"{path.name}.p") / str(width)


def bundled(entries: Iterable[bytes]) -> bytes:
    """Raises ValueError for an entry of more than 65,535 bytes."""
    parts = []
    for entry in entries:
        if len(entry) > LARGEST_ENTRY:
            raise ValueError("an entry is too large for a bundle")
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def unbundled(data: bytes) -> list[bytes] | None:
    """The entries; None when the last is cut short."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            return None
        entries.append(data[at + 2 : end])
        at = end
    return entries


class Tiles:
    """Whole tiles are files; the one that grows, of each level, is in memory. Not for two threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._growing: list[list[bytes]] = [[]]
        self._whole: list[int] = [0]
        self._known: OrderedDict[tuple[int, int], list[list[bytes]]] = OrderedDict()
        self._grown: dict[tuple[int, int], bytes] = {}
        """Nodes over what grows, by level and index: they stay as they are, and each proof needs some."""

    def begin(self, bundles: int) -> None:
        """Take up a tree whose first `bundles` · 256 entries are in files. Raises DamagedError, OSError."""
        self._growing, self._whole = [[]], [bundles]
        self._grown.clear()
        while count := self._whole[-1]:
            below = len(self._whole) - 1
            first = count // WIDTH * WIDTH
            self._growing.append([self._pyramid(below, number)[HEIGHT][0] for number in range(first, count)])
            self._whole.append(count // WIDTH)

    def add(self, leaf: bytes) -> None:
        """A leaf's hash. Raises OSError when a whole tile cannot be written; then add nothing more and begin anew."""
        carried = leaf
        for level in range(len(self._growing) + 1):
            if level == len(self._growing):
                self._growing.append([])
                self._whole.append(0)
            self._growing[level].append(carried)
            if len(self._growing[level]) < WIDTH:
                return
            _keep(tile_path(self._folder, level, self._whole[level]), b"".join(self._growing[level]))
            carried = _levels(self._growing[level])[HEIGHT][0]
            self._growing[level] = []
            self._whole[level] += 1
            self._grown.clear()

    def node(self, level: int, index: int) -> bytes:
        """See `tree.Node`. Raises DamagedError; LookupError for a node that is not whole yet."""
        high, within = divmod(level, HEIGHT)
        number, place = divmod(index << within, WIDTH)
        if high < len(self._whole) and number < self._whole[high]:
            return self._pyramid(high, number)[within][place >> within]
        if high >= len(self._growing) or number > self._whole[high]:
            raise LookupError("a node that is not there yet")
        if (level, index) not in self._grown:
            hashes = self._growing[high][place : place + (1 << within)]
            if len(hashes) < 1 << within:
                raise LookupError("a node that is not whole yet")
            self._grown[level, index] = _levels(hashes)[-1][0]
        return self._grown[level, index]

    def publish(self, bundle: Sequence[bytes]) -> None:
        """Write the growing tiles as partial ones, and the entries of the last; earlier ones of the same tile go."""
        for level, hashes in enumerate(self._growing):
            self._publish(level, self._whole[level], b"".join(hashes), len(hashes))
        self._publish("entries", self._whole[0], bundled(bundle), len(bundle))

    def forget_parts(self, level: int | str, number: int) -> None:
        """The tile is there as a whole."""
        rmtree(tile_path(self._folder, level, number, 1).parent, ignore_errors=True)

    def _publish(self, level: int | str, number: int, data: bytes, width: int) -> None:
        if number:
            self.forget_parts(level, number - 1)
        if not width:
            return
        path = tile_path(self._folder, level, number, width)
        _keep(path, data)
        for other in path.parent.iterdir():
            if other.name != path.name:
                other.unlink(missing_ok=True)

    def _pyramid(self, level: int, number: int) -> list[list[bytes]]:
        """A whole tile's hashes, and all nodes above them up to its root."""
        key = (level, number)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        path = tile_path(self._folder, level, number)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise DamagedError(f"the evidence log lacks {path.relative_to(self._folder)}") from error
        if len(data) != WIDTH * _HASH:
            raise DamagedError(f"the evidence log's {path.relative_to(self._folder)} is not whole")
        found = self._known[key] = _levels([data[at : at + _HASH] for at in range(0, len(data), _HASH)])
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found


def _keep(path: Path, data: bytes) -> None:
    if not path.exists() or path.read_bytes() != data:
        files.keep(path, data)


def _levels(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """A perfect subtree from the bottom up; `hashes` are a power of two."""
    levels = [list(hashes)]
    while len(levels[-1]) > 1:
        levels.append(row_above(levels[-1]))
    return levels
