"""Callers who wait for a person longer than the rules want are told of, once each: in the log, and as a count."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

import structlog

from ..store.calls import CallRecord
from .readiness import Counts

LONG = "waits_too_long"
MOST_CALLS = 4000

log = structlog.get_logger(__name__)


class LongWaits:
    """Thread-safe."""

    def __init__(self, counts: Counts, now: Callable[[], datetime]) -> None:
        self._counts, self._now = counts, now
        self._told: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, record: CallRecord, within_seconds: float) -> None:
        """A step of a caller's way to a person, who has none yet."""
        if record.handoff is None or record.handed_off_at is None or record.over:
            return
        if any(dialled.answered_at is not None or dialled.bridged for dialled in record.dials):
            return
        waited = (self._now() - record.handed_off_at).total_seconds()
        if waited <= within_seconds or not self._is_new(record.call_sid):
            return
        self._counts.add(LONG)
        log.warning("waits_too_long", call=record.call_sid, route=record.handoff.route, seconds=round(waited))

    def _is_new(self, call: str) -> bool:
        with self._lock:
            new = call not in self._told
            self._told[call] = None
            if len(self._told) > MOST_CALLS:
                self._told.popitem(last=False)
            return new
