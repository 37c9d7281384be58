"""A thread that empties a spool: as soon as something comes, and again and again while who takes it is away."""

import threading
from typing import Protocol

from .spool import Batch, Spool

GATHER_SECONDS = 0.5
"""Changes of this long are moved together."""
FIRST_RETRY_SECONDS, LAST_RETRY_SECONDS = 0.1, 5.0
LOOK_SECONDS = 2.0
"""So often it is looked whether all is well while nothing is to be moved."""


class Emptier(Protocol):
    """What the thread does; asked by it alone."""

    def some(self) -> float:
        """Move what waits; how many seconds may go by until there is more to do, if nothing comes meanwhile."""
        ...

    def failed(self, error: Exception) -> str:
        """`some` raised this, for the first time if there was no trouble until now; what is wrong, in words."""
        ...

    def recovered(self) -> None:
        """The trouble is over."""
        ...


class Emptying:
    def __init__(self, name: str, spool: Spool, emptier: Emptier) -> None:
        self._spool, self._emptier = spool, emptier
        self._wake, self._hurry, self._stopping = threading.Event(), threading.Event(), threading.Event()
        self._progress = threading.Condition()
        self._written = 0
        self.is_prepared = False
        """What an earlier run left has been moved."""
        self.trouble = ""
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def start(self) -> None:
        self._thread.start()

    def nudge(self) -> None:
        """Something was appended to the spool."""
        self._wake.set()

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until everything appended so far is moved; False when time runs out. Not for the call path."""
        wanted = self._spool.appended
        with self._progress:
            self._hurry.set()
            self._wake.set()
            return self._progress.wait_for(lambda: self.is_prepared and self._written >= wanted, timeout_seconds)

    def stop(self, timeout_seconds: float) -> bool:
        """Try once more to move what waits; whether the thread has ended."""
        self._stopping.set()
        self._hurry.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    # For the emptier, in the thread.

    def rested(self, seconds: float) -> bool:
        """Waits for so long between two pieces of other work; False: somebody waits for what was appended."""
        return not self._hurry.wait(seconds) and not self.is_stopping

    def prepared(self) -> None:
        with self._progress:
            self.is_prepared = True
            self._progress.notify_all()

    def done(self, batch: Batch) -> None:
        """This batch is where it belongs."""
        self._spool.done(batch)
        with self._progress:
            if self.trouble:
                self._emptier.recovered()
            self.trouble = ""
            self._written = max(self._written, batch.upto)
            self._progress.notify_all()

    def _run(self) -> None:
        delay = FIRST_RETRY_SECONDS
        while True:
            pause = self._tried()
            if pause is not None:
                delay = FIRST_RETRY_SECONDS
                if self.is_stopping and self._written >= self._spool.appended:
                    return
                self._wake.wait(pause)
                self._hurry.wait(min(GATHER_SECONDS, pause))
            else:
                if self.is_stopping:
                    return
                self._hurry.wait(delay)
                delay = min(2 * delay, LAST_RETRY_SECONDS)
            self._hurry.clear()
            self._wake.clear()

    def _tried(self) -> float | None:
        try:
            self._spool.look()
            return self._emptier.some()
        except Exception as error:  # noqa: BLE001  # the thread's boundary: whatever it is, calls go on and what they tell waits
            self.trouble = self._emptier.failed(error)
            return None
