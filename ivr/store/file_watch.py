"""Whether the database's file is still the one that was opened: somebody may delete it, or put another in its place.

SQLite goes on writing to a file that has no name any more, without an error: what it takes then is gone at its end.
The file is opened here once and not closed while it is in use: to close any descriptor of a file drops all locks that
this process has on it, and a command beside the service would take the log of SQLite's from under us.
"""

import os
import weakref
from pathlib import Path

_HEADER = b"SQLite format 3\x00"
"""How each such file begins: https://www.sqlite.org/fileformat.html"""


class FileReplacedError(OSError):
    """The file is not the one that was opened, or no database."""


class FileWatch:
    """Looks at a SQLite file; at nothing where the database is no file."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: tuple[int, int] | None = None
        self._read_at = -1
        self._closes: weakref.finalize[[int], FileWatch] | None = None

    def remember(self) -> None:
        """The file as it is now is the one that is open."""
        before, self._known = self._known, self._identity()
        if self._path is None or self._known is None or self._known == before:
            return
        if self._closes is not None:
            self._closes()
        self._read_at = os.open(self._path, os.O_RDONLY)
        self._closes = weakref.finalize(self, os.close, self._read_at)

    def look(self) -> None:
        """Raises FileReplacedError when it is another than the one remembered, is gone, or holds something else."""
        if self._path is None or self._known is None:
            return
        if self._identity() != self._known:
            raise FileReplacedError("the database's file was removed or replaced")
        if os.pread(self._read_at, len(_HEADER), 0) != _HEADER:
            raise FileReplacedError("the database's file was overwritten")

    def _identity(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = os.stat(self._path)
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
