"""How a call leaves: for a person, with a hand-off that is saved before it is announced, or with a goodbye."""

from .. import commands
from ..record import Disposition, Line, Prompt, Reason
from ..rules import Rules
from ..said.out_of_hours import said_when_closed, tells_closed
from ..said.playback import Playback
from ..states import State
from ..words.answering_machine import ENOUGH
from .course import Course
from .floor import Floor

_CONNECTING = {
    Reason.LOW_CONFIDENCE: "connecting_unsure",
    Reason.NO_INPUT: "connecting_silent",
    Reason.NO_PROGRESS: "connecting_stuck",
    Reason.FRUSTRATED: "connecting_frustrated",
    Reason.ENGINE_FAILED: "connecting_trouble",
    Reason.LINE_FAILED: "connecting_trouble",
}


class Leaving:
    """The part of a call that ends it."""

    def __init__(self, course: Course, floor: Floor) -> None:
        self._course = course
        self._floor = floor
        self._bound_for: tuple[str, Reason] | None = None
        self._last_words: tuple[Line, ...] = ()
        """Said before the call leaves for a person, if they are there when it would."""
        self._told_closed = False
        """The caller has heard to its end that nobody is where they go."""

    def transfer(self, route: str, reason: Reason, words: tuple[Line, ...] = (), rule: str = "") -> None:
        """Save the hand-off, then say so; `words` are the assistant's own for it, `rule` the one that decided it."""
        course, floor = self._course, self._floor
        if course.state is State.DISCLOSING and floor.playback:
            course.do(floor.evidence(floor.playback, cut_by=reason))
        self._hand_off(route, reason, rule)
        floor.hush()
        self._bound_for = route, reason
        told = self.going(words) or (Prompt(_CONNECTING.get(reason, "connecting")),)
        floor.speak((*said_first(course.rules, rule), *told))
        course.enter(State.TRANSFERRING)

    def going(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """What tells the caller where they go; instead, where nobody is at work there, that it is so."""
        memory = self._course.memory
        if self._bound_for is None or self._bound_for[0] not in memory.closed:
            return lines
        return said_when_closed(lines, *self._bound_for, memory.care, self._course.rules)

    def say_first(self, lines: tuple[Line, ...]) -> None:
        """Before the call leaves."""
        self._last_words = lines

    def heard(self, playing: Playback) -> None:
        """The caller has heard this to its end on their way."""
        self._told_closed = self._told_closed or tells_closed(playing.lines, self._course.rules)

    def leave(self) -> None:
        lines, self._last_words = self._last_words, ()
        if lines:
            self._floor.speak(lines)
        else:
            self.close()

    def close(self) -> None:
        self._course.do(commands.CloseStream(told_closed=self._told_closed))
        self._course.enter(State.ENDED)

    def hang_up(self) -> None:
        memory = self._course.memory
        ending = Disposition.RESOLVED if memory.answered > 1 else Disposition.GOODBYE
        self._course.do(commands.HangUp(Disposition.MACHINE if memory.machine >= ENOUGH else ending))
        self._course.enter(State.ENDED)

    def go_at_once(self, route: str, reason: Reason) -> None:
        """Before anything is said: whoever has the call then says it."""
        self._hand_off(route, reason)
        self.close()

    def line_failed(self) -> None:
        """Nothing more can be said: the call goes at once."""
        if self._course.state is State.TRANSFERRING:
            self.close()
        else:
            self.go_at_once(self._course.rules.fallback_route, Reason.LINE_FAILED)

    def _hand_off(self, route: str, reason: Reason, rule: str = "") -> None:
        memory = self._course.memory
        said = memory.intent, memory.wish, memory.care, memory.given
        by = self._course.rules.transfer_rule(rule)
        self._course.do(
            commands.Transfer(route, reason, *said, rule=rule or None, priority=by.priority if by else None)
        )


def said_first(rules: Rules, rule: str) -> tuple[Line, ...]:
    """What this rule wants said, before the line that tells where the call goes: that may be another in the night."""
    by = rules.transfer_rule(rule)
    return (Prompt(by.say),) if by and by.say else ()
