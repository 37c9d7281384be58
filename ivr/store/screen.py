"""The thread that takes secrets out of what was said before it is written; what it does not manage is not kept at all.

No call waits for it: who tells the store something puts it here and goes on. One that takes too long, or fails, costs
the words and nothing else: their place in the record then says that they were withheld.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import structlog

from .held_keys import APART_SECONDS, HeldKeys
from .held_turns import QUIET_SECONDS, HeldTurns, Waiting
from .lines import Change
from .withholding import holds_words, is_key, withheld

if TYPE_CHECKING:  # loaded by the thread, when there are words
    from ..privacy.redaction import Redactor
    from .redacting import Redacting

_TELLS_WHAT_IS_AWAITED = "Transcribe"
LIMIT_SECONDS = 5.0
"""After which words are given up. On a machine that is not starved they take a thousandth of that."""
_LOOK_SECONDS = APART_SECONDS / 4
"""So often it is looked what is due."""

log = structlog.get_logger(__name__)


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
        self._waiting: deque[Waiting] = deque()
        """For the thread."""
        self._open: dict[Waiting, None] = {}
        """All that is not written yet, what the thread holds until its turn is over included."""
        self._moved = threading.Condition(lock)
        self._keys, self._turns = HeldKeys(write), HeldTurns()
        self._hurrying = self._stopping = False
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
        one = Waiting(change, self._monotonic())
        self._waiting.append(one)
        self._open[one] = None
        self._moved.notify_all()

    def look(self) -> None:
        """Give up what has waited for too long."""
        stuck = False
        while self._waiting and self._monotonic() - self._waiting[0].at > self._limit:
            self._give_up([self._waiting.popleft()])
            stuck = True
        if stuck:  # nothing is done any more with what is held, either
            since = self._monotonic() - QUIET_SECONDS - self._limit
            self._give_up([one for one in self._open if one.at < since])

    def drained(self, timeout_seconds: float) -> bool:
        """Wait until all that was put here so far is written, and every key and turn with it."""
        with self._lock:
            self._hurrying = bool(self._open)
            self._moved.notify_all()
            done = self._moved.wait_for(lambda: not self._open, timeout_seconds)
            self._keys.settle_all()
            return done

    def stop(self, timeout_seconds: float) -> None:
        """What is not done by then is withheld."""
        self.drained(timeout_seconds)
        with self._lock:
            self._stopping = True
            self._give_up(list(self._open))
            self._waiting.clear()
            self._moved.notify_all()

    # In the thread.

    def _run(self) -> None:
        redacting: Redacting | None = None
        while self._wait():
            one, awaited = self._first(), False
            together: list[list[Waiting]] = []
            try:
                redacting = redacting or self._redacting()
                if one is not None:
                    redacting.note(one.change)
                    awaited = redacting.awaits_number(str(one.change["call_sid"]))
                    together = [[one]] if is_key(one.change) else self._turns.take(one)
                together += self._turns.all() if one is None and self._hurrying else []
                together += self._turns.due(self._monotonic())
            except Exception as error:  # noqa: BLE001  # whatever it is, the words stay out of the record
                _tell(error)
                together = [[one]] if one is not None else []
            self._look_through(redacting, together, awaited=awaited)
            with self._lock:
                if one is not None and self._waiting and self._waiting[0] is one:  # else it was given up meanwhile
                    self._waiting.popleft()
                self._hurrying = self._hurrying and bool(self._open)
                self._moved.notify_all()

    def _redacting(self) -> "Redacting":
        from .redacting import Redacting

        return Redacting(self._make())

    def _wait(self) -> bool:
        """Until there is something to do; False: nothing ever again."""
        with self._lock:
            while not (self._waiting or self._stopping or (self._turns and self._hurrying)):
                if not self._moved.wait(_LOOK_SECONDS if self._keys or self._turns else None):
                    break
            self._keys.settle(self._monotonic())
            return not self._stopping

    def _first(self) -> Waiting | None:
        """It stays where it is until it is done."""
        with self._lock:
            return self._waiting[0] if self._waiting else None

    def _look_through(self, redacting: "Redacting | None", together: Iterable[list[Waiting]], *, awaited: bool) -> None:
        for some in together:
            kept: Sequence[Change] | None = None
            try:
                kept = redacting.together([one.change for one in some]) if redacting else None
            except Exception as error:  # noqa: BLE001  # likewise
                _tell(error)
            with self._lock:
                if kept is None:
                    self._give_up(some)
                else:
                    self._deliver(some, kept, awaited=awaited)

    def _deliver(self, some: Sequence[Waiting], kept: Sequence[Change], *, awaited: bool) -> None:
        for one, change in zip(some, kept, strict=True):
            if one in self._open:
                del self._open[one]
                if is_key(one.change):
                    self._keys.take(one.change, one.at, awaited=awaited)
                else:
                    self._write(change)

    def _give_up(self, some: Iterable[Waiting]) -> None:
        for one in some:
            if one in self._open:
                del self._open[one]
                self.given_up += holds_words(one.change)
                self._write(withheld(one.change))


def _tell(error: Exception) -> None:
    log.error("not_redacted", error=type(error).__name__, effect="these words are not kept")
