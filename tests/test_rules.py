"""Rules: what supervisors may set, and what nobody can switch off."""

from typing import Any

import pytest
from pydantic import ValidationError

from ivr.core.facts import Facts
from ivr.core.first_match import rule_for
from ivr.core.rules import Rules, Thresholds

SOUND: dict[str, Any] = {
    "routes": {"support": {"agents": ["+15005550001"]}, "complaints": {"agents": ["+15005550004"]}},
    "fallback_route": "support",
    "transfer_rules": [
        {"name": "sure", "intents": ["complaint"], "route": "complaints", "at_confidence": 0.9},
        {"name": "likely", "intents": ["complaint", "refund"], "route": "support", "at_confidence": 0.6},
    ],
}


def rules_with(**changes: Any) -> Rules:
    return Rules.model_validate(SOUND | changes)


def test_the_least_rules_are_a_route_and_a_fallback() -> None:
    rules = Rules.model_validate({"routes": SOUND["routes"], "fallback_route": "support"})
    assert rules.disclosure.prompts[0] == "disclosure"
    assert rules.thresholds.misses_in_a_row == 2


def test_the_disclosure_cannot_be_left_out_or_come_second() -> None:
    for prompts in ([], ["notice"], ["notice", "disclosure"]):
        with pytest.raises(ValidationError, match="prompts"):
            rules_with(disclosure={"prompts": prompts})


def test_key_zero_can_mean_nothing_but_a_person() -> None:
    with pytest.raises(ValidationError, match="menu"):
        rules_with(menu={"0": "order_status"})


def test_star_can_mean_nothing_but_repeat() -> None:
    with pytest.raises(ValidationError, match="menu"):
        rules_with(menu={"*": "order_status"})


@pytest.mark.parametrize("number", ["911", "+0123456789", "15005550001", "+1 500 555 0001", "sip:a@b", "+1500555000x"])
def test_only_full_international_numbers_can_be_dialled(number: str) -> None:
    with pytest.raises(ValidationError, match="agents"):
        rules_with(routes={"support": {"agents": [number]}})


def test_a_route_without_agents_is_refused() -> None:
    with pytest.raises(ValidationError, match="agents"):
        rules_with(routes={"support": {"agents": []}})


@pytest.mark.parametrize(
    "changes",
    [
        {"fallback_route": "nowhere"},
        {"ways_out": {"route": "nowhere"}},
        {"transfer_rules": [{"name": "r", "intents": ["i"], "route": "nowhere"}]},
    ],
)
def test_a_route_that_is_named_must_exist(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="'nowhere', which is not among: complaints, support"):
        rules_with(**changes)


def test_the_first_transfer_rule_that_matches_wins() -> None:
    rules = rules_with()
    found = [rule_for(rules, Facts(intent="complaint", confidence=confidence)) for confidence in (0.95, 0.7, 0.5)]
    assert [rule.name if rule else None for rule in found] == ["sure", "likely", None]
    assert rule_for(rules, Facts(intent="opening_hours", confidence=1.0)) is None


def test_hours_that_last_no_time_are_refused() -> None:
    hours = [{"days": ["mon"], "opens": "22:00", "closes": "22:00"}]
    with pytest.raises(ValidationError, match="write 00:00 to 24:00 for the whole day"):
        rules_with(routes={"support": {"agents": ["+15005550001"], "hours": hours}})


def test_a_misspelt_field_is_refused_and_not_ignored() -> None:
    with pytest.raises(ValidationError, match="treshold"):
        rules_with(treshold={"intent": 0.5})


def test_rules_do_not_change_under_a_running_call() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        rules_with().thresholds.intent = 0.1  # type: ignore[misc]


def test_a_person_is_not_given_before_one_is_offered() -> None:
    with pytest.raises(ValidationError, match="frustration_high must not be less"):
        Thresholds(frustration_warn=5, frustration_high=4)
