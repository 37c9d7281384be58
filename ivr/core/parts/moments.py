"""A caller who asked for a moment has it, whatever is heard meanwhile; at its end they are as any silent caller.

Music, a radio and people in the room are heard on a line whose caller went to look for something. Whose words they are
is judged in on_hold.py; what is done about it, and for how long, here.
"""

from dataclasses import dataclass, replace

from ..heard.decision import Decision, Outcome
from ..heard.on_hold import OF_THE_ROOM, Whose, begins_with_a_wait, is_answer, whose
from ..record import Prompt, Reason, Transcript
from ..said.questions import open_question, opening_question
from ..said.reminding import reminded, was_away
from ..states import State
from .answering import Answering
from .course import Course
from .courtesies import Courtesies
from .floor import Floor
from .hearing import Hearing

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
    since: float
    is_silence: bool = False
    """They asked us to be quiet and for no time: after the usual silence they are asked, in short, what they want."""
    asked_if_there: bool = False
    assented: bool = False
    """They said "okay", and no more, since: once the question is put again for it."""
    turn: int = 0
    """In which it was asked for."""


class Moments:
    """The part of a call that waits for the caller."""

    def __init__(
        self, course: Course, hearing: Hearing, floor: Floor, answering: Answering, courtesies: Courtesies
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._floor = floor
        self._answering = answering
        self._courtesies = courtesies
        self._moment: Moment | None = None
        self._before: Moment | None = None
        """What the turn at hand ended: who asks for another moment is away since the first."""
        self._offers = 0
        """Of a person, as what was heard while they waited may have been a wish for one."""
        self._offered_at = 0.0

    @property
    def is_on(self) -> bool:
        """Whether the caller is to be left in peace."""
        return self._moment is not None

    @property
    def hears_others(self) -> bool:
        """Whether what is heard is mostly not for us."""
        return self._moment is not None and not self._moment.is_silence

    def judged(self, decision: Decision) -> Decision:
        """The decision as it stands where the caller may have been speaking to somebody else."""
        turn, moment = self._hearing.turn, self._moment
        if moment is None:
            return self._wait_for_who_went_away(decision)
        if moment.is_silence:
            back = self._course.language.on_hold.says_back(turn.text)
            return replace(decision, outcome=Outcome.BACK) if back else decision
        match whose(turn, decision, self._course.memory.expects, asked=moment.asked_if_there):
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
        if of_nothing and begins_with_a_wait(turn, self._course.memory.expects):
            return Decision(Outcome.WAIT, "the caller asked to wait, and others are heard")
        return decision

    def may_be_for_us(self, heard: Transcript) -> bool:
        """Whether words alone, whatever they mean, show that the caller is back, or that nobody else is heard."""
        language, expects = self._course.language, self._course.memory.expects
        back = language.on_hold.says_back(heard.text) or is_answer(heard, expects, language)
        return not self.hears_others or back

    # --- the moment begins ---

    def wait_for_caller(self, text: str) -> None:
        """In silence; an answer that is due is told when they are back, but what was done at once."""
        answering, silence = self._answering, self._course.language.silence
        if answering.is_being_done:
            answering.go_on()
            return
        if not answering.is_due:
            answering.let_go_of_held()
        self.grant()
        if any(silence.has_heard_enough(said) for said in (text, self._hearing.turn.newly_said or "")):
            now = self._course.now
            self._moment = Moment(now + self._usual_silence, now, is_silence=True)
            if not answering.is_due and silence.hurries_us(text):
                self.take_up("")
                return
        self._course.enter(State.LISTENING)

    def grant(self) -> None:
        """The caller has a moment from now on."""
        now, granted = self._course.now, self._course.rules.timing.wait_seconds * self._course.memory.patience
        before = self._moment or self._before
        since = before.since if before else now
        self._moment = Moment(now + granted, since, turn=self._hearing.turn.number)

    def forget_moment_of(self, turn: int) -> None:
        """The words that asked for it were others."""
        if self._moment and self._moment.turn == turn:
            self._moment = None

    def forget(self) -> None:
        self._moment = None

    # --- and goes by ---

    def is_no_caller(self, decision: Decision) -> bool:
        """Whether no word to us was heard. Who asked for silence alone speaks to us, as far as they are understood."""
        if self._moment is None:
            return False
        if not self._moment.is_silence:
            return decision.outcome is Outcome.NOTHING_SAID
        of_no_words = decision.outcome in {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.MACHINE}
        return not self._answering.has_more_to_say and (of_no_words or decision.reason is Reason.OTHER_LANGUAGE)

    def hear_others(self) -> bool:
        """As long as was granted, and then as of one who is silent; what they stopped of ours goes on.

        False: the moment is over, and the caller was silent for longer.
        """
        answering = self._answering
        self._course.memory.machine = 0
        answering.settle()
        if answering.held is not None and answering.held.begun:
            answering.go_on()
        elif self._moment is not None and self._course.now < self._moment.until:
            self._course.enter(State.LISTENING)
        else:
            return self.ask_into_the_silence()
        return True

    def ends_with(self, decision: Decision) -> None:
        """What is done now ends the moment, or leaves it."""
        self._before = self._moment
        if decision.outcome not in _LEAVE_THE_MOMENT:
            self._moment = None

    @property
    def _was_offered_a_person(self) -> bool:
        """Whether what may be a wish for one is believed: it answers the offer, or was heard too often for a chance.

        A refrain comes again, too, but not at once.
        """
        answers = self._offers > 0 and self._course.now - self._offered_at <= _ANSWERS_OFFER_SECONDS
        return answers or self._offers >= _MOST_OFFERS

    def offer_person(self) -> None:
        self._offers += 1
        self._offered_at = self._course.now
        self._answering.settle()
        self._courtesies.tell(Prompt("offer_person"), then_ask=False)

    @property
    def _usual_silence(self) -> float:
        return self._course.rules.timing.no_input_after_seconds * self._course.memory.patience

    @property
    def has_been_silent_for_long(self) -> bool:
        until = self._moment.until if self._moment else 0.0
        return self._course.seconds_in_state >= self._usual_silence and self._course.now >= until

    def lines_ended(self) -> None:
        """Who waits may answer what they were told, or be silent for as long as others."""
        if self._moment and self._course.state is State.LISTENING:
            self._moment.until = max(self._moment.until, self._course.now + self._usual_silence)

    def ask_into_the_silence(self) -> bool:
        """Who asked for a moment and had it has missed nothing yet; False: they had none, or were asked."""
        moment = self._moment
        if moment is None or moment.asked_if_there:
            return False
        if moment.is_silence:
            self.take_up("")
        else:
            moment.asked_if_there, moment.assented = True, False
            self._courtesies.tell(Prompt("still_there"))
        return True

    # --- until they are back ---

    def take_up(self, text: str) -> None:
        """Who only says "okay" may be speaking to somebody else: they are asked, and may still be waiting."""
        moment, self._moment = self._moment, None
        if moment:
            was_away(self._course.now - moment.since, self._course.memory)
        if self._answering.is_due:
            self._answering.go_on()
            return
        says_back = self._course.language.on_hold.says_back(text)
        in_the_room = moment is not None and not moment.is_silence and not says_back
        if moment and in_the_room:
            self._moment, moment.assented = moment, True
            self._answering.settle()
        rules = self._course.rules
        question = open_question(self._course.memory, rules) or opening_question(rules).lines
        in_short = self._course.language.questions.in_short
        asked = in_short(question) if moment and moment.is_silence else question
        self._floor.speak(reminded(asked, self._course.memory, self._course.now))
        self._course.enter(State.SPEAKING)
