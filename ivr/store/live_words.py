"""What was said last in running calls, for those who watch them and may read words: just as it was redacted to be kept.

It is told what the screen lets through, so that nothing is shown that is not kept as well; and only while a call runs.
"""

import threading
from collections import deque
from dataclasses import dataclass

from .lines import Change

MOST_LINES = 8
_OF_CALLER, _OF_US = "RecordTurn", "RecordSaid"
"""As in core/commands.py, which takes too long to load for what answers the first webhook."""


@dataclass(frozen=True, slots=True)
class Spoken:
    by_caller: bool
    turn: int
    text: str


class LiveWords:
    """Thread-safe."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[Spoken]] = {}
        self._lock = threading.Lock()

    def begin(self, call: str) -> None:
        """The call runs: what is kept of it from here on may be shown."""
        with self._lock:
            self._calls.setdefault(call, deque(maxlen=MOST_LINES))

    def end(self, call: str) -> None:
        """Nothing of it is shown any more, whatever is still on its way."""
        with self._lock:
            self._calls.pop(call, None)

    def of(self, call: str) -> tuple[Spoken, ...]:
        """The last lines, the oldest first."""
        with self._lock:
            return tuple(self._calls.get(call, ()))

    def note(self, change: Change) -> None:
        """A change as it goes to be written."""
        kind, said, body = change.get("kind"), change.get("said"), change.get("body")
        if kind not in {_OF_CALLER, _OF_US} or not isinstance(said, dict) or not isinstance(body, dict):
            return
        text = " ".join(str(one) for one in said.values() if one)
        with self._lock:
            lines = self._calls.get(str(change["call_sid"]))
            if lines is not None and text:
                turn = body.get("turn")
                lines.append(Spoken(kind == _OF_CALLER, turn if isinstance(turn, int) else 0, text))
