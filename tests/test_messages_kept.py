"""What callers leave for people is kept once, under the number that they were told, and goes with their call."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import command, config

from ivr.core.record import Disposition
from ivr.core.rules import Rules
from ivr.privacy.retention import AS_SHIPPED
from ivr.records.vault import vault_of
from ivr.settings import Settings
from ivr.store import copies
from ivr.store.database import MIGRATIONS, engine_of
from ivr.store.erasure import erase
from ivr.store.export import caller_data
from ivr.store.holds import hold
from ivr.store.purge import purge_some
from ivr.store.store import Store
from ivr.store.touched import Breach, Kind, Then, touched_calls
from tests.conftest import CALL, CALLER, FakeClock
from tests.test_retention import SECRET
from tests.test_store import HANDOFF, begin, rows, whole_call

OpenStore = Callable[..., Store]
OTHER_NUMBER = "+14155550177"
DAY = timedelta(days=1)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


def left(url: str) -> list[dict[str, object]]:
    return rows(url, "SELECT * FROM messages ORDER BY call_sid, seq")


def test_a_voicemail_is_a_message_for_the_route_that_nobody_came_from(
    open_store: OpenStore, rules: Rules, url: str
) -> None:
    store = open_store(url)
    whole_call(store, rules)
    told = store.reference(CALL)
    store.left_voicemail(CALL, "RE5eeded")
    store.left_voicemail(CALL, "RE5eeded")
    assert store.flush()
    [message] = left(url)
    assert (message["kind"], message["reference"], message["route"]) == ("voicemail", told, "support")
    assert message["claimed_by"] is message["done_at"] is message["sealed"] is None


def test_who_was_told_a_reference_and_said_nothing_left_no_message(
    store: Store, rules: Rules, settings: Settings
) -> None:
    begin(store, rules)
    store.reference(CALL)
    store.left_voicemail(CALL, "")
    assert store.flush()
    assert left(settings.effective_database_url) == []


def test_a_callback_has_one_number_however_often_it_is_asked_for(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    begin(store, rules)
    told = store.messages.callback(CALL, "support")
    assert told.isdigit()
    assert store.messages.callback(CALL, "support") == told
    assert store.flush()
    assert store.messages.callback(CALL, "sales") == told, "also when it was written meanwhile"
    assert store.flush()
    [message] = left(url)
    assert (message["kind"], message["reference"], message["route"]) == ("callback", told, "support")


def test_who_asks_for_a_callback_and_leaves_a_message_has_one_reference(store: Store, rules: Rules) -> None:
    begin(store, rules)
    told = store.messages.callback(CALL, "support")
    assert store.reference(CALL) == told


def test_the_reference_of_a_callback_outlives_the_service(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    begin(store, rules)
    told = store.messages.callback(CALL, "support")
    assert store.flush()
    store.close()
    again = open_store()
    found = again.call(CALL)
    assert found is not None
    assert found.reference == told == again.messages.callback(CALL, "support")


def test_the_reference_of_a_callback_outlives_a_service_whose_database_was_away(
    open_store: OpenStore, rules: Rules
) -> None:
    store = open_store(start=False)
    begin(store, rules)
    told = store.messages.callback(CALL, "support")
    store.close(0)
    again = open_store(start=False)
    assert again.record(CALL).reference == told


@pytest.mark.parametrize("given", ["", OTHER_NUMBER])
def test_the_number_to_ring_is_kept_sealed_and_nowhere_in_the_clear(
    store: Store, rules: Rules, settings: Settings, given: str
) -> None:
    begin(store, rules)
    store.messages.callback(CALL, "support", given)
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    [kept] = caller_data(engine, vault_of(settings), [CALL], AS_SHIPPED)
    engine.dispose()
    assert kept["left_for_us_to_do"][0]["number"] == (given or CALLER)  # type: ignore[index]  # JSON
    files = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert (given or CALLER)[1:].encode() not in files


def test_a_number_to_ring_stays_when_the_callback_is_asked_for_once_more_without_one(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store()
    begin(store, rules)
    store.messages.callback(CALL, "support", "+12125550188")
    store.messages.callback(CALL, "support")
    assert store.record(CALL).rung_on == "+12125550188"
    store.end_call(CALL, Disposition.CALLBACK)
    assert store.flush()
    store.close()
    store = open_store()
    store.messages.callback(CALL, "support")
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    [kept] = caller_data(engine, vault_of(settings), [CALL], AS_SHIPPED)
    engine.dispose()
    assert kept["left_for_us_to_do"][0]["number"] == "+12125550188"  # type: ignore[index]  # JSON


def test_the_caller_is_told_what_became_of_it_and_not_who_of_us_did_it(
    store: Store, rules: Rules, settings: Settings
) -> None:
    begin(store, rules)
    store.messages.callback(CALL, "support")
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE messages SET claimed_by = 'ines', done_by = 'ines', outcome = 'reached'"))
    told = json.dumps(caller_data(engine, vault_of(settings), [CALL], AS_SHIPPED))
    engine.dispose()
    assert "reached" in told
    assert "ines" not in told


def test_what_was_done_is_not_undone_by_a_line_that_is_read_twice(
    open_store: OpenStore, rules: Rules, url: str
) -> None:
    store = open_store(url)
    begin(store, rules)
    store.messages.callback(CALL, "support")
    assert store.flush()
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE messages SET claimed_by = 'ines'"))
    engine.dispose()
    store.messages.callback(CALL, "support")
    assert store.flush()
    assert [row["claimed_by"] for row in left(url)] == ["ines"]


def test_a_message_that_only_the_carrier_knew_of_is_one_as_well(
    store: Store, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    """As when the carrier's word of it was lost."""
    begin(store, rules)
    store.save_handoff(CALL, HANDOFF)
    told = store.reference(CALL)
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    for _ in range(2):
        copies.keep(engine, vault_of(settings), CALL, b"RIFF", fake_clock.now())
    engine.dispose()
    [message] = left(settings.effective_database_url)
    assert (message["kind"], message["reference"], message["route"]) == ("voicemail", told, "support")


# It goes with the call


@pytest.fixture
def asked(store: Store, rules: Rules, settings: Settings) -> sa.Engine:
    """A call that is over, whose caller wants to be rung."""
    begin(store, rules)
    store.messages.callback(CALL, "support")
    store.end_call(CALL, Disposition.GOODBYE)
    store.over(CALL)
    assert store.flush()
    return engine_of(settings.effective_database_url)


def kept(engine: sa.Engine) -> list[tuple[str, bool]]:
    with engine.connect() as connection:
        found = connection.execute(sa.text("SELECT kind, sealed IS NOT NULL FROM messages"))
        return [(str(kind), bool(sealed)) for kind, sealed in found]


def test_the_number_goes_with_the_words_and_the_message_with_the_call(asked: sa.Engine, fake_clock: FakeClock) -> None:
    began = fake_clock.now()
    assert not purge_some(asked, AS_SHIPPED, began + 29 * DAY)
    assert kept(asked) == [("callback", True)]
    purge_some(asked, AS_SHIPPED, began + 31 * DAY)
    assert kept(asked) == [("callback", False)]
    while purge_some(asked, AS_SHIPPED, began + 396 * DAY):
        pass
    assert kept(asked) == []


def test_a_call_on_hold_keeps_its_message(asked: sa.Engine, fake_clock: FakeClock, settings: Settings) -> None:
    hold(asked, [CALL], fake_clock.now(), "case 7", None)
    assert not purge_some(asked, AS_SHIPPED, fake_clock.now() + 700 * DAY)
    assert erase(asked, vault_of(settings), [CALL], fake_clock.now(), "letter", dry=False).held == [CALL]
    assert kept(asked) == [("callback", True)]


def test_an_erased_caller_has_left_no_message(asked: sa.Engine, fake_clock: FakeClock, settings: Settings) -> None:
    done = erase(asked, vault_of(settings), [CALL], fake_clock.now(), "letter", dry=False)
    assert done.rows["messages"] == 1
    assert kept(asked) == []


def test_a_breach_touches_the_number_of_who_wants_to_be_rung(asked: sa.Engine, fake_clock: FakeClock) -> None:
    now = fake_clock.now() + DAY
    [touched] = touched_calls(asked, AS_SHIPPED, Breach(now - 2 * DAY, now), now)
    assert touched.kept[Kind.TO_RING] is Then.KEPT
    now += 60 * DAY
    purge_some(asked, AS_SHIPPED, now)
    [touched] = touched_calls(asked, AS_SHIPPED, Breach(now - 60 * DAY, now), now)
    assert touched.kept[Kind.TO_RING] is Then.DELETED


def test_voicemails_from_before_there_were_messages_become_some_and_nobody_is_told_of_them(url: str) -> None:
    engine = engine_of(url)
    alembic = config.Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0012")
        at = "2026-11-01 10:00:00+00:00"
        for call, sealed in (("CA1", "'x'"), ("CA2", "NULL")):
            added = f"VALUES ('{call}', '{at}', '123456', {sealed})"
            connection.execute(sa.text(f"INSERT INTO voicemails (call_sid, at, reference, sealed) {added}"))
        command.upgrade(alembic, "head")
        found = connection.execute(sa.text("SELECT call_sid, reference, done_at, told_at FROM messages")).all()
    engine.dispose()
    [(call, reference, done_at, told_at)] = found
    assert (call, reference, done_at) == ("CA1", "123456", None)
    assert told_at is not None
