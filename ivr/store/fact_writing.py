"""Moves facts from their spool into the evidence log: a salt for each call first, then the leaf, then how far we are.

The facts of a call are numbered here, from 0 and with no gap, so that one which is missing shows. Killed at any point
between, the same facts get the same numbers again, and the log passes over what it has.
Loaded by the thread that needs it first: the database and the log's signatures take a second that no webhook waits for.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import structlog

from ..evidence.leaf import LeafError, call_token, leaf_of
from . import database, lines, salts
from .batches import changes_in, chunks
from .fact_log import FactLog
from .file_watch import FileWatch
from .salts import Told
from .spool import Batch

ENDS = {"call_ended": salts.ENDED, "call_interrupted": salts.INTERRUPTED}

log = structlog.get_logger(__name__)


class FactWriting:
    def __init__(self, url: str, instance: str, facts: FactLog) -> None:
        """Connects to nothing yet."""
        self._instance, self._facts = instance, facts
        self._engine = database.engine_of(url)
        self._file = FileWatch(database.file_of(self._engine))
        self._has_tables = False
        self.refused = 0
        """Facts left out for what they hold."""

    def prepare(self) -> None:
        """Raises SQLAlchemyError when the database does not answer, FileReplacedError when it is another one."""
        if not self._has_tables:
            database.upgrade_engine(self._engine)
            self._file.remember()
            self._has_tables = True
        self._file.look()

    def open_anew(self) -> None:
        """The database may be another one, or none, when it is asked next."""
        self._has_tables = False
        self._engine.dispose()

    def close(self) -> None:
        self._facts.close()
        self._engine.dispose()

    def state(self) -> dict[str, str]:
        """The log's own."""
        return self._facts.state()

    def move(self, batch: Batch) -> None:
        """Raises what the database or the log raises; moved twice, a fact is in the log once."""
        names = {str(change.get("name")) for change in changes_in(batch)}
        for some in chunks(changes_in(batch)):
            self._append(some, names)
            self._file.look()  # a salt in a file that was taken away is lost: then all is moved once more
            names -= {str(change.get("name")) for change in some}

    def close_interrupted(self, at: datetime) -> int:
        """End the facts of calls that an earlier run left open; how many. Only before this run's first is moved."""
        left = salts.open_calls(self._engine, self._instance)
        for some in chunks(left.items()):
            ended = [(sid, told.last_fact, {"known": told.facts}) for sid, told in some]
            self._append([lines.of_fact(sid, "call_interrupted", at, last, fact) for sid, last, fact in ended], set())
        return len(left)

    def _append(self, changes: Sequence[lines.Change], names: set[str]) -> None:
        """`names` are those that are still to be moved: where the last that the log has of a call is among them, those
        of the call before it are as well, and are in the log.
        """
        known = salts.told_of(self._engine, _first_times(changes), self._instance)
        in_log = {sid for sid, told in known.items() if told.last_fact in names}
        leaves: list[bytes] = []
        further: dict[str, Told] = {}
        for change in changes:
            sid = str(change["call_sid"])
            told = known[sid]
            if sid in in_log:
                if told.last_fact == change.get("name"):
                    in_log.discard(sid)
            elif leaf := self._leaf_or_none(change, call_token(told.salt, sid), told.facts):
                leaves.append(leaf)
                told.facts, told.last_fact = told.facts + 1, str(change.get("name"))
                further[sid] = told
                is_over = told.state == salts.ENDED
                told.state = told.state if is_over else ENDS.get(str(change["kind"]), salts.OPEN)
        if leaves:
            self._facts.append(leaves)
            salts.note_told(self._engine, further)

    def _leaf_or_none(self, change: lines.Change, token: str, seq: int) -> bytes | None:
        at, facts = change.get("at"), change.get("facts")
        try:
            if not isinstance(at, datetime) or not isinstance(facts, dict):
                raise LeafError("a fact without its time")
            return leaf_of(str(change.get("kind")), at, token, seq, facts)
        except LeafError as error:  # it names kind and field, and no value
            self.refused += 1
            log.error("fact_refused", problem=str(error))
            return None


def _first_times(changes: Sequence[lines.Change]) -> dict[str, datetime]:
    """Of each call."""
    first: dict[str, datetime] = {}
    for change in changes:
        at = change.get("at")
        first.setdefault(str(change["call_sid"]), at if isinstance(at, datetime) else datetime.now(UTC))
    return first
