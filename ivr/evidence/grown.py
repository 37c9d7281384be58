"""The tree as it stands in a folder: its entries, and every root and proof of each size that it has had."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from . import tree
from .shelf import Found, Shelf
from .tiles import WIDTH, Tiles
from .tree import Peaks, leaf_hash


class Grown:
    """One writer, many readers: see `Shelf`. Not for two threads at once."""

    def __init__(self, folder: Path, *, writing: bool) -> None:
        """Raises DamagedError, sqlite3.Error, OSError."""
        self._folder, self._writing = folder, writing
        self._begin()

    def _begin(self) -> None:
        self.shelf = Shelf(self._folder, writing=self._writing)
        try:
            self._tiles, self._peaks = Tiles(self._folder), Peaks()
            self._tiles.begin(self.shelf.bundles)
            self._peaks.begin(self.shelf.bundles * WIDTH, self._tiles.node)
            for entry in self.shelf.pending():
                self._take(entry)
            self._keep_bundles()
        except BaseException:
            self.shelf.close()
            raise
        self._stale = False

    def close(self) -> None:
        self.shelf.close()

    @property
    def size(self) -> int:
        return self.shelf.size

    def entries(self, start: int, end: int) -> Iterator[bytes]:
        return self.shelf.entries(start, end)

    def root(self, size: int | None = None) -> bytes:
        """The root when the tree had this size; without one, as it is."""
        return self._peaks.root() if size is None else tree.root_of(size, self._tiles.node)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Raises ValueError when the tree had no such entry, or has not had this size yet."""
        self._must_have(size)
        return tree.inclusion(index, size, self._tiles.node)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """Raises ValueError when old > new, or the tree has not had this size yet."""
        self._must_have(new)
        return tree.consistency(old, new, self._tiles.node)

    def renew(self) -> None:
        """After a disk that did not take a file: what is in memory may not be what the folder holds."""
        if self._stale:
            self.shelf.close()
            self._begin()

    def grow(self, facts: Sequence[Found], counts: Iterable[tuple[str, int]]) -> None:
        """On the disk when this returns. Raises OSError, sqlite3.Error; then nothing was added."""
        self.shelf.add(facts, counts)
        try:
            for _, entry in facts:
                self._take(entry)
            self._keep_bundles()
        except OSError:  # they are in the database; the files are made by the next who comes
            self._stale = True

    def publish(self) -> None:
        """Write what a reader of files needs to see the tree as it is now. Raises OSError."""
        self.renew()
        self._tiles.publish(self.shelf.pending())

    def _take(self, entry: bytes) -> None:
        leaf = leaf_hash(entry)
        self._tiles.add(leaf)
        self._peaks.add(leaf)

    def _keep_bundles(self) -> None:
        while self._writing and self.shelf.has_bundle():
            self.shelf.keep_bundle()
            self._tiles.forget_parts("entries", self.shelf.bundles - 1)

    def _must_have(self, size: int) -> None:
        if size > self.size:
            raise ValueError("the log has not had this size yet")
