"""What befell a call's line: the carrier's codes once each, streams that were lost, and a service that died."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from ivr.core.commands import RecordDisclosure, RecordTurn
from ivr.core.events import CallStarted, StreamLost
from ivr.core.record import Reason, Transcript
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.privacy.masters import master_keys
from ivr.privacy.retention import AS_SHIPPED
from ivr.privacy.vault import Vault
from ivr.retold.gaps import Why, gaps, known_until, moment_of
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.erasure import erase
from ivr.store.export import caller_data
from ivr.store.journal import entry
from ivr.store.one_call import OneCall, one_call
from ivr.store.schema import LINE_EVENTS
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, FakeClock, Twilio
from tests.test_sealed_records import OpenStore

TURN = RecordTurn(1, Transcript("where is it", 0.9), "order_status", 0.9, "ask", "understood", 2.0, 0.5)
TO_SUPPORT = HandOff("transfer", "support", Reason.LINE_FAILED)


@pytest.fixture
def url(settings: Settings) -> str:
    return settings.effective_database_url


def told(store: Store, url: str) -> list[tuple[str, int, int]]:
    assert store.flush()
    engine = engine_of(url)
    with engine.connect() as connection:
        rows = connection.execute(select(LINE_EVENTS).order_by(*LINE_EVENTS.primary_key)).mappings().all()
    engine.dispose()
    return [(row["kind"], row["number"], row["code"]) for row in rows]


# The carrier's codes


def test_why_a_dial_failed_is_kept_with_the_dial_it_was_told_of(twilio: Twilio, store: Store, url: str) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    for _ in range(2):  # the carrier asks again when an answer is late
        twilio.dialed(1, "failed", ErrorCode="13224", ErrorMessage="+15005550001 is invalid", DialSipResponseCode="404")
    assert told(store, url) == [("error", 1, 13224), ("sip", 1, 404)]


def test_how_a_call_ended_on_the_wire_is_kept_where_that_is_a_failure(twilio: Twilio, store: Store, url: str) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    twilio.post("/voice/status", CallStatus="completed", SipResponseCode="200")
    assert told(store, url) == []
    twilio.post("/voice/status", CallStatus="failed", SipResponseCode="503", ErrorCode="31920")
    assert told(store, url) == [("error", 0, 31920), ("sip", 0, 503)]


@pytest.mark.parametrize("code", ["", "0", "-1", "1e5", "13224; DROP", "９９", "1234567", "+14155550123"])
def test_what_is_no_code_of_theirs_is_not_kept(twilio: Twilio, store: Store, url: str, code: str) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    twilio.post("/voice/status", CallStatus="completed", ErrorCode=code, SipResponseCode=code)
    assert told(store, url) == []


def test_a_code_in_a_request_that_nobody_signed_is_not_kept(twilio: Twilio, store: Store, url: str) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    twilio.client.post("/voice/status", data={"CallSid": CALL, "CallStatus": "failed", "ErrorCode": "31920"})
    assert told(store, url) == []


def test_they_are_told_to_the_caller_and_go_when_the_caller_is_forgotten(
    twilio: Twilio, store: Store, url: str, fake_clock: FakeClock, settings: Settings
) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    twilio.post("/voice/status", CallStatus="failed", ErrorCode="31920")
    assert store.flush()
    engine = engine_of(url)
    vault = Vault(master_keys(settings.master_key, settings.effective_master_key_file))
    [call] = caller_data(engine, vault, [CALL], AS_SHIPPED)
    assert [one["code"] for one in call["what_befell_the_line"]] == [31920]
    erase(engine, vault, [CALL], fake_clock.now(), "called_back", dry=False)
    engine.dispose()
    assert told(store, url) == []


# Streams that were lost


def begun(store: Store, rules: Rules, fake_clock: FakeClock) -> None:
    """It has heard the disclosure, eight seconds after it began."""
    store.begin_call("CA1", caller=CALLER, line=LINE, rules=rules, ready=True)
    fake_clock.forward(8)
    heard = RecordDisclosure("disclosure", 0.0, 8.0, 8.0, True, None)
    store.append("CA1", [entry(1, 0.0, CallStarted()), entry(2, 8.0, heard)])


def read(url: str) -> OneCall:
    engine: Engine = engine_of(url)
    found = one_call(engine, "CA1")
    engine.dispose()
    assert found is not None
    return found


def after(call: OneCall, seconds: float) -> datetime:
    return call.found.began + timedelta(seconds=seconds)


def test_between_a_stream_that_was_lost_and_the_next_nobody_knows(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store()
    begun(store, rules, fake_clock)
    fake_clock.forward(12)
    store.append("CA1", [entry(3, 20.0, TURN), entry(4, 20.0, StreamLost())])
    fake_clock.forward(5)
    assert store.resume("CA1")
    store.append("CA1", [entry(5, 0.0, CallStarted(resumed=True))])
    fake_clock.forward(10)
    store.append("CA1", [entry(6, 10.0, TURN)])
    store.over("CA1")
    assert store.flush()
    call = read(url)
    [gap] = gaps(call)
    assert (gap.since, gap.until, gap.why) == (after(call, 20), after(call, 25), Why.LOST)


def test_turns_of_the_second_stream_stand_where_they_were(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store()
    begun(store, rules, fake_clock)
    fake_clock.forward(22)
    store.append("CA1", [entry(3, 30.0, StreamLost())])
    assert store.resume("CA1")
    store.append("CA1", [entry(4, 0.0, CallStarted(resumed=True))])
    fake_clock.forward(10)
    store.append("CA1", [entry(5, 10.0, TURN)])
    store.over("CA1")
    assert store.flush()
    call = read(url)
    [turn] = call.turns
    assert moment_of(call, turn, turn["began_seconds"]) == after(call, 40 - 2.5)


def test_of_a_call_that_an_earlier_version_kept_nobody_knows_when_its_turns_were(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store()
    begun(store, rules, fake_clock)
    assert store.resume("CA1")
    store.over("CA1")
    assert store.flush()
    turn = {"at": None, "at_seconds": 9.0}
    assert moment_of(read(url), turn, 5.0) is None


def test_of_a_service_that_died_it_is_told_up_to_where_the_call_is_known(
    open_store: Callable[..., Store], rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    first = open_store()
    begun(first, rules, fake_clock)
    fake_clock.forward(12)
    first.append("CA1", [entry(3, 20.0, TURN)])
    assert first.flush()
    first.close()  # as the call's end was never told, it is as if it had been killed
    fake_clock.forward(100)
    again = open_store()
    assert again.flush()
    call = read(url)
    [gap] = gaps(call)
    assert (gap.since, gap.until, gap.why) == (after(call, 20), after(call, 120), Why.KILLED)
    again.over("CA1")  # the carrier tells it at last
    assert again.flush()
    assert [gap.why for gap in gaps(read(url))] == [Why.KILLED]


def test_who_was_with_people_when_the_service_died_was_not_cut_off(
    open_store: Callable[..., Store], rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    first = open_store()
    begun(first, rules, fake_clock)
    fake_clock.forward(12)
    first.save_handoff("CA1", TO_SUPPORT)
    assert first.flush()
    first.close()
    fake_clock.forward(100)
    assert open_store().flush()
    assert gaps(read(url)) == ()


def test_a_call_that_goes_on_is_known_up_to_its_last_turn(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store()
    begun(store, rules, fake_clock)
    fake_clock.forward(12)
    store.append("CA1", [entry(3, 20.0, TURN)])
    assert store.flush()
    call = read(url)
    assert known_until(call) == after(call, 20)
    assert gaps(call) == ()
