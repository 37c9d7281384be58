"""Inside a child: whether anybody still wants the answer that is being worked out.

A step in native code cannot be interrupted, but the next need not be begun: a caller who goes on speaking makes an
attempt at their words stale, and the next attempt waits for the same cores.
"""

import threading
from collections.abc import Iterable


class AbandonedError(Exception):
    """Nobody wants this answer any more."""


class Current:
    """The requests at work and those given up; shared by the thread that reads and the one that works."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work: frozenset[int] = frozenset()
        self._abandoned: set[int] = set()

    def begin(self, numbers: Iterable[int]) -> None:
        """Requests are numbered in the order in which they come; 0 has no number and is never given up."""
        with self._lock:
            self._at_work = frozenset(numbers)
            oldest = min(self._at_work, default=0)
            self._abandoned = {number for number in self._abandoned if number >= oldest}

    def abandon(self, number: int) -> None:
        with self._lock:
            self._abandoned.add(number)

    def check(self) -> None:
        """Raises AbandonedError when nobody waits for any request at work. To be called between its steps."""
        with self._lock:
            if self._at_work and self._at_work <= self._abandoned - {0}:
                raise AbandonedError


current = Current()
"""Of this process."""
