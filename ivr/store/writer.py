"""The one thread that moves the spool into the database, and goes on trying for as long as the database is away."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from ..errors import CandidError
from ..ports import JournalEntry
from ..privacy.vault import Vault
from . import lines
from .batches import changes_in, chunks
from .call_log import CallLog
from .calls import CallRecord, utc_now
from .choices import TAKEN_BACK_DAYS, KeptChoices
from .emptying import GATHER_SECONDS, LOOK_SECONDS, Emptying
from .file_watch import FileReplacedError
from .housekeeping import Housekeeping
from .sealing import all_sealed
from .spool import Batch, Spool

if TYPE_CHECKING:  # loaded by the first thread that needs it
    from .tables import Tables

READ_SECONDS = 0.5
LOAD_SECONDS = 8.0
"""For questions that come while the database's libraries are loaded and its tables looked at: a second, more on a busy
machine. The carrier waits 15 s, and who asks is a caller of the process that was killed a moment ago."""
SWEEP = timedelta(hours=1)
"""So often choices whose time is over are deleted."""
READERS = 2

log = structlog.get_logger(__name__)
Answer = TypeVar("Answer")


class StoreError(CandidError):
    """The database gave no answer in time."""


class Writer:
    def __init__(
        self,
        url: str,
        spool: Spool,
        began: datetime,
        vault: Vault,
        housekeeping: Housekeeping,
        choices: KeptChoices,
    ) -> None:
        self._url, self._vault, self._housekeeping = url, vault, housekeeping
        self._tables: Tables | None = None
        self._loading = threading.Lock()
        self._tried_once = False
        self._calls_told = CallLog()
        self._spool, self._began, self._choices = spool, began, choices
        self._swept_at: datetime | None = None
        self._has_tables = False
        self._replaced = 0
        """How often the database's file was another than the one that was opened."""
        self._emptying = Emptying("store-writer", spool, self)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    def start(self) -> None:
        if self._spool.disk_failed:
            log.error("data_folder_unusable", effect="calls go on, their record waits in memory")
        self._emptying.start()

    def nudge(self, changes: Sequence[lines.Change]) -> None:
        """These changes were appended to the spool."""
        self._calls_told.note(changes)
        self._emptying.nudge()

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until everything appended so far is in the database; False when time runs out. Not for the call path."""
        return self._emptying.flush(timeout_seconds)

    def stop(self, timeout_seconds: float) -> None:
        """Try once more to write what waits; the rest stays in the spool for the next start."""
        if self._emptying.stop(timeout_seconds):
            self._calls_told.tell()
        self._readers.shutdown(wait=True, cancel_futures=True)
        if self._tables is not None:
            self._tables.dispose()

    def find_call(self, call: str) -> CallRecord | None:
        """Ask the database, briefly. Raises StoreError."""
        return self._read(lambda tables: tables.find_call(call))

    def read_journal(self, call: str) -> list[JournalEntry]:
        """Ask the database, briefly. Raises StoreError."""
        return self._read(lambda tables: tables.read_journal(call))

    def _read(self, question: "Callable[[Tables], Answer]") -> Answer:
        if self._emptying.is_stopping:
            raise StoreError("the store is closed")
        patience = READ_SECONDS if self._tried_once else max(READ_SECONDS, LOAD_SECONDS)
        answer: Future[Answer] = self._readers.submit(lambda: question(self._loaded()))
        try:
            return answer.result(patience)
        except FutureTimeoutError as error:
            answer.cancel()
            raise StoreError("the database gave no answer in time") from error

    def _loaded(self) -> "Tables":
        with self._loading:
            if self._tables is None:
                from .tables import Tables

                self._tables = Tables(self._url, self._vault)
            return self._tables

    def state(self) -> dict[str, str]:
        """For readiness: ok, starting or degraded. Calls are taken in each of them."""
        waiting, dropped = self._spool.waiting_bytes, self._spool.dropped
        refused = self._tables.refused if self._tables else 0
        counts = f"{waiting} bytes waiting, {dropped} records dropped, {refused} refused"
        if lost := self._lost():
            counts = f"{lost}; {counts}"
        if self._emptying.trouble:
            return {"state": "degraded", "detail": f"{self._emptying.trouble}, trying again; {counts}"}
        if self._spool.disk_failed:
            return {"state": "degraded", "detail": f"the data folder takes no writes; {counts}"}
        if problem := self._vault.masters.problem:
            return {"state": "degraded", "detail": f"{problem}; {counts}"}
        if lost:
            return {"state": "degraded", "detail": counts}
        return {"state": "ok" if self._emptying.is_prepared else "starting", "detail": counts}

    def _lost(self) -> str:
        """What somebody took away while we ran; told until the next start, as nobody can bring it back."""
        told = []
        if self._replaced:
            told.append("the database's file was removed or replaced while running: what it held is not in the new one")
        if self._spool.lost_bytes:
            told.append(f"{self._spool.lost_bytes} bytes of records were removed from the data folder")
        return ", ".join(told)

    # In the thread.

    def some(self) -> float:
        """See `Emptier`."""
        self._calls_told.tell()
        try:
            self._vault.masters.look()
            self._prepare()
            self._loaded().look()
            self._look_at_choices()
            self._write(self._spool.take())
            return self._keep_house()
        finally:
            self._tried_once = True

    def failed(self, error: Exception) -> str:
        """See `Emptier`."""
        trouble = type(error).__name__
        if not self._emptying.trouble:
            log.error("database_unavailable", error=trouble)
        self._replaced += isinstance(error, FileReplacedError)
        self._has_tables = False  # whatever is there next time may be another database
        if self._tables is not None:
            self._tables.open_anew()
        return trouble

    def recovered(self) -> None:
        """See `Emptier`."""
        log.info("database_back")

    def _keep_house(self) -> float:
        """In pieces, until changes have gathered that are to be written; how long nothing needs to be done then.

        To write between two pieces would be to begin a new file of the spool each time, and callers' loop does that.
        """
        tables, until = self._loaded(), time.monotonic() + GATHER_SECONDS
        self._housekeeping.forget_erased(tables)
        while rest := 0.0 if self._emptying.is_stopping else self._housekeeping.some(tables):
            if not self._emptying.rested(rest) or time.monotonic() >= until:
                return 0.0
        return LOOK_SECONDS

    def _prepare(self) -> None:
        """Tables, then what an earlier run left behind, then the calls that it left open."""
        if not self._has_tables:
            self._loaded().upgrade()
            while self._loaded().seal_some() and not self._emptying.is_stopping:
                pass
            self._has_tables = True
        if self._emptying.is_prepared:
            return
        leftovers = Batch(self._spool.leftovers, (), 0)
        self._write(leftovers)
        orphans = self._loaded().close_orphans(self._spool.instance, self._began)
        if orphans:
            log.warning("orphaned_calls_closed", count=orphans)
        for master, count in self._loaded().masters_missing().items():
            log.error("master_key_missing", master=master, calls=count)
        self._look_at_choices()
        self._emptying.prepared()

    def _look_at_choices(self) -> None:
        """What others have written: another service on this database, or the operator. Those that are over go."""
        tables, expired = self._loaded(), self._choices.expired_before
        self._choices.loaded(tables.choices_since(self._choices.since))
        if self._swept_at is None or expired - self._swept_at >= SWEEP:
            self._swept_at = expired
            now = expired + self._choices.lasts
            tables.forget_choices(expired, now - timedelta(days=TAKEN_BACK_DAYS))
            self._choices.forget_expired()

    def _write(self, batch: Batch) -> None:
        # What an earlier version left in its spool is plain.
        for some in chunks(all_sealed(changes_in(batch), self._vault, utc_now)):
            self._loaded().ingest(some)
        if batch.segments or batch.lines:
            self._loaded().look()  # it may have been taken away under the last of them: then all is written once more
        self._emptying.done(batch)
