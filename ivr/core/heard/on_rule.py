"""Whether a supervisor's rule takes a turn, and what the rules are told of it."""

from dataclasses import replace

from ..facts import Facts
from ..first_match import rule_for
from ..record import Expects, Reason
from ..rules import Rules
from ..transfer_rule import TransferRule
from .decision import Circumstances, Decision, Outcome, ticket_of
from .keypad import Typed
from .turn import Turn

_ASKED = {Reason.TRANSFER_RULE, Reason.SENSITIVE_TOPIC, Reason.OTHER_LANGUAGE}
"""Why a call leaves where rules were asked first."""


def on_rule(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A supervisor's rule sends the call to a person; what answers a question of ours is no wish to it."""
    rule = rule_for(rules, facts_with(turn, around.expects, rules, around.facts))
    return None if rule is None else _by(rule, f"rule {rule.name}", turn.wish)


def overruled(decision: Decision, turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    """What is decided, but to where the first rule that holds sends such a caller; what is said and told stays."""
    rule = rule_for(rules, facts_with(turn, around.expects, rules, around.facts))
    if rule is None or rule.route is None:
        return decision
    ticket = ticket_of(rule.tickets, turn.text) or decision.ticket
    why = f"{decision.why}; rule {rule.name}"
    return replace(decision, why=why, route=rule.route, ticket=ticket, rule=rule.name)


def on_typed(typed: Typed, rules: Rules, facts: Facts) -> Decision:
    """A key's intent is sure, and as good as said."""
    rule = rule_for(rules, facts_with_typed(typed, rules, facts))
    return Decision(Outcome.ASK, "typed") if rule is None else _by(rule, "typed", typed.text)


def rules_were_asked(decision: Decision) -> bool:
    """Whether nothing that comes before the rules has decided."""
    return decision.outcome in {Outcome.ASK, Outcome.MISS} or decision.reason in _ASKED


def facts_with(turn: Turn, expects: Expects, rules: Rules, facts: Facts) -> Facts:
    """What is known of the call, and of this turn what is sure: of an answer to what was asked, not what it means."""
    heard, known = turn.heard, turn.understanding
    if heard is None:
        return facts
    facts = replace(facts, right=heard.confidence, language=heard.language, topic=turn.topic)
    sure = heard.confidence >= rules.thresholds.transcript and heard.language == rules.language
    if not sure or turn.language.answers.fits(expects, turn.wish):
        return facts
    facts = replace(facts, words=turn.wish, topic=turn.topic or turn.likely_topic(rules.thresholds.topic))
    return replace(facts, intent=known.intent, confidence=known.confidence) if known else facts


def facts_with_typed(typed: Typed, rules: Rules, facts: Facts) -> Facts:
    return replace(facts, right=1.0, intent=typed.intent or "", confidence=1.0, language=rules.language)


def _by(rule: TransferRule, why: str, said: str) -> Decision:
    ticket = ticket_of(rule.tickets, said)
    return Decision(Outcome.TRANSFER, why, rule.route or "", Reason.TRANSFER_RULE, ticket=ticket, rule=rule.name)
