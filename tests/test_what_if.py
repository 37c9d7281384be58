"""A sentence, a time, a state: what rules would decide, and by which of them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.core.record import Understanding
from ivr.core.words.frustration import Frustration
from ivr.rehearsal.in_words import told
from ivr.rehearsal.what_if import MOST_FRUSTRATION, WhatIf, _signs, what_if

from .english import ENGLISH
from .scripted import RULES, rules_with

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOURS = [{"days": "mon-fri", "opens": "9:00", "closes": "17:00"}]
ROUTES = {"support": {"agents": ["+15005550001"], "hours": HOURS}, "night": {"agents": ["+15005550004"]}}


def decided(words: str, intent: str = "order_status", sure: float = 0.97, rules: Any = RULES, **more: Any) -> Any:
    asked = WhatIf(words, Understanding(intent, sure), **{"at": MONDAY, **more})
    return what_if(asked, rules, ENGLISH, {})


def test_the_rule_that_takes_it_is_named_with_where_it_leads() -> None:
    found = decided("it is about what came yesterday", "complaint").doing
    assert (found.rule, found.route, found.reason) == ("complaints", "complaints", "transfer_rule")
    assert told(found) == "goes to complaints (rule “complaints”)"


def test_what_no_rule_takes_is_for_the_assistant() -> None:
    found = decided("where is my order").doing
    assert (found.rule, found.outcome) == ("", "ask")
    assert told(found).startswith("the assistant answers")


def test_the_first_rule_that_holds_decides_and_those_before_it_are_told() -> None:
    rules = rules_with(
        transfer_rules=[
            {"name": "watched", "intents": ["complaint"], "tag": "complaint"},
            {"name": "closed", "intents": ["complaint"], "closed": ["support"], "route": "night"},
            {"name": "all", "intents": ["complaint"], "route": "support"},
        ],
        routes=ROUTES,
        fallback_route="night",
        ways_out={"route": "night"},
    )
    by_day = decided("it is about what came yesterday", "complaint", rules=rules)
    by_night = decided("it is about what came yesterday", "complaint", rules=rules, at=SUNDAY)
    assert (by_day.doing.rule, by_day.held, by_day.closed) == ("all", ("watched",), ())
    assert (by_night.doing.rule, by_night.closed) == ("closed", ("support",))


def test_a_wish_for_a_person_and_a_sensitive_topic_need_no_rule() -> None:
    assert decided("a human, please").doing.reason == "caller_asked"
    assert decided("somebody stole money from my account with a fraudulent charge").doing.reason == "sensitive_topic"


def test_a_miss_leads_to_a_person_when_it_is_one_too_many() -> None:
    assert decided("mumble", "greet", 0.2).doing.outcome == "miss"
    last = decided("mumble", "greet", 0.2, misses_in_a_row=1, misses_in_a_call=1).doing
    assert (last.route, last.reason) == ("support", "low_confidence")


def test_words_that_are_not_sure_are_a_miss_whatever_they_mean() -> None:
    assert decided("it is about what came yesterday", "complaint", sure_of_words=0.1).doing.outcome == "miss"


def test_a_caller_whose_patience_is_gone_is_put_through() -> None:
    found = decided("this is fucking useless, where is my order", frustration=5).doing
    assert found.reason == "frustrated"


def test_a_long_queue_is_seen_by_rules_that_ask_for_it() -> None:
    rule = {"name": "queue", "intents": ["complaint"], "queue_longer_than": {"complaints": 3}, "route": "support"}
    rules = rules_with(transfer_rules=[rule])
    assert decided("what came yesterday", "complaint", rules=rules, queues={"complaints": 3}).doing.rule == ""
    assert decided("what came yesterday", "complaint", rules=rules, queues={"complaints": 4}).doing.rule == "queue"


def test_the_number_that_was_called_counts() -> None:
    rule = {"name": "line", "intents": ["complaint"], "numbers": ["+15005550100"], "route": "support"}
    rules = rules_with(transfer_rules=[rule])
    assert decided("what came yesterday", "complaint", rules=rules, called="+15005550100").doing.rule == "line"
    assert decided("what came yesterday", "complaint", rules=rules, called="+15005550101").doing.rule == ""


@given(st.integers(0, MOST_FRUSTRATION))
def test_any_patience_that_is_asked_for_can_be_had(points: int) -> None:
    assert Frustration(tuple(_signs(points))).score == points


@given(st.text(max_size=300), st.floats(0, 1), st.floats(0, 1))
def test_whatever_is_typed_something_is_decided(words: str, sure: float, sure_of_words: float) -> None:
    assert told(decided(words, "order_status", sure, sure_of_words=sure_of_words).doing)


def test_an_opening_that_asks_for_a_recording_is_passed_over() -> None:
    assert decided("where is my order", rules=rules_with(recording="ask")).doing.outcome == "ask"


@pytest.mark.parametrize("words", ["", "   ", "..."])
def test_no_words_are_silence(words: str) -> None:
    assert decided(words).doing.outcome == "nothing_said"
