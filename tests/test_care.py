"""What is done about each sensitive topic, what supervisors may change of it, and what they may not."""

import pytest
from pydantic import ValidationError

from ivr.core.care import care_for, ignored_topics, lines_for, prompts_named, route_for
from ivr.core.record import Flag, Priority, Prompt, Topic
from ivr.core.rules import Rules, TopicRule

from .english import ENGLISH
from .scripted import RULES, rules_with

says_safe = ENGLISH.answers.says_safe


def test_who_despairs_is_told_of_the_crisis_line_or_else_of_the_emergency_number() -> None:
    lines = lines_for(Topic.SELF_HARM, rules_with(crisis_number="988"), "I can't go on", ENGLISH)
    assert lines == (Prompt("topic_self_harm"), Prompt("crisis_988"))
    lines = lines_for(Topic.SELF_HARM, rules_with(emergency_number="112"), "I can't go on", ENGLISH)
    assert lines == (Prompt("topic_self_harm"), Prompt("emergency_112"))


def test_who_also_asks_what_we_are_is_told_the_truth() -> None:
    truth = Prompt("robot_brief")
    assert lines_for(Topic.BEREAVEMENT, RULES, "are you a robot? my husband died", ENGLISH) == (
        truth,
        Prompt("topic_bereavement"),
    )
    emergency = lines_for(Topic.EMERGENCY, RULES, "are you a robot? it's on fire", ENGLISH)
    assert emergency == (Prompt("emergency_911"), truth, Prompt("topic_emergency"))


def test_routes_prompts_and_numbers_can_be_set() -> None:
    rules = rules_with(
        emergency_number="112",
        topics={
            "bereavement": {"route": "complaints", "prompt": "our_condolences"},
            "emergency": {"prompt": "stay_calm"},
        },
    )
    assert route_for(Topic.BEREAVEMENT, rules) == "complaints"
    assert lines_for(Topic.BEREAVEMENT, rules, "", ENGLISH) == (Prompt("our_condolences"),)
    assert lines_for(Topic.EMERGENCY, rules, "", ENGLISH) == (Prompt("emergency_112"), Prompt("stay_calm"))
    assert {"emergency_112", "our_condolences", "stay_calm", "topic_fraud"} <= prompts_named(rules).keys()


def test_without_a_route_of_their_own_claims_go_to_complaints_and_all_else_to_the_fallback() -> None:
    claims = {Topic.LEGAL_THREAT, Topic.RIGHTS, Topic.COMPLAINT}
    for topic in Topic:
        assert route_for(topic, RULES) == ("complaints" if topic in claims else "support")
    least = Rules.model_validate({"routes": {"support": {"agents": ["+15005550001"]}}, "fallback_route": "support"})
    assert {route_for(topic, least) for topic in Topic} == {"support"}


@pytest.mark.parametrize("topic", [Topic.EMERGENCY, Topic.SELF_HARM])
def test_who_is_in_danger_cannot_be_switched_off(topic: Topic) -> None:
    with pytest.raises(ValidationError, match=f"topics.{topic} cannot be switched off"):
        rules_with(topics={topic: {"enabled": False}})


def test_another_topic_can_be_switched_off() -> None:
    rules = rules_with(topics={"medical": {"enabled": False}})
    assert ignored_topics(rules) == {Topic.MEDICAL}
    assert "topic_medical" not in prompts_named(rules)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"topics": {"fraud": {"route": "nowhere"}}}, "no route 'nowhere', which is not among"),
        ({"topics": {"weather": {}}}, "topics.weather"),
        ({"emergency_number": "nine"}, "emergency_number"),
        ({"emergency_number": ""}, "emergency_number"),
    ],
)
def test_rules_that_would_leave_somebody_alone_are_refused(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        rules_with(**changes)


def test_what_is_not_done_is_said_for_each_topic() -> None:
    for topic in Topic:
        care = care_for(topic)
        assert Flag.NO_SURVEY in care.flags
        assert (Flag.TICKET in care.flags) == (topic in {Topic.LEGAL_THREAT, Topic.RIGHTS, Topic.COMPLAINT})
    in_danger = {Topic.EMERGENCY, Topic.SELF_HARM, Topic.ABUSE}
    assert {topic for topic in Topic if care_for(topic).priority is Priority.URGENT} == in_danger
    alone = {topic for topic in Topic if {Flag.NO_CALLBACK, Flag.NO_VOICEMAIL} <= set(care_for(topic).flags)}
    assert alone == in_danger | {Topic.CHILD}
    assert TopicRule() == TopicRule(enabled=True)


@pytest.mark.parametrize("words", ["no", "", "nope", "yes no", "I don't know", "not now", "what", "maybe"])
def test_only_a_plain_yes_is_safe(words: str) -> None:
    assert not says_safe(words)
