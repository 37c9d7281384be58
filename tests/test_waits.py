"""How long callers wait for a person is kept, told, and said aloud in the log when it is too long."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from ivr.cli import main
from ivr.core.record import Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.records.waits import told
from ivr.store.database import engine_of
from ivr.store.store import Store
from ivr.store.waits import Wait, waits
from ivr.web.long_waits import LONG
from tests.conftest import CALL, FakeClock, FakeRules, Twilio

TO_SUPPORT = HandOff("transfer", "support", Reason.CALLER_ASKED)
TO_ORDERS = HandOff("transfer", "orders", Reason.TRANSFER_RULE)
LONG_AGO, FAR_AHEAD = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path, fake_clock: FakeClock) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'calls.db'}", tmp_path, "a secret that is long enough", now=fake_clock.now)
    yield store.start()
    store.close()


def one_who_waits(store: Store, clock: FakeClock, rules: Rules, call: str, handoff: HandOff, seconds: float) -> None:
    store.begin_call(call, caller="+14155550100", line="+15005550100", rules=rules, ready=True)
    store.save_handoff(call, handoff)
    first = store.dial(call, handoff.route or "")
    clock.forward(seconds)
    store.accept(call, first.attempt, pressed=handoff is TO_SUPPORT)
    store.dialled(call, first.attempt, outcome="completed", bridged=True)
    store.over(call)


def test_a_wait_ends_when_an_agent_takes_the_call_asked_for_a_key_or_not(
    kept: Store, fake_clock: FakeClock, rules: Rules, tmp_path: Path
) -> None:
    one_who_waits(kept, fake_clock, rules, "CA1", TO_SUPPORT, 12)
    one_who_waits(kept, fake_clock, rules, "CA2", TO_ORDERS, 200)
    kept.begin_call("CA3", caller="", line="", rules=rules, ready=True)
    kept.save_handoff("CA3", TO_SUPPORT)
    kept.dial("CA3", "support")
    kept.left_voicemail("CA3", "RE1")
    kept.over("CA3")
    kept.begin_call("CA4", caller="", line="", rules=rules, ready=True)
    kept.save_handoff("CA4", HandOff("goodbye"))
    assert kept.flush()
    engine = engine_of(f"sqlite:///{tmp_path / 'calls.db'}")
    found = sorted(waits(engine, LONG_AGO, FAR_AHEAD), key=lambda one: (one.route, one.began))
    assert [(one.route, one.seconds, one.reached, one.left_message) for one in found] == [
        ("orders", 200.0, True, False),
        ("support", 12.0, True, False),
        ("support", None, False, True),
    ]
    with engine.begin() as connection:  # as an earlier version kept it
        connection.execute(text("UPDATE dials SET answered_at = NULL WHERE call_sid = 'CA1'"))
    [early] = [one for one in waits(engine, LONG_AGO, FAR_AHEAD) if one.reached and one.route == "support"]
    assert early.seconds is None
    engine.dispose()


def a_wait(seconds: float | None, *, over: bool = True, message: bool = False, route: str = "support") -> Wait:
    return Wait(route, "caller_asked", LONG_AGO, seconds, seconds is not None, message, over)


def test_the_share_in_time_counts_those_who_never_had_a_person() -> None:
    found = [a_wait(10), a_wait(180), a_wait(181), a_wait(None), a_wait(None, message=True), a_wait(None, over=False)]
    lines = list(told(found, LONG_AGO, FAR_AHEAD, 180))
    [support] = [line.split() for line in lines if line.startswith("support")]
    assert support == ["support", "6", "3", "40.0", "%", "180", "s", "181", "s", "181", "s", "1"]
    assert sum(line.startswith("all routes") for line in lines) == 1


def test_without_anybody_nothing_is_claimed() -> None:
    assert list(told([], LONG_AGO, FAR_AHEAD, 180))[1:] == []


def test_the_command_tells_of_the_time_that_it_is_asked_about(
    kept: Store, fake_clock: FakeClock, rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_who_waits(kept, fake_clock, rules, "CA1", TO_SUPPORT, 12)
    assert kept.flush()
    monkeypatch.setenv("IVR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("IVR_DATABASE_URL", f"sqlite:///{tmp_path / 'calls.db'}")
    day = fake_clock.at.date()
    asked = ["waits", "--since", str(day), "--until", str(day + timedelta(days=1)), "--within", "10"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert "0.0 %" in done.output
    assert CliRunner().invoke(main, ["waits", "--until", str(day - timedelta(days=1))]).output.endswith(": 0\n")
    wrong = CliRunner().invoke(main, ["waits", "--since", str(day), "--until", str(day)])
    assert wrong.exit_code == 1
    assert "must be before" in wrong.output


def alarms(app: Flask) -> int:
    return int(app.test_client().get("/readyz").get_json()["counts"].get(LONG, 0))


@pytest.fixture
def app_of(twilio: Twilio) -> Flask:
    return twilio.client.application


def test_who_waits_too_long_is_told_of_once_and_who_does_not_is_not(
    twilio: Twilio, store: Store, fake_clock: FakeClock, app_of: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    fake_clock.forward(180)
    twilio.dialed(1, "no-answer")
    assert alarms(app_of) == 0
    fake_clock.forward(1)
    twilio.dialed(2, "no-answer")
    twilio.dialed(2, "no-answer")
    assert alarms(app_of) == 1
    assert LONG in capsys.readouterr().out


@pytest.mark.parametrize("seconds", [30, 40], ids=["in time", "late"])
def test_the_moment_counts_at_which_the_agent_takes_the_call_and_the_rules_say_how_long(
    twilio: Twilio,
    store: Store,
    fake_clock: FakeClock,
    app_of: Flask,
    rules: Rules,
    rules_in_force: FakeRules,
    seconds: int,
) -> None:
    limits = rules.limits.model_copy(update={"person_within_seconds": 35})
    rules_in_force.rules = rules.model_copy(update={"limits": limits})
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9")
    fake_clock.forward(seconds)
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=1", CallSid="CA9", Digits="1")
    assert alarms(app_of) == (seconds > 35)
    fake_clock.forward(600)
    twilio.dialed(1, "completed", DialBridged="true")
    assert alarms(app_of) == (seconds > 35), "the time that they talk is no wait"
