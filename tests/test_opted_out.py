"""Who chose that no machine answers them has a person from the first second, and is never handed back to it."""

import pytest

from ivr.core.record import By, Choice, Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from tests.conftest import (
    AGENTS,
    CALL,
    CALLER,
    LINE,
    FakeReadiness,
    FakeRules,
    Leaves,
    Twilio,
    dialled_numbers,
    said,
    verbs,
)

EARLIER = "CA-earlier"
CLOSED = [{"date": "2020-01-01", "until": "2199-12-31", "closed": True}]


@pytest.fixture
def opted_out(store: Store, rules: Rules) -> Store:
    """The caller chose it on an earlier call."""
    store.begin_call(EARLIER, caller=CALLER, line=LINE, rules=rules, ready=True)
    store.choices.keep(EARLIER, Choice.NO_MACHINE, By.VOICE, "hearing", stands=True)
    return store


def reason(store: Store) -> Reason | None:
    handoff = store.record(CALL).handoff
    return handoff.reason if handoff else None


def rings_with(rules_in_force: FakeRules, **changes: object) -> None:
    rules_in_force.rules = Rules.model_validate(rules_in_force.rules.model_dump(mode="json") | changes)


def test_the_first_webhook_rings_an_agent_and_says_who_was_called(twilio: Twilio, opted_out: Store) -> None:
    root = twilio.ask("/voice/incoming", CallStatus="ringing")
    assert verbs(root) == ["Say", "Say", "Dial"]
    assert "this is Fernhill" in said(root)
    assert "connecting you to a person" in said(root)
    assert dialled_numbers(root) == [AGENTS[0]]
    assert reason(opted_out) is Reason.OPTED_OUT


def test_asked_again_it_answers_the_same(twilio: Twilio, opted_out: Store) -> None:
    first, second = (twilio.ask("/voice/incoming", CallStatus="ringing") for _ in range(2))
    assert (verbs(first), said(first)) == (verbs(second), said(second))
    assert len(opted_out.record(CALL).dials) == 1


def test_another_caller_is_answered_as_always(twilio: Twilio, opted_out: Store) -> None:
    assert verbs(twilio.ask("/voice/incoming", From="+14155550199"))[0] == "Connect"


def test_the_rules_may_name_the_route(twilio: Twilio, opted_out: Store, rules_in_force: FakeRules) -> None:
    rings_with(rules_in_force, opt_out={"route": "orders"})
    assert dialled_numbers(twilio.ask("/voice/incoming")) == ["+15005550003"]


def test_the_other_choices_change_nothing_about_who_answers(twilio: Twilio, store: Store, rules: Rules) -> None:
    store.begin_call(EARLIER, caller=CALLER, line=LINE, rules=rules, ready=True)
    for choice in (Choice.NO_RECORDING, Choice.NO_TRAINING):
        store.choices.keep(EARLIER, choice, By.KEY, "listening", stands=True)
    assert verbs(twilio.ask("/voice/incoming"))[0] == "Connect"


def test_while_nobody_knows_what_was_chosen_callers_with_a_number_go_to_a_person(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(store.choices), "of_number", lambda _, number: None)
    root = twilio.ask("/voice/incoming")
    assert verbs(root) == ["Say", "Dial"]
    assert "can't take your call right now" in said(root)
    assert reason(store) is Reason.NOT_READY


def test_a_stream_that_was_lost_is_not_opened_again(twilio: Twilio, store: Store, rules: Rules) -> None:
    twilio.ask("/voice/incoming")
    store.choices.keep(CALL, Choice.NO_MACHINE, By.VOICE, "hearing", stands=True)
    root = twilio.ask("/voice/next")
    assert "Connect" not in verbs(root)
    assert dialled_numbers(root) == [AGENTS[0]]


def test_who_was_found_to_have_opted_out_as_the_stream_began_hears_who_was_called(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.OPTED_OUT))
    root = twilio.ask("/voice/next")
    assert "this is Fernhill" in said(root)
    assert dialled_numbers(root) == [AGENTS[0]]


def test_nobody_answers_and_a_message_is_taken_never_the_machine(twilio: Twilio, opted_out: Store) -> None:
    twilio.ask("/voice/incoming")
    for attempt in (1, 2):
        root = twilio.ask(f"/voice/dialed?attempt={attempt}", DialCallStatus="no-answer", DialBridged="false")
    assert verbs(root)[-2:] == ["Record", "Redirect"]
    assert "no one could take your call" in said(root)
    assert "Connect" not in verbs(twilio.ask("/voice/next"))


def test_an_agent_who_hangs_up_hands_nobody_back(twilio: Twilio, opted_out: Store) -> None:
    twilio.ask("/voice/incoming")
    root = twilio.ask("/voice/dialed?attempt=1", DialCallStatus="completed", DialBridged="true")
    assert verbs(root) == ["Hangup"]


def test_an_agent_who_rings_the_line_again_with_them_is_not_answered_by_the_machine(
    twilio: Twilio, opted_out: Store
) -> None:
    twilio.ask("/voice/incoming")
    root = twilio.ask("/voice/incoming", CallSid="CAback", From=AGENTS[0])
    assert verbs(root) == ["Say", "Say", "Dial"]
    assert opted_out.choices.of_number(AGENTS[0]) == frozenset()
    twilio.post("/voice/status", CallStatus="completed")
    assert verbs(twilio.ask("/voice/incoming", CallSid="CAown", From=AGENTS[0]))[0] == "Connect"


def test_an_agent_who_has_another_caller_is_a_caller_like_any(twilio: Twilio, store: Store) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED))
    twilio.ask("/voice/next")
    assert verbs(twilio.ask("/voice/incoming", CallSid="CAown", From=AGENTS[0]))[0] == "Connect"


def test_out_of_hours_they_hear_who_was_called_and_the_truth_and_leave_a_message(
    twilio: Twilio, opted_out: Store, rules_in_force: FakeRules
) -> None:
    rings_with(rules_in_force, routes={"support": {"agents": AGENTS, "exceptions": CLOSED}})
    root = twilio.ask("/voice/incoming")
    told = said(root)
    assert told.index("this is Fernhill") < told.index("not in at the moment")
    assert "connecting" not in told
    assert "Record" in verbs(root)


# Taken back by the agent


def test_the_agent_hears_why_the_call_comes_and_how_to_take_it_back(twilio: Twilio, opted_out: Store) -> None:
    twilio.ask("/voice/incoming")
    told = said(twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA-agent"))
    assert "no machine answers them" in told
    assert "Press 9" in told


def test_key_nine_takes_the_call_and_the_choice_back(twilio: Twilio, opted_out: Store) -> None:
    twilio.ask("/voice/incoming")
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA-agent", Digits="9")
    assert verbs(root) == []
    assert opted_out.record(CALL).dials[0].accepted
    assert opted_out.choices.of_number(CALLER) == frozenset()


def test_key_one_takes_the_call_and_leaves_the_choice(twilio: Twilio, opted_out: Store) -> None:
    twilio.ask("/voice/incoming")
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA-agent", Digits="1")
    assert opted_out.choices.of_number(CALLER) == {Choice.NO_MACHINE}


def test_on_any_other_call_key_nine_declines(twilio: Twilio, store: Store, readiness: FakeReadiness) -> None:
    readiness.ready = False
    twilio.ask("/voice/incoming")
    root = twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA-agent", Digits="9")
    assert verbs(root) == ["Hangup"]
    assert not store.record(CALL).dials[0].accepted


def test_the_choice_that_was_remembered_and_the_agents_taking_it_back_are_in_the_evidence(
    twilio: Twilio, opted_out: Store, facts: Facts, leaves: Leaves
) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9")
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", Digits="9")
    assert facts.flush()
    told = [leaf["facts"] for leaf in leaves.kept if leaf["kind"] == "opted_out"]
    assert [(fact["of"], fact["by"], fact["taken_back"]) for fact in told] == [
        ("machine", "number", False),
        ("machine", "agent", True),
    ]
    steps = [leaf["facts"]["step"] for leaf in leaves.kept if leaf["kind"] == "person_answered"]
    assert steps == ["picked_up", "accepted"]
