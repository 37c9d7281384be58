"""What a call is told of the world outside: closed routes, queues, what its caller chose before, how they paid."""

from collections.abc import Callable, Iterator
from datetime import datetime

from ..core.events import BackFromPeople, CameBack, ChoicesKnown, QueuesKnown, RoutesClosed
from ..core.memory import Memory
from ..core.record import Queue
from ..core.rules import Rules
from ..hours.opening_hours import HoursWatch
from ..ports import CallStore, KnownChoices


class Outside:
    """Asked again and again; tells what the call does not know yet."""

    def __init__(
        self,
        call: str,
        rules: Rules,
        memory: Memory,
        store: CallStore,
        now: Callable[[], datetime],
        waiting: Callable[[str], int],
    ) -> None:
        """`memory` is the call's: what it holds is known. `waiting`: how many callers wait for a route."""
        self._waiting, self._told_queues = waiting, memory.waiting
        self._queues = sorted({route for rule in rules.transfer_rules for route in rule.queue_longer_than})
        """Routes whose queues the rules ask about."""
        self._call, self._memory, self._store = call, memory, store
        self._hours = HoursWatch(rules, memory.closed, now)
        self._told: KnownChoices | None = None

    def look(self) -> Iterator[RoutesClosed | QueuesKnown | ChoicesKnown | CameBack | BackFromPeople]:
        if how := self._store.paying.news_of(self._call):
            yield CameBack(how)
        if (back := self._store.gone_on(self._call)) and back.times > self._memory.times_back:
            yield BackFromPeople(back.by, back.done, back.times)
        if closed := self._hours.look():
            yield closed
        queues = tuple(Queue(route, self._waiting(route)) for route in self._queues)
        if queues != self._told_queues:
            self._told_queues = queues
            yield QueuesKnown(queues)
        known, held = self._store.choices.known(self._call), self._memory
        is_new = not known.choices <= held.choices or known.remembered != held.is_remembered
        if is_new and known != self._told:  # the call may not have taken in what it was told
            self._told = known
            yield ChoicesKnown(tuple(sorted(known.choices)), known.remembered)
