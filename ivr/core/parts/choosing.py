"""A choice is made: by voice or by key, with no reason asked, and confirmed in one sentence.

It is kept by whoever performs `RecordChoice`. Where the caller's number is withheld there is nothing to know them by
again, and they are told that it holds for this call.
"""

from collections.abc import Iterable

from ..commands import RecordChoice
from ..record import Awaited, By, Choice, Chosen, Line, Prompt, Recording
from .consenting import Consenting
from .course import Course

OFFER = Prompt("choices_keys")
OFFER_RECORDED = Prompt("choices_keys_recorded")
_DELETES = "4"
_BY_KEY = {"1": Choice.NO_MACHINE, "2": Choice.NO_RECORDING, "3": Choice.NO_TRAINING}
_KEYS_ARE_ANSWERS = {Awaited.DIGITS, Awaited.CHOICE, Awaited.TEXT}


class Choosing:
    """The part of a call that takes choices."""

    def __init__(self, course: Course, consenting: Consenting) -> None:
        self._course = course
        self._consenting = consenting
        self._is_offered = False
        """The caller has asked for the choices by key, and was told them last."""

    def note(self, chosen: Iterable[Chosen], by: By, confidence: float = 1.0) -> tuple[Line, ...]:
        """Keep these; what confirms them. `confidence`: of the words, 0..1."""
        memory, lines = self._course.memory, list[Line]()
        for one in chosen:
            held = memory.choices - {one.choice}
            memory.choices = held | {one.choice} if one.stands else held
            turn, state = memory.turn, self._course.state
            self._course.do(RecordChoice(one.choice, one.stands, by, state.value, turn, round(confidence, 2)))
            lines.append(Prompt(self._confirms(one, by, confidence)))
        return tuple(dict.fromkeys(lines))

    def _confirms(self, one: Chosen, by: By, confidence: float) -> str:
        """The prompt that does; a recording that is going on is ended first."""
        memory = self._course.memory
        if one == Chosen(Choice.NO_RECORDING):
            self._consenting.ends_for_choice(by, confidence)
            if memory.recording is Recording.STOPPED:
                return "recording_stopped"
        if not memory.is_remembered:
            return "chosen_this_call"
        return f"chosen_{one.choice}" if one.stands else "chosen_taken_back"

    def learn(self, choices: Iterable[Choice], *, remembered: bool) -> None:
        """What the caller chose before; `remembered`: they will be known again."""
        memory = self._course.memory
        memory.choices |= frozenset(choices)
        memory.is_remembered = remembered
        if Choice.NO_RECORDING in memory.choices:
            self._consenting.ends_for_choice(By.OPERATOR, 1.0)

    def is_asked_by(self, key: str) -> bool:
        """Whether this key asks for the choices: where it is no answer, and the menu has no use for it."""
        rules, memory = self._course.rules, self._course.memory
        is_answer = memory.asked_if_safe or memory.expects.kind in _KEYS_ARE_ANSWERS
        return key == rules.opt_out.key and key not in rules.menu and not is_answer

    def offer(self) -> Line:
        """What tells the caller the choices and their keys."""
        self._is_offered = True
        self._consenting.ends_for_offer()
        return OFFER_RECORDED if self._course.memory.is_recorded else OFFER

    def deletes_by(self, key: str) -> bool:
        """Whether a key wants the recording deleted, if that was told last; it is no longer then."""
        wanted = self._is_offered and key == _DELETES and self._course.memory.is_recorded
        self._is_offered = self._is_offered and not wanted
        return wanted

    def chosen_by(self, key: str) -> Chosen | None:
        """What a key chooses, if the choices were told last; they are no longer then."""
        offered, self._is_offered = self._is_offered, False
        return Chosen(_BY_KEY[key]) if offered and key in _BY_KEY else None

    def forget_offer(self) -> None:
        """Something else was said."""
        self._is_offered = False
