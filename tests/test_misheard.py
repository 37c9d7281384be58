"""Where a time, a number or a choice was asked for, one misheard word of the answer is no sensitive topic."""

import pytest

from ivr.core.heard.decision import Circumstances, Outcome
from ivr.core.heard.policy import decide
from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Awaited, Expects, Topic, Transcript, Understanding

from .english import ENGLISH
from .phrasings import about
from .scripted import RULES

may_be_misheard = ENGLISH.answer_words.may_be_misheard
topic_of = ENGLISH.topics.topic_of

TIME = Expects(Awaited.TEXT)
SLOTS = Expects(Awaited.CHOICE, words=("Tuesday morning", "Tuesday afternoon", "Thursday at four"))
NUMBER = Expects(Awaited.DIGITS, digits=6)
FAULT = Expects(Awaited.CHOICE, words=("gas", "water", "electricity"))


def topic_in(text: str, expects: Expects, confidence: float = 0.9, by_meaning: Topic | None = None) -> Topic | None:
    """What the call is taken to be about."""
    meant = Understanding("inform", 0.9, topic=by_meaning, topic_confidence=0.9 if by_meaning else 0.0)
    turn = Turn(1, ENGLISH, expects=expects, transcript=Transcript(text, confidence), understanding=meant)
    decision = decide(turn, Circumstances(expects), RULES)
    return decision.care.topic if decision.care else None


@pytest.mark.parametrize(
    "text",
    [
        "Tomorrow would have passed four.",
        "Half passed nine.",
        "Um, quarter passed ten on Friday, please.",
        "I think ten passed two would be best.",
        "Monday mourning.",
        "In the mourning, please, about eleven.",
        "Let's say Thursday, half passed away three.",
    ],
)
@pytest.mark.parametrize("expects", [TIME, SLOTS])
def test_a_misheard_time_is_no_death(text: str, expects: Expects) -> None:
    for by_meaning in (None, Topic.BEREAVEMENT):
        assert topic_in(text, expects, by_meaning=by_meaning) is None or "away" in text


@pytest.mark.parametrize("text", ["5 court 2 1 8 9", "The third solicitor.", "8 2 widow 4", "Next Friday, scam two."])
def test_one_doubtful_word_in_an_answer_is_no_topic(text: str) -> None:
    for topic in (Topic.LEGAL_THREAT, Topic.BEREAVEMENT, Topic.FRAUD):
        assert topic_in(text, NUMBER, 0.25, by_meaning=topic) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("My husband passed four weeks ago.", Topic.BEREAVEMENT),
        ("Mum died on Friday.", Topic.BEREAVEMENT),
        ("He passed on Monday morning.", Topic.BEREAVEMENT),
        ("Gas leaking.", Topic.EMERGENCY),
        ("There are two people bleeding here", Topic.EMERGENCY),
        ("I can smell gas since two o'clock", Topic.EMERGENCY),
        ("I took all my pills at ten this morning", Topic.EMERGENCY),
    ],
)
@pytest.mark.parametrize("expects", [TIME, SLOTS, NUMBER, FAULT])
def test_who_says_what_happened_is_heard_whatever_was_asked(text: str, topic: Topic, expects: Expects) -> None:
    for confidence in (0.3, 0.9):
        assert topic_in(text, expects, confidence) is topic


@pytest.mark.parametrize("part", ["tuned", "held_out"])
def test_every_sentence_about_a_topic_is_known_as_well_as_when_nothing_was_asked(part: str) -> None:
    found = {text: topic for topic in Topic for text in about(topic, part) if topic_of(text) is topic}
    lost = {
        confidence: [
            text
            for text, topic in found.items()
            for expects in (TIME, SLOTS, NUMBER, FAULT)
            if may_be_misheard(topic, Transcript(text, confidence), expects)
        ]
        for confidence in (0.3, 0.9)
    }
    assert not lost[0.9]
    assert len(set(lost[0.3])) <= len(found) / 100, lost[0.3]


@pytest.mark.parametrize(
    "text", ["It's twelve, please.", "Um, 8.", "I think eight would be best", "the second one is fine"]
)
def test_a_plain_answer_means_no_topic_whatever_else_it_may_mean(text: str) -> None:
    for expects in (TIME, SLOTS, NUMBER):
        assert topic_in(text, expects, by_meaning=Topic.CHILD) is None
    assert topic_in(text, FREE, by_meaning=Topic.CHILD) is Topic.CHILD


def test_what_is_no_topic_goes_on_to_be_read_as_the_answer() -> None:
    heard, understanding = Transcript("Half passed nine.", 0.9), Understanding("inform", 0.9)
    turn = Turn(1, ENGLISH, expects=TIME, transcript=heard, understanding=understanding)
    assert decide(turn, Circumstances(TIME), RULES).outcome is Outcome.ASK
