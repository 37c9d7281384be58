"""What a call is told of the world outside: which routes have closed, what its caller chose before, how they paid."""

from collections.abc import Callable, Iterator
from datetime import datetime

from ..core.events import CameBack, ChoicesKnown, RoutesClosed
from ..core.memory import Memory
from ..core.rules import Rules
from ..hours.opening_hours import HoursWatch
from ..ports import CallStore, KnownChoices


class Outside:
    """Asked again and again; tells what the call does not know yet."""

    def __init__(self, call: str, rules: Rules, memory: Memory, store: CallStore, now: Callable[[], datetime]) -> None:
        """`memory` is the call's: what it holds is known."""
        self._call, self._memory, self._store = call, memory, store
        self._hours = HoursWatch(rules, memory.closed, now)
        self._told: KnownChoices | None = None

    def look(self) -> Iterator[RoutesClosed | ChoicesKnown | CameBack]:
        if how := self._store.paying.news_of(self._call):
            yield CameBack(how)
        if closed := self._hours.look():
            yield closed
        known, held = self._store.choices.known(self._call), self._memory
        is_new = not known.choices <= held.choices or known.remembered != held.is_remembered
        if is_new and known != self._told:  # the call may not have taken in what it was told
            self._told = known
            yield ChoicesKnown(tuple(sorted(known.choices)), known.remembered)
