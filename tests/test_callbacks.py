"""Who would rather be rung back says so by a key; it is noted before they hear of it, and key 0 is still a person."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from ivr.console.desk import Desk
from ivr.core.record import Care, Disposition, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.errors import RulesError
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.web.callbacks import number_typed
from ivr.written.rules_file import parse_rules
from tests.conftest import AGENTS, CALL, CALLER, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs
from tests.console import Browser

Waits = Callable[..., ElementTree.Element]


@pytest.fixture
def route(rules_in_force: FakeRules) -> Callable[..., None]:
    """Sets how support goes on."""

    def set_route(**more: object) -> None:
        routes = {"support": {"agents": AGENTS, **more}}
        rules_in_force.rules = Rules.model_validate({"company": "A", "routes": routes, "fallback_route": "support"})

    return set_route


@pytest.fixture
def waits(route: Callable[..., None], twilio: Twilio, store: Store) -> Waits:
    """All agents of support were rung in vain: the answer to the last attempt."""
    route(queue=True, callback=True)

    def wait(care: Care | None = None, **given: str) -> ElementTree.Element:
        twilio.ask("/voice/incoming", CallSid=CALL, **given)
        store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED, care=care))
        root = twilio.ask("/voice/next", CallSid=CALL)
        while verbs(root)[-1] == "Dial":
            root = twilio.dialed(len(store.record(CALL).dials), "busy", CallSid=CALL)
        return root

    return wait


def presses(twilio: Twilio, root: ElementTree.Element, digits: str) -> ElementTree.Element:
    """What the carrier asks when these keys were typed to this answer; "": none was."""
    gather = next(root.iter("Gather"))
    url = gather.get("action") or ""
    return twilio.ask(
        url.removeprefix("https://ivr.example.com"), CallSid=CALL, **({"Digits": digits} if digits else {})
    )


def test_who_waits_is_rung_back_by_one_key_and_told_a_reference(waits: Waits, twilio: Twilio, store: Store) -> None:
    root = waits()
    assert "To be called back, press 2" in said(root)
    root = presses(twilio, root, "2")
    reference = store.record(CALL).reference
    assert reference
    assert ", ".join(reference) in said(root)
    assert "number that you are calling from" in said(root)
    assert verbs(root)[-1] == "Hangup"
    assert store.record(CALL).disposition is Disposition.CALLBACK


def test_the_same_request_twice_notes_one_callback(waits: Waits, twilio: Twilio, store: Store) -> None:
    root = waits()
    first = presses(twilio, root, "2")
    assert said(presses(twilio, root, "2")) == said(first)


def test_it_is_offered_where_the_route_says_so_alone(
    waits: Waits, route: Callable[..., None], twilio: Twilio, store: Store
) -> None:
    route(queue=True)
    root = waits()
    assert "called back" not in said(root)
    assert dialled_numbers(presses(twilio, root, "2")) == [AGENTS[0]], "then it is a key as any other"
    assert not store.record(CALL).reference


@pytest.mark.parametrize("flags", [{Flag.NO_CALLBACK}, {Flag.NO_VOICEMAIL}])
def test_a_telephone_that_rings_may_harm_so_it_is_not_offered(
    waits: Waits, twilio: Twilio, store: Store, flags: set[Flag]
) -> None:
    root = waits(Care(Topic.FRAUD, Priority.HIGH, tuple(flags)))
    assert "called back" not in said(root)
    presses(twilio, root, "2")
    assert store.record(CALL).disposition is None


def test_who_withholds_their_number_types_one(waits: Waits, twilio: Twilio, store: Store) -> None:
    root = presses(twilio, waits(From="anonymous"), "2")
    assert "type the number" in said(root)
    assert next(root.iter("Gather")).get("finishOnKey") == "#"
    assert store.record(CALL).disposition is None, "nothing is noted that nobody could ring"
    root = presses(twilio, root, "4155550123")
    assert "1, 4, 1, 5, 5, 5, 5, 0, 1, 2, 3" in said(root)
    assert store.record(CALL).disposition is Disposition.CALLBACK


def test_another_number_takes_the_place_of_the_first(waits: Waits, twilio: Twilio, store: Store) -> None:
    root = presses(twilio, waits(), "2")
    reference = store.record(CALL).reference
    root = presses(twilio, presses(twilio, root, "3"), "2125550188")
    assert "1, 2, 1, 2" in said(root)
    assert store.record(CALL).reference == reference


def test_what_is_no_number_is_asked_for_again_and_then_a_message_is_taken(waits: Waits, twilio: Twilio) -> None:
    root = presses(twilio, waits(From="anonymous"), "2")
    for _ in range(2):
        root = presses(twilio, root, "123")
        assert "can't read that" in said(root)
    assert "Record" in verbs(presses(twilio, root, "123"))


def test_who_types_nothing_keeps_the_callback_that_was_noted(waits: Waits, twilio: Twilio, store: Store) -> None:
    root = presses(twilio, presses(twilio, waits(), "2"), "3")
    assert ", ".join(store.record(CALL).reference) in said(presses(twilio, root, ""))


def test_key_0_leads_back_to_the_agents_at_every_question(waits: Waits, twilio: Twilio) -> None:
    root = presses(twilio, waits(From="anonymous"), "2")
    assert dialled_numbers(presses(twilio, root, "0")) == [AGENTS[0]]


def test_as_a_step_it_is_offered_to_whom_nobody_took_and_a_message_is_behind_it(
    waits: Waits, route: Callable[..., None], twilio: Twilio, store: Store
) -> None:
    route(overflow=[{"to": "callback"}])
    root = waits()
    assert "press 2" in said(root)
    assert "Record" in verbs(presses(twilio, root, "")), "the carrier's redirect asks the same page"
    presses(twilio, root, "2")
    assert store.record(CALL).disposition is Disposition.CALLBACK


def test_a_callback_is_among_the_facts_of_the_call(waits: Waits, twilio: Twilio, facts: Facts, leaves: Leaves) -> None:
    presses(twilio, waits(), "2")
    twilio.post("/voice/status", CallSid=CALL, CallStatus="completed")
    assert facts.flush()
    told = [(leaf["kind"], leaf["facts"]) for leaf in leaves.kept]
    assert ("offered_instead", {"what": "callback", "taken": True}) in told
    assert dict(told)["call_ended"]["reached"] == "callback"


@pytest.mark.parametrize(
    ("keys", "line", "number"),
    [
        ("4155550123", "+15005550100", "+14155550123"),
        ("2125550188", "+12125550100", "+12125550188"),
        ("02079460018", "+442079460000", "+442079460018"),
        ("0014155550123", "+442079460000", "+14155550123"),
        ("09001234567", "+4930555000", ""),
        ("112", "+4930555000", ""),
        ("2125550188", "", ""),
        ("", "+12125550100", ""),
        ("*", "+12125550100", ""),
    ],
)
def test_a_number_is_read_as_it_is_dialled_where_our_line_is(keys: str, line: str, number: str) -> None:
    assert number_typed(keys, line) == number


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("callback: true", "write `to: queue` under overflow"),
        ("overflow: [{to: callback}, {to: queue}]", "step 1 takes everybody"),
    ],
)
def test_what_nobody_could_be_offered_is_refused(more: str, told: str) -> None:
    text = f'company: A\nroutes:\n  a:\n    agents: ["+15005550001"]\n    {more}\nfallback_route: a\n'
    with pytest.raises(RulesError, match=told):
        parse_rules(text)


def test_it_is_claimed_in_the_console_where_the_number_that_was_typed_last_is_shown(
    waits: Waits, twilio: Twilio, store: Store, desk: Desk, signed_in: Callable[[str], Browser]
) -> None:
    waiting = waits()
    root = presses(twilio, waiting, "2")
    assert store.flush()
    presses(twilio, presses(twilio, root, "3"), "2125550188")
    assert store.flush()
    again = presses(twilio, waiting, "2")
    assert "1, 2, 1, 2" in said(again), "the first request, come once more, undoes nothing"
    assert store.flush()
    agent, reference = signed_in("agent"), store.record(CALL).reference
    assert reference in agent.get("/messages/").text
    agent.post(f"/messages/{CALL}/2/claim")
    shown = agent.get(f"/messages/{CALL}/2").text
    assert 'href="tel:+12125550188"' in shown
    assert CALLER not in shown
