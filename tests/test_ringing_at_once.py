"""All agents of a route may ring at once: who presses 1 first has the caller, and everybody else is let go."""

from xml.etree import ElementTree

import pytest

from ivr.core.record import Disposition, Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from tests.conftest import CALL, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs

AGENTS = ("+15005550001", "+15005550002", "+15005550003")
TO_SUPPORT = HandOff("transfer", "support", Reason.CALLER_ASKED)


@pytest.fixture(autouse=True)
def _at_once(rules_in_force: FakeRules) -> None:
    routes = {"support": {"agents": AGENTS, "ring": "all_at_once"}}
    rules_in_force.rules = Rules.model_validate({"company": "Acme", "routes": routes, "fallback_route": "support"})


@pytest.fixture
def ringing(twilio: Twilio, store: Store) -> ElementTree.Element:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    return twilio.ask("/voice/next")


def whisper(twilio: Twilio, attempt: int, **more: str) -> ElementTree.Element:
    return twilio.ask(f"/voice/whisper?call={CALL}&attempt={attempt}", CallSid=f"CAagent{attempt}", **more)


def test_all_agents_ring_together_each_with_an_attempt_of_its_own(ringing: ElementTree.Element, store: Store) -> None:
    assert dialled_numbers(ringing) == list(AGENTS)
    urls = [number.get("url", "") for number in ringing.iter("Number")]
    assert [url.rpartition("=")[2] for url in urls] == ["1", "2", "3"]
    assert [(one.attempt, one.agent) for one in store.record(CALL).dials] == [(1, 0), (2, 1), (3, 2)]


def test_asked_twice_they_ring_once(ringing: ElementTree.Element, twilio: Twilio, store: Store) -> None:
    assert dialled_numbers(twilio.ask("/voice/next")) == list(AGENTS)
    assert len(store.record(CALL).dials) == 3


def test_who_presses_1_first_has_the_call_and_the_next_is_told_so(
    ringing: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    for attempt in (1, 2, 3):
        assert verbs(whisper(twilio, attempt))[0] == "Gather"
    assert verbs(whisper(twilio, 2, Digits="1")) == []
    for late in (whisper(twilio, 1, Digits="1"), whisper(twilio, 3)):
        assert verbs(late)[-1] == "Hangup"
        assert "colleague" in said(late)
    assert verbs(whisper(twilio, 2, Digits="1")) == [], "asked twice, they have it still"
    root = twilio.dialed(3, "completed", DialBridged="true", DialCallSid="CAagent2")
    assert verbs(root) == ["Hangup"]
    record = store.record(CALL)
    assert [one.bridged for one in record.dials] == [False, True, False]
    assert [one.outcome for one in record.dials] == ["canceled", "completed", "canceled"]
    assert [one.leg for one in record.dials] == ["", "CAagent2", ""]
    assert record.disposition is Disposition.TRANSFERRED
    assert verbs(twilio.dialed(3, "completed", DialBridged="true")) == ["Hangup"], "a repeat changes nothing"


def test_an_older_carrier_that_does_not_say_whether_they_spoke_is_answered_by_the_key(
    ringing: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    whisper(twilio, 1, Digits="1")
    assert verbs(twilio.dialed(3, "completed")) == ["Hangup"]
    assert [one.bridged for one in store.record(CALL).dials] == [True, False, False]


def test_when_none_of_them_takes_it_a_message_is_taken_once(
    ringing: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    whisper(twilio, 1)
    answers = [twilio.dialed(3, "no-answer", DialBridged="false") for _ in range(2)]
    for root in answers:
        assert "Record" in verbs(root)
    assert [one.ended_at is None for one in store.record(CALL).dials] == [False] * 3
    assert len(store.record(CALL).dials) == 3


def test_agents_who_are_not_asked_are_joined_by_the_carrier_and_known_by_their_leg(
    twilio: Twilio, store: Store, rules_in_force: FakeRules
) -> None:
    routes = {"support": {"agents": AGENTS, "ring": "all_at_once", "press_to_accept": False}}
    rules_in_force.rules = Rules.model_validate({"company": "Acme", "routes": routes, "fallback_route": "support"})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    assert "Hangup" not in verbs(whisper(twilio, 1))
    assert "Hangup" not in verbs(whisper(twilio, 3)), "the first may hang up before the briefing ends"
    twilio.dialed(3, "completed", DialBridged="true", DialCallSid="CAagent3")
    dials = store.record(CALL).dials
    assert [one.bridged for one in dials] == [False, False, True]
    assert [one.answered_at is not None for one in dials] == [False, False, True], "one of them took the call"


def test_behind_a_stream_that_fails_the_first_rings_and_then_all_the_others_at_once(
    twilio: Twilio, store: Store
) -> None:
    root = twilio.ask("/voice/incoming")
    assert dialled_numbers(root) == [AGENTS[0]]
    assert dialled_numbers(twilio.dialed(1, "no-answer")) == list(AGENTS[1:])
    assert [one.agent for one in store.record(CALL).dials] == [0, 1, 2]


def test_each_attempt_is_in_the_evidence(
    ringing: ElementTree.Element, twilio: Twilio, facts: Facts, leaves: Leaves
) -> None:
    whisper(twilio, 2, Digits="1")
    twilio.dialed(3, "completed", DialBridged="true", DialCallSid="CAagent2")
    assert facts.flush()
    told = [(leaf["kind"], leaf["facts"]["attempt"]) for leaf in leaves.kept if "attempt" in leaf["facts"]]
    rung = [("person_dialled", attempt) for attempt in (1, 2, 3)]
    assert told == [*rung, ("person_answered", 2), ("person_dial_ended", 3)]


def test_a_call_that_ends_while_all_ring_is_over_for_all(
    ringing: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    twilio.post("/voice/dialed?attempt=3", CallStatus="completed", DialCallStatus="canceled", DialBridged="false")
    assert store.record(CALL).over
    assert store.record(CALL).ringing == ()
    assert verbs(whisper(twilio, 1))[-1] == "Hangup"
