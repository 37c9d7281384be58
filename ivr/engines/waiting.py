"""The queue before an engine: first come, first served; who gives up leaves it; how long it takes is known."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Place = TypeVar("Place")

_NEWEST_SHARE = 0.1
"""Of the newest request in the mean of service times: about ten requests are remembered."""


class Waiting(Generic[Place]):
    """Hands free places to those who wait. A place serves one request at a time."""

    def __init__(self, rank: Callable[[Place], int]) -> None:
        """Of several free places the one of the lowest rank is given first."""
        self._rank = rank
        self._free: list[Place] = []
        self._waiting: deque[asyncio.Future[Place]] = deque()
        self.places = 0
        """Those that are in service, free or not."""
        self.service_seconds = 0.0
        """What a request has taken lately; 0 before the first."""

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_idle(self) -> bool:
        """Whether nobody is served."""
        return len(self._free) == self.places

    @property
    def delay_seconds(self) -> float:
        """How long one more request would wait for its turn."""
        if self._free:
            return 0.0
        ahead = len(self._waiting) + 1
        return ahead * self.service_seconds / max(1, self.places)

    async def place(self, *, first: bool = False) -> Place:
        """A place of one's own, to be given back. `first`: before all others, for who has waited before."""
        if self._free and not self._waiting:
            return self._free.pop(self._free.index(min(self._free, key=self._rank)))
        turn: asyncio.Future[Place] = asyncio.get_running_loop().create_future()
        self._waiting.appendleft(turn) if first else self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it came in the same moment
                self.give_back(turn.result())
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise

    def give_back(self, place: Place) -> None:
        """Free for the next in the queue."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(place)
                return
        self._free.append(place)

    def close(self, place: Place) -> None:
        """Out of service: nobody is given it any more."""
        if place in self._free:
            self._free.remove(place)

    def took(self, seconds: float) -> None:
        """A request was served in this time."""
        share = _NEWEST_SHARE if self.service_seconds else 1.0
        self.service_seconds += share * (seconds - self.service_seconds)
