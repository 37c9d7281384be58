"""What becomes of a caller who does not get on: asked again, offered the keys, offered a person, given one."""

from dataclasses import replace

from .frustration import Heard, is_only_impatience
from .interruption import Held
from .memory import Memory
from .playback import Saying
from .policy import Decision, Outcome
from .record import Line, Prompt, Reason
from .repetition import KEYS, fills_the_time, in_short, is_long
from .rules import Rules
from .speaking import Speaking
from .states import State

_NOTHING_TOLD = {
    Outcome.TRANSFER,
    Outcome.ASK_IF_SAFE,
    Outcome.WAIT,
    Outcome.GO_ON,
    Outcome.MACHINE,
    Outcome.NOTHING_SAID,
    Outcome.BACK,
    Outcome.OFFER_PERSON,
}
"""What is done about these words says all that there is to say."""


class GivingWay(Speaking):
    """Where the caller does not get on; what becomes of a turn that is understood is in answering.py."""

    def __init__(self, rules: Rules, memory: Memory) -> None:
        super().__init__(rules, memory)
        self._held: Held | None = None

    @property
    def _is_past_bearing(self) -> bool:
        return self.memory.frustration.score >= self.rules.thresholds.frustration_high

    def _heed_frustration(self, heard: Heard, decision: Decision) -> Decision:
        """The decision, unless the caller's patience is gone with this turn: then a person, without asking."""
        of_us = decision.reason is Reason.TRANSFER_RULE and is_only_impatience(heard.text)
        if (decision.outcome in _NOTHING_TOLD and not of_us) or not heard.text:
            return decision
        if decision.outcome is Outcome.REQUEST:
            heard = replace(heard, awaited=True, interrupted=False)  # asking us to speak up is no impatience
        self._note_frustration(self.memory.frustration.after(heard))
        if not self._is_past_bearing and not (of_us and self.memory.frustration.offered):
            return decision
        why = f"the caller's patience is gone: {self.memory.frustration.told()}"
        return Decision(Outcome.TRANSFER, why, self.rules.ways_out.route, Reason.FRUSTRATED)

    def _miss(self, reason: Reason) -> None:
        """Nothing was said or understood: ask again, let the caller type it, or give them a person."""
        memory, limits = self.memory, self.rules.thresholds
        self._held = None
        memory.misses_in_a_row += 1
        memory.misses_in_call += 1
        self._note_frustration(memory.frustration.missed())
        memory.repetition = memory.repetition.heard(digressed=False)
        kind = "no_input" if reason is Reason.NO_INPUT else "no_match"
        question = self._question() or self._freely(reason)
        again = Saying((Prompt(f"{kind}_{min(memory.misses_in_a_row, 2)}"), *question), memory.expects)
        lines = self._once_more(again)
        by_keys = lines is not None and bool(KEYS & set(lines)) and limits.misses_in_a_row > 1
        too_many_in_a_row = memory.misses_in_a_row >= limits.misses_in_a_row and not by_keys
        if lines is None or too_many_in_a_row or memory.is_missed_too_often(limits.misses_in_a_call):
            self._transfer(self.rules.fallback_route, reason)
        elif self._is_past_bearing:
            self._transfer(self.rules.ways_out.route, Reason.FRUSTRATED)
        else:
            self._speak(lines if by_keys else self._once_advised(kind, question, lines))
            self._keep_whole(again)
            self._enter(State.SPEAKING)

    def _freely(self, reason: Reason) -> tuple[Line, ...]:
        """How a caller who was asked nothing in particular is asked again."""
        in_words = reason is Reason.LOW_CONFIDENCE and self.memory.misses_in_a_row == 1
        return (Prompt("in_a_few_words"),) if in_words else self._opening_question.lines

    def _once_advised(self, kind: str, question: tuple[Line, ...], usual: tuple[Line, ...]) -> tuple[Line, ...]:
        """What happened, one advice at most, and last the question: more is not listened to."""
        what_happened, patience_is_thin = Prompt(f"{kind}_1"), len(self._with_offer(())) > 0
        asked = in_short(question, advised=patience_is_thin or usual[0] != what_happened)
        if not patience_is_thin:
            return asked if fills_the_time(asked) else (usual[0], *asked)
        offer = Prompt("offer_person")
        return (offer, *asked) if is_long(asked) else (what_happened, offer, *asked)

    def _restore(self, earlier: Memory) -> None:
        """As before a turn that was taken back, or after one that counts after all."""
        self._note_frustration(earlier.frustration)
        self.memory.restore(earlier)
