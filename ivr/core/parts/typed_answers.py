"""Answers on the keys, also those that are typed in part: what is said between two keys does not undo the first.

Who types a number talks to themselves, or has a television on (jambonz-feature-server #552). So speech that comes to
nothing leaves the keys as they are, and a number may be given half by voice and half by keys, where both halves
together have just the length that is awaited. The ways out, and a wish that is understood, count as always.
"""

from ..heard.decision import Decision, Outcome
from ..heard.keypad import Keypad, Typed
from ..record import Awaited
from ..states import State
from .answering import Answering
from .course import Course
from .courtesies import Courtesies
from .floor import Floor
from .hearing import Hearing

_COMES_TO_NOTHING = {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.GO_ON, Outcome.OFFER_KEYS}


class TypedAnswers:
    """The part of a call that takes answers from the keys."""

    def __init__(
        self, course: Course, hearing: Hearing, floor: Floor, answering: Answering, courtesies: Courtesies
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._floor = floor
        self._answering = answering
        self._courtesies = courtesies
        self._keypad = Keypad()
        self._cut_turn = 0
        """The turn in which the caller went over to the keys."""

    @property
    def has_digits(self) -> bool:
        return self._keypad.has_digits

    @property
    def pauses(self) -> bool:
        """Whether the caller has typed nothing more for as long as one who is done."""
        pause = self._course.rules.timing.key_pause_seconds * self._course.memory.patience
        return self._course.seconds_in_state >= pause

    def take(self) -> Typed | None:
        """The digits so far as an answer; none are left."""
        return self._keypad.take()

    def press(self, key: str) -> Typed | None:
        """The answer that this key completes, None while more are awaited. Raises KeyError: no such choice."""
        return self._keypad.press(key, self._course.memory.expects, self._course.rules)

    def go_over_to_keys(self) -> None:
        """What was going on is dropped: the caller types."""
        state = self._course.state
        speaking = state in {State.HEARING, State.THINKING} and not self._answering.is_asked
        if speaking and not self._keypad.has_digits:
            self._cut_turn = self._hearing.turn.number
        self._floor.hush()
        self._hearing.forget()
        self._courtesies.let_go()
        self._answering.settle_all()
        if state is not State.LISTENING:
            self._course.enter(State.LISTENING)
        self._course.begin_anew()

    def with_what_was_said(self, typed: Typed) -> Typed:
        """The answer, with the half of it that was said before the caller went over to the keys."""
        said = self._hearing.turn.text if self._hearing.turn.number == self._cut_turn else ""
        return typed if typed.intent else Typed(self._joined(self._digits(said), typed.text) or typed.text)

    def keep_for(self, decision: Decision, text: str) -> str | None:
        """Something was said between two keys: `text` is what it comes to, with what was typed.

        None: it comes to nothing, and the keys are as they were.
        """
        typed = self._keypad.take()
        if typed is None:
            return text
        if decision.outcome in _COMES_TO_NOTHING:
            self._keypad.put_back(typed)
            self._course.enter(State.LISTENING)
            return None
        if decision.outcome is Outcome.WAIT:
            self._keypad.put_back(typed)
        elif decision.outcome is Outcome.ASK and (whole := self._joined(typed.text, self._digits(text))):
            self._answering.settle()
            return whole
        return text

    def _joined(self, first: str, second: str) -> str:
        """Both as the number that is awaited; empty where they are not its two halves."""
        expects, whole = self._course.memory.expects, first + second
        halves = expects.kind is Awaited.DIGITS and first and second and len(whole) == expects.digits_of(whole)
        return whole if halves else ""

    def _digits(self, text: str) -> str:
        runs = self._course.language.numbers.runs_in(text)
        return runs[0].digits if len(runs) == 1 else ""
