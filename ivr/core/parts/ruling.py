"""What supervisors' rules say of the call at hand, and what they have to know of the world outside for it."""

from dataclasses import replace

from .. import events
from ..commands import RecordRule
from ..facts import Facts
from ..first_match import matching
from ..heard.decision import Circumstances, Decision
from ..heard.keypad import Typed
from ..heard.on_rule import facts_with, facts_with_typed, rules_were_asked
from ..record import Reason
from ..transfer_rule import TransferRule
from .course import Course
from .hearing import Hearing


class Ruling:
    """The part of a call that asks the rules where no turn does, and keeps on record which held."""

    def __init__(self, course: Course, hearing: Hearing) -> None:
        self._course = course
        self._hearing = hearing
        self._slots = {name for rule in course.rules.transfer_rules for name in rule.slots}

    # --- what the call is told ---

    def learn_closed(self, event: events.RoutesClosed) -> None:
        self._course.memory.closed = event.names

    def learn_queues(self, event: events.QueuesKnown) -> None:
        self._course.memory.waiting = event.queues

    def screened(self, event: events.Event) -> events.Event:
        """Of what the assistant has collected, what no rule asks for is none of the call's, and is not kept."""
        if not isinstance(event, events.Replied) or not event.reply.slots:
            return event
        asked_for = tuple(slot for slot in event.reply.slots if slot.name in self._slots)
        return replace(event, reply=replace(event.reply, slots=asked_for))

    # --- what holds ---

    def note_turn(self, decision: Decision, around: Circumstances) -> None:
        """The rules that held when a turn was judged, if it came to them."""
        facts = facts_with(self._hearing.turn, around.expects, self._course.rules, around.facts)
        self._note(decision, facts)

    def note_typed(self, decision: Decision, typed: Typed) -> None:
        self._note(decision, facts_with_typed(typed, self._course.rules, self._course.memory.facts))

    def on_miss(self, reason: Reason) -> TransferRule | None:
        """Nothing was said or understood, and this miss is counted: the rule that now sends the call on, if one does.

        Of silence nothing is known but that it was one.
        """
        memory, rules = self._course.memory, self._course.rules
        facts = memory.facts
        if reason is not Reason.NO_INPUT:
            facts = facts_with(self._hearing.turn, memory.expects, rules, facts)
        held = list(matching(rules, facts))
        for rule in held:
            self._record(rule)
        return held[-1] if held and held[-1].route else None

    def _note(self, decision: Decision, facts: Facts) -> None:
        if rules_were_asked(decision):
            for rule in matching(self._course.rules, facts):
                if rule.route is None or rule.name == decision.rule:
                    self._record(rule)

    def _record(self, rule: TransferRule) -> None:
        memory = self._course.memory
        if rule.name not in memory.rules_held:
            memory.rules_held |= {rule.name}
            self._course.do(RecordRule(rule.name, memory.turn, rule.tag, rule.alert))
