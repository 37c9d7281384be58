"""Every webhook ends at the assistant, an agent, a voicemail or a goodbye, and never twice at an agent."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from flask import Flask

from ivr.core.events import CallStarted
from ivr.core.record import Disposition, Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.journal import entry
from ivr.store.store import Store
from ivr.store.writer import StoreError
from ivr.telephony.signature import Signatures
from ivr.telephony.token import StreamTokens
from tests.conftest import (
    AGENTS,
    CALL,
    LINE,
    FakeClock,
    FakeReadiness,
    FakeRules,
    Twilio,
    dialled_numbers,
    said,
    verbs,
)

SHOWN_FOR_SIP = "+18005550177"
TO_SUPPORT = HandOff("transfer", "support", Reason.CALLER_ASKED, "order_status", "where is my order")


def stream_parameters(root: ElementTree.Element) -> dict[str | None, str | None]:
    return {p.get("name"): p.get("value") for p in root.iter("Parameter")}


def disposition(store: Store, call: str = CALL) -> Disposition | None:
    return store.record(call).disposition


@pytest.fixture
def transferred(twilio: Twilio, store: Store) -> ElementTree.Element:
    """A call of which the assistant has handed on, and the answer to what comes next."""
    twilio.ask("/voice/incoming", CallStatus="ringing")
    store.save_handoff(CALL, TO_SUPPORT)
    return twilio.ask("/voice/next")


# Incoming calls


def test_a_call_reaches_the_assistant_and_behind_it_an_agent(twilio: Twilio, tokens: StreamTokens) -> None:
    root = twilio.ask("/voice/incoming", CallStatus="ringing")
    assert verbs(root) == ["Connect", "Say", "Dial"]
    assert root[0].get("action") == "https://ivr.example.com/voice/next"
    assert root[0][0].attrib == {"url": "wss://ivr.example.com/media"}
    assert tokens.redeem(CALL, stream_parameters(root)["token"] or "")
    assert dialled_numbers(root) == [AGENTS[0]]


def test_a_repeated_first_request_has_the_same_answer_and_is_one_call(twilio: Twilio, store: Store) -> None:
    roots = [twilio.ask("/voice/incoming", CallStatus="ringing") for _ in range(3)]
    for root in roots:
        for parameter in root.iter("Parameter"):
            parameter.set("value", "any")
    assert len({ElementTree.tostring(root) for root in roots}) == 1
    assert store.running_calls() == store.calls_in_progress() == 1


def test_until_the_assistant_is_ready_calls_go_to_an_agent(
    twilio: Twilio, store: Store, readiness: FakeReadiness
) -> None:
    readiness.ready = False
    root = twilio.ask("/voice/incoming", CallStatus="ringing")
    assert verbs(root) == ["Say", "Dial"]
    assert "Our A.I. can't take your call" in said(root)
    handoff = store.record(CALL).handoff
    assert handoff is not None
    assert handoff.reason is Reason.NOT_READY
    readiness.ready = True
    assert dialled_numbers(twilio.ask("/voice/incoming", CallStatus="ringing")) == [AGENTS[0]]
    assert len(store.record(CALL).dials) == 1


def test_calls_beyond_the_limit_go_to_an_agent_and_an_ended_call_makes_room(
    twilio: Twilio, rules_in_force: FakeRules
) -> None:
    limits = rules_in_force.rules.limits.model_copy(update={"calls_at_once": 2})
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"limits": limits})
    answers = [verbs(twilio.ask("/voice/incoming", CallSid=f"CA{n}"))[0] for n in range(3)]
    assert answers == ["Connect", "Connect", "Say"]
    twilio.post("/voice/status", CallSid="CA1", CallStatus="completed")
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA4"))[0] == "Connect"


def test_a_call_beyond_the_limit_is_told_that_all_lines_are_busy_and_why_it_comes(
    twilio: Twilio, rules_in_force: FakeRules, store: Store, readiness: FakeReadiness
) -> None:
    limits = rules_in_force.rules.limits.model_copy(update={"calls_at_once": 1})
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"limits": limits})
    twilio.ask("/voice/incoming", CallSid="CA1")
    for ready in (True, False):  # asked again, the same, whatever has changed
        readiness.ready = ready
        root = twilio.ask("/voice/incoming", CallSid="CA2")
        assert verbs(root) == ["Say", "Dial"]
        assert "busy" in said(root)
    handoff = store.record("CA2").handoff
    assert handoff is not None
    assert handoff.reason is Reason.BUSY


def test_no_call_is_taken_while_the_machine_has_no_room_for_it(twilio: Twilio, readiness: FakeReadiness) -> None:
    twilio.ask("/voice/incoming", CallSid="CA1")
    readiness.room = False
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA1"))[0] == "Connect"
    assert "busy" in said(twilio.ask("/voice/incoming", CallSid="CA2"))
    readiness.room = True
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA3"))[0] == "Connect"


def test_a_call_whose_stream_never_came_makes_room_after_a_minute(
    twilio: Twilio, rules_in_force: FakeRules, store: Store, fake_clock: FakeClock
) -> None:
    limits = rules_in_force.rules.limits.model_copy(update={"calls_at_once": 1})
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"limits": limits})
    twilio.ask("/voice/incoming", CallSid="CA1")
    fake_clock.forward(59)
    assert "busy" in said(twilio.ask("/voice/incoming", CallSid="CA2"))
    fake_clock.forward(2)
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA3"))[0] == "Connect"
    assert store.running_calls() == 1


def test_a_call_of_which_no_end_was_reported_makes_room_when_its_time_is_up(
    twilio: Twilio, rules_in_force: FakeRules, store: Store, fake_clock: FakeClock
) -> None:
    limits = rules_in_force.rules.limits.model_copy(update={"calls_at_once": 1})
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"limits": limits})
    twilio.ask("/voice/incoming", CallSid="CA1")
    store.append("CA1", [entry(1, 0.0, CallStarted())])
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA2"))[0] == "Say"
    fake_clock.forward(120)
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA2"))[0] == "Say"
    fake_clock.forward(30 * 60 + 1)
    assert verbs(twilio.ask("/voice/incoming", CallSid="CA3"))[0] == "Connect"
    assert store.running_calls() == 1


def test_an_ended_call_is_told_so(twilio: Twilio) -> None:
    twilio.ask("/voice/incoming")
    twilio.post("/voice/status", CallStatus="completed")
    for path in ("/voice/incoming", "/voice/next"):
        assert verbs(twilio.ask(path)) == ["Say", "Hangup"]


def test_a_withheld_number_is_replaced_by_our_line_when_dialling(twilio: Twilio) -> None:
    root = twilio.ask("/voice/incoming", From="anonymous")
    assert [dial.get("callerId") for dial in root.iter("Dial")] == [LINE]
    assert [d.get("callerId") for d in twilio.ask("/voice/incoming", CallSid="CA2").iter("Dial")] == [None]


WITHHELD = ["", "Anonymous", "+266696687", "+7378742833", "sip:anonymous@anonymous.invalid", "sip:alice@example.com"]


@pytest.mark.parametrize("caller", WITHHELD)
def test_agents_are_never_rung_with_a_caller_id_that_carriers_refuse(
    caller: str, twilio: Twilio, store: Store, settings: Settings
) -> None:
    for line, shown in ((LINE, LINE), ("sip:line@example.sip.twilio.com", SHOWN_FOR_SIP), ("", SHOWN_FOR_SIP)):
        call = f"CA{len(line)}"
        roots = [twilio.ask("/voice/incoming", CallSid=call, From=caller, To=line)]
        store.save_handoff(call, TO_SUPPORT)
        roots.append(twilio.ask("/voice/next", CallSid=call, From=caller, To=line))
        roots.append(twilio.dialed(1, "busy", CallSid=call, From=caller, To=line))
        assert [d.get("callerId") for root in roots for d in root.iter("Dial")] == [shown] * 3
        assert store.record(call).caller == ""


# After the stream


def test_a_transfer_rings_the_routes_first_agent_without_a_second_announcement(
    transferred: ElementTree.Element, store: Store
) -> None:
    assert verbs(transferred) == ["Dial"]
    assert dialled_numbers(transferred) == [AGENTS[0]]
    assert [(d.attempt, d.agent, d.outcome) for d in store.record(CALL).dials] == [(1, 0, "")]
    assert store.running_calls() == 0


def test_a_repeated_question_has_the_same_answer_and_no_second_dial(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    assert ElementTree.tostring(twilio.ask("/voice/next")) == ElementTree.tostring(transferred)
    assert len(store.record(CALL).dials) == 1


def test_a_goodbye_hangs_up_with_its_disposition(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("goodbye", disposition=Disposition.RESOLVED))
    assert [verbs(twilio.ask("/voice/next")) for _ in range(2)] == [["Hangup"], ["Hangup"]]
    twilio.post("/voice/status", CallStatus="completed")
    assert disposition(store) is Disposition.RESOLVED


def test_a_lost_stream_is_resumed_once_and_then_an_agent_takes_over(
    twilio: Twilio, store: Store, tokens: StreamTokens
) -> None:
    twilio.ask("/voice/incoming")
    store.append(CALL, [entry(1, 0.0, CallStarted())])
    store.end_call(CALL, Disposition.STREAM_LOST)
    resumed = twilio.ask("/voice/next")
    assert stream_parameters(resumed)["resume"] == "1"
    assert tokens.redeem(CALL, stream_parameters(resumed)["token"] or "")
    assert disposition(store) is None
    assert store.running_calls() == 1
    store.append(CALL, [entry(2, 0.0, CallStarted(resumed=True))])
    store.end_call(CALL, Disposition.STREAM_LOST)
    root = twilio.ask("/voice/next")
    assert verbs(root) == ["Say", "Dial"]
    handoff = store.record(CALL).handoff
    assert handoff is not None
    assert handoff.reason is Reason.LINE_FAILED


def test_a_repeated_question_after_a_lost_stream_is_told_from_a_second_loss(
    twilio: Twilio, store: Store, fake_clock: FakeClock
) -> None:
    twilio.ask("/voice/incoming")
    store.append(CALL, [entry(1, 0.0, CallStarted())])
    assert verbs(twilio.ask("/voice/next"))[0] == "Connect"
    assert verbs(twilio.ask("/voice/next"))[0] == "Connect"
    fake_clock.forward(6)
    assert verbs(twilio.ask("/voice/next")) == ["Say", "Dial"]


def test_twilios_own_mark_of_a_retry_is_believed(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.append(CALL, [entry(1, 0.0, CallStarted())])
    answers = [
        twilio.post("/voice/next", headers={"I-Twilio-Idempotency-Token": token}).data for token in ("a", "a", "b")
    ]
    assert [b"<Connect" in answer for answer in answers] == [True, True, False]


def test_a_stream_that_never_began_goes_to_an_agent_at_once(twilio: Twilio) -> None:
    twilio.ask("/voice/incoming")
    assert verbs(twilio.ask("/voice/next")) == ["Say", "Dial"]


def test_a_lost_stream_is_not_resumed_when_the_assistant_is_not_ready(
    twilio: Twilio, store: Store, readiness: FakeReadiness
) -> None:
    twilio.ask("/voice/incoming")
    store.append(CALL, [entry(1, 0.0, CallStarted())])
    readiness.ready = False
    assert verbs(twilio.ask("/voice/next")) == ["Say", "Dial"]


def unreadable(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """The service has restarted, and the database that alone knows the call is locked."""

    def away(call: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(store, "call", away)


@pytest.mark.parametrize("lost", [False, True])
def test_whoever_is_on_the_line_and_unknown_to_us_reaches_an_agent(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    """After the data folder was lost, or while the database is away, no call is told that it has ended."""
    if not lost:
        unreadable(monkeypatch, store)
    root = twilio.ask("/voice/next")
    assert dialled_numbers(root) == [AGENTS[0]]
    assert "connecting you to a person" in said(root)


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled", "completed"])
@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_an_agent_of_an_unknown_call_who_does_not_take_it_is_followed_by_another(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch, lost: bool, status: str, attempt: int
) -> None:
    if not lost:
        unreadable(monkeypatch, store)
    root = twilio.dialed(attempt, status, DialBridged="false")
    assert dialled_numbers(root) == [AGENTS[0]]
    again = twilio.dialed(attempt, status, DialBridged="false")
    assert dialled_numbers(again) == [AGENTS[0]], "asked again, the same"
    monkeypatch.undo()
    following = twilio.dialed(attempt + 1, "busy", DialBridged="false")
    assert dialled_numbers(following) == [AGENTS[1]]


def test_an_unknown_call_that_an_agent_took_is_over_when_the_agent_hangs_up(twilio: Twilio) -> None:
    assert verbs(twilio.dialed(1, "completed", DialBridged="true")) == ["Hangup"]


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
@pytest.mark.parametrize("path", ["/voice/next", "/voice/dialed?attempt=1", "/voice/voicemail"])
def test_only_a_call_that_the_carrier_says_is_over_is_left_alone(twilio: Twilio, path: str, status: str) -> None:
    assert verbs(twilio.ask(path, CallStatus=status)) == []


@pytest.mark.parametrize("lost", [False, True])
def test_a_message_left_on_an_unknown_call_is_kept(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch, lost: bool
) -> None:
    if not lost:
        unreadable(monkeypatch, store)
    root = twilio.ask("/voice/voicemail", RecordingSid="RE0123")
    assert "Your message has been recorded" in said(root)
    assert "reference" not in said(root), "the caller was told another one before"
    monkeypatch.undo()
    assert store.record(CALL).recording_sid == "RE0123"


def test_when_the_caller_is_gone_nothing_is_done(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    assert verbs(twilio.ask("/voice/next", CallStatus="completed")) == []
    assert disposition(store) is Disposition.CALLER_HUNG_UP
    assert store.running_calls() == 0


# Agents


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled", "completed"])
def test_an_agent_who_does_not_take_the_call_is_followed_by_the_next(
    transferred: ElementTree.Element, twilio: Twilio, store: Store, status: str
) -> None:
    root = twilio.dialed(1, status, DialBridged="false", DialCallSid="CA77")
    assert verbs(root) == ["Say", "Dial"]
    assert "trying another person" in said(root)
    assert dialled_numbers(root) == [AGENTS[1]]
    first, second = store.record(CALL).dials
    assert (first.outcome, first.bridged, first.leg, first.ended_at is not None) == (status, False, "CA77", True)
    assert (second.agent, second.ended_at) == (1, None)


def test_a_busy_line_is_called_busy(transferred: ElementTree.Element, twilio: Twilio) -> None:
    assert said(twilio.dialed(1, "busy")) == "That line is busy. I'm trying another person."


def test_after_the_last_agent_there_is_voicemail_with_a_reference(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    twilio.dialed(1, "busy")
    root = twilio.dialed(2, "no-answer")
    assert verbs(root) == ["Gather", "Say", "Say", "Record", "Redirect"]
    reference = store.record(CALL).reference
    assert reference.isdigit()
    assert ", ".join(reference) in said(root)
    kept = twilio.ask("/voice/voicemail", RecordingUrl="https://api.twilio.com/2010/Recordings/RE0123abc")
    assert verbs(kept)[-1] == "Hangup"
    assert ", ".join(reference) in said(kept)
    assert store.record(CALL).recording_sid == "RE0123abc"
    assert disposition(store) is Disposition.VOICEMAIL


def test_a_caller_who_leaves_no_message_hears_the_reference_and_goodbye(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    twilio.dialed(1, "busy")
    twilio.dialed(2, "busy")
    assert "reference number" in said(twilio.ask("/voice/voicemail"))
    assert disposition(store) is Disposition.GOODBYE


def test_a_message_reported_after_the_hang_up_still_counts(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    twilio.dialed(1, "busy")
    twilio.dialed(2, "busy")
    twilio.post("/voice/status", CallStatus="completed")
    assert verbs(twilio.ask("/voice/voicemail", CallStatus="completed", RecordingSid="RE1")) == []
    assert disposition(store) is Disposition.VOICEMAIL


def test_a_call_that_an_agent_took_is_transferred_and_ends(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    assert verbs(twilio.dialed(1, "completed", DialBridged="true")) == ["Hangup"]
    assert disposition(store) is Disposition.TRANSFERRED
    assert verbs(twilio.dialed(1, "completed", DialBridged="true")) == ["Hangup"]
    assert len(store.record(CALL).dials) == 1


def test_a_transfer_reported_after_the_end_of_the_call_still_counts(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    twilio.post("/voice/status", CallStatus="completed")
    assert disposition(store) is Disposition.CALLER_HUNG_UP
    twilio.dialed(1, "completed", DialBridged="true", CallStatus="completed")
    assert disposition(store) is Disposition.TRANSFERRED


def test_a_repeated_outcome_has_the_same_answer_and_no_second_dial(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    answers = [ElementTree.tostring(twilio.dialed(1, "busy")) for _ in range(3)]
    assert len(set(answers)) == 1
    assert len(store.record(CALL).dials) == 2
    last = [ElementTree.tostring(twilio.dialed(2, "busy")) for _ in range(2)]
    assert len(set(last)) == 1
    assert b"<Record" in last[0]


@pytest.mark.parametrize("attempt", ["7", "-1", "x", "99999999999999999999", "", "١"])
def test_an_attempt_that_is_not_under_way_moves_nothing(
    transferred: ElementTree.Element, twilio: Twilio, store: Store, attempt: str
) -> None:
    root = twilio.ask(f"/voice/dialed?attempt={quote(attempt)}", DialCallStatus="busy")
    assert dialled_numbers(root) == [AGENTS[0]]
    assert len(store.record(CALL).dials) == 1


def test_a_caller_who_hangs_up_while_an_agent_is_rung_is_dialled_for_no_more(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    assert verbs(twilio.dialed(1, "canceled", CallStatus="completed")) == []
    assert len(store.record(CALL).dials) == 1
    assert disposition(store) is Disposition.CALLER_HUNG_UP


def test_agents_rung_by_the_verbs_behind_the_stream_are_followed_by_the_rest_of_the_route(
    twilio: Twilio, store: Store
) -> None:
    twilio.ask("/voice/incoming")
    assert "the line to it was lost" in said(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9"))
    assert dialled_numbers(twilio.dialed(1, "busy")) == [AGENTS[1]]
    assert [d.outcome for d in store.record(CALL).dials] == ["busy", ""]


def test_without_word_of_a_bridge_only_an_accepted_call_counts_as_one(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    assert dialled_numbers(twilio.dialed(1, "completed")) == [AGENTS[1]]
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=2", CallSid="CA9", Digits="1")
    assert verbs(twilio.dialed(2, "completed")) == ["Hangup"]
    assert disposition(store) is Disposition.TRANSFERRED


def test_outside_hours_there_is_voicemail_and_nobody_is_rung(
    twilio: Twilio, store: Store, rules_in_force: FakeRules
) -> None:
    hours = [{"days": ["mon"], "opens": "09:00", "closes": "12:00"}]
    routes = {"support": {"agents": AGENTS, "hours": hours}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    assert dialled_numbers(twilio.ask("/voice/incoming")) == []
    store.save_handoff(CALL, TO_SUPPORT)
    root = twilio.ask("/voice/next")
    assert "not in at the moment" in said(root)
    assert verbs(root)[-2:] == ["Record", "Redirect"]
    assert store.record(CALL).dials == ()


@pytest.mark.parametrize(("own", "words"), [("trouble", "on my side"), ("not_yet_read", "not in at the moment")])
def test_a_route_that_is_closed_says_so_in_its_own_words_where_they_are_at_hand(
    own: str, words: str, twilio: Twilio, store: Store, rules_in_force: FakeRules
) -> None:
    hours = [{"days": ["mon"], "opens": "09:00", "closes": "12:00"}]
    routes = {"support": {"agents": AGENTS, "hours": hours, "closed": own}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    root = twilio.ask("/voice/next")
    assert words in said(root)
    assert "Record" in verbs(root)


def test_who_was_told_that_nobody_is_in_is_not_told_again(
    twilio: Twilio, store: Store, rules_in_force: FakeRules
) -> None:
    hours = [{"days": ["mon"], "opens": "09:00", "closes": "12:00"}]
    routes = {"support": {"agents": AGENTS, "hours": hours}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    store.told_closed(CALL)
    root = twilio.ask("/voice/next")
    assert said(root).startswith("Your reference number is")
    assert verbs(root)[-2:] == ["Record", "Redirect"]
    assert said(twilio.ask("/voice/next")) == said(root)


def test_who_was_told_that_nobody_is_in_and_then_somebody_is_reaches_them(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    store.told_closed(CALL)
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]
    twilio.dialed(1, "busy")
    assert "no one could take your call" in said(twilio.dialed(2, "no-answer"))


@pytest.mark.parametrize(("zone", "opens"), [("America/New_York", True), ("UTC", False), ("Nowhere/At_All", True)])
def test_hours_are_those_of_the_routes_zone(
    twilio: Twilio, store: Store, rules_in_force: FakeRules, zone: str, opens: bool
) -> None:
    hours = [{"days": ["mon"], "opens": "06:00", "closes": "12:00"}]
    routes = {"support": {"agents": AGENTS, "hours": hours, "time_zone": zone}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    assert (dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]) is opens


def test_a_route_that_does_not_exist_is_the_fallback_route(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "+19005550000"))
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]


def test_a_call_keeps_the_rules_that_it_began_with(twilio: Twilio, store: Store, rules_in_force: FakeRules) -> None:
    twilio.ask("/voice/incoming")
    routes = {"support": {"agents": ["+15005559999"]}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    store.save_handoff(CALL, TO_SUPPORT)
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]
    assert dialled_numbers(twilio.dialed(1, "busy")) == [AGENTS[1]]


# The agent's whisper


def test_an_agent_hears_why_and_what_about_and_presses_1(
    transferred: ElementTree.Element, twilio: Twilio, store: Store
) -> None:
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", ParentCallSid=CALL)
    assert verbs(root) == ["Gather", "Gather", "Hangup"]
    heard = said(root)
    assert heard.startswith("Call from the A.I. assistant: the caller asked for a person; about order status.")
    assert "In their words: where is my order Press 1 to accept." in heard
    accept = (root[0].get("action") or "").removeprefix("https://ivr.example.com")
    assert verbs(twilio.ask(accept, CallSid="CA9", Digits="1")) == []
    assert store.record(CALL).dials[0].accepted


def test_an_agent_of_a_team_hears_that_it_was_asked_for_by_name(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED, None, "Can I speak to someone"))
    store.add_to_handoff(CALL, "Can I speak to someone in orders", None, "orders")
    assert dialled_numbers(twilio.ask("/voice/next")) == ["+15005550003"]
    heard = said(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", ParentCallSid=CALL))
    assert heard.startswith("Call from the A.I. assistant: the caller asked for orders.")


@pytest.mark.parametrize("digits", ["2", "*", "11"])
def test_another_key_declines(transferred: ElementTree.Element, twilio: Twilio, store: Store, digits: str) -> None:
    assert verbs(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", Digits=digits)) == ["Hangup"]
    assert not store.record(CALL).dials[0].accepted


def test_a_route_that_does_not_ask_only_tells(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, replace(TO_SUPPORT, route="orders"))
    assert dialled_numbers(twilio.ask("/voice/next")) == ["+15005550003"]
    assert set(verbs(twilio.ask("/voice/whisper?attempt=1", CallSid="CA9", ParentCallSid=CALL))) == {"Say"}
    assert verbs(twilio.dialed(1, "completed")) == ["Hangup"]


def test_an_agent_who_answers_too_late_is_told(transferred: ElementTree.Element, twilio: Twilio) -> None:
    twilio.post("/voice/status", CallStatus="completed")
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9")
    assert said(root) == "The caller has hung up. Goodbye."


def test_hostile_words_are_read_out_and_nothing_else(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, replace(TO_SUPPORT, wish="</Say><Dial>+19005550000</Dial>\x00\x1b[2J" + "x" * 5000))
    twilio.ask("/voice/next")
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9")
    assert list(root.iter("Dial")) == []
    assert len(said(root)) < 600


# Status callbacks


def test_status_callbacks_repeated_and_out_of_order_change_nothing(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    answers = []
    for status in ("completed", "in-progress", "ringing", "completed", "busy"):
        answers.append(twilio.post("/voice/status", CallStatus=status).status_code)
        assert disposition(store) is Disposition.CALLER_HUNG_UP
    assert answers == [204] * 5
    assert store.calls_in_progress() == 0


def test_a_status_of_an_unknown_call_makes_no_call(twilio: Twilio, store: Store) -> None:
    assert twilio.post("/voice/status", CallSid="CA5", CallStatus="completed").status_code == 204
    assert store.calls_in_progress() == 0
    assert store.call("CA5") is None


# Refusals and failures


@pytest.mark.parametrize("path", ["incoming", "next", "dialed?attempt=1", "whisper", "voicemail", "status"])
def test_an_unsigned_request_is_refused_counted_and_changes_nothing(app: Flask, store: Store, path: str) -> None:
    client = app.test_client()
    form = {"CallSid": CALL, "CallStatus": "completed"}
    for headers in ({}, {"X-Twilio-Signature": "L/OH5YylLD5NRKLltdqwSvS0BnU="}):
        assert client.post(f"/voice/{path}", data=form, headers=headers).status_code == 403
    assert client.get("/readyz").json["counts"] == {"requests_refused": 2}  # type: ignore[index]
    assert store.calls_in_progress() == 0


def test_the_host_header_is_not_believed(app: Flask) -> None:
    forged = Signatures(Settings("https://evil.example.net", "twilio-token-of-tests", "s", "r"))
    headers = {"X-Twilio-Signature": forged.sign("/voice/next", {"CallSid": CALL}), "Host": "evil.example.net"}
    assert app.test_client().post("/voice/next", data={"CallSid": CALL}, headers=headers).status_code == 403


def test_a_huge_body_is_refused(app: Flask) -> None:
    assert app.test_client().post("/voice/next", data={"CallSid": "C" * 100_000}).status_code == 413


@pytest.mark.parametrize("sid", ["", "../x", "CA 1", "x" * 100])
def test_a_request_without_a_usable_call_is_refused(twilio: Twilio, sid: str) -> None:
    assert twilio.post("/voice/next", CallSid=sid).status_code == 400


def test_when_our_code_fails_the_caller_still_reaches_an_agent(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    private = "+1415" + "5550100"

    def fails(*_: object, **__: object) -> None:
        raise ValueError(private)

    for name in ("begin_call", "call", "record", "dialled"):
        monkeypatch.setattr(store, name, fails)
    for path in ("/voice/incoming", "/voice/next", "/voice/dialed?attempt=1"):
        root = twilio.ask(path)
        assert dialled_numbers(root) == list(AGENTS)
        assert verbs(root) == ["Say", "Dial", "Say", "Hangup"]
    assert verbs(twilio.ask("/voice/dialed?attempt=1", DialBridged="true")) == ["Hangup"]
    asked_to_accept = twilio.ask(f"/voice/whisper?call={CALL}", CallSid="CA9")
    assert verbs(asked_to_accept) == ["Gather", "Gather", "Hangup"]  # a machine may have answered for the agent
    assert said(asked_to_accept) == "Press 1 to accept. Press 1 to accept."
    assert verbs(twilio.ask(f"/voice/whisper?call={CALL}", CallSid="CA9", Digits="1")) == []
    assert verbs(twilio.ask(f"/voice/whisper?call={CALL}", CallSid="CA9", Digits="2")) == ["Hangup"]
    logged = capsys.readouterr().out
    assert "webhook_failed" in logged
    assert private not in logged
    assert CALL not in logged


def test_paths_can_be_prefixed(make_app: Callable[..., Flask], settings: Settings) -> None:
    behind = replace(settings, public_url="https://example.com/phone")
    client = make_app(behind).test_client()
    root = Twilio(client, Signatures(behind), prefix="/phone").ask("/voice/incoming")
    assert root[0].get("action") == "https://example.com/phone/voice/next"
    assert root[0][0].get("url") == "wss://example.com/phone/media"
    assert client.post("/voice/incoming").status_code == 404
    assert client.get("/phone/healthz").status_code == client.get("/healthz").status_code == 200


# The developers' journal


def test_developers_can_follow_a_call(make_app: Callable[..., Flask], settings: Settings, store: Store) -> None:
    twilio = Twilio(make_app(settings, dev=True).test_client(), Signatures(settings))
    twilio.ask("/voice/incoming")
    store.append(CALL, [entry(seq, 0.1 * seq, CallStarted()) for seq in range(3)])
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    shown = twilio.get(f"/voice/journal/{CALL}?after=0").json
    assert shown is not None
    assert [e["seq"] for e in shown["entries"]] == [1, 2]
    assert shown["entries"][0].keys() == {"seq", "at_seconds", "kind", "body", "said"}
    assert shown["call"]["handoff"]["wish"] == TO_SUPPORT.wish
    assert shown["call"]["dials"][0]["route"] == "support"
    assert shown["call"]["ended"] is False
    assert twilio.get("/voice/journal/CA404").status_code == 404
    assert twilio.client.get(f"/voice/journal/{CALL}").status_code == 403


def test_in_production_nobody_can(twilio: Twilio) -> None:
    twilio.ask("/voice/incoming")
    assert twilio.get(f"/voice/journal/{CALL}").status_code == 404
