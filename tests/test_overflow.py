"""Whom nobody of a route takes goes on by its steps: another route, a line, a message; never round in circles."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from ivr.core.overflow import Instead, Overflow
from ivr.core.record import Care, Flag, Priority, Reason, Topic
from ivr.core.rules import Route, Rules
from ivr.errors import RulesError
from ivr.ports import HandOff
from ivr.store.store import Store
from ivr.written.rules_file import parse_rules
from tests.conftest import AGENTS, CALL, FakeClock, FakeRules, Twilio, dialled_numbers, said, verbs

SALES, NIGHT = "+15005550005", "+15005550006"
Steps = list[dict[str, object]]
HandsOff = Callable[..., ElementTree.Element]


@pytest.fixture
def overflows(rules_in_force: FakeRules) -> Callable[..., None]:
    """Sets the steps of support; sales has some of its own, which lead back."""

    def set_steps(*steps: dict[str, object], sales: dict[str, object] | None = None) -> None:
        back = {"agents": [SALES], "overflow": [{"route": "support"}]}
        routes = {"support": {"agents": AGENTS, "overflow": steps}, "sales": back | (sales or {})}
        routes["night"] = {"agents": [NIGHT]}
        rules_in_force.rules = Rules.model_validate({"company": "A", "routes": routes, "fallback_route": "support"})

    return set_steps


@pytest.fixture
def hands_off(twilio: Twilio, store: Store) -> HandsOff:
    """A call that is to have a person of support, whose agents are rung in vain: the answer to the last attempt."""

    def hand_off(call: str = CALL, status: str = "no-answer", care: Care | None = None) -> ElementTree.Element:
        twilio.ask("/voice/incoming", CallSid=call)
        store.save_handoff(call, HandOff("transfer", "support", Reason.CALLER_ASKED, care=care))
        root = twilio.ask("/voice/next", CallSid=call)
        while dialled_numbers(root) and dialled_numbers(root)[0] in AGENTS:
            root = twilio.dialed(len(store.record(call).dials), status, CallSid=call)
        return root

    return hand_off


def test_the_next_route_rings_and_its_own_steps_do_not_count(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio, store: Store
) -> None:
    overflows({"route": "sales"}, {"route": "night"})
    root = hands_off()
    assert dialled_numbers(root) == [SALES]
    assert "trying another" in said(root)
    root = twilio.dialed(3, "busy")
    assert dialled_numbers(root) == [NIGHT]
    root = twilio.dialed(4, "no-answer")
    assert "Record" in verbs(root), "sales leads back to support, and nobody is sent there again"
    assert [one.route for one in store.record(CALL).dials] == ["support", "support", "sales", "night"]


def test_each_report_that_comes_twice_is_answered_the_same(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio, store: Store
) -> None:
    overflows({"route": "sales"})
    first = hands_off()
    assert ElementTree.tostring(twilio.dialed(2, "no-answer")) == ElementTree.tostring(first)
    assert dialled_numbers(twilio.dialed(1, "no-answer")) == [SALES], "a late one follows what rings now"
    assert len(store.record(CALL).dials) == 3


def test_a_route_that_is_closed_is_passed_over(overflows: Callable[..., None], hands_off: HandsOff) -> None:
    overflows({"route": "sales"}, {"route": "night"}, sales={"hours": [{"days": "tue", "opens": "9", "closes": "17"}]})
    assert dialled_numbers(hands_off()) == [NIGHT]


@pytest.mark.parametrize(("status", "reached"), [("busy", SALES), ("no-answer", NIGHT)])
def test_a_step_may_be_for_busy_agents_alone(
    overflows: Callable[..., None], hands_off: HandsOff, status: str, reached: str
) -> None:
    overflows({"route": "sales", "when": "busy"}, {"route": "night"})
    assert dialled_numbers(hands_off(status=status)) == [reached]


def test_agents_are_busy_only_when_each_of_them_is(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio, store: Store
) -> None:
    overflows({"route": "sales", "when": "busy"}, {"route": "night", "when": "no_answer"})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED))
    twilio.ask("/voice/next")
    twilio.dialed(1, "busy")
    assert dialled_numbers(twilio.dialed(2, "completed", DialBridged="false")) == [NIGHT]


def test_a_line_that_is_too_long_is_passed_over_and_one_that_is_not_is_waited_in(
    overflows: Callable[..., None], hands_off: HandsOff
) -> None:
    overflows({"to": "queue", "at_most": 1}, {"route": "sales"})
    assert verbs(hands_off("CA1")) == ["Gather", "Redirect"]
    assert dialled_numbers(hands_off("CA2")) == [SALES], "nobody of support is rung past who waits, and one waits"


def test_a_wait_that_would_be_too_long_is_passed_over_as_far_as_it_is_known(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio, fake_clock: FakeClock
) -> None:
    overflows({"to": "queue", "minutes": 3}, {"route": "sales"})
    for number in (1, 2):
        assert verbs(hands_off(f"CA{number}")) == ["Gather", "Redirect"], "too little is known to say"
        twilio.ask("/voice/waiting?place=1&minutes=0", CallSid=f"CA{number}")
        twilio.ask(f"/voice/whisper?call=CA{number}&attempt=3", CallSid="CA9", Digits="1")
        fake_clock.forward(240)
    assert dialled_numbers(hands_off("CA3")) == [SALES]


def test_a_caller_in_need_waits_whatever_the_line_is_like(overflows: Callable[..., None], hands_off: HandsOff) -> None:
    overflows({"to": "queue", "at_most": 1}, {"to": "voicemail"})
    hands_off("CA1")
    care = Care(Topic.EMERGENCY, Priority.URGENT, (Flag.NO_VOICEMAIL,))
    assert verbs(hands_off("CA2", care=care)) == ["Gather", "Redirect"]


def test_after_another_route_was_tried_who_waits_has_their_own_team_rung_and_keeps_their_place(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio
) -> None:
    overflows({"route": "sales"}, {"to": "queue"})
    assert dialled_numbers(hands_off()) == [SALES]
    assert verbs(twilio.dialed(3, "no-answer")) == ["Gather", "Redirect"]
    for attempt in (4, 6):
        assert dialled_numbers(twilio.ask("/voice/waiting")) == [AGENTS[0]]
        twilio.dialed(attempt, "busy")
        root = twilio.dialed(attempt + 1, "busy")
        assert verbs(root) == ["Gather", "Redirect"], "sales is not rung again"
        assert "first in line" in said(root)


def test_a_message_may_stand_before_anything_else(overflows: Callable[..., None], hands_off: HandsOff) -> None:
    overflows({"to": "voicemail", "when": "busy"}, {"route": "sales"})
    assert "Record" in verbs(hands_off(status="busy"))


def test_a_route_that_rings_all_at_once_does_so_as_a_step(
    overflows: Callable[..., None], hands_off: HandsOff, twilio: Twilio
) -> None:
    overflows({"route": "sales"}, sales={"agents": [SALES, NIGHT], "ring": "all_at_once"})
    assert dialled_numbers(hands_off()) == [SALES, NIGHT]
    assert "Record" in verbs(twilio.dialed(4, "no-answer"))


def test_a_queue_is_still_written_short() -> None:
    short = Route.model_validate({"agents": AGENTS, "queue": "true"})
    assert short.steps == (Overflow(to=Instead.QUEUE),)
    assert short.has_queue
    assert Route.model_validate({"agents": AGENTS}).steps == ()


@pytest.mark.parametrize(
    ("steps", "at", "mistake"),
    [
        ([{"to": "voicemail"}, {"route": "b"}], 1, "step 1 takes everybody"),
        ([{"to": "queue"}, {"route": "b"}], 1, "step 1 takes everybody"),
        ([{"route": "b"}, {"route": "b"}], 1, "step 1 leads to the same place"),
        ([{"route": "a"}], 0, "cannot overflow to itself"),
        ([{"route": "c"}], 0, "no route 'c'"),
        ([{"to": "sales"}], 0, "'sales' is not known here"),
        ([{"to": "queue", "route": "b"}], 0, "either `to: queue`"),
        ([{"when": "busy"}], 0, "either `to: queue`"),
        ([{"route": "b", "at_most": 3}], 0, "are a queue's"),
        ([{"to": "queue", "at_most": 0}], 0, "is too low"),
    ],
)
def test_steps_that_nobody_gets_to_or_that_lead_nowhere_are_told_where_they_stand(
    steps: Steps, at: int, mistake: str
) -> None:
    written = "\n".join(f"      - {step}".replace("'", "") for step in steps)
    text = f"company: A\nroutes:\n  a:\n    agents: ['+15005550001']\n    overflow:\n{written}\n"
    text += "  b: {agents: ['+15005550002']}\nfallback_route: a\nways_out: {route: a}\n"
    with pytest.raises(RulesError, match=mistake) as caught:
        parse_rules(text)
    assert str(caught.value).startswith(f"rules.yml:{6 + at}: routes.a.overflow.{at}"), caught.value


@pytest.mark.parametrize(
    "steps",
    [
        [{"to": "queue"}, {"to": "voicemail"}],
        [{"to": "queue", "at_most": 5}, {"route": "b"}, {"to": "voicemail"}],
        [{"route": "b", "when": "busy"}, {"to": "queue", "minutes": 10}, {"route": "b"}],
    ],
)
def test_steps_that_can_all_be_got_to_are_taken(steps: Steps) -> None:
    assert len(Route.model_validate({"agents": AGENTS, "overflow": steps}).steps) == len(steps)


def test_a_queue_beside_steps_without_one_is_no_riddle() -> None:
    with pytest.raises(ValueError, match="where it belongs in overflow"):
        Route.model_validate({"agents": AGENTS, "queue": True, "overflow": [{"route": "b"}]})


@pytest.mark.parametrize("number", ["+266696687", "+7378742833", "+11234567890"])
def test_a_number_that_no_line_can_have_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="no line can have"):
        Route.model_validate({"agents": [number]})


def test_a_number_of_ours_is_no_agents() -> None:
    text = "company: A\nnumbers: {+18005550199: {}}\nroutes:\n  support:\n    agents: ['+18005550199']\n"
    text += "fallback_route: support\n"
    with pytest.raises(RulesError, match=r"rules.yml:5: routes.support.agents.0: \+18005550199 is one of `numbers`"):
        parse_rules(text)
