"""Whom nobody took may choose: to be put through again, to be rung, or to leave a message; it is no dead end."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from ivr.core.record import Care, Disposition, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.store.writer import StoreError
from tests.conftest import AGENTS, CALL, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs

INSTEAD = "/voice/instead"


@pytest.fixture
def facts(open_facts: Callable[..., Facts], request: pytest.FixtureRequest) -> Facts:
    return open_facts(start="leaves" in request.fixturenames)


def nobody_came(twilio: Twilio, store: Store, care: Care | None = None, caller: str = "") -> ElementTree.Element:
    """What a caller hears whom both agents were rung for in vain."""
    twilio.ask("/voice/incoming", **({"From": caller} if caller else {}))
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED, care=care))
    twilio.ask("/voice/next")
    twilio.dialed(1, "busy")
    return twilio.dialed(2, "no-answer")


def test_they_hear_their_keys_and_with_none_of_them_leave_a_message(twilio: Twilio, store: Store) -> None:
    root = nobody_came(twilio, store)
    assert verbs(root) == ["Gather", "Say", "Say", "Record", "Redirect"]
    assert root[0].get("action") == "https://ivr.example.com/voice/instead"
    told = said(root)
    heard = ("no one could take your call", "try again, press 1", "called back, press 2", "press 3", "after the tone")
    places = [told.index(line) for line in heard]
    assert places == sorted(places)


@pytest.mark.parametrize("key", ["1", "0"])
def test_they_may_be_put_through_again_as_often_as_they_want(twilio: Twilio, store: Store, key: str) -> None:
    nobody_came(twilio, store)
    for attempt in (3, 5):
        assert dialled_numbers(twilio.ask(INSTEAD, Digits=key)) == [AGENTS[0]]
        assert dialled_numbers(twilio.ask(INSTEAD, Digits=key)) == [AGENTS[0]], "asked twice, the same"
        assert dialled_numbers(twilio.dialed(attempt, "no-answer")) == [AGENTS[1]]
        assert verbs(twilio.dialed(attempt + 1, "no-answer"))[0] == "Gather"
    assert [one.attempt for one in store.record(CALL).dials] == [1, 2, 3, 4, 5, 6]
    twilio.ask(INSTEAD, Digits=key)
    assert verbs(twilio.dialed(7, "completed", DialBridged="true")) == ["Hangup"]
    assert store.record(CALL).disposition is Disposition.TRANSFERRED


def test_they_may_leave_a_message_at_once(twilio: Twilio, store: Store) -> None:
    nobody_came(twilio, store)
    assert verbs(twilio.ask(INSTEAD, Digits="3")) == ["Say", "Say", "Record", "Redirect"]


def test_they_may_be_called_back_and_hear_a_reference(twilio: Twilio, store: Store) -> None:
    nobody_came(twilio, store)
    root = twilio.ask(INSTEAD, Digits="2")
    assert "call you back" in said(root)
    assert ", ".join(store.record(CALL).reference) in said(root)
    assert store.record(CALL).disposition is Disposition.CALLBACK
    assert said(twilio.ask(INSTEAD, Digits="2")) == said(root), "asked twice, the same"


@pytest.mark.parametrize("key", ["7", "#", ""])
def test_another_key_tells_them_again(twilio: Twilio, store: Store, key: str) -> None:
    nobody_came(twilio, store)
    assert "press 1" in said(twilio.ask(INSTEAD, Digits=key))


def test_who_withholds_their_number_is_asked_for_one(twilio: Twilio, store: Store) -> None:
    nobody_came(twilio, store, caller="anonymous")
    assert "type the number" in said(twilio.ask(INSTEAD, Digits="2"))
    assert store.record(CALL).disposition is not Disposition.CALLBACK


def test_whom_it_is_not_safe_to_ring_or_to_record_may_try_again_and_no_more(twilio: Twilio, store: Store) -> None:
    root = nobody_came(twilio, store, Care(Topic.ABUSE, Priority.URGENT, (Flag.NO_CALLBACK, Flag.NO_VOICEMAIL)))
    assert "press 1" in said(root)
    assert "press 2" not in said(root)
    assert "press 3" not in said(root)
    assert "Record" not in verbs(root)
    for key in ("2", "3"):
        assert "Record" not in verbs(twilio.ask(INSTEAD, Digits=key))
    assert dialled_numbers(twilio.ask(INSTEAD, Digits="1")) == [AGENTS[0]]


def test_who_is_in_danger_hears_whom_to_call_before_the_keys(twilio: Twilio, store: Store) -> None:
    told = said(nobody_came(twilio, store, Care(Topic.EMERGENCY, Priority.URGENT, (Flag.NO_VOICEMAIL,))))
    assert told.index("nine one one") < told.index("press 1")


def test_where_the_rules_say_a_message_it_is_one_without_a_question(
    twilio: Twilio, store: Store, rules_in_force: FakeRules
) -> None:
    given = rules_in_force.rules.model_dump(mode="json")
    given["routes"]["support"] |= {"overflow": [{"to": "voicemail"}], "queue": False}
    rules_in_force.rules = Rules.model_validate(given)
    assert verbs(nobody_came(twilio, store)) == ["Say", "Say", "Say", "Record", "Redirect"]


def test_of_whom_nothing_is_known_is_put_through(twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(store, "call", away)
    assert dialled_numbers(twilio.ask(INSTEAD, Digits="2")) == [AGENTS[0]]


def test_who_has_hung_up_is_asked_nothing(twilio: Twilio, store: Store) -> None:
    nobody_came(twilio, store)
    assert verbs(twilio.ask(INSTEAD, CallStatus="completed")) == []
    assert store.record(CALL).over


def test_that_a_message_is_offered_is_evidence_as_before(
    twilio: Twilio, store: Store, facts: Facts, leaves: Leaves
) -> None:
    nobody_came(twilio, store)
    assert facts.flush()
    assert "offered_instead" in [leaf["kind"] for leaf in leaves.kept]
