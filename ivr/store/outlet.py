"""From the store to the spool: what was said goes through the screen first, everything else at once."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from . import lines
from .live_words import LiveWords
from .screen import Screen
from .sealer import Sealer
from .spool import Spool
from .writer import Writer

if TYPE_CHECKING:
    from ..privacy.redaction import Redactor

ESSENTIAL_KINDS = {"RecordDisclosure", "RecordTurn", "RecordChoice"}


class Outlet:
    """Its methods are called with the store's lock held, but `flush` and `stop`, which may wait, and `tell_of`."""

    def __init__(
        self,
        lock: threading.Lock,
        spool: Spool,
        writer: Writer,
        sealer: Sealer,
        redactor: "Callable[[], Redactor]",
        words: LiveWords,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._lock, self._spool, self._writer, self._sealer = lock, spool, writer, sealer
        self._words = words
        self._screen = Screen(lock, self._append_one, redactor, monotonic=monotonic)

    def tell(self, changes: Iterable[lines.Change]) -> None:
        changes = list(changes)
        plain = []
        for change in changes:
            if self._screen.takes(change):
                self._screen.put(change)
            else:
                plain.append(change)
        self._screen.look()
        for essential in (False, True):
            self._append([change for change in plain if _is_essential(change) is essential])
        self._writer.nudge(changes)

    def tell_of(self, change: lines.Change) -> None:
        """One of no call in particular."""
        with self._lock:
            self.tell([change])

    def flush(self, timeout_seconds: float) -> bool:
        """Wait until the database holds everything told so far."""
        return self._screen.drained(timeout_seconds) and self._writer.flush(timeout_seconds)

    def state(self) -> dict[str, str]:
        """The writer's, and how much was kept without its words."""
        state, withheld = self._writer.state(), self._screen.given_up
        return state | {"detail": f"{state['detail']}; {withheld} records without their words"} if withheld else state

    def stop(self, timeout_seconds: float) -> None:
        """What is not redacted by then is withheld; what is not in the database stays in the spool."""
        self._screen.stop(timeout_seconds / 4)
        self._writer.stop(timeout_seconds)

    def _append_one(self, change: lines.Change) -> None:
        self._words.note(change)
        self._append([change])
        self._writer.nudge(())

    def _append(self, changes: list[lines.Change]) -> None:
        if changes:
            self._spool.append([self._sealer.line(one) for one in changes], essential=_is_essential(changes[0]))


def redactor(*, names: bool, language: str = "en") -> "Callable[[], Redactor]":
    """Makes one; what it takes is loaded by the thread that needs it first."""

    def make() -> "Redactor":
        from ..privacy.redaction import Redactor

        return Redactor(names=names, language=language)

    return make


def _is_essential(change: lines.Change) -> bool:
    """What matters to callers, and evidence: kept also when the disk is nearly full."""
    if change["table"] == "audio":
        return False
    return change["table"] != "journal" or change["kind"] in ESSENTIAL_KINDS
