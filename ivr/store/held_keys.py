"""Keys that callers typed: one by itself is a choice and may be told, several are somebody's number.

So each waits for a moment until it is known which. Zero asks for a person wherever it is pressed, and is told at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .lines import Change
from .withholding import hidden_key

APART_SECONDS = 3.0
"""Keys that come closer to one another than this are one number."""
_TOLD = {"0", "*", "#", "x"}


@dataclass(slots=True)
class _Typed:
    last: float
    waiting: Change | None
    """The first, while it is the only one."""


class HeldKeys:
    """Not thread-safe."""

    def __init__(self, write: Callable[[Change], None]) -> None:
        self._write = write
        self._typed: dict[str, _Typed] = {}

    def __bool__(self) -> bool:
        return bool(self._typed)

    def take(self, change: Change, at: float, *, awaited: bool) -> None:
        """`awaited`: a number was asked for, so that even the first key is part of one. `at`: monotonic seconds."""
        call = str(change["call_sid"])
        self.settle(at)
        if _key_of(change) in _TOLD:
            self._write(change)
            return
        typed = self._typed.get(call)
        if typed is None and not awaited:
            self._typed[call] = _Typed(at, change)
            return
        if typed is not None and typed.waiting is not None:
            self._write(hidden_key(typed.waiting))
        self._write(hidden_key(change))
        self._typed[call] = _Typed(at, None)

    def settle(self, now: float) -> None:
        """Those after which no other came are told."""
        for call in [call for call, typed in self._typed.items() if now - typed.last > APART_SECONDS]:
            if (choice := self._typed.pop(call).waiting) is not None:
                self._write(choice)

    def settle_all(self) -> None:
        """Nobody waits any longer: what may still become a number is taken for one."""
        for typed in self._typed.values():
            if typed.waiting is not None:
                self._write(hidden_key(typed.waiting))
        self._typed.clear()


def _key_of(change: Change) -> str:
    said = change["said"]
    return str(said.get("key", "")) if isinstance(said, dict) else ""
