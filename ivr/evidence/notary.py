"""Signs what the log is on a schedule, and has each checkpoint carried to those who keep it elsewhere.

A courier that fails costs no call anything: it is told, and the next checkpoint stands for this one as well.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

import structlog

from ..errors import CandidError
from .couriers import Courier, CourierError
from .log import EvidenceLog, utc_now

_STOP_SECONDS = 15.0

log = structlog.get_logger(__name__)


class Notary:
    """An evidence log with its schedule: facts are appended through it. Thread-safe."""

    def __init__(
        self,
        evidence: EvidenceLog,
        every_seconds: float,
        couriers: Sequence[Courier] = (),
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._evidence, self._every_seconds, self._couriers, self._clock = evidence, every_seconds, couriers, clock
        self._trouble = ""
        self._signed = -1
        """Of how many facts the last checkpoint of this run is."""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="evidence-notary", daemon=True)

    def start(self) -> Self:
        self._thread.start()
        return self

    def append(self, leaves: Sequence[bytes]) -> range:
        """See `EvidenceLog.append`."""
        return self._evidence.append(leaves)

    def close(self) -> None:
        """Sign what was not signed yet, and close the log."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_SECONDS)
        if not self._evidence.sealed and self._evidence.size != self._signed:
            self.sign()
        self._evidence.close()

    def sign(self) -> None:
        """A checkpoint now, to all couriers. What fails is told by `state`, and by the log once."""
        try:
            checkpoint = self._evidence.checkpoint(self._clock())
            self._signed = self._evidence.size
        except (CandidError, OSError, sqlite3.Error) as error:
            problem = str(error) if isinstance(error, CandidError) else type(error).__name__
            self._tell(f"no checkpoint could be signed ({problem})")
            return
        problems = []
        for courier in self._couriers:
            try:
                courier.deliver(checkpoint)
            except CourierError as error:
                problems.append(str(error))
        self._tell("; ".join(problems))

    def state(self) -> dict[str, str]:
        """For readiness: ok or degraded. Calls are taken in each of them."""
        known = self._evidence.state()
        if self._trouble:
            return {"state": "degraded", "detail": f"{self._trouble}; {known['detail']}"}
        return known

    def _run(self) -> None:
        while not self._stopping.wait(self._every_seconds):
            self.sign()

    def _tell(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.error("evidence_checkpoint_trouble", problem=trouble, effect="calls go on")
        self._trouble = trouble
