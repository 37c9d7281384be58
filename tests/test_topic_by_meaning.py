"""What no rule on words knows for a sensitive topic, but means one, goes to a person as well, when that is likely."""

import pytest

from ivr.core.care import care_for, route_for
from ivr.core.commands import Ask, RecordTurn, Speak, Transcribe, Transfer
from ivr.core.events import Parsed, Transcribed
from ivr.core.heard.decision import Outcome
from ivr.core.record import Awaited, Expects, Prompt, Reason, Reply, Topic, Transcript, Understanding

from .english import ENGLISH
from .scripted import RULES, Caller, asks, caller_who_listened, rules_with

topic_of = ENGLISH.topics.topic_of

HINTED = "it has all got very dark for me lately"
"""No pattern of ours knows it."""
CLEARLY = Transcript(HINTED, 0.9)


def hints(caller: Caller, topic: Topic, confidence: float, heard: Transcript = CLEARLY) -> None:
    caller.speaks(0.8)
    caller.is_silent(0.14)
    last = caller.all(Transcribe)[-1]
    caller.does(Transcribed(last.turn, last.attempt, heard))
    caller.does(Parsed(last.turn, last.attempt, Understanding("out_of_scope", 0.9, topic, confidence)))
    caller.is_silent(1.5)


def test_no_rule_on_words_knows_what_these_tests_say() -> None:
    assert topic_of(HINTED) is None


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.ABUSE])
def test_a_likely_topic_is_dealt_with_as_one_that_the_words_name(topic: Topic) -> None:
    caller = caller_who_listened()
    hints(caller, topic, 0.7)
    transfer = caller.only(Transfer)
    assert (transfer.route, transfer.reason) == (route_for(topic, RULES), Reason.SENSITIVE_TOPIC)
    assert transfer.care == care_for(topic)
    assert not caller.count(Ask)


def test_who_likely_speaks_of_abuse_is_asked_whether_it_is_safe_to_talk() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.ABUSE, 0.7)
    assert caller.all(Speak)[-1].lines == (Prompt("topic_abuse"),)
    assert not caller.count(Transfer)


def test_the_record_tells_it_from_what_the_words_named() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.SELF_HARM, 0.7)
    record = caller.only(RecordTurn)
    assert record.outcome == Outcome.TRANSFER
    assert "seems to speak of self_harm" in record.why


def test_the_agent_is_told_the_topic_and_not_what_else_it_may_be() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.SELF_HARM, 0.7)
    assert (caller.only(Transfer).intent, caller.only(Transfer).wish) == (None, HINTED)


def test_mumbling_means_nothing_whatever_the_model_makes_of_it() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.HARDSHIP, 0.7, Transcript(HINTED, 0.05))
    assert caller.only(RecordTurn).outcome == Outcome.MISS
    assert not caller.count(Transfer)


def test_what_is_less_likely_than_the_rules_say_is_answered() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.SELF_HARM, RULES.thresholds.topic - 0.01)
    assert caller.only(Ask).text == HINTED


def test_supervisors_set_how_likely_it_must_be() -> None:
    caller = caller_who_listened(rules_with(thresholds={"topic": 0.3}))
    hints(caller, Topic.SELF_HARM, 0.35)
    assert caller.only(Transfer).reason is Reason.SENSITIVE_TOPIC


def test_a_topic_that_is_switched_off_is_none() -> None:
    caller = caller_who_listened(rules_with(topics={"medical": {"enabled": False}}))
    hints(caller, Topic.MEDICAL, 0.9)
    assert caller.only(Ask).text == HINTED


def test_what_the_words_name_comes_before_what_they_seem_to_mean() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.COMPLAINT, 0.99, Transcript("there's smoke coming out of it", 0.9))
    care = caller.only(Transfer).care
    assert care is not None
    assert care.topic is Topic.EMERGENCY


def test_who_asks_for_a_person_gets_one_for_that() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.COMPLAINT, 0.99, Transcript("can I speak to a human please", 0.9))
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_an_answer_of_the_kind_that_was_asked_for_is_no_topic() -> None:
    caller = caller_who_listened()
    asks(caller, "leave a message", "leave_message")
    caller.is_answered(Reply(("What is your message?",), expects=Expects(Awaited.TEXT)))
    caller.hears_it_out()
    hints(caller, Topic.MEDICAL, 0.9, Transcript("tell them that I am at the clinic on Monday", 0.9))
    assert not caller.count(Transfer)


def test_another_language_goes_to_a_person_as_such() -> None:
    caller = caller_who_listened()
    hints(caller, Topic.SELF_HARM, 0.7, Transcript("no puedo mas", 0.9, "es"))
    assert caller.only(Transfer).reason is Reason.OTHER_LANGUAGE
