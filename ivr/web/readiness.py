"""What the web side asks of the rest of the service, and the counts that it keeps of its own work."""

import threading
from collections import Counter
from typing import Protocol

from ..core.rules import Rules

RULE_ALERTS = "rule_alerts"
"""Calls of which a supervisor's rule wants to be told."""


class Readiness(Protocol):
    """Whether the assistant can take a call now, and how each of its parts is."""

    def can_take_call(self) -> bool:
        """False while engines warm up or are gone, and while the service drains."""
        ...

    def has_room(self) -> bool:
        """False while the calls there are take all that the machine can do; then one more goes to an agent."""
        ...

    def parts(self) -> dict[str, dict[str, str]]:
        """Name of the part → {"state": …, "detail": …}; nothing in it is private."""
        ...


class RulesInForce(Protocol):
    def current(self) -> Rules:
        """The last good rules; never raises."""
        ...


class Counts:
    """Numbers since the start, by name. Thread-safe."""

    def __init__(self) -> None:
        self._counter: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, name: str) -> None:
        with self._lock:
            self._counter[name] += 1

    def all(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counter)
