"""The caller's patience and ours: what it is judged by, when a person is offered, and what was asked often enough."""

from dataclasses import replace

from ..commands import RecordFrustration
from ..heard.decision import Decision, Outcome
from ..memory import Memory
from ..record import Line, Prompt, Reason
from ..said.playback import Saying
from ..said.repetition import KEYS
from ..words.frustration import Frustration, Heard
from .course import Course

_NOTHING_TOLD = {
    Outcome.TRANSFER,
    Outcome.CHOICE,
    Outcome.CONSENT,
    Outcome.ASK_IF_SAFE,
    Outcome.WAIT,
    Outcome.GO_ON,
    Outcome.MACHINE,
    Outcome.NOTHING_SAID,
    Outcome.BACK,
    Outcome.OFFER_PERSON,
}
"""What is done about these words says all that there is to say."""


class Patience:
    """The part of a call that knows how patient its caller is."""

    def __init__(self, course: Course) -> None:
        self._course = course

    @property
    def is_past_bearing(self) -> bool:
        return self._course.memory.frustration.score >= self._course.rules.thresholds.frustration_high

    def points_with(self, heard: Heard) -> int:
        """Of the caller's frustration once this turn counts, which it does not yet; where a rule asks for it."""
        known, rules = self._course.memory.frustration, self._course.rules
        asked = any(rule.frustration for rule in rules.transfer_rules)
        return known.after(heard, self._course.language.impatience).score if asked and heard.text else known.score

    def heed(self, heard: Heard, decision: Decision) -> Decision:
        """The decision, unless the caller's patience is gone with this turn: then a person, without asking."""
        memory, impatience = self._course.memory, self._course.language.impatience
        of_us = decision.reason is Reason.TRANSFER_RULE and impatience.is_all_of(heard.text)
        if (decision.outcome in _NOTHING_TOLD and not of_us) or not heard.text:
            return decision
        if decision.outcome is Outcome.REQUEST:
            heard = replace(heard, awaited=True, interrupted=False)  # asking us to speak up is no impatience
        self._note(memory.frustration.after(heard, impatience))
        if not self.is_past_bearing and not (of_us and memory.frustration.offered):
            return decision
        why = f"the caller's patience is gone: {memory.frustration.told()}"
        return Decision(Outcome.TRANSFER, why, self._course.rules.ways_out.route, Reason.FRUSTRATED)

    def missed(self) -> None:
        """Nothing was said or understood."""
        memory = self._course.memory
        self._note(memory.frustration.missed())
        memory.repetition = memory.repetition.heard(digressed=False)

    def once_more(self, saying: Saying) -> tuple[Line, ...] | None:
        """What may be said of it; None when it was said enough."""
        memory, questions = self._course.memory, self._course.language.questions
        if memory.repetition.has_put(saying, questions):
            self._note(memory.frustration.asked_again())
        memory.repetition, lines = memory.repetition.put(saying, questions)
        return lines

    def may_put_off(self) -> bool:
        """Whether the caller may be told that the answer takes long: not again and again."""
        memory = self._course.memory
        memory.repetition, may_be_said = memory.repetition.put_off()
        return may_be_said

    def with_offer(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Once, when the caller's patience wears thin: before anything else, how to have a person."""
        known = self._course.memory.frustration
        if known.offered or KEYS & set(lines) or known.score < self._course.rules.thresholds.frustration_warn:
            return lines
        self._note(replace(known, offered=True))
        return (Prompt("offer_person"), *lines)

    def restore(self, earlier: Memory) -> None:
        """As before a turn that was taken back, or after one that counts after all."""
        self._note(earlier.frustration)
        self._course.memory.restore(earlier)

    def _note(self, now: Frustration) -> None:
        """Keep how patient the caller is, and on record what that is judged by, when it has changed."""
        memory = self._course.memory
        before, memory.frustration = memory.frustration, now
        if (before.signs, before.offered) != (now.signs, now.offered):
            self._course.do(RecordFrustration(memory.turn, now.signs, now.score, now.offered))
