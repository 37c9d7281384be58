"""A caller who asked for a moment has it, whatever is heard meanwhile; at its end they are as any silent caller.

Music, a radio and people in the room are heard on a line whose caller went to look for something. Whose words they are
is judged in on_hold.py; what is done about it, and for how long, here.
"""

from dataclasses import dataclass, replace

from . import events
from .obliging import Obliging
from .on_hold import OF_THE_ROOM, Whose, begins_with_a_wait, is_answer, says_they_are_back, whose
from .policy import Decision, Outcome
from .record import Prompt, Reason, Transcript
from .repetition import in_short
from .requests import Request
from .small_words import asks_to_wait
from .states import State
from .told_to_stop import has_heard_enough, hurries_us

_NOT_OURS = "said to somebody else while the caller waits"
_ANSWERS_OFFER_SECONDS = 10.0
"""After its beginning; it takes two."""
_MOST_OFFERS = 2
_LEAVE_THE_MOMENT = {Outcome.NOTHING_SAID, Outcome.OFFER_PERSON, Outcome.BACK}


@dataclass(slots=True)
class Moment:
    """In which the caller is left in peace; it lasts until something is heard that is surely for us."""

    until: float
    """In heard audio; from then on they are asked."""
    is_silence: bool = False
    """They asked us to be quiet and for no time: after the usual silence they are asked, in short, what they want."""
    asked_if_there: bool = False
    assented: bool = False
    """They said "okay", and no more, since: once the question is put again for it."""
    turn: int = 0
    """In which it was asked for."""


class Waiting(Obliging):
    """The part of a call session that waits for the caller."""

    _moment: Moment | None = None
    _offers = 0
    """Of a person, as what was heard while they waited may have been a wish for one."""
    _offered_at = 0.0

    @property
    def _hears_others(self) -> bool:
        """Whether what is heard is mostly not for us."""
        return self._moment is not None and not self._moment.is_silence

    def _judged(self, decision: Decision) -> Decision:
        turn, moment = self._hearing.turn, self._moment
        if moment is None:
            return self._wait_for_who_went_away(decision)
        if moment.is_silence:
            back = says_they_are_back(turn.text)
            return replace(decision, outcome=Outcome.BACK) if back else decision
        match whose(turn, decision, self.memory.expects, asked=moment.asked_if_there):
            case Whose.BACK:
                return Decision(Outcome.BACK, "the caller is back")
            case Whose.ASSENT if not moment.assented:
                return Decision(Outcome.BACK, "the caller may be back")
            case Whose.PERHAPS_A_WISH if not self._was_offered_a_person:
                return Decision(Outcome.OFFER_PERSON, "perhaps the caller asked for a person")
            case Whose.OURS | Whose.PERHAPS_A_WISH:
                return decision
            case _:
                return Decision(Outcome.NOTHING_SAID, _NOT_OURS)

    def _wait_for_who_went_away(self, decision: Decision) -> Decision:
        turn = self._hearing.turn
        known = turn.understanding
        of_the_room = decision.outcome is Outcome.ASK and known is not None and known.intent in OF_THE_ROOM
        of_nothing = decision.outcome is Outcome.MISS or of_the_room
        if of_nothing and begins_with_a_wait(turn, self.memory.expects):
            return Decision(Outcome.WAIT, "the caller asked to wait, and others are heard")
        return decision

    def _may_be_for_us(self, heard: Transcript) -> bool:
        """Whether words alone, whatever they mean, show that the caller is back."""
        return says_they_are_back(heard.text) or is_answer(heard, self.memory.expects)

    def _carry_out(self, decision: Decision, text: str) -> None:
        moment = self._moment
        if moment and self._is_no_caller(decision, moment):
            self._hear_others(moment)
            return
        if decision.outcome not in _LEAVE_THE_MOMENT:
            self._moment = None
        match decision.outcome:
            case Outcome.BACK:
                self._take_up_after_waiting(text)
            case Outcome.OFFER_PERSON:
                self._offer_person()
            case Outcome.WAIT:
                self._take_up_or_drop(is_all=asks_to_wait(text) or has_heard_enough(text))
                self._wait_for_caller(text)
            case _:
                super()._carry_out(decision, text)

    def _oblige(self, request: Request) -> None:
        super()._oblige(request)
        if request is Request.MORE_TIME:
            self._grant_a_moment()

    # --- the moment begins ---

    def _wait_for_caller(self, text: str) -> None:
        """In silence; an answer that is due is told when they are back, but what was done at once."""
        if self._is_being_done:
            self._go_on()
            return
        self._held = self._held if self._is_due else None
        self._grant_a_moment()
        if any(has_heard_enough(said) for said in (text, self._hearing.turn.newly_said or "")):
            self._moment = Moment(self._now + self._usual_silence, is_silence=True)
            if not self._is_due and hurries_us(text):
                self._take_up_after_waiting("")
                return
        self._enter(State.LISTENING)

    def _grant_a_moment(self) -> None:
        until = self._now + self.rules.timing.wait_seconds * self.memory.patience
        self._moment = Moment(until, turn=self._hearing.turn.number)

    def _forget_moment_of(self, turn: int) -> None:
        """The words that asked for it were others."""
        if self._moment and self._moment.turn == turn:
            self._moment = None

    # --- and goes by ---

    def _is_no_caller(self, decision: Decision, moment: Moment) -> bool:
        """Whether no word to us was heard. Who asked for silence alone speaks to us, as far as they are understood."""
        if not moment.is_silence:
            return decision.outcome is Outcome.NOTHING_SAID
        of_no_words = decision.outcome in {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.MACHINE}
        return not self._has_more_to_say and (of_no_words or decision.reason is Reason.OTHER_LANGUAGE)

    def _hear_others(self, moment: Moment) -> None:
        """As long as was granted, and then as of one who is silent; what they stopped of ours goes on."""
        self.memory.machine = 0
        self._committed = None
        if self._held is not None and self._held.begun:
            self._go_on()
        elif self._now < moment.until:
            self._enter(State.LISTENING)
        else:
            self._ask_into_the_silence()

    @property
    def _was_offered_a_person(self) -> bool:
        """Whether what may be a wish for one is believed: it answers the offer, or was heard too often for a chance.

        A refrain comes again, too, but not at once.
        """
        answers = self._offers > 0 and self._now - self._offered_at <= _ANSWERS_OFFER_SECONDS
        return answers or self._offers >= _MOST_OFFERS

    def _offer_person(self) -> None:
        self._offers += 1
        self._offered_at, self._committed = self._now, None
        self._tell(Prompt("offer_person"), then_ask=False)

    @property
    def _usual_silence(self) -> float:
        return self.rules.timing.no_input_after_seconds * self.memory.patience

    @property
    def _has_been_silent_for_long(self) -> bool:
        until = self._moment.until if self._moment else 0.0
        return self._seconds_in_state >= self._usual_silence and self._now >= until

    def _lines_ended(self) -> None:
        """Who waits may answer what they were told, or be silent for as long as others."""
        super()._lines_ended()
        if self._moment and self.state is State.LISTENING:
            self._moment.until = max(self._moment.until, self._now + self._usual_silence)

    def _ask_into_the_silence(self) -> None:
        """Who asked for a moment and had it has missed nothing yet."""
        moment = self._moment
        if moment is None or moment.asked_if_there:
            self._miss(Reason.NO_INPUT)
        elif moment.is_silence:
            self._take_up_after_waiting("")
        else:
            moment.asked_if_there, moment.assented = True, False
            self._tell(Prompt("still_there"))

    # --- until they are back ---

    def _take_up_after_waiting(self, text: str) -> None:
        """Who only says "okay" may be speaking to somebody else: they are asked, and may still be waiting."""
        moment, self._moment = self._moment, None
        if self._is_due:
            self._go_on()
            return
        in_the_room = moment is not None and not moment.is_silence and not says_they_are_back(text)
        if moment and in_the_room:
            self._moment, moment.assented, self._committed = moment, True, None
        question = self._open_question() or self._opening_question.lines
        self._speak(in_short(question) if moment and moment.is_silence else question)
        self._enter(State.SPEAKING)

    def _on_stood_still(self, event: events.StoodStill) -> None:
        if self.state in {State.LISTENING, State.HEARING}:
            self._moment = None
        super()._on_stood_still(event)
