"""A call that comes back from people may be handed off again: each time is kept, with those who were rung for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic import command, config

from ivr.core.record import Back, Care, Disposition, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.privacy.retention import AS_SHIPPED
from ivr.records.vault import vault_of
from ivr.settings import Settings
from ivr.store import lines
from ivr.store.calls import CallRecord
from ivr.store.database import MIGRATIONS, engine_of, ingest, upgrade
from ivr.store.erasure import erase
from ivr.store.export import caller_data
from ivr.store.message_list import Which, messages
from ivr.store.purge import purge_some
from ivr.store.store import Store
from ivr.store.tallies import Span, to_people
from ivr.store.waits import waits
from tests.conftest import CALL, FakeClock
from tests.test_store import ENTRIES, begin, rows

OpenStore = Callable[..., Store]
WORDS = "my broken kettle"
FIRST = HandOff("transfer", "support", Reason.CALLER_ASKED, "refund", WORDS)
SECOND = HandOff("transfer", "sales", Reason.KEY_PRESSED, None, "another kettle")


def left_and_back(store: Store, rules: Rules, by: Back = Back.CALLER, clock: FakeClock | None = None) -> None:
    begin(store, rules)
    store.append(CALL, ENTRIES[:1])
    store.save_handoff(CALL, FIRST)
    rung = store.dial(CALL, "support")
    store.dialled(CALL, rung.attempt, outcome="no-answer", bridged=False)
    if clock:
        clock.forward(30)
    assert store.handing_off.come_back(CALL, by, "settled" if by is Back.AGENT else "", most=5)


def at_and_back(record: CallRecord) -> tuple[datetime, datetime]:
    return record.handed_back[0].at, record.handed_back[0].back_at


def test_who_is_back_has_no_hand_off_and_is_on_the_assistants_line(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    left_and_back(store, rules)
    record = store.record(CALL)
    assert (record.handoff, record.dials, record.disposition, record.told_closed) == (None, (), None, False)
    assert [(one.handoff, one.by) for one in record.handed_back] == [(FIRST, Back.CALLER)]
    assert store.running_calls() == 1


def test_no_more_come_back_than_the_assistant_may_talk_to(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    begin(store, rules)
    begin(store, rules, "CA2")
    store.append(CALL, ENTRIES[:1])
    store.save_handoff(CALL, FIRST)
    assert not store.handing_off.come_back(CALL, Back.CALLER, most=1)
    assert store.record(CALL).handoff == FIRST


@pytest.mark.parametrize("handoff", [None, HandOff("goodbye")])
def test_nobody_comes_back_who_is_not_with_people(open_store: OpenStore, rules: Rules, handoff: HandOff | None) -> None:
    store = open_store()
    begin(store, rules)
    if handoff:
        store.save_handoff(CALL, handoff)
    assert not store.handing_off.come_back(CALL, Back.CALLER, most=5)


def test_a_call_that_is_over_does_not_come_back(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    begin(store, rules)
    store.save_handoff(CALL, FIRST)
    store.over(CALL)
    assert not store.handing_off.come_back(CALL, Back.AGENT, most=5)


def test_who_spoke_with_an_agent_for_long_holds_a_line_again(
    open_store: OpenStore, rules: Rules, fake_clock: FakeClock
) -> None:
    store = open_store()
    begin(store, rules)
    store.save_handoff(CALL, FIRST)
    store.dial(CALL, "support")
    fake_clock.forward(3 * 3600)
    store.dialled(CALL, 1, outcome="completed", bridged=True)
    assert store.handing_off.come_back(CALL, Back.AGENT, most=1)
    assert (store.running_calls(), store.calls_in_progress()) == (1, 1)
    assert store.record(CALL).ended_at is None


def test_the_second_time_is_as_the_first_and_attempts_go_on(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    left_and_back(store, rules, clock=fake_clock)
    fake_clock.forward(60)
    store.save_handoff(CALL, SECOND)
    again = store.dial(CALL, "sales")
    assert (again.attempt, again.handoff, again.agent) == (2, 1, 0)
    assert store.record(CALL).dials == (again,)
    store.accept(CALL, 2)
    store.dialled(CALL, 2, outcome="completed", bridged=True)
    store.over(CALL)
    assert store.flush()
    columns = "seq, route, reason, back_by, done, followed"
    found = rows(url, f"SELECT {columns} FROM handoffs ORDER BY seq")  # noqa: S608  # the columns above
    assert [(row["seq"], row["route"], row["back_by"], bool(row["followed"])) for row in found] == [
        (0, "support", "caller", True),
        (1, "sales", None, False),
    ]
    assert rows(url, "SELECT attempt, handoff FROM dials ORDER BY attempt") == [
        {"attempt": 1, "handoff": 0},
        {"attempt": 2, "handoff": 1},
    ]
    [call] = rows(url, "SELECT disposition FROM calls")
    assert call["disposition"] == Disposition.TRANSFERRED


def test_what_must_be_known_of_the_caller_goes_with_whatever_hand_off_comes(
    open_store: OpenStore, rules: Rules
) -> None:
    store, care = open_store(), Care(Topic.ABUSE, Priority.URGENT)
    begin(store, rules)
    store.save_handoff(CALL, replace(FIRST, care=care))
    store.handing_off.come_back(CALL, Back.CALLER, most=5)
    assert store.record(CALL).care == care
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.LINE_FAILED))
    assert store.record(CALL).care == care


@pytest.mark.parametrize("spool_is_left", [True, False])
def test_after_a_restart_all_of_it_is_known(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock, spool_is_left: bool
) -> None:
    store = open_store(url, start=not spool_is_left)
    left_and_back(store, rules, Back.AGENT, clock=fake_clock)
    fake_clock.forward(60)
    store.save_handoff(CALL, SECOND)
    store.dial(CALL, "sales")
    known = store.record(CALL)
    if not spool_is_left:
        assert store.flush()
    store.close()
    again = open_store(url)
    found = again.call(CALL)
    assert found is not None
    assert (found.handoff, found.dials) == (SECOND, known.dials)
    behind = [(one.seq, one.handoff.route, one.at, one.back_at, one.by, one.done) for one in found.handed_back]
    assert behind == [(0, "support", *at_and_back(known), Back.AGENT, "settled")]


@pytest.mark.parametrize("spool_is_left", [True, False])
@pytest.mark.parametrize(("done", "told"), [("settled", (True, "settled")), (None, (False, ""))])
def test_what_the_agent_chose_last_is_known_after_a_restart_and_is_no_return_yet(
    open_store: OpenStore, rules: Rules, url: str, done: str | None, told: tuple[bool, str], spool_is_left: bool
) -> None:
    store = open_store(url, start=not spool_is_left)
    begin(store, rules)
    store.save_handoff(CALL, FIRST)
    store.dial(CALL, "support")
    store.handing_off.give_back(CALL, "passed_on")
    store.handing_off.give_back(CALL, done)
    if not spool_is_left:
        assert store.flush()
    store.close()
    again = open_store(url)
    found = again.call(CALL)
    assert found is not None
    assert (found.gives_back, found.done, found.handed_back) == (*told, ())
    assert again.flush()
    engine = engine_of(url)
    with engine.connect() as connection:
        [one] = to_people(connection, Span(found.started_at, found.started_at + timedelta(days=1)))
    engine.dispose()
    assert one.came_back == ""


@pytest.mark.parametrize("batches", [1, 2])
def test_words_that_come_a_moment_later_do_not_undo_that_the_caller_is_back(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock, batches: int
) -> None:
    """Words are looked through before they are written, which may take longer than to come back."""
    at = fake_clock.now()
    stands = replace(begin(open_store(), rules), handoff=FIRST, handed_off_at=at)
    [back] = stands.came_back(Back.CALLER, "", at).handed_back
    told = [lines.of_handed_back(CALL, back, followed=True), lines.of_handoff(stands)]
    upgrade(url)
    engine = engine_of(url)
    for number in range(0, 2, 3 - batches):
        ingest(engine, told[number : number + 3 - batches])
    engine.dispose()
    [row] = rows(url, "SELECT back_by, followed FROM handoffs")
    assert (row["back_by"], bool(row["followed"])) == ("caller", True)


def test_waits_are_those_of_each_hand_off(open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock) -> None:
    store, began = open_store(url), fake_clock.now()
    left_and_back(store, rules, clock=fake_clock)
    fake_clock.forward(300)
    store.save_handoff(CALL, SECOND)
    store.dial(CALL, "sales")
    fake_clock.forward(20)
    store.accept(CALL, 2)
    assert store.flush()
    engine = engine_of(url)
    found = sorted(waits(engine, began, fake_clock.now()), key=lambda one: one.began)
    engine.dispose()
    assert [(one.route, one.seconds, one.reached, one.over) for one in found] == [
        ("support", None, False, True),
        ("sales", 20.0, True, False),
    ]


def test_what_a_caller_leaves_then_is_listed_once(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    left_and_back(store, rules)
    store.save_handoff(CALL, replace(SECOND, care=Care(Topic.CHILD, Priority.URGENT)))
    store.messages.callback(CALL, "sales")
    assert store.flush()
    engine = engine_of(url)
    [one] = messages(engine, Which.OPEN, "", fake_clock.now())
    engine.dispose()
    assert (one.route, one.priority) == ("sales", Priority.URGENT)


def test_a_caller_is_told_of_both_and_forgotten_with_both(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock, settings: Settings
) -> None:
    store = open_store(url)
    left_and_back(store, rules, Back.AGENT)
    store.save_handoff(CALL, SECOND)
    store.over(CALL)
    assert store.flush()
    engine = engine_of(url)
    [told] = caller_data(engine, vault_of(settings), [CALL], AS_SHIPPED)
    assert [one["wish"] for one in told["what_you_wanted"]] == [WORDS, "another kettle"]  # type: ignore[union-attr,index]
    purge_some(engine, AS_SHIPPED, fake_clock.now() + timedelta(days=40))
    assert [row["done"] for row in rows(url, "SELECT done FROM handoffs")] == [None, None]
    erase(engine, vault_of(settings), [CALL], fake_clock.now(), "letter", dry=False)
    engine.dispose()
    for table in ("handoffs", "wishes", "dials"):
        assert rows(url, f"SELECT * FROM {table}") == []  # noqa: S608  # the tables above


def test_hand_offs_of_an_earlier_version_are_each_the_first_of_their_call(url: str) -> None:
    engine = engine_of(url)
    alembic = config.Config()
    alembic.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0016")
        values = "('CA1', '2026-11-01 10:00:00+00:00', 'transfer', 'support')"
        connection.execute(sa.text(f"INSERT INTO handoffs (call_sid, at, kind, route) VALUES {values}"))  # noqa: S608
        connection.execute(sa.text("INSERT INTO wishes (call_sid, sealed) VALUES ('CA1', 'abc')"))
        command.upgrade(alembic, "head")
        [row] = connection.execute(sa.text("SELECT seq, route, followed, back_at FROM handoffs")).all()
        assert (row.seq, row.route, bool(row.followed), row.back_at) == (0, "support", False, None)
        assert connection.execute(sa.text("SELECT call_sid, seq FROM wishes")).all() == [("CA1", 0)]
        command.downgrade(alembic, "0016")
        assert connection.execute(sa.text("SELECT call_sid, route FROM handoffs")).all() == [("CA1", "support")]
    engine.dispose()
