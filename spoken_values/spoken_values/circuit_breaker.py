"""Stops asking a neighbour that keeps failing, so that a dead one costs a caller no deadline."""

from __future__ import annotations

from collections.abc import Callable


class CircuitBreaker:
    """After `failures` in a row, lets nothing through for `seconds`; then one attempt, whose success closes it."""

    def __init__(self, clock: Callable[[], float], failures: int = 3, seconds: float = 5.0) -> None:
        """`clock` tells seconds, from wherever it began."""
        self._clock, self._limit, self._seconds = clock, failures, seconds
        self._failures = 0
        self._open_until = 0.0

    def lets_through(self) -> bool:
        """Whether the neighbour may be asked now. A yes while it is open is the one attempt: whoever gets it asks."""
        if self._failures < self._limit:
            return True
        now = self._clock()
        if now < self._open_until:
            return False
        self._open_until = now + self._seconds
        return True

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._open_until = self._clock() + self._seconds

    def succeeded(self) -> None:
        self._failures = 0
