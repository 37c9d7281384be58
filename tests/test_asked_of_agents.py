"""Where the operator wants it, agents are asked before each caller to say their name and where they are."""

from collections.abc import Callable

import pytest
from flask import Flask

from ivr.core.record import Reason
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.store import Store
from ivr.telephony.signature import Signatures
from ivr.web.briefings import words_for_agents

from .conftest import CALL, FakeRules, Twilio, said, verbs
from .english import ENGLISH

WHISPER = f"/voice/whisper?call={CALL}&attempt=1"
REQUEST, PRESS = ENGLISH.briefing.say_who, ENGLISH.briefing.press_to_accept


@pytest.fixture
def wanted(rules_in_force: FakeRules) -> FakeRules:
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"agents_say_who": True})
    return rules_in_force


@pytest.fixture
def twilio(make_app: Callable[..., Flask], settings: Settings, store: Store, signatures: Signatures) -> Twilio:
    """With the words for agents as the service has them."""
    return Twilio(make_app(settings, briefings=words_for_agents).test_client(), signatures)


def handed_on(twilio: Twilio, store: Store, route: str) -> str:
    """What the agent hears of a call that was handed to the route."""
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", route, Reason.CALLER_ASKED, None, "where is my order"))
    twilio.ask("/voice/next")
    return said(twilio.ask(WHISPER, CallSid="CA9", ParentCallSid=CALL))


def test_the_briefing_ends_with_the_request_before_the_key_is_asked_for(
    wanted: FakeRules, twilio: Twilio, store: Store
) -> None:
    told = handed_on(twilio, store, "support")
    first = told[: told.index(PRESS)].strip()
    assert "where is my order" in first
    assert first.endswith(REQUEST)


def test_who_is_connected_without_a_key_is_asked_as_well(wanted: FakeRules, twilio: Twilio, store: Store) -> None:
    assert handed_on(twilio, store, "orders").strip().endswith(REQUEST)


def test_of_a_call_that_nothing_is_known_of_the_agent_is_asked_as_well(wanted: FakeRules, twilio: Twilio) -> None:
    asked = twilio.ask("/voice/whisper?attempt=1", CallSid="CA9")
    assert verbs(asked) == ["Gather", "Gather", "Hangup"]
    assert REQUEST in said(asked)


def test_when_our_own_code_fails_the_agent_is_asked_as_well(
    wanted: FakeRules, twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.web.lines.briefing", None)
    assert REQUEST in handed_on(twilio, store, "support")


def test_nobody_is_asked_unless_the_rules_want_it(twilio: Twilio, store: Store) -> None:
    assert REQUEST not in handed_on(twilio, store, "support")


def test_a_call_keeps_what_the_rules_wanted_when_it_began(
    rules_in_force: FakeRules, twilio: Twilio, store: Store
) -> None:
    handed_on(twilio, store, "support")
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"agents_say_who": True, "version": "v2"})
    assert REQUEST not in said(twilio.ask(WHISPER, CallSid="CA9", ParentCallSid=CALL))
