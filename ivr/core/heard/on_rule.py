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


def on_rule(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A supervisor's rule sends this intent to a person, unless the words answer what was asked."""
    rule = rule_for(rules, facts_with(turn, around.expects, rules, around.facts))
    return None if rule is None else _by(rule, f"rule {rule.name}", turn.wish)


def on_typed(typed: Typed, rules: Rules, facts: Facts) -> Decision:
    """A key's intent is sure, and as good as said."""
    known = replace(facts, right=1.0, intent=typed.intent or "", confidence=1.0, language=rules.language)
    rule = rule_for(rules, known)
    return Decision(Outcome.ASK, "typed") if rule is None else _by(rule, "typed", typed.text)


def _by(rule: TransferRule, why: str, said: str) -> Decision:
    ticket = ticket_of(rule.tickets, said)
    return Decision(Outcome.TRANSFER, why, rule.route, Reason.TRANSFER_RULE, ticket=ticket, rule=rule.name)


def facts_with(turn: Turn, expects: Expects, rules: Rules, facts: Facts) -> Facts:
    """What is known of the call, and of this turn what is sure: of an answer to what was asked, not what it means."""
    heard, known = turn.heard, turn.understanding
    if heard is None:
        return facts
    facts = replace(facts, right=heard.confidence, language=heard.language)
    sure = heard.confidence >= rules.thresholds.transcript and heard.language == rules.language
    if not sure or turn.language.answers.fits(expects, turn.wish):
        return facts
    facts = replace(facts, words=turn.wish)
    return replace(facts, intent=known.intent, confidence=known.confidence) if known else facts
