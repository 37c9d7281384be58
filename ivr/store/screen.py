"""The thread that takes secrets out of what was said before it is written; what it does not manage is not kept at all.

No call waits for it: who tells the store something puts it here and goes on. One that takes too long, or fails, costs
the words and nothing else: their place in the record then says that they were withheld.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from .held_keys import APART_SECONDS, HeldKeys
from .lines import Change
from .withholding import holds_words, is_key, withheld

if TYPE_CHECKING:  # loaded by the thread, when there are words
    from ..privacy.redaction import Redactor
    from .redacting import Redacting

_TELLS_WHAT_IS_AWAITED = "Transcribe"
LIMIT_SECONDS = 5.0
"""After which words are given up. On a machine that is not starved they take a thousandth of that."""

log = structlog.get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Item:
    change: Change
    at: float


class Screen:
    """Its methods are called with the store's lock held, but `drained` and `stop`, which take it."""

    def __init__(
        self,
        lock: threading.Lock,
        write: Callable[[Change], None],
        make: "Callable[[], Redactor]",
        *,
        monotonic: Callable[[], float] = time.monotonic,
        limit_seconds: float = LIMIT_SECONDS,
    ) -> None:
        """`write` is called with the lock held; `make` in the thread, when the first words come."""
        self._lock, self._write, self._make, self._monotonic = lock, write, make, monotonic
        self._limit = limit_seconds
        self._waiting: deque[_Item] = deque()
        self._moved = threading.Condition(lock)
        self._keys = HeldKeys(write)
        self._stopping = False
        self._thread: threading.Thread | None = None
        self.given_up = 0
        """Changes whose words were withheld."""

    def takes(self, change: Change) -> bool:
        """Whether this comes here on its way: it holds words, or tells what is awaited of those that come."""
        return holds_words(change) or (change["table"] == "journal" and change["kind"] == _TELLS_WHAT_IS_AWAITED)

    def put(self, change: Change) -> None:
        if change["table"] == "handoffs":  # where the call goes is kept at once, in whose words a moment later
            self._write(change | {"wish": "", "given": ()})
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="store-screen", daemon=True)
            self._thread.start()
        self._waiting.append(_Item(change, self._monotonic()))
        self._moved.notify_all()

    def look(self) -> None:
        """Give up what has waited for too long."""
        while self._waiting and self._monotonic() - self._waiting[0].at > self._limit:
            self._give_up(self._waiting.popleft().change)

    def drained(self, timeout_seconds: float) -> bool:
        """Wait until all that was put here so far is written, and every key with it."""
        with self._lock:
            done = self._moved.wait_for(lambda: not self._waiting, timeout_seconds)
            self._keys.settle_all()
            return done

    def stop(self, timeout_seconds: float) -> None:
        """What is not done by then is withheld."""
        self.drained(timeout_seconds)
        with self._lock:
            self._stopping = True
            while self._waiting:
                self._give_up(self._waiting.popleft().change)
            self._moved.notify_all()

    def _run(self) -> None:
        redacting: Redacting | None = None
        while (item := self._next()) is not None:
            kept, awaited = None, False
            try:
                redacting = redacting or self._redacting()
                kept = redacting.redacted(item.change)
                awaited = redacting.awaits_number(str(item.change["call_sid"]))
            except Exception as error:  # noqa: BLE001  # whatever it is, the words stay out of the record
                log.error("not_redacted", error=type(error).__name__, effect="these words are not kept")
            with self._lock:
                if self._waiting and self._waiting[0] is item:  # else it was given up meanwhile
                    self._waiting.popleft()
                    self._deliver(item, kept, awaited=awaited)
                    self._moved.notify_all()

    def _redacting(self) -> "Redacting":
        from .redacting import Redacting

        return Redacting(self._make())

    def _next(self) -> _Item | None:
        """The first that waits, once there is one; it stays where it is until it is done."""
        with self._lock:
            while not self._waiting and not self._stopping:
                self._moved.wait(APART_SECONDS / 4 if self._keys else None)
                self._keys.settle(self._monotonic())
            return None if self._stopping else self._waiting[0]

    def _deliver(self, item: _Item, kept: Change | None, *, awaited: bool) -> None:
        if kept is None:
            self._give_up(item.change)
        elif is_key(item.change):
            self._keys.take(item.change, item.at, awaited=awaited)
        else:
            self._write(kept)

    def _give_up(self, change: Change) -> None:
        self.given_up += holds_words(change)
        self._write(withheld(change))
