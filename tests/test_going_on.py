"""Whom nobody took may go on with the assistant, where it can take them and they want it; and nobody is lost by it."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ivr.core.events import CallStarted
from ivr.core.record import Back, By, Care, Choice, Disposition, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import GoneOn, HandOff
from ivr.store.facts import Facts
from ivr.store.journal import entry
from ivr.store.store import Store
from ivr.store.writer import StoreError
from ivr.telephony.token import StreamTokens
from tests.conftest import (
    AGENTS,
    CALL,
    FakeClock,
    FakeReadiness,
    FakeRules,
    Leaves,
    Twilio,
    dialled_numbers,
    said,
    verbs,
)

INSTEAD = "/voice/instead"
OFFER = "go on with our A.I., press 4"
TO_SUPPORT = HandOff("transfer", "support", Reason.CALLER_ASKED, "refund", "my kettle")


@pytest.fixture
def facts(open_facts: Callable[..., Facts], request: pytest.FixtureRequest) -> Facts:
    return open_facts(start="leaves" in request.fixturenames)


def streams(store: Store, call: str = CALL) -> None:
    """The assistant is on the call."""
    store.append(call, [entry(len(store.journal(call)) + 1, 0.0, CallStarted())])


def nobody_came(twilio: Twilio, store: Store, handoff: HandOff = TO_SUPPORT, **form: str) -> ElementTree.Element:
    """What a caller hears who was with the assistant, and for whom both agents were rung in vain."""
    twilio.ask("/voice/incoming", **form)
    streams(store)
    store.save_handoff(CALL, handoff)
    twilio.ask("/voice/next")
    twilio.dialed(1, "busy")
    return twilio.dialed(2, "no-answer")


def goes_on(twilio: Twilio, store: Store) -> ElementTree.Element:
    nobody_came(twilio, store)
    return twilio.ask(INSTEAD, Digits="4")


def token_of(root: ElementTree.Element) -> str:
    return next(one.get("value") or "" for one in root.iter("Parameter") if one.get("name") == "token")


def test_it_is_offered_with_the_other_keys_and_without_one_a_message_is_taken(twilio: Twilio, store: Store) -> None:
    root = nobody_came(twilio, store)
    assert verbs(root) == ["Gather", "Say", "Say", "Record", "Redirect"]
    keys = [said(root).index(f"press {key}") for key in "1234"]
    assert keys == sorted(keys)
    assert OFFER in said(root)


def test_key_4_opens_a_stream_of_the_same_call_and_the_hand_off_is_behind_it(
    twilio: Twilio, store: Store, tokens: StreamTokens
) -> None:
    root = goes_on(twilio, store)
    assert verbs(root) == ["Connect", "Say", "Dial"]
    assert tokens.redeem(CALL, token_of(root))
    record = store.record(CALL)
    assert (record.handoff, record.dials) == (None, ())
    assert store.gone_on(CALL) == GoneOn(Back.CALLER, "", 1)
    assert record.resumes == 0, "a stream that is lost later is still resumed once"
    assert store.running_calls() == 1


def test_asked_twice_it_is_the_same_once(twilio: Twilio, store: Store) -> None:
    goes_on(twilio, store)
    assert verbs(twilio.ask(INSTEAD, Digits="4"))[0] == "Connect"
    assert verbs(twilio.dialed(2, "no-answer"))[0] == "Connect", "an older question, sent again"
    assert len(store.record(CALL).handed_back) == 1


def test_a_second_transfer_is_as_the_first_and_they_may_come_back_again(twilio: Twilio, store: Store) -> None:
    goes_on(twilio, store)
    streams(store)
    store.save_handoff(CALL, replace(TO_SUPPORT, reason=Reason.KEY_PRESSED))
    root = twilio.ask("/voice/next")
    assert dialled_numbers(root) == [AGENTS[0]]
    assert [(number.get("url") or "")[-9:] for number in root.iter("Number")] == ["attempt=3"]
    assert dialled_numbers(twilio.dialed(3, "busy")) == [AGENTS[1]]
    assert OFFER in said(twilio.dialed(4, "no-answer"))
    assert verbs(twilio.ask(INSTEAD, Digits="4"))[0] == "Connect"
    assert store.gone_on(CALL) == GoneOn(Back.CALLER, "", 2)
    streams(store)
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    assert verbs(twilio.dialed(5, "completed", DialBridged="true")) == ["Hangup"]
    assert store.record(CALL).disposition is Disposition.TRANSFERRED


# For whom it is not


CARE = Care(Topic.ABUSE, Priority.NORMAL, (Flag.NO_VOICEMAIL,))


@pytest.mark.parametrize(
    "handoff",
    [
        replace(TO_SUPPORT, reason=Reason.OTHER_LANGUAGE),
        replace(TO_SUPPORT, reason=Reason.LIMIT_REACHED),
        replace(TO_SUPPORT, care=CARE),
        replace(TO_SUPPORT, care=Care(Topic.CHILD, Priority.URGENT)),
    ],
)
def test_to_whom_a_machine_is_of_no_use_it_is_not_offered(twilio: Twilio, store: Store, handoff: HandOff) -> None:
    assert "press 4" not in said(nobody_came(twilio, store, handoff))
    twilio.ask(INSTEAD, Digits="4")
    assert store.record(CALL).handoff is not None


@pytest.mark.parametrize("withheld", [True, False])
def test_who_wants_no_machine_is_not_sent_back_to_one(twilio: Twilio, store: Store, withheld: bool) -> None:
    twilio.ask("/voice/incoming", **({"From": "anonymous"} if withheld else {}))
    streams(store)
    store.choices.keep(CALL, Choice.NO_MACHINE, By.VOICE, "listening", stands=True)
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    twilio.dialed(1, "busy")
    assert "press 4" not in said(twilio.dialed(2, "no-answer"))
    root = twilio.ask(INSTEAD, Digits="4")
    assert "Connect" not in verbs(root)
    assert "press 1" in said(root), "they are told what there is"


def test_who_chose_so_between_the_offer_and_the_key_is_not_either(twilio: Twilio, store: Store) -> None:
    nobody_came(twilio, store)
    store.choices.keep(CALL, Choice.NO_MACHINE, By.OPERATOR, "", stands=True)
    assert "Connect" not in verbs(twilio.ask(INSTEAD, Digits="4"))


def test_nobody_is_sent_to_a_machine_of_whom_it_is_not_known_yet_whether_they_want_one(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.choices, "_is_loaded", False)
    store.begin_call(CALL, caller="+15005550199", line="", rules=Rules.model_validate(RULES), ready=True)
    streams(store)
    store.save_handoff(CALL, TO_SUPPORT)
    assert store.choices.may_want_no_machine(CALL)


RULES = {"routes": {"support": {"agents": [AGENTS[0]]}}, "fallback_route": "support"}


def test_who_never_was_with_the_assistant_is_not_offered_to_go_on(
    twilio: Twilio, store: Store, readiness: FakeReadiness
) -> None:
    readiness.ready = False
    twilio.ask("/voice/incoming")
    readiness.ready = True
    twilio.dialed(1, "busy")
    assert "press 4" not in said(twilio.dialed(2, "no-answer"))


# When it cannot take them


@pytest.mark.parametrize("what", ["ready", "room"])
def test_where_the_assistant_cannot_take_them_it_is_not_offered(
    twilio: Twilio, store: Store, readiness: FakeReadiness, what: str
) -> None:
    twilio.ask("/voice/incoming")
    setattr(readiness, what, False)
    assert "press 4" not in said(nobody_came(twilio, store))


@pytest.mark.parametrize("what", ["ready", "room", "lines"])
def test_who_chose_it_a_moment_too_late_is_told_what_else_there_is(
    twilio: Twilio, store: Store, readiness: FakeReadiness, rules_in_force: FakeRules, what: str
) -> None:
    given = rules_in_force.rules.model_dump(mode="json") | {"limits": {"calls_at_once": 1}}
    rules_in_force.rules = Rules.model_validate(given)
    nobody_came(twilio, store)
    if what == "lines":
        twilio.ask("/voice/incoming", CallSid="CA2", From="+15005550188")
    else:
        setattr(readiness, what, False)
    root = twilio.ask(INSTEAD, Digits="4")
    assert verbs(root)[0] == "Gather"
    assert "Record" in verbs(root)
    assert store.record(CALL).handoff is not None


# Each line of the way


def test_a_stream_that_the_carrier_cannot_open_is_an_agent_by_the_verbs_behind_it(twilio: Twilio, store: Store) -> None:
    root = goes_on(twilio, store)
    [number] = root.iter("Number")
    assert (number.text, (number.get("url") or "")[-9:]) == (AGENTS[0], "attempt=3")
    whisper = twilio.ask(f"/voice/whisper?call={CALL}&attempt=3", CallSid="CA9", ParentCallSid=CALL)
    assert verbs(whisper)[0] == "Gather"
    record = store.record(CALL)
    assert record.handoff is not None
    assert (record.handoff.reason, [one.attempt for one in record.dials]) == (Reason.LINE_FAILED, [3])
    assert verbs(twilio.dialed(3, "completed", DialBridged="true")) == ["Hangup"]


def test_a_stream_that_never_came_is_tried_once_more_and_then_it_is_a_person(twilio: Twilio, store: Store) -> None:
    """Its token was too old, or the service was started anew meanwhile."""
    goes_on(twilio, store)
    assert verbs(twilio.ask("/voice/next"))[0] == "Connect"
    streams(store)
    root = twilio.ask("/voice/next")
    assert dialled_numbers(root) == [AGENTS[0]]
    assert store.record(CALL).handoff is not None


def test_when_the_engines_are_gone_by_then_it_is_a_person(
    twilio: Twilio, store: Store, readiness: FakeReadiness
) -> None:
    goes_on(twilio, store)
    readiness.ready = False
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]


def test_with_the_store_away_they_hear_what_else_there_is(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_came(twilio, store)

    def away(call: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(store, "call", away)
    root = twilio.ask(INSTEAD, Digits="4")
    assert (verbs(root)[0], "press 1" in said(root)) == ("Gather", True)


def test_our_own_code_failing_is_a_person(twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody_came(twilio, store)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(store.handing_off, "come_back", broken)
    assert "Dial" in verbs(twilio.ask(INSTEAD, Digits="4"))


def test_a_caller_who_hangs_up_then_is_over(twilio: Twilio, store: Store) -> None:
    goes_on(twilio, store)
    twilio.ask("/voice/next", CallStatus="completed")
    assert store.record(CALL).over
    assert store.record(CALL).disposition is Disposition.CALLER_HUNG_UP
    assert store.running_calls() == 0


def test_evidence_tells_that_they_came_back_and_counts_the_next_wait_from_the_next_asking(
    twilio: Twilio, store: Store, facts: Facts, leaves: Leaves, fake_clock: FakeClock
) -> None:
    goes_on(twilio, store)
    twilio.ask(INSTEAD, Digits="4")
    assert facts.flush()
    told = [leaf["facts"] for leaf in leaves.kept if leaf["kind"] == "came_back_from_people"]
    assert told == [{"by": "caller", "after_ms": 0}]
