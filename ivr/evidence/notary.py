"""Signs what the log is on a schedule, has others testify to it, and has it carried to those who keep it elsewhere.

Witnesses come first, so that what is kept elsewhere has their cosignatures under it. Whoever of them fails costs no
call anything: it is told, and the next checkpoint stands for this one as well.
"""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Self

import structlog

from ..errors import CandidError
from .checkpoint import read_checkpoint
from .couriers import Courier
from .log import EvidenceLog, utc_now
from .rounds import PATIENCE_SECONDS, Round

_STOP_SECONDS = 3.0
"""A checkpoint takes milliseconds; who is waited for longer is outside, and has it already."""
_LAST_SECONDS = 3.0
"""For witnesses and for couriers when the service ends: its end waits for them."""

log = structlog.get_logger(__name__)


class Notary:
    """An evidence log with its schedule: facts are appended through it. Thread-safe."""

    def __init__(
        self,
        evidence: EvidenceLog,
        every_seconds: float,
        couriers: Sequence[Courier] = (),
        clock: Callable[[], datetime] = utc_now,
        witnesses: Sequence[Courier] = (),
    ) -> None:
        self._evidence, self._every_seconds, self._clock = evidence, every_seconds, clock
        self._witnesses, self._couriers = Round(witnesses), Round(couriers)
        self._trouble = ""
        self._signed = -1
        """Of how many facts the last checkpoint of this run is."""
        self._turn = threading.RLock()
        """One round at a time: an older checkpoint must not come behind a newer one."""
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
        self._witnesses.hurry()
        self._couriers.hurry()
        if self._thread.is_alive():
            self._thread.join(_STOP_SECONDS)
        with self._turn:
            if not self._evidence.sealed and self._evidence.size != self._signed:
                self.sign()
            self._evidence.close()

    def sign(self) -> None:
        """A checkpoint now, to all witnesses and couriers. What fails is told by `state`, and by the log once."""
        with self._turn:
            self._sign()

    def _sign(self) -> None:
        try:
            checkpoint = self._evidence.checkpoint(self._clock())
            self._signed = self._evidence.size
        except (CandidError, OSError, sqlite3.Error) as error:
            problem = str(error) if isinstance(error, CandidError) else type(error).__name__
            self._tell(f"no checkpoint could be signed ({problem})")
            return
        # Of an empty log there is nothing to testify to.
        problems = self._witnesses.send(checkpoint, self._patience()) if self._signed else []
        try:
            checkpoint = self._evidence.publish(read_checkpoint(checkpoint))
        except (CandidError, OSError) as error:
            problems.append(str(error) if isinstance(error, CandidError) else type(error).__name__)
        self._tell("; ".join([*problems, *self._couriers.send(checkpoint, self._patience())]))

    def _patience(self) -> float:
        return _LAST_SECONDS if self._stopping.is_set() else PATIENCE_SECONDS

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
        elif self._trouble and not trouble:
            log.info("evidence_checkpoint_trouble_over")
        self._trouble = trouble
