"""Stops asking a back office that keeps failing, so that a dead one costs each caller no deadline."""

from collections.abc import Callable

from back_office.errors import UnavailableError


class Breaker:
    """After `failures` in a row, refuses for `seconds`; then lets one attempt through, whose success closes it."""

    def __init__(self, clock: Callable[[], float], failures: int = 3, seconds: float = 5.0) -> None:
        self._clock, self._limit, self._seconds = clock, failures, seconds
        self._failures = 0
        self._open_until = 0.0

    def check(self) -> None:
        """Raises UnavailableError while open."""
        if self._failures < self._limit:
            return
        now = self._clock()
        if now < self._open_until:
            raise UnavailableError("failed repeatedly, not asked again yet")
        self._open_until = now + self._seconds

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._open_until = self._clock() + self._seconds

    def succeeded(self) -> None:
        self._failures = 0
