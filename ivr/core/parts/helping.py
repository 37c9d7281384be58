"""A supervisor helps: what they want done is done at the next fitting moment, and the caller hears only that.

After what is being said, never over the caller, never before the opening has been heard, never after the call is
handed on. What the caller asks for, the ways out and sensitive topics come first, always.
"""

from dataclasses import replace

from ..commands import RecordHelp
from ..events import Helped
from ..heard.decision import Decision, Outcome
from ..help import Help, NotNow, Stands
from ..record import Line, Prompt, Reason
from ..said.questions import open_question, opening_question, particular_question
from ..states import State
from .course import Course
from .floor import Floor
from .hearing import Hearing
from .putting_through import PuttingThrough

LONGEST_WAIT_SECONDS = 30.0
"""For a fitting moment: what was meant for the question before last helps nobody."""
_ANSWERS_WITHIN_SECONDS = 0.6
"""After a question; who is about to answer it is not spoken over."""
_GIVES_WAY = {Outcome.ASK, Outcome.MISS, Outcome.OFFER_KEYS}
"""To a person who was sent for: nothing in these turns is done at once, and nothing was asked of us ourselves."""
_GONE = {State.PAYING: NotNow.PAYING, State.TRANSFERRING: NotNow.LEAVING, State.ENDED: NotNow.OVER}


class Helping:
    """The part of a call that is helped."""

    def __init__(self, course: Course, hearing: Hearing, floor: Floor, through: PuttingThrough) -> None:
        self._course = course
        self._hearing = hearing
        self._floor = floor
        self._through = through
        self._wanted: Helped | None = None
        self._since = 0.0
        self._said: tuple[int, Helped] | None = None
        """What was said for it, and in answer to which turn: that may be taken back."""

    @property
    def wanted(self) -> Help | None:
        """What waits for its moment."""
        return self._wanted.help if self._wanted else None

    def wants(self, event: Helped, *, is_away: bool) -> None:
        """Take it, or refuse it, at once; `is_away`: the caller asked for a moment."""
        if why := self._against(event, is_away=is_away):
            self._note(event, Stands.REFUSED, why)
        else:
            self._wanted, self._since = event, self._course.now
            self._note(event, Stands.TAKEN)

    def _against(self, event: Helped, *, is_away: bool) -> NotNow | None:
        rules, memory, state = self._course.rules, self._course.memory, self._course.state
        if gone := _GONE.get(state):
            return gone
        if event.help is Help.TO_AGENT and event.name not in rules.routes:
            return NotNow.NO_SUCH_ROUTE
        if event.help is Help.TO_AGENT and event.name in memory.closed:
            return NotNow.NOBODY_THERE
        if event.help is Help.SAY_NEXT and event.name not in rules.say_next:
            return NotNow.NO_SUCH_LINE
        if memory.asked_if_safe:
            return NotNow.IN_DANGER
        if is_away:
            return NotNow.AWAY
        return NotNow.ANOTHER_WAITS if self._wanted else None

    # --- its moment ---

    def passes_by(self, *, may_speak: bool) -> None:
        """An event has been dealt with: is this the moment? `may_speak`: the caller neither types nor is away."""
        course, wanted = self._course, self._wanted
        if wanted is None:
            return
        if gone := _GONE.get(course.state):
            self._drop(gone)
        elif course.now - self._since >= LONGEST_WAIT_SECONDS:
            self._drop(NotNow.TOO_LATE)
        elif may_speak and course.state is State.LISTENING and not self._hearing.speech_seconds:
            self._help(wanted)

    def _help(self, wanted: Helped) -> None:
        course = self._course
        if course.memory.asked_if_safe:
            return
        if wanted.help is Help.TO_AGENT:
            self._take()
            self._through.transfer(wanted.name, Reason.SUPERVISOR)
        elif course.seconds_in_state >= _ANSWERS_WITHIN_SECONDS:
            self._floor.speak(self.instead(()) or ())
            course.enter(State.SPEAKING)

    def sends_on(self, decision: Decision) -> Decision:
        """A turn is over: who was sent for comes now, rather than after what would be said of it."""
        wanted, memory = self._wanted, self._course.memory
        gives_way = decision.outcome in _GIVES_WAY and not memory.expects.binding and not memory.asked_if_safe
        if wanted is None or wanted.help is not Help.TO_AGENT or not gives_way:
            return decision
        self._take()
        why = "a supervisor sends the call on"
        return replace(decision, outcome=Outcome.TRANSFER, why=why, route=wanted.name, reason=Reason.SUPERVISOR)

    def keeps_from_ending(self) -> bool:
        """Whether the call goes to the person who was sent for, where it would have been hung up."""
        wanted = self._wanted
        if wanted is None or wanted.help is not Help.TO_AGENT:
            return False
        self._take()
        self._through.transfer(wanted.name, Reason.SUPERVISOR)
        return True

    def taken_back(self, turn: int) -> None:
        """The caller went on, and nothing was said to this turn: so the help is still to come."""
        if self._said is not None and self._said[0] == turn and self._wanted is None:
            self._wanted, self._since = self._said[1], self._course.now
            self._note(self._wanted, Stands.TAKEN)

    def first(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """What is about to be said in answer, with what was to be said next before it."""
        wanted = self._wanted
        if wanted is not None and wanted.help is Help.ASK_AGAIN:
            self._drop(NotNow.ANSWERED)
        elif wanted is not None and wanted.help is not Help.TO_AGENT:
            self._take()
            line = self._line(wanted)
            return lines if line in lines else (line, *lines)
        return lines

    def instead(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """What is said where nothing was understood, or heard: a supervisor knows better what helps."""
        wanted, memory, rules = self._wanted, self._course.memory, self._course.rules
        if wanted is None or wanted.help is Help.TO_AGENT:
            return lines
        self._take()
        memory.frustration = memory.frustration.asked_again()  # who says the same once more was asked to
        if wanted.help is Help.ASK_AGAIN:
            return Prompt("no_match_1"), *(open_question(memory, rules) or opening_question(rules).lines)
        return self._line(wanted), *particular_question(memory)

    def _line(self, wanted: Helped) -> Prompt:
        return Prompt("offer_person" if wanted.help is Help.OFFER_PERSON else wanted.name)

    # --- what became of it ---

    def _take(self) -> None:
        if self._wanted:
            self._said = self._course.memory.turn, self._wanted
            self._note(self._wanted, Stands.DONE)
        self._wanted = None

    def _drop(self, why: NotNow) -> None:
        if self._wanted:
            self._note(self._wanted, Stands.DROPPED, why)
        self._wanted = None

    def _note(self, event: Helped, stands: Stands, why: NotNow | None = None) -> None:
        self._course.do(RecordHelp(event.help, event.name, stands, why, self._course.state, event.by))
