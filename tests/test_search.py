"""Calls are found by what is known of them, the newest first, page by page, in three statements a page."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, text

from ivr.core.heard.decision import Outcome
from ivr.core.record import Disposition
from ivr.core.rules import Rules
from ivr.store import search
from ivr.store.database import engine_of
from ivr.store.orphans import close_orphans
from ivr.store.schema import MISSES
from ivr.store.search import Page, Sought, all_of, page
from ivr.store.store import Store
from tests.calls_on_record import OnRecord, on_record
from tests.conftest import CALL, CALLER, LINE, MONDAY_NOON, FakeClock


@pytest.fixture
def record(url: str) -> Iterator[OnRecord]:
    with on_record(url) as made:
        yield made


def found(record: OnRecord, **sought: object) -> list[str]:
    return [one.call for one in page(record.engine, Sought(**sought)).found]  # type: ignore[arg-type]


def test_each_filter_finds_its_calls_and_no_others_the_newest_first(record: OnRecord) -> None:
    record.call("CA1", 1, 30, caller_ends="123", disposition="goodbye")
    record.call("CA2", 2, 600, caller_ends="023", line="+15005550101")
    record.call("CA3", 3, None, caller_ends="")
    record.turn("CA1", 1, "miss", "order_status")
    record.turn("CA1", 2, "nothing_said")
    record.turn("CA2", 1, "miss", "opening_hours")
    record.handoff("CA1", route="orders", reason="low_confidence")
    record.line_event("CA1", "error", 13224, number=1)
    record.handoff("CA2", route=None, kind="goodbye", reason=None)
    assert found(record) == ["CA3", "CA2", "CA1"]
    assert found(record, since=record.began["CA2"]) == ["CA3", "CA2"]
    assert found(record, until=record.began["CA2"]) == ["CA1"]
    assert found(record, disposition="goodbye") == ["CA1"]
    assert found(record, line="+15005550101") == ["CA2"]
    assert found(record, ends="23") == ["CA2", "CA1"]
    assert found(record, ends="%") == []
    assert found(record, route="orders") == ["CA1"]
    assert found(record, reason="caller_asked") == []
    assert found(record, intent="opening_hours") == ["CA2"]
    assert found(record, code=13224) == ["CA1"]
    assert found(record, code=1) == []
    assert found(record, misses=1) == ["CA2", "CA1"]
    assert found(record, misses=2) == ["CA1"]
    assert found(record, longer_seconds=60) == ["CA2"]
    assert found(record, shorter_seconds=600) == ["CA1"]
    assert found(record, running=True) == ["CA3"]
    assert found(record, running=False, misses=1, intent="order_status", route="orders") == ["CA1"]


def test_a_row_tells_what_became_of_a_call(record: OnRecord) -> None:
    record.call("CA1", 0, 90, caller_ends="123", disposition="transferred")
    record.turn("CA1", 1, "miss")
    record.turn("CA1", 2, "transfer")
    record.handoff("CA1", 20, intent="complaint")
    record.dial("CA1", 21, None, 40)
    record.dial("CA1", 41, 50, 90, attempt=2)
    [one] = page(record.engine, Sought()).found
    told = one.call, one.seconds, one.disposition, one.route, one.reason, one.intent, one.turns, one.misses, one.ends
    assert told == ("CA1", 90.0, "transferred", "support", "caller_asked", "complaint", 2, 1, "123")
    assert one.handed_off == MONDAY_NOON + timedelta(seconds=20)
    assert [leg.answered for leg in one.legs] == [None, MONDAY_NOON + timedelta(seconds=50)]


def pages(record: OnRecord, most: int) -> Iterator[Page]:
    one = page(record.engine, Sought(), most=most)
    yield one
    while one.following is not None:
        one = page(record.engine, Sought(), one.following, most)
        yield one


def test_pages_hold_each_call_once_also_of_those_that_began_in_one_moment(record: OnRecord) -> None:
    for number in range(7):
        record.call(f"CA{number}", number // 4)
    shown = [[one.call for one in one_page.found] for one_page in pages(record, 3)]
    assert shown == [["CA6", "CA5", "CA4"], ["CA3", "CA2", "CA1"], ["CA0"]]


def test_a_call_that_begins_between_two_pages_moves_nothing(record: OnRecord) -> None:
    for number in range(4):
        record.call(f"CA{number}", number)
    first = page(record.engine, Sought(), most=2)
    record.call("CA9", 9)
    assert [one.call for one in page(record.engine, Sought(), first.following, 2).found] == ["CA1", "CA0"]


def statements(engine: Engine, work: Callable[[], object]) -> int:
    counted: list[str] = []
    event.listen(engine, "before_cursor_execute", listener := lambda *told: counted.append(told[2]))
    work()
    event.remove(engine, "before_cursor_execute", listener)
    return len(counted)


def test_a_page_takes_four_statements_however_many_calls_it_holds(record: OnRecord) -> None:
    for number in range(5):
        record.call(f"CA{number}", number)
        record.turn(f"CA{number}", 1)
        record.handoff(f"CA{number}")
        record.dial(f"CA{number}", 31, 40, 60)
    assert statements(record.engine, lambda: page(record.engine, Sought(), most=1)) == 4
    assert statements(record.engine, lambda: page(record.engine, Sought(), most=5)) == 4


def test_an_export_goes_on_behind_what_is_read_at_once(record: OnRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "AT_ONCE", 2)
    for number in range(5):
        record.call(f"CA{number}", number)
    assert [one.call for one in all_of(record.engine, Sought())] == ["CA4", "CA3", "CA2", "CA1", "CA0"]


def test_what_counts_as_a_miss_is_what_the_call_takes_for_one() -> None:
    assert set(MISSES) == {Outcome.MISS, Outcome.NOTHING_SAID}


def lengths(url: str) -> list[float | None]:
    engine = engine_of(url)
    kept = [one.seconds for one in page(engine, Sought()).found]
    engine.dispose()
    return kept


def test_how_long_a_call_was_is_kept_however_its_end_is_told(
    open_store: Callable[..., Store], url: str, rules: Rules, fake_clock: FakeClock
) -> None:
    kept = open_store(url)
    kept.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    assert kept.flush()
    assert lengths(url) == [None]
    fake_clock.forward(12.5)
    kept.end_call(CALL, Disposition.RESOLVED)
    assert kept.flush()
    assert lengths(url) == [12.5]


def test_how_long_a_call_was_is_known_of_those_that_a_statement_ends(
    open_store: Callable[..., Store], url: str, rules: Rules, fake_clock: FakeClock
) -> None:
    first = open_store(url)
    first.begin_call("CA1", caller="", line="", rules=rules, ready=True)
    first.begin_call("CA2", caller="", line="", rules=rules, ready=True)
    assert first.flush()
    first.close()
    fake_clock.forward(30)
    engine = engine_of(url)
    with engine.begin() as connection:
        instance = connection.execute(text("SELECT instance FROM calls WHERE call_sid = 'CA1'")).scalar_one()
        connection.execute(text("UPDATE calls SET instance = 'another' WHERE call_sid = 'CA2'"))
    assert close_orphans(engine, instance, fake_clock.now()) == 1
    assert lengths(url) == [None, pytest.approx(30, abs=0.01)]
    engine.dispose()
    again = open_store(url)
    again.over("CA2")  # of which nothing is held in memory
    assert again.flush()
    assert lengths(url) == [pytest.approx(30, abs=0.01)] * 2
