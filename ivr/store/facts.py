"""The facts of calls on their way into the evidence log: to a spool at once, and by a thread of their own to the log.

To tell a fact costs the call path a line in a file. Where the log or the database takes nothing, calls go on, facts
wait in the spool, also through a restart, and `state` says so. What a process that was killed left open is closed here.
"""

import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

import structlog

from ..errors import CandidError
from ..evidence.told import Fact
from . import lines
from .calls import utc_now
from .emptying import LOOK_SECONDS, Emptying
from .fact_log import FactLog
from .spool import Batch, Spool

if TYPE_CHECKING:  # loaded by the thread that needs it
    from .fact_writing import FactWriting

MOST_CALLS = 8000
NAME_BYTES = 8

log = structlog.get_logger(__name__)


class Facts:
    """`tell` is for any thread and never raises; what it costs is a line in a file."""

    def __init__(
        self, database_url: str, data_dir: Path, open_log: Callable[[], FactLog], now: Callable[[], datetime] = utc_now
    ) -> None:
        """`open_log` is asked by the thread that writes, and again when it raises."""
        self._url, self._open_log, self._now = database_url, open_log, now
        self._spool = Spool(data_dir / "facts")
        self._began = now()
        self._asked_at: dict[str, datetime] = {}
        self._lock = threading.Lock()
        self._writing: FactWriting | None = None
        self._emptying = Emptying("evidence-writer", self._spool, self)

    def start(self) -> Self:
        """Begin to write. Returns at once; `state` tells how it goes."""
        self._emptying.start()
        return self

    def tell(self, call: str, kind: str, fact: Fact) -> None:
        """A fact of this call, of a kind of `evidence.kinds`, now."""
        if kind == "person_asked":
            self._note_asked(call)
        elif kind == "came_back_from_people":
            self._asked_at.pop(call, None)  # who asks for one again waits from then on
        told = lines.of_fact(call, kind, self._now(), secrets.token_hex(NAME_BYTES), fact)
        self._spool.append([lines.encoded(told)], essential=True)
        self._emptying.nudge()

    def asked_at(self, call: str) -> datetime | None:
        """When a person was asked for; None also where an earlier process was told of it."""
        return self._asked_at.get(call)

    def flush(self, timeout_seconds: float = 10.0) -> bool:
        """Wait until the log holds everything told so far; False when time runs out. Not for the call path."""
        return self._emptying.flush(timeout_seconds)

    def close(self, timeout_seconds: float = 10.0) -> None:
        """Try once more to move what waits; the rest stays in the spool for the next start."""
        if not self._emptying.is_stopping and self._emptying.stop(timeout_seconds):
            if self._writing is not None:
                self._writing.close()
            self._spool.close()

    def state(self) -> dict[str, str]:
        """For readiness: ok, starting or degraded. Calls are taken in each of them."""
        refused = self._writing.refused if self._writing else 0
        lost = self._spool.dropped + refused
        counts = f"{self._spool.waiting_bytes} bytes of facts waiting, {lost} lost"
        if self._emptying.trouble:
            return {"state": "degraded", "detail": f"{self._emptying.trouble}, trying again; {counts}"}
        if self._spool.disk_failed:
            return {"state": "degraded", "detail": f"the data folder takes no writes; {counts}"}
        if lost or self._spool.lost_bytes:
            return {"state": "degraded", "detail": f"{self._spool.lost_bytes} bytes were removed; {counts}"}
        if self._writing is None or not self._emptying.is_prepared:
            return {"state": "starting", "detail": counts}
        of_log = self._writing.state()
        return {"state": of_log["state"], "detail": f"{of_log['detail']}; {counts}"}

    def _note_asked(self, call: str) -> None:
        with self._lock:
            self._asked_at.setdefault(call, self._now())
            if len(self._asked_at) > MOST_CALLS:
                del self._asked_at[next(iter(self._asked_at))]

    # In the thread.

    def some(self) -> float:
        """See `Emptier`."""
        writing = self._opened()
        writing.prepare()
        if not self._emptying.is_prepared:
            self._take_up(writing)
        self._move(writing, self._spool.take())
        return LOOK_SECONDS

    def failed(self, error: Exception) -> str:
        """See `Emptier`."""
        trouble = str(error) if isinstance(error, CandidError) else type(error).__name__
        if not self._emptying.trouble:
            log.error("evidence_unavailable", problem=trouble, effect="calls go on, their facts wait")
        if self._writing is not None:
            self._writing.open_anew()
        return trouble

    def recovered(self) -> None:
        """See `Emptier`."""
        log.info("evidence_back")

    def _opened(self) -> "FactWriting":
        if self._writing is None:
            # By the door that the other threads take: from two sides at once the libraries' own circles would not load.
            import_module(".tables", __package__)
            from .fact_writing import FactWriting

            self._writing = FactWriting(self._url, self._spool.instance, self._open_log())
        return self._writing

    def _take_up(self, writing: "FactWriting") -> None:
        """What an earlier run left: its facts, then the calls that they leave open."""
        self._move(writing, Batch(self._spool.leftovers, (), 0))
        if closed := writing.close_interrupted(self._began):
            log.warning("evidence_of_interrupted_calls_closed", count=closed)
        self._emptying.prepared()

    def _move(self, writing: "FactWriting", batch: Batch) -> None:
        if batch.segments or batch.lines:
            writing.move(batch)
        self._emptying.done(batch)
