"""The assistant's intents as rules name them: what callers say for each, and who answers it."""

from collections.abc import Iterator
from pathlib import Path

from ..core.care import route_for
from ..core.rules import Rules
from ..errors import AssistantError
from ..settings import Settings
from .domain import read_domain, read_examples
from .rules_file import read_rules

SHOWN = 3
"""Examples of each intent."""


def intents_told(settings: Settings) -> Iterator[str]:
    """Lines for a supervisor who writes rules. Raises AssistantError, RulesError."""
    if settings.rasa_url:
        raise AssistantError("Rasa runs elsewhere (IVR_RASA_URL): its domain.yml lists its intents")
    rules, folder = read_rules(settings.rules_file), Path(settings.rasa_dir)
    examples = read_examples(folder)
    for intent in sorted(read_domain(folder).intents):
        yield f"{intent}: {answered_by(intent, rules)}"
        said = examples.get(intent, [])[:SHOWN]
        yield f"    {' | '.join(said)}" if said else "    (no examples: within a task, or made by a rule)"


def answered_by(intent: str, rules: Rules) -> str:
    """Which key means it, which transfer rules take it, in their order, and which topics; else the assistant."""
    keys = [f"key {key}" for key, meant in rules.menu.items() if meant == intent]
    taken = [
        f"a person of {rule.route} (rule {rule.name}, from {rule.at_confidence:g})"
        for rule in rules.transfer_rules
        if intent in rule.intents
    ]
    taken += [
        f"a person of {route_for(topic, rules)} (topic {topic})"
        for topic, about in rules.topics.items()
        if about.enabled and intent in about.tickets
    ]
    return "; ".join([*keys, *(taken or ["the assistant"])])
