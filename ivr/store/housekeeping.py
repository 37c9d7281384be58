"""What the writer's thread does for the records beside writing them, a small piece at a time between two writes."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from ..privacy.retention import Keeping

if TYPE_CHECKING:  # loaded by the thread that writes
    from .tables import Tables

LOCKS_SECONDS = 30.0
"""So often it is asked whether an older master key still locks calls."""
PURGE_SECONDS = 600.0
"""So often it is asked what has been kept long enough; the first time soon after the start."""
PACK_SECONDS = 10.0
"""So often it is looked which calls are over, to pack their journals."""
REST_SECONDS, REST_OF_PURGE_SECONDS = 0.2, 0.4
"""After a piece: calls come first. What Python does in this thread holds up the loop of callers, and a purge does the
same for hundreds of calls as for one: its pieces are large and seldom."""
_LOOK_BACK = timedelta(minutes=5)
"""The clock of who erases may differ from ours."""

log = structlog.get_logger(__name__)


class Housekeeping:
    """For one thread. `forget` is told which calls were erased, by whatever process."""

    def __init__(
        self,
        keeping: Keeping,
        forget: Callable[[Sequence[str]], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        self._keeping, self._forget = keeping, forget
        self._now, self._monotonic = now, monotonic
        self._locks_at = self._purge_at = self._pack_at = monotonic()
        self._relocked = 0
        self._purged: Counter[str] = Counter()
        self._looked = now()

    def some(self, tables: "Tables") -> float:
        """A piece, of which little is Python's; for how long to rest after it, 0: there is no more to do. Raises what
        the database raises."""
        if self._relocked_some(tables):
            return REST_SECONDS
        if self._purged_some(tables):  # first, so that nothing is packed that is to go
            return REST_OF_PURGE_SECONDS
        return REST_SECONDS if self._packed_some(tables) else 0.0

    def forget_erased(self, tables: "Tables") -> None:
        """Raises what the database raises."""
        since, self._looked = self._looked - _LOOK_BACK, self._now()
        if erased := tables.erased_since(since):
            self._forget(erased)

    def _relocked_some(self, tables: "Tables") -> bool:
        if self._monotonic() < self._locks_at:
            return False
        if done := tables.relock_some():
            self._relocked += done
            return True
        if self._relocked:
            log.info("calls_relocked", count=self._relocked)
            self._relocked = 0
            tables.settle()
        self._locks_at = self._monotonic() + LOCKS_SECONDS
        return False

    def _purged_some(self, tables: "Tables") -> bool:
        if self._monotonic() < self._purge_at:
            return False
        if done := tables.purge_some(self._keeping, self._now()):
            self._purged += done
            return True
        if self._purged:
            log.info("records_purged", calls=dict(self._purged))
            self._purged.clear()
            tables.settle()
        self._purge_at = self._monotonic() + PURGE_SECONDS
        return False

    def _packed_some(self, tables: "Tables") -> bool:
        if self._monotonic() < self._pack_at:
            return False
        if tables.pack_some(self._now()):
            return True
        self._pack_at = self._monotonic() + PACK_SECONDS
        return False
