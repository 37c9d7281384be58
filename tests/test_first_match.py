"""Which rule holds: each condition by itself, all of them together, and what no rule overrules."""

from typing import Any

import pytest
from pydantic import ValidationError

from ivr.core.facts import Facts
from ivr.core.first_match import matching, rule_for
from ivr.core.record import Choice, Topic
from ivr.core.rules import Rules
from ivr.core.transfer_rule import NEVER_OVERRULED

ROUTES = {"support": {"agents": ["+15005550001"]}, "billing": {"agents": ["+15005550004"]}}
LISTS = {"leaving": ["cancel my contract", "I quit"], "angry": ["ridiculous"]}


def rules_of(*rules: dict[str, Any], **more: Any) -> Rules:
    named = [{"name": f"rule_{number}", "route": "billing"} | rule for number, rule in enumerate(rules, 1)]
    return Rules.model_validate(
        {"routes": ROUTES, "fallback_route": "support", "word_lists": LISTS, "transfer_rules": named} | more
    )


def decides(rules: Rules, facts: Facts) -> str | None:
    rule = rule_for(rules, facts)
    return rule.name if rule else None


SAID = Facts(words="well, please Cancel my contract today", right=0.9, intent="cancel", confidence=0.7, language="en")


@pytest.mark.parametrize(
    ("conditions", "facts", "holds"),
    [
        ({"intents": ["bill", "cancel"]}, SAID, True),
        ({"intents": ["bill"]}, SAID, False),
        ({"intents": ["cancel"], "at_confidence": 0.7}, SAID, True),
        ({"intents": ["cancel"], "at_confidence": 0.71}, SAID, False),
        ({"intents": ["cancel"], "at_confidence": 0.2, "below_confidence": 0.7}, SAID, False),
        ({"below_confidence": 0.8}, SAID, True),
        ({"below_confidence": 0.8}, Facts(right=0.9), False),
        ({"topics": ["complaint", "rights"]}, Facts(topic=Topic.RIGHTS), True),
        ({"topics": ["complaint"]}, Facts(topic=Topic.RIGHTS), False),
        ({"topics": ["complaint"]}, SAID, False),
        ({"words": ["cancel my contract"]}, SAID, True),
        ({"words": ["cancel, my contract!"]}, SAID, True),
        ({"words": ["cancel my con"]}, SAID, False),
        ({"words": ["my cancel"]}, SAID, False),
        ({"words": ["please cancel my contract today and for ever"]}, SAID, False),
        ({"word_lists": ["leaving"]}, SAID, True),
        ({"word_lists": ["angry"]}, SAID, False),
        ({"word_lists": ["angry", "leaving"]}, SAID, True),
        ({"word_lists": ["angry"], "words": ["today"]}, SAID, True),
        ({"right_below": 0.95}, SAID, True),
        ({"right_below": 0.9}, SAID, False),
        ({"right_below": 1.0}, Facts(), False),
        ({"misses_in_a_row": 2}, Facts(misses_in_a_row=2, misses_in_a_call=2), True),
        ({"misses_in_a_row": 2}, Facts(misses_in_a_row=1, misses_in_a_call=4), False),
        ({"misses_in_a_call": 3}, Facts(misses_in_a_call=3), True),
        ({"misses_in_a_call": 3}, Facts(misses_in_a_call=2), False),
        ({"frustration": 4}, Facts(frustration=4), True),
        ({"frustration": 4}, Facts(frustration=3), False),
        ({"slots": {"plan": "premium"}}, Facts(slots={"plan": " Premium "}), True),
        ({"slots": {"plan": ["basic", "Premium"]}}, Facts(slots={"plan": "premium"}), True),
        ({"slots": {"plan": "premium"}}, Facts(slots={"plan": "basic"}), False),
        ({"slots": {"plan": "any"}}, Facts(slots={"plan": "basic"}), True),
        ({"slots": {"plan": "any"}}, Facts(slots={"account": "1"}), False),
        ({"slots": {"plan": "premium", "paid": "no"}}, Facts(slots={"plan": "premium", "paid": "yes"}), False),
        ({"opted_out": ["no_recording"]}, Facts(choices=frozenset({Choice.NO_RECORDING})), True),
        ({"opted_out": ["no_recording"]}, Facts(choices=frozenset({Choice.NO_TRAINING})), False),
        ({"languages": ["es", "en"]}, SAID, True),
        ({"languages": ["es"]}, SAID, False),
        ({"numbers": ["+493055500001"]}, Facts(called="+493055500001"), True),
        ({"numbers": ["+493055500001"]}, Facts(), False),
        ({"open": ["support"]}, Facts(), True),
        ({"open": ["support"]}, Facts(closed=frozenset({"support"})), False),
        ({"open": ["support", "billing"]}, Facts(closed=frozenset({"support"})), True),
        ({"closed": ["support", "billing"]}, Facts(closed=frozenset({"support"})), True),
        ({"closed": ["billing"]}, Facts(closed=frozenset({"support"})), False),
        ({"queue_longer_than": {"support": 2}}, Facts(waiting={"support": 3}), True),
        ({"queue_longer_than": {"support": 2}}, Facts(waiting={"support": 2}), False),
        ({"queue_longer_than": {"support": 0, "billing": 1}}, Facts(waiting={"support": 1, "billing": 1}), False),
    ],
)
def test_a_condition_holds_for_what_it_asks_and_for_nothing_else(
    conditions: dict[str, Any], facts: Facts, holds: bool
) -> None:
    assert (decides(rules_of(conditions), facts) == "rule_1") is holds


def test_all_conditions_must_hold() -> None:
    rules = rules_of({"intents": ["cancel"], "words": ["contract"], "closed": ["support"]})
    assert decides(rules, SAID) is None
    closed = Facts(words=SAID.words, intent="cancel", confidence=0.7, closed=frozenset({"support"}))
    assert decides(rules, closed) == "rule_1"


def test_the_first_that_holds_decides_and_one_that_is_off_does_nothing() -> None:
    both = {"intents": ["cancel"]}
    assert decides(rules_of(both, both), SAID) == "rule_1"
    assert decides(rules_of(both | {"enabled": False}, both), SAID) == "rule_2"


def test_a_rule_without_a_route_lets_those_behind_it_decide() -> None:
    tags = {"intents": ["cancel"], "route": None, "tag": "leaving"}
    rules = rules_of(tags, {"words": ["nothing of it"]}, {"intents": ["cancel"]}, tags)
    assert [rule.name for rule in matching(rules, SAID)] == ["rule_1", "rule_3"]
    assert decides(rules, SAID) == "rule_3"
    assert decides(rules_of(tags), SAID) is None


@pytest.mark.parametrize("topic", sorted(NEVER_OVERRULED))
def test_no_rule_overrules_where_somebody_in_danger_goes(topic: Topic) -> None:
    rules = rules_of({"topics": [topic]}, {"words": ["contract"]}, {"open": ["support"], "route": None, "tag": "seen"})
    assert list(matching(rules, Facts(words="contract", topic=topic))) == []


def test_a_sensitive_topic_is_taken_by_rules_that_name_topics_alone() -> None:
    rules = rules_of({"words": ["contract"]}, {"topics": ["rights"], "words": ["contract"]})
    assert decides(rules, Facts(words="my contract", topic=Topic.RIGHTS)) == "rule_2"
    assert decides(rules, Facts(words="my contract")) == "rule_1"


def test_a_rule_that_sends_nobody_anywhere_holds_whatever_is_spoken_of() -> None:
    tags = {"words": ["contract"], "route": None, "tag": "leaving"}
    rules = rules_of({"words": ["contract"]}, tags, {"topics": ["rights"]})
    facts = Facts(words="my contract", topic=Topic.RIGHTS)
    assert [rule.name for rule in matching(rules, facts)] == ["rule_2", "rule_3"]
    assert list(matching(rules_of({**tags, "topics": ["fraud"]}), facts)) == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({}, "asks nothing of the call: give at least one condition"),
        ({"at_confidence": 0.5}, "asks nothing of the call"),
        ({"words": ["x"], "at_confidence": 0.5}, "at_confidence is of intents, and there are none"),
        ({"intents": ["a"], "below_confidence": 0.6}, "below_confidence must be more than at_confidence"),
        ({"intents": ["a"], "route": None}, "does nothing: give it a route; or a tag or an alert"),
        ({"intents": ["a"], "route": None, "tag": "t", "say": "hello"}, "say needs a route"),
        ({"intents": ["a"], "route": None, "tag": "t", "whisper": "VIP"}, "whisper needs a route"),
        ({"intents": ["a"], "whisper": "two\nlines"}, "must be one line"),
        ({"word_lists": ["laeving"]}, "no list of words 'laeving', which is not among: angry, leaving"),
        ({"closed": ["nowhere"]}, "no route 'nowhere'"),
        ({"open": ["nowhere"]}, "no route 'nowhere'"),
        ({"queue_longer_than": {"nowhere": 1}}, "no route 'nowhere'"),
        ({"slots": {"plan": 5}}, "a slot's values are written"),
        ({"intents": ["a"], "wenn": "now"}, "wenn"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        rules_of(rule)


def test_rules_of_before_keep_their_meaning() -> None:
    rules = rules_of({"intents": ["cancel"], "at_confidence": 0.8}, {"intents": ["cancel", "bill"], "tickets": ["t"]})
    assert decides(rules, SAID) == "rule_2"
    assert Rules.model_validate(rules.model_dump(mode="json")) == rules
