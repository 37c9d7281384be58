"""What callers chose for later calls, in memory: at hand at the first webhook, and no webhook waits for the database.

Filled at the start: at once with what an earlier run left in the spool, and with what the database holds as soon as it
answers. Until then nothing is known of a caller, and whoever asks must choose so that nobody is harmed by it.
Kept under the keyed hash of the caller's number. Who withholds it is known for the one call alone.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..core.record import By, Choice
from ..ports import KnownChoices
from .calls import CallRecord, caller_hash
from .lines import Change

TABLE = "choices"
TAKEN_BACK_DAYS = 31
"""For so long it is known that a choice was taken back, lest an older report of it come late and be believed."""
MOST_UNKNOWN_CALLERS = 4000
"""Calls of withheld numbers; the oldest are let go first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One choice of one caller, as it stands since `at`."""

    caller: str
    choice: Choice
    stands: bool
    at: datetime
    made_by: By
    state: str
    call_sid: str


def kept_of(row: Change) -> Kept:
    """Raises KeyError, TypeError or ValueError for what is none."""
    at = row["at"]
    if not isinstance(at, datetime):
        raise TypeError("a choice without a time")
    told = str(row["state"]), str(row["call_sid"])
    return Kept(str(row["caller"]), Choice(str(row["choice"])), bool(row["stands"]), at, By(str(row["made_by"])), *told)


class KeptChoices:
    """Thread-safe; nothing here waits."""

    def __init__(
        self,
        key: bytes,
        days: int,
        now: Callable[[], datetime],
        record: Callable[[str], CallRecord],
        write: Callable[[Change], None],
    ) -> None:
        """`key` is that of callers' hashes; `record` tells of a call; `write` puts a choice on its way to disk."""
        self._key, self._record, self._write = key, record, write
        self.lasts, self._now = timedelta(days=days), now
        self._lock = threading.Lock()
        self._by_caller: dict[str, dict[Choice, Kept]] = {}
        self._by_call: OrderedDict[str, frozenset[Choice]] = OrderedDict()
        self._newest: datetime | None = None
        self._is_loaded = False

    @property
    def since(self) -> datetime:
        """What the database is to be asked for: as of then; a day again, as others' clocks and spools are late."""
        return self.expired_before if self._newest is None else self._newest - timedelta(days=1)

    @property
    def expired_before(self) -> datetime:
        return self._now() - self.lasts

    def loaded(self, rows: Iterable[Change]) -> None:
        """All that the database has, of `since`."""
        self.learn(rows)
        self._is_loaded = True

    def learn(self, rows: Iterable[Change]) -> None:
        """Of the database or the spool; the newest of each holds, whatever the order."""
        for row in rows:
            if row.get("table", TABLE) != TABLE:
                continue
            try:
                found = kept_of(row)
            except (KeyError, TypeError, ValueError):
                continue  # of a later version, or damaged
            with self._lock:
                self._newest = max(found.at, self._newest or found.at)
                held = self._by_caller.setdefault(found.caller, {})
                if found.choice not in held or held[found.choice].at <= found.at:
                    held[found.choice] = found

    def overheard(self, changes: Iterable[Change]) -> Iterator[Change]:
        """These, as they pass: what is chosen in them is learnt."""
        for change in changes:
            self.learn((change,))
            yield change

    def hash_of(self, number: str) -> str:
        """Empty where it is withheld."""
        return caller_hash(self._key, number)

    def of_number(self, number: str) -> frozenset[Choice] | None:
        """What the caller of this number chose, at once; None: not known yet, as the database has not answered."""
        caller = self.hash_of(number)
        return None if caller and not self._is_loaded else self.of(caller)

    def of(self, caller: str) -> frozenset[Choice]:
        """What stands for the caller of this hash, as far as is known."""
        with self._lock:
            held, expired = self._by_caller.get(caller, {}), self.expired_before
            return frozenset(one.choice for one in held.values() if one.stands and one.at >= expired)

    def known(self, call: str) -> KnownChoices:
        """Of the caller of this call."""
        record = self._record(call)
        with self._lock:
            of_this_call = self._by_call.get(call, frozenset())
        return KnownChoices(of_this_call | self.of(record.caller), bool(record.caller))

    def may_want_no_machine(self, call: str) -> bool:
        """Whether the caller of this call wants none, or may: what they chose before is not known yet."""
        caller = self._record(call).caller
        return Choice.NO_MACHINE in self.known(call).choices or bool(caller and not self._is_loaded)

    def keep(self, call: str, choice: Choice, by: By, state: str, *, stands: bool) -> None:
        """Chosen on this call, or taken back; the same again only makes it last from now on."""
        record = self._record(call)
        if not record.caller:
            self._keep_for_the_call(record.call_sid, choice, stands=stands)
            return
        with self._lock:
            before = self._by_caller.get(record.caller, {}).get(choice)
        at = max(self._now(), before.at + timedelta(microseconds=1)) if before else self._now()  # the clock may go back
        row: Change = {"caller": record.caller, "choice": choice.value, "stands": stands, "at": at, "made_by": by.value}
        row |= {"table": TABLE, "state": state, "call_sid": record.call_sid}
        self.learn([row])
        self._write(row)

    def forget_expired(self) -> None:
        with self._lock:
            before = self.expired_before
            for caller in [
                caller for caller, held in self._by_caller.items() if all(k.at < before for k in held.values())
            ]:
                del self._by_caller[caller]

    def _keep_for_the_call(self, call: str, choice: Choice, *, stands: bool) -> None:
        with self._lock:
            held = self._by_call.pop(call, frozenset()) - {choice}
            self._by_call[call] = held | {choice} if stands else held
            while len(self._by_call) > MOST_UNKNOWN_CALLERS:
                self._by_call.popitem(last=False)
