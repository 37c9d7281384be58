"""Whether the database's file is still the one that was opened: somebody may delete it, or put another in its place.

SQLite goes on writing to a file that has no name any more, without an error: what it takes then is gone at its end.
"""

import os
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

    def remember(self) -> None:
        """The file as it is now is the one that is open."""
        self._known = self._identity()

    def look(self) -> None:
        """Raises FileReplacedError when it is another than the one remembered, is gone, or holds something else."""
        if self._path is None or self._known is None:
            return
        if self._identity() != self._known:
            raise FileReplacedError("the database's file was removed or replaced")
        with self._path.open("rb") as file:
            begin = file.read(len(_HEADER))
        if begin != _HEADER:
            raise FileReplacedError("the database's file was overwritten")

    def _identity(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = os.stat(self._path)
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
