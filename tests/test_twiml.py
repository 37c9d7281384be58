"""TwiML is valid XML whatever it is given, and says and dials exactly what it is told."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.language.aloud import aloud
from ivr.telephony import twiml
from tests.conftest import dialled_numbers, said, verbs

WHISPER = "https://ivr.example.com/voice/whisper?call=CA1&attempt=1"
DIALLING = twiml.Dialling(
    telephones=(twiml.Telephone("+15005550001", WHISPER),),
    ring_seconds=20,
    action_url="https://ivr.example.com/voice/dialed?attempt=1",
)
STREAM = twiml.Stream("wss://ivr.example.com/media", "https://ivr.example.com/voice/next", "token-1")


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  # our own


def test_a_stream_carries_its_token_as_parameter_and_no_query() -> None:
    root = parsed(twiml.connect_stream(STREAM, ("Sorry.", DIALLING), "No one."))
    connect = root[0]
    assert connect.attrib == {"action": "https://ivr.example.com/voice/next", "method": "POST"}
    assert connect[0].attrib == {"url": "wss://ivr.example.com/media"}
    assert {p.get("name"): p.get("value") for p in connect[0]} == {"token": "token-1"}


def test_a_resumed_stream_says_so() -> None:
    resumed = twiml.Stream(STREAM.url, STREAM.action_url, "token-2", resume=True)
    [*_, last] = parsed(twiml.connect_stream(resumed, None, "No one."))[0][0]
    assert last.attrib == {"name": "resume", "value": "1"}


def test_behind_a_stream_is_an_agent_or_else_a_goodbye() -> None:
    assert verbs(parsed(twiml.connect_stream(STREAM, ("Sorry.", DIALLING), "No one."))) == ["Connect", "Say", "Dial"]
    closed = parsed(twiml.connect_stream(STREAM, None, "No one."))
    assert verbs(closed) == ["Connect", "Say", "Hangup"]
    assert said(closed) == "No one."


def test_an_agent_is_rung_with_a_whisper_and_nothing_but_the_given_number() -> None:
    root = parsed(twiml.dial(DIALLING, "One moment."))
    assert verbs(root) == ["Say", "Dial"]
    assert root[1].attrib == {
        "action": DIALLING.action_url,
        "method": "POST",
        "timeout": "20",
        "timeLimit": "14400",
        "answerOnBridge": "true",
    }
    assert dialled_numbers(root) == ["+15005550001"]
    assert root[1][0].attrib == {"url": WHISPER, "method": "POST"}


def test_a_given_caller_id_is_shown_to_the_agent() -> None:
    shown = replace(DIALLING, caller_id="+18005550199")
    assert parsed(twiml.dial(shown))[0].get("callerId") == "+18005550199"


def test_without_us_agents_are_rung_in_turn_and_no_question_is_asked() -> None:
    root = parsed(twiml.dial_without_us(("+15005550001", "+15005550002"), 20, None, "Sorry.", "No one."))
    assert verbs(root) == ["Say", "Dial", "Say", "Hangup"]
    assert root[1].attrib == {"timeout": "20", "timeLimit": "14400", "sequential": "true"}
    assert dialled_numbers(root) == ["+15005550001", "+15005550002"]


def test_a_whisper_asks_twice_and_then_hangs_up() -> None:
    root = parsed(twiml.whisper(("Call.", "In their words: refund"), "Press 1.", "https://x.example/w?a=1&b=2"))
    assert verbs(root) == ["Gather", "Gather", "Hangup"]
    assert root[0].attrib["action"] == "https://x.example/w?a=1&b=2"
    assert root[0].attrib["numDigits"] == "1"
    assert said(root) == "Call. In their words: refund Press 1. Call. Press 1."


def test_voicemail_asks_for_what_follows_whether_or_not_a_message_was_left() -> None:
    root = parsed(twiml.voicemail(("No one is in.",), "https://x.example/voicemail"))
    assert verbs(root) == ["Say", "Record", "Redirect"]
    assert root[1].get("action") == root[2].text == "https://x.example/voicemail"


def test_a_reference_is_said_digit_by_digit() -> None:
    assert twiml.digit_by_digit("4821") == "4, 8, 2, 1"


def test_english_is_spoken_as_english() -> None:
    assert parsed(twiml.goodbye("Bye."))[0].attrib == {"language": "en-US"}


@given(st.text(st.characters(), max_size=200))
def test_whatever_is_said_the_answer_is_valid_and_a_single_say(text: str) -> None:
    root = parsed(twiml.goodbye(text))
    assert verbs(root) in (["Say", "Hangup"], ["Hangup"])
    assert said(root) == aloud(twiml.cleaned(text), "en")


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\x00b\x1b[31m\r\nc", "a b [31m c"), ("\ud800x\ufffe", "x"), ("<Dial>+1</Dial>", "<Dial>+1</Dial>"), ("", "")],
)
def test_control_characters_are_not_said(text: str, kept: str) -> None:
    assert twiml.cleaned(text) == kept


def test_what_is_said_has_an_end() -> None:
    assert len(twiml.cleaned("word " * 100_000)) <= 600
