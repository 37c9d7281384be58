"""How a running call looks from outside: where it stands, how it goes, what may soon send it to a person. No words.

Nothing in it changes from one frame to the next: two looks are the same as long as nothing has happened.
"""

from dataclasses import dataclass

from .commands import RecordHelp
from .help import Help
from .record import Awaited, Priority, Reason, Topic
from .states import State
from .words.frustration import Sign


@dataclass(frozen=True, slots=True)
class Near:
    """How far a call has come to where it goes to a person: at `most`, for this reason."""

    reason: Reason
    have: int
    most: int
    what: str
    """That is counted: the name of the threshold or limit in the rules."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of the last turn; `chance` 0..1 that it is right, below `least` it is not believed."""

    turn: int
    intent: str | None
    chance: float
    least: float
    outcome: str


@dataclass(frozen=True, slots=True)
class Look:
    """Seconds are of heard audio since the call began."""

    state: State
    entered: float
    """When it came to this state."""
    longest: float
    """At which the call goes to a person, whatever happens."""
    awaited: Awaited
    understood: Understood | None
    misses: int
    """In the call."""
    frustration: int
    """Points."""
    signs: tuple[Sign, ...]
    near: tuple[Near, ...]
    """The nearest first."""
    topic: Topic | None = None
    priority: Priority = Priority.NORMAL
    help: Help | None = None
    """What a supervisor wants, and waits for its moment."""


@dataclass(frozen=True, slots=True)
class Running:
    """A call that the assistant is on, as those see it who watch; times in seconds since the epoch."""

    call: str
    ends: str
    """The last digits of the caller's number; empty where it was withheld."""
    line: str
    """The number of ours that was called."""
    since: float
    state_since: float
    look: Look
    helped: RecordHelp | None = None
    """How it stands with what a supervisor wanted last."""

    def silent_seconds(self, now: float) -> float:
        """For how long it has been the caller's turn, and they say nothing."""
        return max(0.0, now - self.state_since) if self.look.state is State.LISTENING else 0.0


def worst_first(calls: list[Running], now: float) -> list[Running]:
    """Who is in danger, then by points of frustration, misses, silence in steps of ten seconds, and length."""

    def badness(one: Running) -> tuple[object, ...]:
        look, silent = one.look, one.silent_seconds(now)
        urgent = look.priority is Priority.URGENT
        return urgent, look.frustration, look.misses, int(silent // 10), -one.since, one.call

    return sorted(calls, key=badness, reverse=True)
