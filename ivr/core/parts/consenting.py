"""Whether the call's sound may be recorded: asked once, behind the disclosure; only a plain yes counts.

A yes to a question that was not heard is none: it is put again, once. A no counts whenever it is said.

Recorded by whoever performs `RecordConsent`. A no costs nothing: the call goes on as if it had not been asked. So it
does for whoever is silent, or says what they want instead.
"""

from collections.abc import Iterable

from ..commands import RecordConsent
from ..heard.decision import Decision, Outcome
from ..record import By, Choice, Chosen, Line, Prompt, Recording
from ..said.about_recording import MAY_RECORD
from ..said.playback import Saying
from ..said.questions import opening_question
from ..words.requests import Request
from .course import Course
from .floor import Floor

_KEYS = {"1": True, "2": False}
_LEAVES = {Outcome.TRANSFER, Outcome.ASK_IF_SAFE, Outcome.MACHINE}
"""The question is not come back to, and what was said is no answer to it."""
_COMES_BACK = {
    *(Outcome.TELL_WHAT_WE_ARE, Outcome.WAIT, Outcome.GO_ON, Outcome.BACK, Outcome.OFFER_PERSON),
    *(Outcome.CHOICE, Outcome.CONSENT, Outcome.MISS, Outcome.NOTHING_SAID),
}
"""It is put again, or answered by what comes of these."""
_ENDS_IT = {Request.BACK, Request.RESTART, Request.GOODBYE, Request.THANKS}


class Consenting:
    """The part of a call that asks for consent to a recording, and knows how it stands."""

    def __init__(self, course: Course, floor: Floor) -> None:
        self._course = course
        self._floor = floor
        self._is_put_again = False

    @property
    def is_to_be_asked(self) -> bool:
        """Whoever chose to have no recording is not asked again."""
        memory = self._course.memory
        allowed = self._course.rules.may_record and Choice.NO_RECORDING not in memory.choices
        return allowed and memory.recording in {Recording.UNASKED, Recording.ASKED}

    def question(self) -> Saying:
        """Asks it: to be said now."""
        memory = self._course.memory
        memory.recording, memory.asks_consent = Recording.ASKED, True
        return Saying((MAY_RECORD,))

    @property
    def is_open(self) -> bool:
        """Whether the answer is awaited."""
        return self._course.memory.asks_consent

    def agreed_by(self, key: str) -> bool | None:
        """Whether a key says yes or no; None: it is no answer."""
        return _KEYS.get(key) if self.is_open else None

    def answered(self, by: By, confidence: float = 1.0, *, agreed: bool) -> Line:
        """This is the answer; what confirms it."""
        agreed = agreed and Choice.NO_RECORDING not in self._course.memory.choices
        self._close(Recording.ON if agreed else Recording.REFUSED, by, confidence)
        return Prompt("recording_on" if agreed else "recording_off")

    def pressed(self, *, agreed: bool) -> tuple[Line, ...]:
        """By key; what confirms it."""
        return self._heard_out(By.KEY, 1.0, self._course.now, agreed=agreed)

    def told(self, decision: Decision, confidence: float, began: float) -> tuple[Line, ...]:
        """In words that were begun then; what confirms them."""
        if decision.deletes:
            return (self.deleted(By.VOICE, confidence),)
        return self._heard_out(By.VOICE, confidence, began, agreed=decision.agreed)

    def _heard_out(self, by: By, confidence: float, began: float, *, agreed: bool) -> tuple[Line, ...]:
        """Nothing confirms a yes over the question, which is what the caller is asked and hears next."""
        is_heard = self._floor.was_heard_last(MAY_RECORD, began)
        if agreed and not is_heard and not self._is_put_again:
            self._is_put_again = True
            self._course.memory.said = Saying((MAY_RECORD,))
            return ()
        return (self.answered(by, confidence, agreed=agreed and is_heard),)

    def deleted(self, by: By, confidence: float = 1.0) -> Line:
        """What was recorded goes, and nothing more is recorded; what confirms it."""
        self._note(Recording.DELETED, by, confidence)
        return Prompt("recording_deleted")

    def failed(self) -> None:
        """No more is recorded, and nobody chose that: whoever asks is told how it is."""
        if self._course.memory.recording is Recording.ON:
            self._course.memory.recording = Recording.STOPPED

    def offer_after(self, chosen: Iterable[Chosen]) -> tuple[Line, ...]:
        """To whoever stopped the recording by what they chose: how the rest of it is deleted."""
        stopped = self._course.memory.recording is Recording.STOPPED and Chosen(Choice.NO_RECORDING) in chosen
        return (Prompt("offer_deletion"),) if stopped else ()

    def closes_with(self, decision: Decision, by: By, confidence: float) -> None:
        """Whatever else is done than to answer: who says what they want instead has not agreed."""
        if not self.is_open or decision.outcome in _COMES_BACK:
            return
        if decision.outcome is Outcome.REQUEST and decision.request not in _ENDS_IT:
            return
        if decision.outcome in _LEAVES:
            self._course.memory.asks_consent = False
        else:
            self._close(Recording.REFUSED, by, confidence)

    def ends_for_choice(self, by: By, confidence: float) -> None:
        """The caller chose to have no recording, on this call or an earlier one."""
        memory = self._course.memory
        if self.is_open:
            self._close(Recording.REFUSED, by, confidence)
        elif memory.recording is Recording.ON:
            self._note(Recording.STOPPED, by, confidence)

    def ends_for_offer(self) -> None:
        """Who asks for the choices instead has not agreed: what they say next answers those."""
        if self.is_open:
            self._close(Recording.REFUSED, By.KEY, 1.0)

    def _close(self, stands: Recording, by: By, confidence: float) -> None:
        memory = self._course.memory
        memory.asks_consent, memory.said = False, opening_question(self._course.rules)
        self._note(stands, by, confidence)

    def _note(self, stands: Recording, by: By, confidence: float) -> None:
        memory, state = self._course.memory, self._course.state
        memory.recording = stands
        self._course.do(RecordConsent(stands, by, state.value, memory.turn, round(confidence, 2)))
