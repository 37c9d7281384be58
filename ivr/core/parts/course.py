"""Where a call stands: its state, its clock, and what is to be done about the event that is being taken in.

Every part of a call is given it. Nothing else changes the state, and only by `enter`, which keeps to the table.
"""

from .. import events
from ..commands import Command, RecordTurn
from ..language import Language
from ..memory import Memory
from ..rules import Rules
from ..states import NEXT, State


class Course:
    def __init__(self, rules: Rules, language: Language, memory: Memory) -> None:
        self.rules = rules
        self.language = language
        self.memory = memory
        self._state = State.STARTING
        self._entered_at = self.now
        self._commands: list[Command] = []
        self.last: RecordTurn | None = None
        """What was made of the turn that was judged last."""

    @property
    def state(self) -> State:
        return self._state

    @property
    def now(self) -> float:
        """Seconds of the caller's audio since the call began: the only clock there is."""
        return self.memory.heard_frames * events.FRAME_SECONDS

    @property
    def entered(self) -> float:
        """When it came to this state."""
        return self._entered_at

    @property
    def seconds_in_state(self) -> float:
        return self.now - self._entered_at

    def enter(self, state: State) -> None:
        if state not in NEXT[self._state]:
            raise AssertionError(f"no move from {self._state} to {state}")
        self._state = state
        self._entered_at = self.now

    def begin_anew(self) -> None:
        """The time in this state counts from now on."""
        self._entered_at = self.now

    # --- the event at hand ---

    def take_in(self) -> None:
        """An event begins; nothing is to be done about it yet."""
        self._commands = []

    def do(self, *commands: Command) -> None:
        self._commands += commands

    def judge(self, record: RecordTurn) -> None:
        """A turn is judged, and kept as that."""
        self.last = record
        self.do(record)

    @property
    def commands(self) -> list[Command]:
        """What is to be done about the event at hand, in order."""
        return self._commands
