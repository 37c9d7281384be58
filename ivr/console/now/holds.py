"""Who helps which call: one person at a time, by their own wish; nobody holds a call by looking at it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

LAPSES = timedelta(minutes=5)
"""Without an act: whoever was called away does not keep others from helping."""


@dataclass(frozen=True, slots=True)
class Holder:
    person: str
    name: str


class Holds:
    """In memory: after a restart nobody holds anything. Thread-safe."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._held: dict[str, tuple[Holder, datetime]] = {}
        self._lock = threading.Lock()

    def take(self, call: str, person: str, name: str) -> Holder:
        """Who holds the call from now on: they, unless somebody else does already."""
        with self._lock:
            self._drop_lapsed()
            held = self._held.get(call)
            if held is None or held[0].person == person:
                held = self._held[call] = Holder(person, name), self._now() + LAPSES
            return held[0]

    def let_go(self, call: str, person: str) -> bool:
        """Whether they held it."""
        with self._lock:
            held = self._held.get(call)
            if held is None or held[0].person != person:
                return False
            del self._held[call]
            return True

    def all(self) -> Mapping[str, Holder]:
        """Call → who holds it."""
        with self._lock:
            self._drop_lapsed()
            return {call: holder for call, (holder, _) in self._held.items()}

    def of(self, call: str) -> Holder | None:
        return self.all().get(call)

    def _drop_lapsed(self) -> None:
        now = self._now()
        for call in [call for call, (_, until) in self._held.items() if until <= now]:
            del self._held[call]
