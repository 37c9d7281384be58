"""Each figure is what its formula says, on calls of which the answer is known; and sums reconcile."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ivr.reports.cost import cost_of, minutes_of
from ivr.reports.days import COMES_LATE, OVER_SECONDS, RUNNING_SECONDS, Days
from ivr.reports.figure import Figure, Part, percentile
from ivr.reports.report import Report, report_of
from ivr.settings.prices import prices_in
from ivr.store.search import Sought, page
from tests.calls_on_record import OnRecord, on_record
from tests.conftest import MONDAY_NOON, FakeClock

MONDAY = date(2026, 3, 2)
NEW_YORK = ZoneInfo("America/New_York")
PRICES = prices_in("USD in 0.01 out 0.02 stream 0.005")


@pytest.fixture
def record(url: str) -> Iterator[OnRecord]:
    """Ten calls: three contained, five handed to people, one that hung up, one that goes on."""
    with on_record(url) as made:
        made.call("CA01", 0, 90, disposition="resolved", dead_air_seconds=2.0)
        made.call("CA02", 5, 61, disposition="goodbye", dead_air_seconds=6.5)
        made.call("CA03", 65, 60, disposition="resolved", dead_air_seconds=1.0)
        for call, reason, minutes in (
            ("CA04", "caller_asked", 10),
            ("CA05", "key_pressed", 20),
            ("CA06", "caller_asked", 30),
            ("CA07", "low_confidence", 40),
            ("CA08", "opted_out", 50),
        ):
            made.call(call, minutes, 300, disposition="transferred", streams_started=int(call != "CA08"))
            made.handoff(call, 30, reason=reason)
        made.dial("CA04", 31, 40, 300)
        made.dial("CA05", 32, None, 60)
        made.dial("CA05", 61, 211, 300, attempt=2)
        made.dial("CA07", 34, None, 60)
        made.call("CA09", 55, 20, disposition="caller_hung_up")
        made.call("CA10", 58, None)
        yield made


def days(record: OnRecord, clock: FakeClock | None = None) -> Days:
    clock = clock or FakeClock(MONDAY_NOON + timedelta(hours=3))
    return Days(record.engine, NEW_YORK, clock.now, clock.monotonic)


def report(record: OnRecord) -> Report:
    return report_of(days(record), MONDAY, MONDAY, PRICES)


def told(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.numerator, figure.denominator, figure.n


def parts(figure: Figure) -> dict[str, float]:
    return {part.name: part.count for part in figure.parts if part.count}


def test_calls_are_counted_by_how_they_ended_and_by_the_hour_where_the_business_is(record: OnRecord) -> None:
    found = report(record)
    assert told(found.calls) == (10, 10, None, 10)
    ends = {"transferred": 5, "resolved": 2, "goodbye": 1, "caller_hung_up": 1, "in_progress": 1}
    assert parts(found.calls) == ends
    assert parts(found.by_hour) == {"07:00": 9, "08:00": 1}  # noon in UTC is seven in New York
    assert len(found.by_hour.parts) == 24


def test_contained_are_those_that_ended_with_the_assistant_and_were_never_handed_on(record: OnRecord) -> None:
    record.handoff("CA03", reason="caller_asked")  # resolved, but by people
    assert told(report(record).containment.contained) == (2 / 8, 2, 8, 8)  # not CA08, which it was never on


def test_the_wish_for_a_person_is_honoured_when_one_is_rung(record: OnRecord) -> None:
    honoured = report(record).containment.honoured
    assert told(honoured) == (2 / 4, 2, 4, 4)
    by_reason = Part("caller_asked", 1, 2), Part("key_pressed", 1, 1), Part("opted_out", 0, 1)
    assert honoured.parts == by_reason


def test_a_person_is_in_time_within_three_minutes_and_who_never_had_one_counts(record: OnRecord) -> None:
    assert told(report(record).containment.in_time) == (1 / 5, 1, 5, 5)  # CA05 waited 181 s


def test_waits_are_told_from_the_request_to_the_dial_and_to_the_answer(record: OnRecord) -> None:
    waits = {(figure.name, figure.rank): figure for figure in report(record).containment.waits}
    rung, ringing, answered = (
        "Until a person's telephone rings",
        "From ringing until they answer",
        "Until a person answers",
    )
    assert told(waits[rung, 50]) == (2.0, 2, 3, 3)
    assert told(waits[rung, 95]) == (4.0, 3, 3, 3)
    assert [waits[ringing, rank].value for rank in (50, 95)] == [9.0, 179.0]
    assert [waits[answered, rank].value for rank in (50, 95)] == [10.0, 181.0]


def test_transfers_are_told_by_reason_and_who_gave_up_by_route(record: OnRecord) -> None:
    record.call("CA11", 59, 200, disposition="voicemail")
    record.handoff("CA11", reason="caller_asked")
    handed, abandoned, _, hung_up = report(record).people
    reasons = {"caller_asked": 3, "key_pressed": 1, "low_confidence": 1, "opted_out": 1}
    assert (told(handed), parts(handed)) == ((6, 6, None, 6), reasons)
    assert told(abandoned) == (3 / 6, 3, 6, 6)  # CA06, CA07, CA08; not who left a message
    assert abandoned.parts == (Part("support", 3, 6),)
    assert told(hung_up) == (1 / 10, 1, 10, 10)


def test_a_call_that_is_handed_off_twice_is_one_call_and_two_ways_to_a_person(record: OnRecord) -> None:
    record.call("CA11", 59, 400, disposition="caller_hung_up", streams_started=3)
    record.handoff("CA11", 30, route="sales", reason="caller_asked")
    record.dial("CA11", 31, None, 50)
    record.back("CA11", 60)
    record.handoff("CA11", 130, reason="key_pressed", seq=1)
    record.dial("CA11", 135, 140, 200, attempt=2, handoff=1)
    record.back("CA11", 200, by="agent", seq=1)
    found = report(record)
    assert told(found.calls) == (11, 11, None, 11)
    assert found.containment.contained.denominator == 9
    handed, abandoned, back, _ = found.people
    assert told(handed) == (6, 6, None, 6), "a call counts once"
    assert told(back) == (2 / 7, 2, 7, 7)
    assert parts(back) == {"caller": 1, "agent": 1}
    assert told(abandoned) == (3 / 7, 3, 7, 7), "who is back has not given up"
    assert told(found.containment.in_time) == (2 / 7, 2, 7, 7), "the second wait counts from the second asking"
    waits = {(figure.name, figure.rank): figure for figure in found.containment.waits}
    assert waits["Until a person's telephone rings", 95].denominator == 5
    assert told(found.containment.honoured) == (4 / 6, 4, 6, 6)
    total, _ = found.cost
    calls = {call.call: call for call in page(record.engine, Sought()).found}
    known = sum(cost for call in calls.values() if (cost := cost_of(minutes_of(call), PRICES)) is not None)
    # Streams: half a minute, 70 s and 200 s, each a begun minute: 1 + 2 + 4.
    minutes = minutes_of(calls["CA11"])
    assert minutes is not None
    assert minutes.stream == 7
    assert total.value == pytest.approx(float(known))


def test_misses_are_told_by_intent(record: OnRecord) -> None:
    record.turn("CA01", 1, "miss", "order_status")
    record.turn("CA01", 2, "ask", "order_status")
    record.turn("CA02", 1, "nothing_said")
    record.turn("CA02", 2, "transfer", "complaint")
    [misses] = report(record).understood
    assert told(misses) == (2 / 4, 2, 4, 4)
    assert misses.parts == (Part("none", 1, 1), Part("order_status", 1, 2), Part("complaint", 0, 1))


def test_answers_and_dead_air_are_told_of_what_was_measured(record: OnRecord) -> None:
    for number, seconds in enumerate((0.7, 0.9, 2.5, None), start=1):
        record.turn("CA01", number, answered_seconds=seconds)
    half, most, dead_half, dead_most, long = report(record).speed
    assert [told(one) for one in (half, most)] == [(0.9, 2, 3, 3), (2.5, 3, 3, 3)]
    assert [told(one) for one in (dead_half, dead_most)] == [(2.0, 2, 3, 3), (6.5, 3, 3, 3)]
    assert told(long) == (1 / 3, 1, 3, 3)


def test_the_evidence_rate_is_of_calls_that_the_assistant_was_on(record: OnRecord) -> None:
    record.disclosure("CA01")
    record.disclosure("CA04", complete=False, cut_by="key_pressed")
    record.disclosure("CA09", complete=False, cut_by="caller_hung_up")
    record.disclosure("CA09", seq=40)  # on its second stream
    recorded, whole, by_key = report(record).evidence
    assert [told(one) for one in (recorded, whole, by_key)] == [
        (3 / 9, 3, 9, 9),
        (2 / 9, 2, 9, 9),
        (1 / 9, 1, 9, 9),
    ]


def test_the_cost_of_all_is_the_sum_of_the_cost_of_each(record: OnRecord) -> None:
    total, each = report(record).cost
    single = [cost_of(minutes_of(call), PRICES) for call in page(record.engine, Sought()).found]
    assert single.count(None) == 1  # the one that goes on
    known = sum(cost for cost in single if cost is not None)
    # In: 2 + 2 + 1 + 5 x 5 + 1. Out: 5 + 1 + 4 + 1. Streams: 2 + 2 + 1 + 4 x 1 + 1.
    assert known == Decimal("0.01") * 31 + Decimal("0.02") * 11 + Decimal("0.005") * 10
    assert told(total) == (pytest.approx(float(known)), pytest.approx(float(known)), None, 9)
    assert each.value == pytest.approx(float(known) / 9)
    assert total.currency == "USD"


def test_without_a_price_there_is_no_cost_and_not_a_cost_of_nothing(record: OnRecord) -> None:
    for prices in (None, prices_in("USD in 0.01 out 0.02")):
        assert [one.value for one in report_of(days(record), MONDAY, MONDAY, prices).cost] == [None, None]


def test_sums_reconcile(record: OnRecord) -> None:
    found = report(record)
    for figure in found.figures:
        if figure.parts and figure.unit != "money":
            assert sum(part.count for part in figure.parts) == figure.numerator, figure.name
        if figure.parts and figure.parts[0].of is not None:
            assert sum(part.of or 0 for part in figure.parts) == figure.denominator, figure.name
    assert found.calls.n == found.by_hour.n == found.by_day.n
    assert found.people[0].n == found.containment.in_time.n  # all are over


def test_nothing_to_count_has_no_value_and_is_not_0_of_100(url: str) -> None:
    with on_record(url) as made:
        found = report_of(days(made), MONDAY, MONDAY, PRICES)
    told_of_none = {figure.name: figure.value for figure in found.figures if figure.unit in {"share", "seconds"}}
    assert set(told_of_none.values()) == {None}
    assert found.calls.value == 0


def test_every_figure_tells_its_formula(record: OnRecord) -> None:
    figures = report(record).figures
    assert len({(figure.name, figure.rank) for figure in figures}) == len(figures)
    assert all(len(figure.formula) > 40 for figure in figures)


def test_containment_is_told_beside_the_way_to_a_person() -> None:
    assert {"honoured", "in_time", "waits"} <= set(report.__annotations__) | set(
        Report.__dataclass_fields__["containment"].type.__dataclass_fields__  # type: ignore[union-attr]
    )


def test_a_week_is_the_sum_of_its_days(record: OnRecord) -> None:
    record.call("CA11", 24 * 60, 30)
    record.call("CA12", 9 * 24 * 60, 30)
    week = report_of(days(record), MONDAY, MONDAY + timedelta(days=6), PRICES)
    assert week.calls.value == 11
    assert [part.count for part in week.by_day.parts] == [10, 1, 0, 0, 0, 0, 0]


def test_a_day_begins_and_ends_where_the_business_is_also_when_its_clock_changes(record: OnRecord) -> None:
    sunday = date(2026, 3, 8)  # of 23 hours
    span = days(record).span(sunday, sunday)
    assert (span.until.astimezone(UTC) - span.since.astimezone(UTC)) == timedelta(hours=23)


def test_a_day_that_is_over_is_not_counted_again_at_each_look(record: OnRecord) -> None:
    clock = FakeClock(MONDAY_NOON + timedelta(hours=3))
    counted = days(record, clock)

    def calls() -> float | None:
        return report_of(counted, MONDAY, MONDAY, None).calls.value

    assert calls() == 10
    record.call("CA11", 59, 30)
    assert calls() == 10
    clock.forward(RUNNING_SECONDS + 1)
    assert calls() == 11
    clock.forward((timedelta(days=1) + COMES_LATE).total_seconds())
    assert calls() == 11
    record.call("CA12", 59, 30)
    clock.forward(RUNNING_SECONDS + 1)
    assert calls() == 11
    clock.forward(OVER_SECONDS)
    assert calls() == 12


def test_a_percentile_is_the_least_that_so_many_did_not_exceed() -> None:
    counted = {1.0: 18, 2.0: 1, 9.0: 1}
    assert [percentile("it", "formula", counted, rank, "calls").value for rank in (50, 90, 95, 99)] == [
        1.0,
        1.0,
        2.0,
        9.0,
    ]
    assert percentile("it", "formula", counted, 95, "calls").numerator == 19
