"""What was said in a turn waits until the turn is over: the recogniser is asked at each pause, and what it makes of
half a sentence is not what the turn ends with. A secret that is split by a pause is then seen whole, before any of it
is written.
"""

from dataclasses import dataclass, field

from ..core.events import Transcribed
from .lines import Change

SETTLED_SECONDS = 2.5
"""After a turn's end; until then the caller may go on, and the turn becomes the beginning of the next."""
QUIET_SECONDS = 10.0
"""Since the last words of a turn that never ends: it was noise, or the caller rang off."""
_TURN, _TAKEN_BACK = "RecordTurn", "taken_back"
_OF_CALLER = {Transcribed.__name__, "Parse", "Ask", _TURN}  # by name: commands are loaded after the first answer
_LEAVES = {"Transfer", "AddToHandOff"}


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A change that came at a moment, in monotonic seconds."""

    change: Change
    at: float


@dataclass(slots=True)
class _Turn:
    """Of one call: all of its words since the turn began, ours too, in order."""

    waiting: list[Waiting] = field(default_factory=list)
    heard_at: float = 0.0
    over_at: float | None = None

    def is_due(self, now: float) -> bool:
        over = self.over_at is not None and now - self.over_at > SETTLED_SECONDS
        return over or now - self.heard_at > QUIET_SECONDS


class HeldTurns:
    """Not thread-safe."""

    def __init__(self) -> None:
        self._turns: dict[str, _Turn] = {}

    def __bool__(self) -> bool:
        return bool(self._turns)

    def take(self, one: Waiting) -> list[list[Waiting]]:
        """What is to be looked through together now; nothing while the turn goes on."""
        call, kind = str(one.change["call_sid"]), str(one.change.get("kind", ""))
        ready, turn = [], self._turns.get(call)
        if turn is not None and turn.over_at is not None and kind == Transcribed.__name__:
            ready.append(self._turns.pop(call).waiting)  # the next one has begun
            turn = None
        if kind in _OF_CALLER:
            turn = turn or self._turns.setdefault(call, _Turn())
            turn.heard_at = one.at
        if turn is None:
            return [*ready, [one]]
        turn.waiting.append(one)
        if kind == _TURN:
            turn.over_at = None if _outcome(one.change) == _TAKEN_BACK else one.at
        if kind in _LEAVES or one.change["table"] == "handoffs":
            ready.append(self._turns.pop(call).waiting)
        return ready

    def due(self, now: float) -> list[list[Waiting]]:
        due = [call for call, turn in self._turns.items() if turn.is_due(now)]
        return [self._turns.pop(call).waiting for call in due]

    def all(self) -> list[list[Waiting]]:
        """Nobody waits any longer."""
        held, self._turns = list(self._turns.values()), {}
        return [turn.waiting for turn in held]


def _outcome(change: Change) -> object:
    body = change["body"]
    return body.get("outcome") if isinstance(body, dict) else None
