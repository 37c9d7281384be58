"""Who waits for an agent of a route that has a queue: their place, and how long it will take as far as can be known.

Kept in memory. After a restart each caller comes back with their next request, seconds later, and to the place that
the time of their asking gives them.
"""

import math
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

ROUND_SECONDS = 20
"""How long a caller hears the line's tone between two reports of their place."""
_GONE_AFTER_SECONDS = 60.0
"""Beyond the next sign of life that is due: whoever gives none has hung up, and nobody told us."""
_TAKEN_REMEMBERED = 10
_TAKEN_COUNT_FOR = timedelta(hours=1)


@dataclass(slots=True)
class _Waiting:
    route: str
    can_wait: bool
    since: datetime
    due: datetime
    """By then they ask again, or are with an agent."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A caller in a line, for who looks at it."""

    call: str
    route: str
    place: int
    """From 1."""
    since: datetime


class WaitingRoom:
    """Of all routes. Thread-safe."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waiting: dict[str, _Waiting] = {}
        self._taken: dict[str, deque[datetime]] = {}
        self._lock = threading.Lock()

    def wait(
        self, call: str, route: str, since: datetime, seconds: float = ROUND_SECONDS, *, is_urgent: bool = False
    ) -> int:
        """They wait since then and will be heard of again in so many seconds; their place in the line, from 1.

        Who is in need comes before all who are not.
        """
        with self._lock:
            due = self._now() + timedelta(seconds=seconds + _GONE_AFTER_SECONDS)
            self._waiting[call] = _Waiting(route, not is_urgent, since, due)
            return self._place(call)

    def has_others(self, call: str, route: str) -> bool:
        """Whether somebody else waits for this route."""
        with self._lock:
            self._drop_gone()
            return any(one.route == route for other, one in self._waiting.items() if other != call)

    def holds(self, call: str, route: str) -> bool:
        """Whether they wait for this route, as far as is known."""
        with self._lock:
            self._drop_gone()
            return call in self._waiting and self._waiting[call].route == route

    def length(self, route: str) -> int:
        """How many wait for this route."""
        with self._lock:
            self._drop_gone()
            return sum(one.route == route for one in self._waiting.values())

    def taken(self, call: str) -> None:
        """An agent has them. Asked twice, once."""
        with self._lock:
            if (one := self._waiting.pop(call, None)) is not None:
                self._taken.setdefault(one.route, deque(maxlen=_TAKEN_REMEMBERED)).append(self._now())

    def leave(self, call: str) -> None:
        """They have hung up, or leave a message instead."""
        with self._lock:
            self._waiting.pop(call, None)

    def minutes(self, route: str, place: int) -> int | None:
        """How long whoever has this place will wait, in whole minutes, up; None: too little is known to say.

        By how often somebody was taken from this line within the hour.
        """
        with self._lock:
            taken = [at for at in self._taken.get(route, ()) if self._now() - at <= _TAKEN_COUNT_FOR]
            if len(taken) < 2:
                return None
            each = (self._now() - taken[0]).total_seconds() / len(taken)
            return max(1, math.ceil(each * place / 60))

    def standing(self) -> list[Waits]:
        """Who waits now."""
        with self._lock:
            self._drop_gone()
            return [Waits(call, one.route, self._behind(call), one.since) for call, one in self._waiting.items()]

    def _place(self, call: str) -> int:
        self._drop_gone()
        return self._behind(call)

    def _behind(self, call: str) -> int:
        mine = self._waiting[call]
        ahead = ((one.can_wait, one.since, other) for other, one in self._waiting.items() if one.route == mine.route)
        return 1 + sum(one < (mine.can_wait, mine.since, call) for one in ahead)

    def _drop_gone(self) -> None:
        now = self._now()
        for call in [call for call, one in self._waiting.items() if one.due < now]:
            del self._waiting[call]
