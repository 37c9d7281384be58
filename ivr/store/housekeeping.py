"""What the writer's thread does for the records beside writing them, a small piece at a time between two writes."""

import time
from collections.abc import Callable

import structlog

from .tables import Tables

EVERY_SECONDS = 30.0
"""So often it is asked whether there is anything to do."""

log = structlog.get_logger(__name__)


class Housekeeping:
    def __init__(self, tables: Tables, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._tables, self._monotonic = tables, monotonic
        self._next = monotonic()
        self._relocked = 0

    def some(self) -> bool:
        """A piece of a few milliseconds; whether there is more to do. Raises what the database raises."""
        if self._monotonic() < self._next:
            return False
        if done := self._tables.relock_some():
            self._relocked += done
            return True
        if self._relocked:
            log.info("calls_relocked", count=self._relocked)
            self._relocked = 0
            self._tables.settle()
        self._next = self._monotonic() + EVERY_SECONDS
        return False
