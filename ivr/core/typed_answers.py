"""Answers on the keys, also those that are typed in part: what is said between two keys does not undo the first.

Who types a number talks to themselves, or has a television on (jambonz-feature-server #552). So speech that comes to
nothing leaves the keys as they are, and a number may be given half by voice and half by keys, where both halves
together have just the length that is awaited. The ways out, and a wish that is understood, count as always.
"""

from collections.abc import Mapping

from .digit_runs import digit_runs
from .keypad import Keypad, Typed
from .memory import Memory
from .opening import Opening
from .policy import Decision, Outcome
from .record import Awaited, Reason
from .requests import Request
from .rules import Rules
from .states import State

_COMES_TO_NOTHING = {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.GO_ON, Outcome.OFFER_KEYS}


class TypedAnswers(Opening):
    """The part of a call session that takes answers from the keys; what a key may be beside that is in call.py."""

    def __init__(self, rules: Rules, memory: Memory, texts: Mapping[str, str]) -> None:
        super().__init__(rules, memory, texts)
        self._keypad = Keypad()
        self._cut_turn = 0
        """The turn in which the caller went over to the keys."""

    def _drop_what_was_going_on(self) -> None:
        self._note_speech_cut_by_keys()
        self._hush()
        self._hearing.forget()
        self._let_go()
        self._committed = self._withdrawn = None
        self._overhearing = False
        if self.state is not State.LISTENING:
            self._enter(State.LISTENING)
        self._entered_at = self._now

    def _press(self, key: str) -> None:
        expects = self.memory.expects
        if key == "*" and not self._keypad.has_digits:
            self._say_again()
            return
        try:
            typed = self._keypad.press(key, expects, self.rules)
        except KeyError:
            if key != "#":
                self._miss(Reason.LOW_CONFIDENCE)
                return
            typed = None
        if typed:
            self._commit_keys(typed)
        elif key == "#":
            self._oblige(Request.HELP)

    def _note_speech_cut_by_keys(self) -> None:
        speaking = self.state in {State.HEARING, State.THINKING} and self._asked is None
        if speaking and not self._keypad.has_digits:
            self._cut_turn = self._hearing.turn.number

    def _commit_keys(self, typed: Typed) -> None:
        said = self._hearing.turn.text if self._hearing.turn.number == self._cut_turn else ""
        super()._commit_keys(typed if typed.intent else Typed(self._joined(_digits(said), typed.text) or typed.text))

    def _carry_out(self, decision: Decision, text: str) -> None:
        typed = self._keypad.take()
        if typed is None:
            super()._carry_out(decision, text)
        elif decision.outcome in _COMES_TO_NOTHING:
            self._keypad.put_back(typed)
            self._enter(State.LISTENING)
        elif decision.outcome is Outcome.WAIT:
            self._keypad.put_back(typed)
            super()._carry_out(decision, text)
        elif decision.outcome is Outcome.ASK and (whole := self._joined(typed.text, _digits(text))):
            self._committed = None
            super()._carry_out(decision, whole)
        else:
            super()._carry_out(decision, text)

    def _joined(self, first: str, second: str) -> str:
        """Both as the number that is awaited; empty where they are not its two halves."""
        expects, whole = self.memory.expects, first + second
        halves = expects.kind is Awaited.DIGITS and first and second and len(whole) == expects.digits_of(whole)
        return whole if halves else ""


def _digits(text: str) -> str:
    runs = digit_runs(text)
    return runs[0].digits if len(runs) == 1 else ""
