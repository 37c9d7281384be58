"""Which of a supervisor's rules decides. The call asks here, and so does whoever tries rules on a call that is over."""

from .facts import Facts
from .rules import Rules
from .transfer_rule import TransferRule


def rule_for(rules: Rules, facts: Facts) -> TransferRule | None:
    """The first whose conditions all hold; None: no rule has anything to say of it."""
    return next((rule for rule in rules.transfer_rules if _holds(rule, facts)), None)


def _holds(rule: TransferRule, facts: Facts) -> bool:
    return facts.intent in rule.intents and facts.confidence >= rule.at_confidence
