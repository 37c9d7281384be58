"""What is to be made of a turn that is over: rules on its words, who it is meant for, and the caller's patience."""

from dataclasses import replace

from ..heard.decision import Circumstances, Decision
from ..heard.policy import decide
from ..heard.turn import Turn
from ..record import FREE, Awaited
from ..words.frustration import Heard
from .answering import Answering
from .course import Course
from .hearing import Hearing
from .helping import Helping
from .moments import Moments
from .patience import Patience

_NO_FAILURE = {"repeat", "help"}
"""Intents by which a caller does not fail to answer a question, beside those on the menu."""


class Judging:
    """The part of a call that judges; it only counts the evidence that no person is on the line."""

    def __init__(
        self,
        course: Course,
        hearing: Hearing,
        answering: Answering,
        moments: Moments,
        patience: Patience,
        helping: Helping,
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._answering = answering
        self._moments = moments
        self._patience = patience
        self._helping = helping

    def judge(self) -> tuple[Decision, Circumstances]:
        """What is to be done about the turn, and what of the call bore on it."""
        turn, memory = self._hearing.turn, self._course.memory
        heard = self._heard(turn)
        evidence = self._course.language.machines.evidence(heard.text)
        memory.machine = memory.machine + evidence if evidence else 0
        stopped = self._answering.has_more_to_say
        facts = replace(memory.facts, frustration=self._patience.points_with(heard))
        around = Circumstances(
            memory.expects, stopped, memory.keys_offered, memory.asked_if_safe, memory.machine, facts
        )
        decision = self._moments.judged(decide(turn, around, self._course.rules))
        return self._helping.sends_on(self._patience.heed(heard, decision)), around

    def digressed(self) -> bool:
        """Whether the caller, instead of answering, asked for something else that we are sure of."""
        turn = self._hearing.turn
        return turn.request is not None or self.is_elsewhere(self.sure_intent(turn))

    def sure_intent(self, turn: Turn) -> str | None:
        known = turn.understanding
        return known.intent if known and known.confidence >= self._course.rules.thresholds.intent else None

    def is_elsewhere(self, intent: str | None) -> bool:
        """Whether this is no answer to what was asked."""
        of_another_task = intent in self._course.rules.menu.values() and intent != self._course.memory.intent
        return intent in _NO_FAILURE or of_another_task

    def _heard(self, turn: Turn) -> Heard:
        """What of this turn bears on the caller's patience; nothing when we are unsure of the words."""
        text, memory, answering, language = turn.text, self._course.memory, self._answering, self._course.language
        sure = turn.transcript is not None and turn.transcript.confidence >= self._course.rules.thresholds.transcript
        is_wish = memory.expects.kind is Awaited.FREE and not language.small_words.is_backchannel(text, FREE)
        wished = self.sure_intent(turn) if is_wish else None
        intent = wished if wished and wished not in _NO_FAILURE else ""
        answers = bool(turn.understanding and turn.understanding.answers)
        awaited = language.answers.fits(memory.expects, text) or answers
        begun = answering.held is not None and answering.held.begun
        over = begun and not answering.is_taken_back and not awaited
        return Heard(text, intent, over, awaited) if sure else Heard("")
