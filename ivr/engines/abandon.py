"""Inside a child: whether anybody still wants the answer that is being worked out.

A step in native code cannot be interrupted, but the next need not be begun: a caller who goes on speaking makes an
attempt at their words stale, and the next attempt waits for the same cores.
"""

import threading


class AbandonedError(Exception):
    """Nobody wants this answer any more."""


class Current:
    """The request at work and the last one given up; shared by the thread that reads and the one that works."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._at_work = 0
        self._abandoned = 0

    def begin(self, number: int) -> None:
        with self._lock:
            self._at_work = number

    def abandon(self, number: int) -> None:
        with self._lock:
            self._abandoned = max(self._abandoned, number)

    def check(self) -> None:
        """Raises AbandonedError. To be called between the steps of a request."""
        with self._lock:
            if 0 < self._at_work <= self._abandoned:
                raise AbandonedError


current = Current()
"""Of this process."""
