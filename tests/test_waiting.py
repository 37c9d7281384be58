"""Who finds no agent free may wait for one: with their place, the truth about how long, and a message by one key."""

import io
import wave
from array import array
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from ivr.core.record import Care, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.evidence.kinds import KINDS
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.web.hold_tone import hold_tone
from ivr.web.waiting import WaitingRoom
from tests.conftest import AGENTS, CALL, FakeClock, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs

TO_SUPPORT = HandOff("transfer", "support", Reason.CALLER_ASKED)
WAITS = ["Gather", "Redirect"]


@pytest.fixture(autouse=True)
def _queue(rules_in_force: FakeRules, rules: Rules) -> None:
    support = rules.routes["support"].model_copy(update={"queue": True})
    rules_in_force.rules = rules.model_copy(update={"routes": {**rules.routes, "support": support}})


@pytest.fixture
def waits(twilio: Twilio, store: Store) -> Callable[..., ElementTree.Element]:
    """Rings all agents of support in vain for a call; the answer to the last attempt."""

    def wait(call: str = CALL, handoff: HandOff = TO_SUPPORT) -> ElementTree.Element:
        twilio.ask("/voice/incoming", CallSid=call)
        store.save_handoff(call, handoff)
        root = twilio.ask("/voice/next", CallSid=call)
        while verbs(root)[-1] == "Dial":
            root = twilio.dialed(len(store.record(call).dials), "busy", CallSid=call)
        return root

    return wait


def after_a_round(twilio: Twilio, root: ElementTree.Element, call: str = CALL, **more: str) -> ElementTree.Element:
    """What the carrier asks when the tone has sounded, or a key was pressed."""
    url = root.findtext("Redirect") or ""
    return twilio.ask(url.removeprefix("https://ivr.example.com"), CallSid=call, **more)


def test_without_a_queue_a_message_is_taken_as_ever(waits: Callable[..., ElementTree.Element], store: Store) -> None:
    root = waits(handoff=HandOff("transfer", "orders", Reason.CALLER_ASKED))
    assert "Record" in verbs(root)
    assert store.record(CALL).reference


def test_who_finds_nobody_free_hears_their_place_and_how_to_leave_a_message(
    waits: Callable[..., ElementTree.Element],
) -> None:
    root = waits()
    assert verbs(root) == WAITS
    assert "first in line" in said(root)
    assert "can't say how long" in said(root)
    assert "press 1" in said(root)
    gather = root[0]
    assert gather.get("input") == "dtmf", "the carrier is never asked to listen"
    assert gather.findtext("Play") == "https://ivr.example.com/hold.wav"


def test_whoever_is_first_has_the_agents_rung_again_after_each_round_and_reaches_one(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, store: Store
) -> None:
    root = waits()
    for attempt in (3, 5, 7):
        root = after_a_round(twilio, root)
        assert dialled_numbers(root) == [AGENTS[0]]
        assert len(store.record(CALL).dials) == attempt
        root = twilio.dialed(attempt, "no-answer")
        assert dialled_numbers(root) == [AGENTS[1]]
        root = twilio.dialed(attempt + 1, "busy")
        assert verbs(root) == WAITS
    after_a_round(twilio, root)
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=9", CallSid="CA9", Digits="1")
    assert verbs(twilio.dialed(9, "completed", DialBridged="true")) == ["Hangup"]
    assert [one.agent for one in store.record(CALL).dials] == [0, 1, 0, 1, 0, 1, 0, 1, 0]


def test_each_request_asked_twice_is_answered_the_same_and_rings_nobody_twice(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, store: Store
) -> None:
    root = waits()
    assert verbs(twilio.dialed(2, "busy")) == WAITS
    assert verbs(twilio.dialed(1, "busy")) == WAITS
    first, again = after_a_round(twilio, root), after_a_round(twilio, root)
    assert ElementTree.tostring(first) == ElementTree.tostring(again)
    assert len(store.record(CALL).dials) == 3
    assert dialled_numbers(twilio.dialed(2, "busy")) == [AGENTS[0]], "a late repeat follows the attempt under way"


def test_the_second_waits_behind_the_first_and_moves_up_when_they_are_taken(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, fake_clock: FakeClock
) -> None:
    first = waits("CA1")
    fake_clock.forward(5)
    second = waits("CA2")
    assert "number 2 in line" in said(second), "nobody is rung past those who wait"
    second = after_a_round(twilio, second, "CA2")
    assert verbs(second) == WAITS
    after_a_round(twilio, first, "CA1")
    assert verbs(after_a_round(twilio, second, "CA2")) == WAITS, "the agents are being rung for the first"
    twilio.ask("/voice/whisper?call=CA1&attempt=3", CallSid="CA9", Digits="1")
    assert dialled_numbers(after_a_round(twilio, second, "CA2")) == [AGENTS[0]]


def test_who_hangs_up_leaves_the_line_also_when_nobody_tells_us(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, fake_clock: FakeClock
) -> None:
    waits("CA1")
    fake_clock.forward(1)
    waits("CA2")
    fake_clock.forward(1)
    third = waits("CA3")
    assert "number 3 in line" in said(third)
    twilio.post("/voice/status", CallSid="CA1", CallStatus="completed")
    third = after_a_round(twilio, third, "CA3")
    assert "number 2 in line" in said(third)
    fake_clock.forward(81)
    assert dialled_numbers(after_a_round(twilio, third, "CA3")) == [AGENTS[0]]


def test_key_one_takes_a_message_with_a_reference_and_makes_room(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, store: Store, fake_clock: FakeClock
) -> None:
    first = waits("CA1")
    fake_clock.forward(1)
    second = waits("CA2")
    root = after_a_round(twilio, first, "CA1", Digits="1")
    assert "Record" in verbs(root)
    assert store.record("CA1").reference
    assert dialled_numbers(after_a_round(twilio, second, "CA2")) == [AGENTS[0]]


@pytest.mark.parametrize("key", ["0", "9", "#"])
def test_any_other_key_of_the_first_in_line_rings_the_agents_at_once(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, key: str
) -> None:
    assert dialled_numbers(after_a_round(twilio, waits(), Digits=key)) == [AGENTS[0]]


def test_a_caller_in_danger_is_not_kept_behind_others(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, store: Store
) -> None:
    waits("CA1")
    twilio.ask("/voice/incoming", CallSid="CA2")
    urgent = Care(Topic.EMERGENCY, Priority.URGENT)
    store.save_handoff("CA2", HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, care=urgent))
    assert dialled_numbers(twilio.ask("/voice/next", CallSid="CA2")) == [AGENTS[0]]


def test_a_caller_in_danger_is_first_in_line_and_hears_each_time_whom_to_call(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, fake_clock: FakeClock
) -> None:
    waits("CA1")
    fake_clock.forward(5)
    care = Care(Topic.EMERGENCY, Priority.URGENT, (Flag.NO_VOICEMAIL,))
    root = waits("CA2", HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, care=care))
    for attempt in (3, 5):
        assert "first in line" in said(root)
        assert "call nine one one" in said(root)
        assert dialled_numbers(after_a_round(twilio, root, "CA2")) == [AGENTS[0]]
        twilio.dialed(attempt, "busy", CallSid="CA2")
        root = twilio.dialed(attempt + 1, "busy", CallSid="CA2")
        fake_clock.forward(20)


def test_where_no_message_may_be_taken_none_is_offered(
    waits: Callable[..., ElementTree.Element], twilio: Twilio
) -> None:
    care = Care(Topic.ABUSE, Priority.URGENT, (Flag.NO_VOICEMAIL,))
    root = waits(handoff=HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, care=care))
    assert "message" not in said(root)
    assert dialled_numbers(after_a_round(twilio, root, Digits="1")) == [AGENTS[0]]


def test_when_the_team_goes_home_whoever_waits_leaves_a_message(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, rules_in_force: FakeRules, fake_clock: FakeClock
) -> None:
    hours = [{"days": ["mon"], "opens": "09:00", "closes": "12:05"}]
    routes = {"support": {"agents": AGENTS, "queue": True, "hours": hours}}
    rules_in_force.rules = Rules.model_validate({"routes": routes, "fallback_route": "support"})
    root = waits()
    assert verbs(root) == WAITS
    fake_clock.forward(300)
    root = after_a_round(twilio, root)
    assert "not in at the moment" in said(root)
    assert "Record" in verbs(root)


def test_after_a_restart_they_wait_on_in_the_place_that_the_time_of_their_asking_gives_them(
    waits: Callable[..., ElementTree.Element], store: Store, fake_clock: FakeClock
) -> None:
    waits("CA1")
    fake_clock.forward(5)
    waits("CA2")
    anew = WaitingRoom(lambda: datetime(2026, 6, 1, tzinfo=UTC))
    since = {call: store.record(call).handed_off_at for call in ("CA1", "CA2")}
    assert anew.wait("CA2", "support", since["CA2"] or datetime.min) == 1
    assert anew.wait("CA1", "support", since["CA1"] or datetime.min) == 1
    assert anew.wait("CA2", "support", since["CA2"] or datetime.min) == 2


def test_how_long_it_takes_is_told_by_how_often_somebody_was_taken_within_the_hour() -> None:
    now = [datetime(2026, 6, 1, 12, 0, tzinfo=UTC)]
    room = WaitingRoom(lambda: now[0])
    for number in range(3):
        room.wait(f"CA{number}", "support", now[0])
        assert room.minutes("support", 1) is None or number == 2
        room.taken(f"CA{number}")
        now[0] += timedelta(minutes=3)
    assert room.minutes("support", 1) == 3
    assert room.minutes("support", 4) == 12
    assert room.minutes("orders", 1) is None
    now[0] += timedelta(minutes=60)
    assert room.minutes("support", 1) is None, "what was an hour ago says nothing of now"


def test_minutes_are_said_where_they_are_known(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, fake_clock: FakeClock
) -> None:
    for number in (1, 2):
        root = waits(f"CA{number}")
        after_a_round(twilio, root, f"CA{number}")
        twilio.ask(f"/voice/whisper?call=CA{number}&attempt=3", CallSid="CA9", Digits="1")
        fake_clock.forward(240)
    assert "about 4 minutes" in said(waits("CA3"))


def test_the_place_and_the_minutes_that_were_told_are_in_the_evidence(
    waits: Callable[..., ElementTree.Element], twilio: Twilio, facts: Facts, leaves: Leaves, fake_clock: FakeClock
) -> None:
    root = waits()
    fake_clock.forward(20)
    after_a_round(twilio, root)
    assert facts.flush()
    told = [leaf["facts"] for leaf in leaves.kept if leaf["kind"] == "person_awaited"]
    assert told == [{"place": 1, "told_minutes": 0, "after_ms": 0}]
    assert set(told[0]) == set(KINDS["person_awaited"])


def test_a_call_that_nothing_is_known_of_goes_to_an_agent(twilio: Twilio) -> None:
    assert dialled_numbers(twilio.ask("/voice/waiting", CallSid="CAunknown")) == [AGENTS[0]]


def test_the_tone_of_the_line_is_soft_is_heard_and_does_not_clip(twilio: Twilio) -> None:
    answer = twilio.client.get("/hold.wav")
    assert answer.status_code == 200
    assert answer.data == hold_tone()
    with wave.open(io.BytesIO(answer.data)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 8000, 2)
        samples = array("h", file.readframes(file.getnframes()))
    assert len(samples) == 5 * 8000
    assert 1000 < max(map(abs, samples)) < 8000
