"""Supervisors' rules in calls: what they are asked about, what they say and keep, and what goes before them."""

from typing import Any

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, RecordRule, RecordTurn, Speak, Transfer
from ivr.core.events import CallStarted, ChoicesKnown, Event, QueuesKnown, RoutesClosed, Transcribed
from ivr.core.record import Awaited, Choice, Expects, Priority, Prompt, Queue, Reason, Reply, Slot, Topic, Transcript
from ivr.store.journal import decoded, entry

from .english import ENGLISH
from .scripted import HOURS, Caller, asks, rules_with, typed


def caller_under(*rules: dict[str, Any], before: tuple[Event, ...] = (), **more: Any) -> Caller:
    """One who has heard the opening, under these transfer rules alone, all to `complaints` where they name no route."""
    named = [{"name": f"rule_{number}", "route": "complaints"} | rule for number, rule in enumerate(rules, 1)]
    caller = Caller(CallSession(rules_with(transfer_rules=named, **more), ENGLISH))
    for event in before:
        caller.does(event)
    caller.does(CallStarted(called="+15559990000"))
    caller.hears_it_out()
    caller.hears_it_out()
    return caller


def gone(caller: Caller) -> tuple[str, Reason, str | None] | None:
    """Where the call goes, why, and by which rule."""
    left = caller.all(Transfer)
    return (left[0].route, left[0].reason, left[0].rule) if left else None


def said_last(caller: Caller) -> list[str]:
    return [line.name for line in caller.all(Speak)[-1].lines if isinstance(line, Prompt)]


ROUTES = {"support": {"agents": ["+15005550001"]}, "complaints": {"agents": ["+15005550004"]}}
BY_RULE = "complaints", Reason.TRANSFER_RULE, "rule_1"


def test_a_rule_on_words_takes_the_call_and_its_name_is_kept_with_the_turn_and_the_hand_off() -> None:
    caller = caller_under({"words": ["upgrade my plan"]})
    asks(caller, "I would like to upgrade my plan", "order_status")
    caller.is_silent(1.5)
    assert gone(caller) == BY_RULE
    assert caller.all(RecordTurn)[-1].rule == "rule_1"
    assert caller.only(RecordRule) == RecordRule("rule_1", caller.all(RecordTurn)[-1].turn, None, False)


def test_a_turn_that_no_rule_decides_names_none() -> None:
    caller = caller_under({"words": ["upgrade my plan"]})
    asks(caller, "where is my order", "order_status")
    caller.is_silent(1.5)
    assert caller.count(Ask) == 1
    assert caller.all(RecordTurn)[-1].rule is None
    assert caller.count(RecordRule) == 0


@pytest.mark.parametrize("words", ["human", "I want to speak to a person about my contract"])
def test_who_asks_for_a_person_is_given_one_whatever_a_rule_says_of_the_words(words: str) -> None:
    caller = caller_under({"words": ["human", "person"]}, {"open": ["support"]})
    caller.says(words)
    assert gone(caller) == ("support", Reason.CALLER_ASKED, None)


def test_key_0_is_a_person_whatever_rules_there_are() -> None:
    caller = caller_under({"open": ["support"]})
    caller.presses("0")
    assert gone(caller) == ("support", Reason.KEY_PRESSED, None)


def test_who_is_in_danger_goes_where_the_topic_sends_them() -> None:
    caller = caller_under({"topics": ["emergency", "complaint"]}, {"words": ["fire"]})
    caller.says("there is a fire in my house")
    assert gone(caller) == ("support", Reason.SENSITIVE_TOPIC, None)


def test_a_rule_that_names_a_topic_changes_where_it_goes_and_nothing_that_is_said_or_told() -> None:
    usual, ruled = caller_under({"words": ["nothing"]}), caller_under({"topics": ["bereavement"]})
    for caller in (usual, ruled):
        caller.says("my husband has died")
    assert gone(usual) == ("support", Reason.SENSITIVE_TOPIC, None)
    assert gone(ruled) == ("complaints", Reason.SENSITIVE_TOPIC, "rule_1")
    care = ruled.only(Transfer).care
    assert care is not None
    assert care.topic is Topic.BEREAVEMENT
    assert said_last(ruled) == said_last(usual)


def test_who_speaks_of_a_sensitive_topic_is_tagged_by_the_words_and_goes_where_the_topic_sends_them() -> None:
    tags = {"words": ["another provider"], "route": None, "tag": "may_leave", "alert": True}
    caller = caller_under(tags, {"words": ["another provider"]})
    caller.says("I'm thinking of switching to another provider")
    caller.is_silent(1.5)
    assert gone(caller) == ("complaints", Reason.SENSITIVE_TOPIC, None)
    assert [(one.rule, one.tag, one.alert) for one in caller.all(RecordRule)] == [("rule_1", "may_leave", True)]


def test_a_topic_with_the_wish_for_a_person_goes_where_persons_are() -> None:
    caller = caller_under({"topics": ["bereavement"]})
    caller.says("my husband has died, let me speak to a person")
    assert gone(caller) == ("support", Reason.CALLER_ASKED, None)


def test_a_rule_on_the_language_sends_its_speakers_who_hear_it_in_their_own() -> None:
    caller = caller_under({"languages": ["es"]}, other_languages={"es": "other_language_es"})
    caller.speaks(0.8)
    caller.is_silent(0.14)
    last = caller.call.memory.turn
    caller.does(Transcribed(last, 1, Transcript("buenos días", 0.9, "es")))
    caller.understands("greet", 0.9)
    caller.is_silent(1.5)
    assert gone(caller) == ("complaints", Reason.OTHER_LANGUAGE, "rule_1")
    assert said_last(caller) == ["other_language_es"]


def test_a_rule_on_misses_counts_the_one_at_hand_and_comes_before_the_fallback() -> None:
    caller = caller_under({"misses_in_a_row": 2})
    for _ in range(2):
        assert gone(caller) is None
        caller.says("mumble mumble", "order_status", 0.2)
        caller.hears_it_out()
    assert gone(caller) == BY_RULE


def test_silence_is_a_miss_to_rules_and_of_its_words_nothing_is_known() -> None:
    caller = caller_under({"misses_in_a_call": 1, "right_below": 1.0}, {"misses_in_a_call": 1})
    caller.is_silent(6.5)
    assert gone(caller) == ("complaints", Reason.TRANSFER_RULE, "rule_2")


def test_words_that_are_not_sure_are_asked_by_their_chance_and_not_by_what_they_seem_to_be() -> None:
    caller = caller_under({"words": ["contract"]}, {"intents": ["complaint"]}, {"right_below": 0.3})
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("the contract", confidence=0.1)
    caller.understands("complaint", 0.9)
    caller.is_silent(1.5)
    assert gone(caller) == ("complaints", Reason.TRANSFER_RULE, "rule_3")


def test_frustration_counts_with_the_turn_that_shows_it() -> None:
    caller = caller_under({"frustration": 3})
    asks(caller, "this is useless, where is my order", "order_status")
    caller.is_silent(1.5)
    assert gone(caller) == BY_RULE


def test_an_answer_to_a_question_is_no_wish_to_a_rule() -> None:
    caller = caller_under({"words": ["yes", "contract"]})
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("Is it the one of today?",), Expects(Awaited.YES_NO)))
    caller.hears_it_out()
    asks(caller, "yes", "affirm")
    caller.is_silent(1.5)
    assert gone(caller) is None
    assert caller.count(Ask) == 2


def test_hours_queues_choices_and_the_number_called_are_what_the_call_was_told() -> None:
    known = (
        RoutesClosed(("support",)),
        QueuesKnown((Queue("complaints", 3),)),
        ChoicesKnown((Choice.NO_RECORDING,)),
    )
    outside = {
        "closed": ["support"],
        "queue_longer_than": {"complaints": 2},
        "opted_out": ["no_recording"],
        "numbers": ["+15559990000"],
    }
    told, untold = caller_under(outside, before=known), caller_under(outside)
    for caller in (told, untold):
        asks(caller, "where is my order", "order_status")
        caller.is_silent(1.5)
    assert gone(told) == BY_RULE
    assert gone(untold) is None


def test_what_the_assistant_has_collected_is_known_to_rules_and_what_none_asks_for_is_not_kept() -> None:
    caller = caller_under({"slots": {"plan": "premium"}})
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(HOURS.texts, slots=(Slot("plan", "Premium"), Slot("account_number", "4711"))))
    caller.hears_it_out()
    assert "4711" not in repr([entry(1, 0.0, event) for event in caller.events])
    asks(caller, "and my bill", "order_status")
    caller.is_silent(1.5)
    assert gone(caller) == BY_RULE


def test_a_rule_without_a_route_is_kept_once_and_the_call_goes_on() -> None:
    caller = caller_under({"words": ["order"], "route": None, "tag": "orders", "alert": True})
    for _ in range(2):
        asks(caller, "where is my order", "order_status")
        caller.is_silent(1.5)
        caller.is_answered(HOURS)
        caller.hears_it_out()
    assert gone(caller) is None
    assert caller.count(Ask) == 2
    assert [(one.rule, one.tag, one.alert) for one in caller.all(RecordRule)] == [("rule_1", "orders", True)]


@pytest.mark.parametrize("closed", [(), ("complaints",)])
def test_what_a_rule_wants_said_comes_before_the_line_that_tells_where_the_call_goes(closed: tuple[str, ...]) -> None:
    caller = caller_under({"words": ["order"], "say": "hello_vip"}, before=(RoutesClosed(closed),))
    asks(caller, "where is my order", "order_status")
    caller.is_silent(1.5)
    assert said_last(caller) == ["hello_vip", "closed" if closed else "connecting"]


def test_a_rules_priority_goes_with_the_hand_off() -> None:
    caller = caller_under({"words": ["order"], "priority": "urgent"})
    asks(caller, "where is my order", "order_status")
    caller.is_silent(1.5)
    assert caller.only(Transfer).priority is Priority.URGENT


def test_a_key_on_the_menu_is_asked_of_the_rules() -> None:
    caller = caller_under({"intents": ["complaint"], "closed": ["support"]}, before=(RoutesClosed(("support",)),))
    typed(caller, "3")
    assert gone(caller) == BY_RULE


def test_a_rule_may_send_to_pay_and_says_its_line_first() -> None:
    pay = {"agents": ["+15005550003"], "pay": {"payment_connector": "Stripe_1"}}
    rule = {"words": ["order"], "route": "card", "say": "hello_vip"}
    caller = caller_under(rule, routes=ROUTES | {"card": pay})
    asks(caller, "pay for my order", "order_status")
    caller.is_silent(1.5)
    assert said_last(caller) == ["hello_vip", "pay_by_keys"]
    assert caller.all(RecordTurn)[-1].rule == "rule_1"


def test_a_replay_of_what_was_kept_decides_the_same_by_the_same_rule() -> None:
    rule = {
        "closed": ["support"],
        "queue_longer_than": {"complaints": 2},
        "numbers": ["+15559990000"],
        "slots": {"plan": "any"},
    }
    before = (RoutesClosed(("support",)), QueuesKnown((Queue("complaints", 3),)))
    caller = caller_under(rule, before=before)
    asks(caller, "where is my order", "order_status")
    caller.is_silent(1.5)
    caller.is_answered(Reply(HOURS.texts, slots=(Slot("plan", "gold"),)))
    caller.hears_it_out()
    asks(caller, "and my bill", "order_status")
    caller.is_silent(1.5)
    again = CallSession(caller.call.rules, ENGLISH)
    kept = [decoded(entry(seq, 0.0, event)) for seq, event in enumerate(caller.events)]
    done = [command for (event,) in kept for command in again.receive(event)]  # type: ignore[arg-type]  # all events
    assert [one for one in done if isinstance(one, Transfer)] == caller.all(Transfer)
    assert gone(caller) == BY_RULE
