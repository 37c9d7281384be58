"""Dry runs that were begun since the service is up: one at a time, and the last few stay to be looked at."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .dry_run import DryRun

_KEPT = 10


@dataclass(frozen=True)
class Run:
    number: int
    began: datetime
    name: str
    """Of whoever began it."""
    version: str
    """Of the rules that are tried."""
    not_tried: tuple[str, ...]
    """What those differ in that no past call can show."""
    call: str
    """Where it is of one call alone; else empty."""
    dry: DryRun


class Runs:
    """Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: OrderedDict[int, Run] = OrderedDict()
        self._number = 0

    def begin(self, make: Callable[[int], Run]) -> Run | None:
        """`make` is given the number, and begins it. None: another is under way, and this one is not begun."""
        with self._lock:
            if any(not run.dry.is_over for run in self._runs.values()):
                return None
            run = make(self._number + 1)
            self._number = run.number
            self._runs[run.number] = run
            while len(self._runs) > _KEPT:
                self._runs.popitem(last=False)
            return run

    def of(self, number: int) -> Run | None:
        with self._lock:
            return self._runs.get(number)

    def under_way(self) -> Run | None:
        return next((run for run in self.all() if not run.dry.is_over), None)

    def all(self) -> list[Run]:
        """The newest first."""
        with self._lock:
            return list(reversed(self._runs.values()))

    def stop(self) -> None:
        for run in self.all():
            if not run.dry.is_over:
                run.dry.stop()
