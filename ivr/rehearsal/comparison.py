"""Where rules decide something else than was decided on a call, for the first time: beyond it nobody knows the caller.

They may decide earlier than it was decided, as words that are known need no model. What is decided the same, only
sooner, is no difference.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .doing import GOES_ON, NOTHING, Doing, doing_of
from .doing import from_told as doing_from
from .replay import Played, Replay

MOST_SECONDS_LATER = 3.0
"""In which a turn that is over is decided, whichever way it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    was: Doing
    would: Doing
    at_seconds: float
    """In the caller's audio, from the call's beginning."""
    moment: int
    """How many moments had gone by."""
    is_guess: bool = False
    """What would be decided hangs on an answer of an engine that was never asked for."""

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"was": self.was.told(), "would": self.would.told()} | {name: getattr(self, name) for name in _TOLD}


_TOLD = ("at_seconds", "moment", "is_guess")


def from_told(told: Mapping[str, Any]) -> Difference:
    rest = {name: told[name] for name in _TOLD}
    return Difference(doing_from(told["was"]), doing_from(told["would"]), **rest)


def first_difference(replay: Replay, until: int | None = None) -> Difference | None:
    """`until`: so many moments are looked at. Raises ValueError as a replay does."""
    comparing = _Comparing()
    for number, one in enumerate(replay):
        if found := comparing.after(one, number):
            return found
        replay.waits = comparing.waits
        if until is not None and number >= until:
            return None
    return comparing.at_the_end()


class _Comparing:
    def __init__(self) -> None:
        self._kept, self._tried = deque[Doing](), deque[Doing]()
        """Not compared yet: what was decided, and what would have been."""
        self._unanswered: set[tuple[object, ...]] = set()
        """Of engines, as nobody asked them."""
        self._closed: tuple[str, ...] = ()
        self._turn, self._at, self._number = 0, 0.0, 0
        self._waits_since: float | None = None

    @property
    def waits(self) -> bool:
        """Whether it is to be seen what would be decided instead of what was: a little later, perhaps."""
        return self._waits_since is not None

    def after(self, one: Played, number: int) -> Difference | None:
        self._at, self._turn, self._number = one.at_seconds, one.turn, number
        self._closed = one.moment.closed_from(self._closed)
        decided = doing_of(one.moment.decided, one.turn, self._closed)
        self._kept.extend([decided] if decided else [])
        self._tried.extend([one.doing] if one.doing else [])
        self._unanswered |= one.asked - one.moment.asked
        while self._kept and self._tried and self._kept[0] == self._tried[0]:
            self._kept.popleft()
            self._tried.popleft()
            self._waits_since = None
        if not self._kept:
            return None
        return self._told() if self._tried or self._is_waited_for_in_vain(one) else None

    def at_the_end(self) -> Difference | None:
        return self._told() if self._kept or self._tried else None

    @property
    def _hangs_on_an_engine(self) -> bool:
        """Whether an engine would have been asked about this turn that was not."""
        return any(question[1] == self._turn for question in self._unanswered)

    def _is_waited_for_in_vain(self, one: Played) -> bool:
        if self._hangs_on_an_engine:
            return True
        if self._waits_since is None:
            self._waits_since = one.at_seconds
            return False
        goes_on = one.moment.is_frames and one.moment.is_spoken_in
        return goes_on or one.at_seconds - self._waits_since > MOST_SECONDS_LATER

    def _told(self) -> Difference:
        was = self._kept[0] if self._kept else Doing(self._turn, NOTHING)
        would = self._tried[0] if self._tried else Doing(self._turn, GOES_ON)
        is_guess = self._hangs_on_an_engine and not self._tried
        return Difference(was, would, self._at, self._number, is_guess)
