"""The one thread that moves the spool into the database, and goes on trying for as long as the database is away."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import structlog

from ..errors import CandidError
from ..ports import JournalEntry
from ..privacy.vault import Vault
from . import lines
from .call_log import CallLog
from .calls import CallRecord
from .choices import TAKEN_BACK_DAYS, KeptChoices
from .file_watch import FileReplacedError
from .housekeeping import Housekeeping
from .sealing import all_sealed
from .spool import Batch, Spool

if TYPE_CHECKING:  # loaded by the first thread that needs it
    from .tables import Tables

GATHER_SECONDS = 0.5
"""Changes of this long go into one transaction."""
FIRST_RETRY_SECONDS = 0.1
LAST_RETRY_SECONDS = 5.0
CHANGES_AT_ONCE = 500
READ_SECONDS = 0.5
LOAD_SECONDS = 8.0
"""For questions that come while the database's libraries are loaded and its tables looked at: a second, more on a busy
machine. The carrier waits 15 s, and who asks is a caller of the process that was killed a moment ago."""
BETWEEN_SECONDS = 0.03
"""Between two pieces of housekeeping: calls come first."""
LOOK_SECONDS = 2.0
"""So often the database and the data folder are looked at while nothing is to be written."""
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
        self._more_to_do = False
        self._loading = threading.Lock()
        self._tried_once = False
        self._calls_told = CallLog()
        self._spool, self._began, self._choices = spool, began, choices
        self._swept_at: datetime | None = None
        self._prepared = False
        self._has_tables = False
        self._replaced = 0
        """How often the database's file was another than the one that was opened."""
        self._trouble = ""
        self._wake, self._hurry, self._stopping = threading.Event(), threading.Event(), threading.Event()
        self._written = 0
        self._progress = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    def start(self) -> None:
        if self._spool.disk_failed:
            log.error("data_folder_unusable", effect="calls go on, their record waits in memory")
        self._thread.start()

    def nudge(self, changes: Sequence[lines.Change]) -> None:
        """These changes were appended to the spool."""
        self._calls_told.note(changes)
        self._wake.set()

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until everything appended so far is in the database; False when time runs out. Not for the call path."""
        wanted = self._spool.appended
        with self._progress:
            self._hurry.set()
            self._wake.set()
            return self._progress.wait_for(lambda: self._prepared and self._written >= wanted, timeout_seconds)

    def stop(self, timeout_seconds: float) -> None:
        """Try once more to write what waits; the rest stays in the spool for the next start."""
        self._stopping.set()
        self._hurry.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout_seconds)
        if not self._thread.is_alive():
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
        if self._stopping.is_set():
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
        if self._trouble:
            return {"state": "degraded", "detail": f"{self._trouble}, trying again; {counts}"}
        if self._spool.disk_failed:
            return {"state": "degraded", "detail": f"the data folder takes no writes; {counts}"}
        if problem := self._vault.masters.problem:
            return {"state": "degraded", "detail": f"{problem}; {counts}"}
        if lost:
            return {"state": "degraded", "detail": counts}
        return {"state": "ok" if self._prepared else "starting", "detail": counts}

    def _lost(self) -> str:
        """What somebody took away while we ran; told until the next start, as nobody can bring it back."""
        told = []
        if self._replaced:
            told.append("the database's file was removed or replaced while running: what it held is not in the new one")
        if self._spool.lost_bytes:
            told.append(f"{self._spool.lost_bytes} bytes of records were removed from the data folder")
        return ", ".join(told)

    def _run(self) -> None:
        delay = FIRST_RETRY_SECONDS
        while True:
            if self._tried():
                delay = FIRST_RETRY_SECONDS
                if self._stopping.is_set() and self._written >= self._spool.appended:
                    return
                pause = BETWEEN_SECONDS if self._more_to_do else LOOK_SECONDS
                self._wake.wait(pause)
                self._hurry.wait(min(GATHER_SECONDS, pause))
            else:
                if self._stopping.is_set():
                    return
                self._hurry.wait(delay)
                delay = min(2 * delay, LAST_RETRY_SECONDS)
            self._hurry.clear()
            self._wake.clear()

    def _tried(self) -> bool:
        self._calls_told.tell()
        try:
            self._vault.masters.look()
            self._spool.look()
            self._prepare()
            self._loaded().look()
            self._look_at_choices()
            self._write(self._spool.take())
            self._more_to_do = self._kept_house()
        except Exception as error:  # noqa: BLE001  # the thread's boundary: whatever it is, calls go on and their record waits
            if not self._trouble:
                log.error("database_unavailable", error=type(error).__name__)
            self._trouble = type(error).__name__
            self._replaced += isinstance(error, FileReplacedError)
            self._has_tables = False  # whatever is there next time may be another database
            if self._tables is not None:
                self._tables.open_anew()
            return False
        finally:
            self._tried_once = True
        return True

    def _kept_house(self) -> bool:
        """A piece of it; whether there is more."""
        return not self._stopping.is_set() and self._housekeeping.some(self._loaded())

    def _prepare(self) -> None:
        """Tables, then what an earlier run left behind, then the calls that it left open."""
        if not self._has_tables:
            self._loaded().upgrade()
            while self._loaded().seal_some() and not self._stopping.is_set():
                pass
            self._has_tables = True
        if self._prepared:
            return
        leftovers = Batch(self._spool.leftovers, (), 0)
        self._write(leftovers)
        orphans = self._loaded().close_orphans(self._spool.instance, self._began)
        if orphans:
            log.warning("orphaned_calls_closed", count=orphans)
        for master, count in self._loaded().masters_missing().items():
            log.error("master_key_missing", master=master, calls=count)
        self._look_at_choices()
        with self._progress:
            self._prepared = True
            self._progress.notify_all()

    def _sealed(self, changes: Iterator[lines.Change]) -> Iterator[lines.Change]:
        """All of them: what an earlier version left in its spool is plain."""
        return all_sealed(changes, self._vault, lambda: datetime.now(UTC))

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
        for path in batch.segments:
            for some in _chunks(self._sealed(changes_of((path,)))):
                self._loaded().ingest(some)
        kept = (line for data in batch.lines for line in data.splitlines())
        for some in _chunks(change for line in kept if (change := lines.decoded(line)) is not None):
            self._loaded().ingest(some)
        if batch.segments or batch.lines:
            self._loaded().look()  # it may have been taken away under the last of them: then all is written once more
        self._spool.done(batch)
        with self._progress:
            if self._trouble:
                log.info("database_back")
            self._trouble = ""
            self._written = max(self._written, batch.upto)
            self._progress.notify_all()


def changes_of(paths: Iterable[Path]) -> Iterator[lines.Change]:
    """The readable changes in these segments, in order."""
    for path in paths:
        try:
            with path.open("rb") as file:
                yield from (change for line in file if (change := lines.decoded(line)) is not None)
        except FileNotFoundError:
            continue  # written before, in a try that failed later on


def _chunks(changes: Iterator[lines.Change]) -> Iterator[list[lines.Change]]:
    while some := list(islice(changes, CHANGES_AT_ONCE)):
        yield some
