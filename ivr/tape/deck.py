"""The thread in which recordings are made, for all calls; who gives it something to do never waits.

A recording that falls behind, or fails, ends. Its call goes on, and what was kept of it stays.
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:  # loaded by the thread, when a caller has agreed
    from .take import Take

MOST_WAITING = 3000
"""Things to be done for one recording: half a minute of frames, and what comes between."""
Work = Callable[["Take"], None]

log = structlog.get_logger(__name__)


class Lot:
    """What is to be done for one recording, in order."""

    def __init__(self, queue: "SimpleQueue[Item]", make: "Callable[[], Take]") -> None:
        self._queue, self._make = queue, make
        self._put = self._done = 0  # each is written by one thread alone
        self._take: Take | None = None
        self.has_failed = False

    def put(self, work: Work) -> None:
        """At once; nothing is done any more for one that has failed."""
        if self.has_failed:
            return
        if self._put - self._done > MOST_WAITING:
            self._fails("too_slow")
            return
        self._put += 1
        self._queue.put((self, work))

    def end(self) -> None:
        """Nothing more comes."""
        if not self.has_failed:
            self._queue.put((self, None))

    def do(self, work: Work | None) -> None:
        """In the thread."""
        self._done += 1
        if self.has_failed:
            self._take = None
            return
        try:
            self._take = self._take or self._make()
            if work is None:
                self._take.ends()
                self._take = None
            else:
                work(self._take)
        except Exception as error:  # noqa: BLE001  # a call must not end because of its recording
            self._take = None
            self._fails(type(error).__name__)

    def _fails(self, why: str) -> None:
        self.has_failed = True
        log.error("recording_failed", error=why, effect="the call goes on and is not recorded any further")


Item = tuple[Lot, Work | None] | Callable[[], None] | None
"""None: nothing more comes."""


class Deck:
    def __init__(self) -> None:
        self._queue: SimpleQueue[Item] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def begin(self, make: "Callable[[], Take]") -> Lot:
        """A recording; `make` is called in the thread."""
        self._start()
        return Lot(self._queue, make)

    def afterwards(self, job: Callable[[], None]) -> None:
        """To be done behind all that was put so far."""
        self._start()
        self._queue.put(job)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="tape", daemon=True)
            self._thread.start()

    def stop(self, timeout_seconds: float) -> None:
        """What was put so far is done, if there is time."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join(timeout_seconds)
            self._thread = None

    def _run(self) -> None:
        while (item := self._queue.get()) is not None:
            if isinstance(item, tuple):
                lot, work = item
                lot.do(work)
            else:
                self._do(item)

    def _do(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as error:  # noqa: BLE001  # later recordings and deletions are of other calls
            log.error("recording_job_failed", error=type(error).__name__, effect="a recording may not be deleted yet")
