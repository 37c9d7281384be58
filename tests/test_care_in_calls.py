"""Whoever speaks of a sensitive topic is told what helps and gets a person, whatever state call and engines are in."""

from collections.abc import Callable

import pytest

from ivr.core.care import care_for
from ivr.core.commands import Ask, CloseStream, Parse, RecordTurn, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import EngineFailed, Transcribed
from ivr.core.heard.decision import Circumstances, Outcome
from ivr.core.heard.policy import decide
from ivr.core.heard.turn import Turn
from ivr.core.record import (
    FREE,
    Awaited,
    Engine,
    Expects,
    Flag,
    Prompt,
    Reason,
    Reply,
    Topic,
    Transcript,
    Understanding,
)
from ivr.core.rules import BargeIn
from ivr.core.states import State

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_who_listened, rules_with

SAID = {
    Topic.EMERGENCY: "there's smoke coming out of it",
    Topic.SELF_HARM: "I can't go on",
    Topic.ABUSE: "my husband hits me",
    Topic.BEREAVEMENT: "my husband passed away",
    Topic.CHILD: "I'm nine years old",
    Topic.MEDICAL: "I'm on dialysis",
    Topic.FRAUD: "my card was stolen",
    Topic.VULNERABILITY: "I'm blind",
    Topic.HARDSHIP: "I can't afford to pay",
    Topic.LEGAL_THREAT: "you'll hear from my lawyer",
    Topic.RIGHTS: "delete my data",
    Topic.COMPLAINT: "I want to make a complaint",
}
TOLD_AT_ONCE = [topic for topic in Topic if topic is not Topic.ABUSE]
IF_SAFE = (Prompt("topic_abuse"),)
every_topic = pytest.mark.parametrize("topic", Topic)


def turn(text: str, **more: object) -> Turn:
    return Turn(1, ENGLISH, transcript=Transcript(text, 0.9), **more)  # type: ignore[arg-type]  # fields of its own


# Wherever the call is


def while_listening(caller: Caller) -> None:
    """Nothing has been asked yet."""


def while_the_answer_is_said(caller: Caller) -> None:
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(HOURS)
    caller.is_silent(1.3)


def while_the_reply_is_awaited(caller: Caller) -> None:
    asks(caller, "what are your opening hours", "opening_hours")
    assert caller.call.state is State.THINKING


def while_digits_are_awaited(caller: Caller) -> None:
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("What's your number?",), Expects(Awaited.DIGITS, 6)))
    caller.hears_it_out()


def while_a_binding_yes_is_awaited(caller: Caller) -> None:
    asks(caller, "cancel my order", "cancel")
    caller.is_answered(Reply(("Shall I cancel it?",), Expects(Awaited.YES_NO, binding=True)))
    caller.hears_it_out()


def after_a_misunderstanding(caller: Caller) -> None:
    caller.says("mumble", "greet", 0.1)
    caller.hears_it_out()


STATES = [
    while_listening,
    while_the_answer_is_said,
    while_the_reply_is_awaited,
    while_digits_are_awaited,
    while_a_binding_yes_is_awaited,
    after_a_misunderstanding,
]
in_every_state = pytest.mark.parametrize("situation", STATES, ids=lambda situation: situation.__name__)


def speaks_of(caller: Caller, topic: Topic) -> None:
    """The words alone: no intent ever comes, as when Rasa is dead."""
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(SAID[topic])
    caller.is_silent(1.4)


@every_topic
@in_every_state
def test_a_person_comes_in_every_state_though_no_intent_ever_does(
    situation: Callable[[Caller], None], topic: Topic
) -> None:
    caller = caller_who_listened()
    situation(caller)
    parsed = caller.count(Parse)
    speaks_of(caller, topic)
    assert caller.count(Parse) == parsed
    if topic is Topic.ABUSE:
        assert caller.all(Speak)[-1].lines == IF_SAFE
        caller.hears_it_out()
        caller.says("yes")
    transfer = caller.only(Transfer)
    assert transfer.care is not None
    assert (transfer.care.topic, transfer.reason) == (topic, Reason.SENSITIVE_TOPIC)
    assert caller.call.state is State.TRANSFERRING


@every_topic
def test_a_person_comes_though_every_question_to_the_dialogue_fails(topic: Topic) -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(SAID[topic])
    caller.fails(Engine.DIALOGUE)
    caller.is_silent(1.4)
    if topic is Topic.ABUSE:
        caller.says("no")
    care = caller.only(Transfer).care
    assert care is not None
    assert care.topic is topic


@every_topic
@pytest.mark.parametrize("confidence", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("intent", ["order_status", "complaint", "goodbye"])
def test_it_wins_over_any_intent_at_any_confidence(topic: Topic, intent: str, confidence: float) -> None:
    finished = turn(SAID[topic], understanding=Understanding(intent, confidence))
    decision = decide(finished, Circumstances(FREE), RULES)
    assert decision.care is not None
    assert decision.care.topic is topic


@every_topic
def test_it_wins_over_doubtful_words_and_over_another_language(topic: Topic) -> None:
    for transcript in (Transcript(SAID[topic], 0.0), Transcript(SAID[topic], 0.9, "de")):
        decision = decide(Turn(1, ENGLISH, transcript=transcript), Circumstances(FREE), RULES)
        assert decision.outcome is (Outcome.ASK_IF_SAFE if topic is Topic.ABUSE else Outcome.TRANSFER)
        assert decision.reason is (None if topic is Topic.ABUSE else Reason.SENSITIVE_TOPIC)


@every_topic
def test_who_asks_for_a_person_in_the_same_breath_gets_one_and_the_agent_is_told(topic: Topic) -> None:
    decision = decide(turn(f"{SAID[topic]}, let me talk to a person"), Circumstances(FREE), RULES)
    assert (decision.outcome, decision.reason) == (Outcome.TRANSFER, Reason.CALLER_ASKED)
    assert decision.care == care_for(topic)
    assert topic is not Topic.ABUSE or decision.lines == ()  # nothing of it is named


def test_what_was_said_over_a_line_that_speech_does_not_stop_is_heeded() -> None:
    caller = caller_who_listened(rules_with(barge_in={"ask_how": BargeIn.WORDS}))
    caller.presses("*")
    assert caller.call.state is State.SPEAKING
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(SAID[Topic.EMERGENCY])
    caller.is_silent(0.5)
    care = caller.only(Transfer).care
    assert care is not None
    assert care.topic is Topic.EMERGENCY


# What is said, and how soon


def test_in_an_emergency_the_number_comes_first_and_within_the_same_turn(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed(SAID[Topic.EMERGENCY])
    listened.is_silent(0.1)
    assert listened.all(Speak)[-1].lines == (Prompt("emergency_911"), Prompt("topic_emergency"))
    assert listened.only(Transfer).route == "support"
    assert (listened.count(Parse), listened.count(Ask)) == (0, 0)


def test_the_handoff_is_saved_before_anything_is_said(listened: Caller) -> None:
    speaks_of(listened, Topic.BEREAVEMENT)
    kinds = [type(command) for command in listened.commands]
    assert kinds.index(Transfer) < len(kinds) - 1 - kinds[::-1].index(Speak)
    listened.hears_it_out()
    assert listened.count(CloseStream) == 1


@pytest.mark.parametrize("expects", [FREE, Expects(Awaited.YES_NO, binding=True)])
def test_an_emergency_waits_for_no_more_silence_than_a_whole_answer(expects: Expects) -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("And?",), expects))
    caller.hears_it_out()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("it's on fire and")  # ends as if more would come
    caller.is_silent(0.08)
    assert caller.count(Transfer) == 1


def test_an_emergency_is_heard_where_no_pause_comes(listened: Caller) -> None:
    listened.speaks(1.3)
    look = listened.only(Transcribe)
    listened.does(Transcribed(look.turn, look.attempt, Transcript("please there's a fire in the kitchen and", 0.4)))
    care = listened.only(Transfer).care
    assert care is not None
    assert care.topic is Topic.EMERGENCY


@pytest.mark.parametrize("words", ["my husband passed away last week and", "I'd like to ask if there's a fire"])
def test_nothing_less_urgent_or_less_sure_is_acted_on_where_no_pause_comes(listened: Caller, words: str) -> None:
    listened.speaks(1.3)
    look = listened.only(Transcribe)
    listened.does(Transcribed(look.turn, look.attempt, Transcript(words, 0.9)))
    assert listened.count(Transfer) == 0
    assert listened.call.state is State.HEARING


def test_the_callers_own_words_go_with_the_call(listened: Caller) -> None:
    speaks_of(listened, Topic.FRAUD)
    assert listened.only(Transfer).wish == SAID[Topic.FRAUD]


# Is it safe to talk?


@pytest.fixture
def asked() -> Caller:
    caller = caller_who_listened()
    speaks_of(caller, Topic.ABUSE)
    assert caller.all(Speak)[-1].lines == IF_SAFE
    assert caller.count(Transfer) == 0
    caller.hears_it_out()
    return caller


def safety(caller: Caller) -> set[Flag]:
    transfer = caller.only(Transfer)
    assert transfer.care is not None
    assert transfer.care.topic is Topic.ABUSE
    assert caller.all(Speak)[-1].lines == (Prompt("connecting"),)
    return set(transfer.care.flags) & {Flag.SAFE_TO_TALK, Flag.UNSAFE_TO_TALK}


@pytest.mark.parametrize("words", ["yes", "Yeah, he's out.", "um, yes I can", "it is", "Okay."])
def test_a_plain_yes_means_a_person_who_may_speak_freely(asked: Caller, words: str) -> None:
    asked.says(words)
    assert safety(asked) == {Flag.SAFE_TO_TALK}


@pytest.mark.parametrize(
    "words",
    ["no", "not really", "yes but not for long", "he's in the next room", "where is my order", "I want to sleep"],
)
def test_anything_else_means_a_person_who_is_told_that_it_may_not_be_safe(asked: Caller, words: str) -> None:
    asked.says(words, "order_status", 0.9)
    assert safety(asked) == {Flag.UNSAFE_TO_TALK}


def test_silence_means_a_person_and_no_second_question(asked: Caller) -> None:
    asked.is_silent(6.1)
    assert safety(asked) == {Flag.UNSAFE_TO_TALK}


@pytest.mark.parametrize("key", "1239")
def test_the_keys_answer_it_too(asked: Caller, key: str) -> None:
    asked.presses(key)
    assert safety(asked) == {Flag.SAFE_TO_TALK if key == "1" else Flag.UNSAFE_TO_TALK}


def test_zero_and_the_words_for_a_person_mean_one_with_what_is_known() -> None:
    for leave in (lambda caller: caller.presses("0"), lambda caller: caller.says("human")):
        caller = caller_who_listened()
        speaks_of(caller, Topic.ABUSE)
        leave(caller)
        assert caller.only(Transfer).care == care_for(Topic.ABUSE, Flag.UNSAFE_TO_TALK)


def test_an_engine_that_fails_at_the_answer_loses_nothing_of_what_is_known(asked: Caller) -> None:
    asked.speaks(0.8)
    asked.is_silent(0.14)
    last = asked.all(Transcribe)[-1]
    asked.does(EngineFailed(Engine.TRANSCRIBER, last.turn, last.attempt))
    asked.is_silent(1.5)
    assert asked.only(Transfer).care == care_for(Topic.ABUSE, Flag.UNSAFE_TO_TALK)


def test_something_graver_in_the_answer_comes_first(asked: Caller) -> None:
    asked.says("he's hitting me right now, help me")
    care = asked.only(Transfer).care
    assert care is not None
    assert care.topic is Topic.EMERGENCY


def test_a_question_that_was_taken_back_was_not_asked() -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(SAID[Topic.ABUSE])
    caller.is_silent(0.4)
    assert caller.call.memory.asked_if_safe
    caller.speaks(0.3)
    assert caller.count(TakeBack) == 1
    assert (caller.call.memory.asked_if_safe, caller.call.memory.care) == (False, None)


def test_the_record_of_the_turn_says_what_was_decided_and_why(listened: Caller) -> None:
    speaks_of(listened, Topic.HARDSHIP)
    record = listened.only(RecordTurn)
    assert (record.outcome, record.intent) == (Outcome.TRANSFER, None)
    assert "speaks of hardship" in record.why


def test_another_topic_that_is_switched_off_is_the_assistants_to_answer() -> None:
    rules = rules_with(topics={"medical": {"enabled": False}})
    caller = caller_who_listened(rules)
    asks(caller, SAID[Topic.MEDICAL], "order_status")
    assert caller.only(Ask).text == SAID[Topic.MEDICAL]
