"""The queue before an engine: first come, first served; who gives up leaves it; how long it takes is known."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Place = TypeVar("Place")

_NEWEST_SHARE = 0.1
"""Of the newest request in the mean of service times: about ten requests are remembered."""


class Waiting(Generic[Place]):
    """Hands free places to those who wait. A place that becomes free takes several of them, if any wait, together."""

    def __init__(self, rank: Callable[[Place], int], together: int = 1) -> None:
        """Of several free places the one of the lowest rank is given first."""
        self._rank = rank
        self._together = together
        self._free: list[Place] = []
        self._taken: dict[Place, int] = {}
        """Requests that a place serves."""
        self._waiting: deque[asyncio.Future[Place]] = deque()
        self._again: deque[asyncio.Future[Place]] = deque()
        """Who has waited before goes first and alone: whatever ended the first try may have been somebody else's."""
        self.places = 0
        """Those that are in service, free or not."""
        self.service_seconds = 0.0
        """What a request has taken lately; 0 before the first."""

    def __len__(self) -> int:
        return len(self._waiting) + len(self._again)

    @property
    def is_idle(self) -> bool:
        """Whether nobody is served."""
        return len(self._free) == self.places

    @property
    def delay_seconds(self) -> float:
        """How long one more request would wait for its turn."""
        if self._free:
            return 0.0
        ahead = len(self) + 1
        return ahead * self.service_seconds / max(1, self.places)

    async def place(self, *, again: bool = False) -> Place:
        """A place for one request, to be given back."""
        if self._free and not len(self):
            place = self._free.pop(self._free.index(min(self._free, key=self._rank)))
            self._taken[place] = 1
            return place
        turn: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        queue = self._again if again else self._waiting
        queue.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it came in the same moment
                self.give_back(turn.result())
            elif turn in queue:
                queue.remove(turn)
            raise

    def sharing(self, place: Place) -> int:
        """How many requests a place serves."""
        return self._taken.get(place, 0)

    def give_back(self, place: Place) -> None:
        """A request is done. With its last one the place is free for the next in the queue."""
        left = self._taken.pop(place, 1) - 1
        if left:
            self._taken[place] = left
            return
        # A fair share of the queue: the other places will be free before a run for all of it were over.
        share = -(-len(self._waiting) // max(1, self.places))
        served = self._next(self._again, 1) or self._next(self._waiting, min(share, self._together))
        for turn in served:
            turn.set_result(place)
        if served:
            self._taken[place] = len(served)
        else:
            self._free.append(place)

    @staticmethod
    def _next(queue: "deque[asyncio.Future[Place]]", most: int) -> "list[asyncio.Future[Place]]":
        served: list[asyncio.Future[Place]] = []
        while queue and len(served) < most:
            turn = queue.popleft()
            if not turn.done():
                served.append(turn)
        return served

    def close(self, place: Place) -> None:
        """Out of service: nobody is given it any more."""
        self._taken.pop(place, None)
        if place in self._free:
            self._free.remove(place)

    def took(self, seconds: float) -> None:
        """A request was served in this time; of several together, in its share of it."""
        share = _NEWEST_SHARE if self.service_seconds else 1.0
        self.service_seconds += share * (seconds - self.service_seconds)
