"""What becomes of a caller who does not get on: asked again, offered the keys, offered a person, given one."""

from ..heard.decision import ticket_of
from ..record import Line, Prompt, Reason
from ..said.playback import Saying
from ..said.questions import opening_question, particular_question
from ..said.repetition import KEYS, fills_the_time
from ..states import State
from ..words.own_questions import is_long
from .answering import Answering
from .course import Course
from .floor import Floor
from .helping import Helping
from .patience import Patience
from .putting_through import PuttingThrough
from .ruling import Ruling


class Misses:
    """The part of a call that asks again."""

    def __init__(
        self,
        course: Course,
        floor: Floor,
        patience: Patience,
        through: PuttingThrough,
        answering: Answering,
        helping: Helping,
        ruling: Ruling,
    ) -> None:
        self._ruling = ruling
        self._course = course
        self._floor = floor
        self._patience = patience
        self._through = through
        self._answering = answering
        self._helping = helping

    def miss(self, reason: Reason) -> None:
        """Nothing was said or understood: a rule takes it, or they are asked again, may type it, or get a person."""
        memory, rules = self._course.memory, self._course.rules
        self._answering.let_go_of_held()
        memory.misses_in_a_row += 1
        memory.misses_in_call += 1
        self._patience.missed()
        if (rule := self._ruling.on_miss(reason)) and rule.route:
            self._through.transfer(rule.route, Reason.TRANSFER_RULE, rule=rule.name)
            if ticket := ticket_of(rule.tickets, memory.wish):
                self._answering.have_written_down(ticket)
            return
        kind = "no_input" if reason is Reason.NO_INPUT else "no_match"
        question = particular_question(memory) or self._freely(reason)
        again = Saying((Prompt(f"{kind}_{min(memory.misses_in_a_row, 2)}"), *question), memory.expects)
        lines = self._patience.once_more(again)
        most = rules.thresholds.misses_in_a_row
        by_keys = lines is not None and bool(KEYS & set(lines)) and most > 1
        too_many_in_a_row = memory.misses_in_a_row >= most and not by_keys
        if lines is None or too_many_in_a_row or self._is_missed_too_often:
            self._through.transfer(rules.fallback_route, reason)
        elif self._patience.is_past_bearing:
            self._through.transfer(rules.ways_out.route, Reason.FRUSTRATED)
        else:
            usual = lines if by_keys else self._once_advised(kind, question, lines)
            self._floor.speak(self._helping.instead(usual))
            self._floor.keep_whole(again)
            self._course.enter(State.SPEAKING)

    def miss_over_an_answer(self) -> None:
        """Nothing was said where something was being said or is due: it goes on, if this was not once too often."""
        self._answering.reinstate()
        self._course.memory.misses_in_call += 1
        if self._is_missed_too_often:
            self._through.transfer(self._course.rules.fallback_route, Reason.LOW_CONFIDENCE)
        else:
            self._answering.go_on()

    @property
    def _is_missed_too_often(self) -> bool:
        return self._course.memory.is_missed_too_often(self._course.rules.thresholds.misses_in_a_call)

    def _freely(self, reason: Reason) -> tuple[Line, ...]:
        """How a caller who was asked nothing in particular is asked again."""
        in_words = reason is Reason.LOW_CONFIDENCE and self._course.memory.misses_in_a_row == 1
        return (Prompt("in_a_few_words"),) if in_words else opening_question(self._course.rules).lines

    def _once_advised(self, kind: str, question: tuple[Line, ...], usual: tuple[Line, ...]) -> tuple[Line, ...]:
        """What happened, one advice at most, and last the question: more is not listened to."""
        what_happened, patience_is_thin = Prompt(f"{kind}_1"), len(self._patience.with_offer(())) > 0
        advised = patience_is_thin or usual[0] != what_happened
        asked = self._course.language.questions.in_short(question, advised=advised)
        if not patience_is_thin:
            return asked if fills_the_time(asked) else (usual[0], *asked)
        offer = Prompt("offer_person")
        return (offer, *asked) if is_long(asked) else (what_happened, offer, *asked)
