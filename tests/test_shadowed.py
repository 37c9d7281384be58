"""Rules that can never match are told, with the one that takes what they would; and no other rule is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ivr.core.facts import Facts
from ivr.core.first_match import holds, rule_for
from ivr.core.rules import Rules
from ivr.written.rules_file import never_true, parse_rules
from ivr.written.rules_file.shadowed import taker_of

from . import made_rules
from .made_rules import rules_of
from .test_docs import indented, page, section


def told(rules: Rules) -> list[str]:
    return [f"{'.'.join(map(str, place[1:]))}: {what.partition(': the first')[0]}" for place, what in never_true(rules)]


TAKEN = "1: can never match: 'rule_1' above takes all of it"
ON = {"route": "support"}


@pytest.mark.parametrize(
    ("earlier", "later", "taken"),
    [
        ({"words": ["cancel"]}, {"words": ["please cancel it", "cancel"]}, True),
        ({"words": ["cancel it"]}, {"words": ["cancel"]}, False),
        ({"word_lists": ["leaving"]}, {"words": ["my bill"]}, True),
        ({"words": ["cancel"]}, {"word_lists": ["leaving"]}, False),
        ({"words": ["cancel"]}, {"words": ["cancel"], "closed": ["night"]}, True),
        ({"words": ["cancel"], "closed": ["night"]}, {"words": ["cancel"]}, False),
        ({"closed": ["night", "support"]}, {"closed": ["night"], "intents": ["bill"]}, True),
        ({"closed": ["night"]}, {"closed": ["night", "support"]}, False),
        ({"open": ["night"]}, {"closed": ["night"]}, False),
        ({"misses_in_a_call": 2}, {"misses_in_a_row": 2}, True),
        ({"misses_in_a_row": 2}, {"misses_in_a_call": 2}, False),
        ({"frustration": 3}, {"frustration": 5}, True),
        ({"right_below": 0.5}, {"right_below": 0.4}, True),
        ({"right_below": 0.4}, {"right_below": 0.5}, False),
        ({"topics": ["rights", "complaint"]}, {"topics": ["rights"], "words": ["bill"]}, True),
        ({"words": ["bill"]}, {"topics": ["rights"], "words": ["bill"]}, False),
        ({"slots": {"plan": "any"}}, {"slots": {"plan": "gold", "paid": "no"}}, True),
        ({"slots": {"plan": "gold"}}, {"slots": {"plan": "any"}}, False),
        ({"opted_out": ["no_recording"]}, {"opted_out": ["no_recording", "no_training"]}, False),
        ({"languages": ["en"]}, {"languages": ["en"], "numbers": ["+15005550001"]}, True),
        ({"queue_longer_than": {"support": 2}}, {"queue_longer_than": {"support": 3, "night": 1}}, True),
        ({"queue_longer_than": {"support": 3}}, {"queue_longer_than": {"support": 2}}, False),
        ({"below_confidence": 0.5}, {"below_confidence": 0.4}, True),
        ({"words": ["cancel"], "enabled": False}, {"words": ["cancel"]}, False),
        ({"words": ["cancel"], "route": None, "tag": "t"}, {"words": ["cancel"]}, False),
        ({"words": ["cancel"]}, {"words": ["cancel"], "enabled": False}, False),
        ({"words": ["cancel"]}, {"words": ["cancel"], "route": None, "tag": "t"}, False),
        ({"topics": ["rights"]}, {"topics": ["rights"], "route": None, "tag": "t"}, True),
    ],
)
def test_a_rule_whose_conditions_imply_an_earlier_ones_can_never_match(
    earlier: dict[str, Any], later: dict[str, Any], taken: bool
) -> None:
    assert told(rules_of(ON | earlier, ON | later)) == ([TAKEN] if taken else [])


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        ({"topics": ["emergency", "abuse"]}, "0.topics: can never match: emergency is never left to rules"),
        ({"topics": ["complaint"]}, "0.topics: can never match: complaint is switched off in topics"),
        ({"closed": ["always"]}, "0.closed: can never match: always has no hours, so it is always open"),
        ({"closed": ["night"], "open": ["night"]}, "0.closed: can never match: night cannot be open and closed"),
        ({"queue_longer_than": {"always": 1}}, "0.queue_longer_than.always: can never match: nobody waits"),
        ({"misses_in_a_call": 4}, "0.misses_in_a_call: can never match: after 3 misses a person comes"),
        ({"languages": ["es"], "intents": ["bill"]}, "0.languages: can never match: intents are known of en alone"),
        ({"right_below": 0.2, "words": ["bill"]}, "0.right_below: can never match: words are known of words"),
        ({"words": [], "intents": ["bill"]}, "0.words: is empty, and asks nothing"),
    ],
)
def test_a_rule_that_asks_what_cannot_be_is_told(rule: dict[str, Any], what: str) -> None:
    routes = made_rules.ROUTES | {"always": {"agents": ["+15005550009"]}}
    rules = rules_of(ON | rule, routes=routes, topics={"complaint": {"enabled": False}})
    (found,) = told(rules)
    assert found.startswith(what)


@trying(max_examples=300, deadline=None)
@given(st.lists(made_rules.rules(conditions=2, with_actions=False), min_size=2, max_size=4), made_rules.facts)
def test_what_is_told_to_be_taken_is_taken_whatever_a_call_is_like(made: list[dict[str, Any]], facts: Facts) -> None:
    rules = rules_of(*made)
    for at, rule in enumerate(rules.transfer_rules):
        if taker := taker_of(rule, rules, at):
            assert holds(taker, facts, rules) or not holds(rule, facts, rules)
            assert rule_for(rules, facts) is not rule


@trying(max_examples=200, deadline=None)
@given(made_rules.rules(), made_rules.facts)
def test_the_same_rule_again_is_always_told(made: dict[str, Any], facts: Facts) -> None:
    rules = rules_of(made, made)
    assert taker_of(rules.transfer_rules[1], rules, 1) is rules.transfer_rules[0]


def test_the_example_of_the_docs_has_no_rule_that_can_never_match() -> None:
    assert list(never_true(parse_rules(indented(section(page("rules.md"), "Example"))))) == []
