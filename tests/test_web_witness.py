"""Evidence of every call that the carrier tells of, from what it asked and was answered."""

import random
from collections.abc import Callable

import pytest
from flask import Flask

from ivr.core.rules import Rules
from ivr.settings import Settings
from ivr.store.facts import Facts
from ivr.telephony.signature import Signatures
from tests.conftest import AGENTS, CALL, CALLER, LINE, FakeClock, FakeReadiness, Leaves, Twilio
from tests.test_facts import once_each

ENDED = {"CallStatus": "completed"}
PAGES = ("incoming", "next", "dialed", "whisper", "voicemail", "status")


@pytest.fixture
def told(facts: Facts, leaves: Leaves) -> Callable[[], list[tuple[object, dict[str, object]]]]:
    def read() -> list[tuple[object, dict[str, object]]]:
        assert facts.flush()
        return [(leaf["kind"], leaf["facts"]) for leaf in leaves.kept]

    return read


Told = Callable[[], list[tuple[object, dict[str, object]]]]


def test_who_hangs_up_after_two_seconds_has_a_beginning_and_an_end(
    twilio: Twilio, told: Told, fake_clock: FakeClock
) -> None:
    twilio.ask("/voice/incoming")
    fake_clock.forward(2.0)
    twilio.post("/voice/status", ENDED)
    twilio.post("/voice/status", ENDED)
    [(began, first), (ended, last)] = told()
    assert (began, first["taken_by"], first["language"]) == ("call_began", "assistant", "en")
    assert (ended, last) == ("call_ended", {"status": "completed", "reached": "", "lasted_ms": 2000})


def test_a_refused_call_is_told_as_taken_by_an_agent_who_is_dialled(
    twilio: Twilio, told: Told, readiness: FakeReadiness
) -> None:
    readiness.ready = False
    twilio.ask("/voice/incoming")
    assert [(kind, fact.get("taken_by"), fact.get("attempt")) for kind, fact in told()] == [
        ("call_began", "agent", None),
        ("person_dialled", None, 1),
    ]


def test_how_long_a_caller_waits_for_a_person_is_told_at_each_step(
    twilio: Twilio, told: Told, facts: Facts, fake_clock: FakeClock
) -> None:
    twilio.ask("/voice/incoming")
    fake_clock.forward(30.0)
    asked = {"by": "key", "reason": "key_pressed", "route": "support", "state": "speaking", "agrees": True, "at_ms": 9}
    facts.tell(CALL, "person_asked", asked)
    fake_clock.forward(3.0)
    twilio.ask("/voice/next")
    fake_clock.forward(4.0)
    twilio.dialed(1, "no-answer")
    fake_clock.forward(5.0)
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=2", CallSid="CA9")
    fake_clock.forward(2.0)
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=2", CallSid="CA9", Digits="1")
    fake_clock.forward(60.0)
    twilio.dialed(2, "completed", DialBridged="true")
    twilio.post("/voice/status", ENDED)
    steps = [(kind, fact.get("attempt"), fact["after_ms"]) for kind, fact in told() if "after_ms" in fact]
    assert steps == [
        ("person_dialled", 1, 3000),
        ("person_dial_ended", 1, 7000),
        ("person_dialled", 2, 7000),
        ("person_answered", 2, 12000),
        ("person_answered", 2, 14000),
        ("person_dial_ended", 2, 74000),
    ]
    found = dict(told())
    assert found["person_dial_ended"]["bridged"] is True
    assert found["person_answered"]["step"] == "accepted"
    assert found["call_ended"]["reached"] == "transferred"


def test_what_is_offered_instead_of_a_person_is_told_and_whether_it_was_taken(twilio: Twilio, told: Told) -> None:
    twilio.ask("/voice/incoming")
    twilio.ask("/voice/next")
    for attempt in (1, 2):
        twilio.dialed(attempt, "busy")
    twilio.ask("/voice/voicemail", RecordingSid="RE1")
    twilio.post("/voice/status", ENDED)
    offered = [fact for kind, fact in told() if kind == "offered_instead"]
    assert offered == [{"what": "message", "taken": False}, {"what": "message", "taken": True}]
    assert dict(told())["call_ended"]["reached"] == "voicemail"


def test_a_handler_that_breaks_is_answered_with_an_agent_and_that_is_told(
    twilio: Twilio, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.store.store.Store.begin_call", lambda *_, **__: 1 / 0)
    twilio.ask("/voice/incoming")
    assert next((kind, fact.get("taken_by")) for kind, fact in told()) == ("call_began", "agent")


def test_a_call_that_began_before_the_service_is_told_all_the_same(twilio: Twilio, told: Told) -> None:
    twilio.post("/voice/status", {"CallStatus": "in-progress"})
    twilio.post("/voice/status", {"CallStatus": "in-progress"})
    assert told() == [("call_taken_up", {"page": "status"})]


def test_who_cannot_sign_writes_no_evidence(twilio: Twilio, told: Told) -> None:
    twilio.post("/voice/incoming", headers={"X-Twilio-Signature": "forged"})
    assert told() == []


@pytest.mark.parametrize("seed", range(5))
def test_there_are_as_many_calls_in_evidence_as_the_carrier_told_of(
    make_app: Callable[..., Flask],
    settings: Settings,
    signatures: Signatures,
    readiness: FakeReadiness,
    facts: Facts,
    leaves: Leaves,
    fake_clock: FakeClock,
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, and no secret
    client = make_app(settings).test_client()
    calls = [f"CA{seed}{number:030d}" for number in range(60)]
    digits = ["", "1", "9", "4929123456789014"]
    asked = set()
    for _ in range(400):
        call, page = chance.choice(calls), chance.choice(PAGES)
        readiness.ready, readiness.room = chance.random() < 0.7, chance.random() < 0.8
        fake_clock.forward(chance.random() * 5)
        more = {
            "CallStatus": chance.choice(["ringing", "in-progress", "completed", "busy", "failed", "no-answer", "??"]),
            "DialCallStatus": chance.choice(["completed", "busy", "no-answer", "canceled", CALLER, ""]),
            "DialBridged": chance.choice(["true", "false", ""]),
            "Digits": chance.choice(digits),
            "RecordingSid": chance.choice(["", "RE12345"]),
        }
        path = f"/voice/{page}" + {"whisper": f"?call={call}&attempt=1", "dialed": "?attempt=1"}.get(page, "")
        sid = "CA7" if page == "whisper" else call
        answer = Twilio(client, signatures, call=sid).post(path, more)
        assert answer.status_code < 500
        asked.add(call)
    assert facts.flush(30.0)
    found = once_each(leaves)
    assert len({call for call, _, _ in found}) == len(asked)
    assert facts.state()["state"] == "ok", "each fact was one that the log takes"
    for seeded in (CALLER[1:], LINE[1:], *(agent[1:] for agent in AGENTS), digits[-1], *calls):
        assert seeded not in str(leaves.kept)


def test_rules_that_have_a_name_for_a_version_are_told_by_their_hash(told: Told, twilio: Twilio, rules: Rules) -> None:
    assert rules.version == "v1"
    twilio.ask("/voice/incoming")
    assert len(str(dict(told())["call_began"]["rules"])) == 64
