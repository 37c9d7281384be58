"""Calls in the console: each filter, page by page, what is typed wrong, as CSV, and whatever a row may hold."""

import csv
import io
from collections.abc import Callable

import pytest

from ivr.console.desk import Desk
from ivr.store.search import PAGE

from .calls_on_record import OnRecord
from .console import Browser

SignedIn = Callable[[str], Browser]


@pytest.fixture
def record(desk: Desk) -> OnRecord:
    made = OnRecord(desk.engine)
    made.call("CA1", 0, 90, caller_ends="123", disposition="transferred")
    made.handoff("CA1", intent="complaint", reason="caller_asked")
    made.turn("CA1", 1, "miss", "complaint")
    made.line_event("CA1", "error", 13224, number=1)
    made.rule("CA1", "leaving", "may_leave")
    made.call("CA2", 60, 30, caller_ends="456", line="+15005550101")
    made.call("CA3", 24 * 60, None, caller_ends="")
    return made


def ends(text: str) -> list[str]:
    """Of the callers' numbers that a page shows."""
    return [number for number in ("123", "456") if f"…{number}" in text]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", ["123", "456"]),
        ("from=2026-03-02&to=2026-03-02", ["123", "456"]),
        ("from=2026-03-03", []),
        ("to=2026-03-01", []),
        ("disposition=transferred", ["123"]),
        ("disposition=in_progress", []),
        ("route=support", ["123"]),
        ("route=support&reason=key_pressed", []),
        ("reason=caller_asked", ["123"]),
        ("intent=complaint", ["123"]),
        ("misses=1", ["123"]),
        ("tag=may_leave", ["123"]),
        ("tag=leaving", []),
        ("code=13224", ["123"]),
        ("code=486", []),
        ("longer=60", ["123"]),
        ("shorter=60", ["456"]),
        ("ends=456", ["456"]),
        ("ends=6", ["456"]),
        ("line=%2B15005550101", ["456"]),
    ],
)
def test_each_filter_shows_its_calls_and_no_others(
    record: OnRecord, signed_in: SignedIn, asked: str, shown: list[str]
) -> None:
    answer = signed_in("viewer").get(f"/calls/?{asked}")
    assert answer.status_code == 200
    assert ends(answer.text) == shown


def test_calls_of_a_day_are_those_of_the_day_where_the_business_is(record: OnRecord, signed_in: SignedIn) -> None:
    record.call("CA4", 14 * 60, caller_ends="789")  # two in the night in UTC, nine in the evening in New York
    assert "…789" in signed_in("viewer").get("/calls/?from=2026-03-02&to=2026-03-02").text


@pytest.mark.parametrize(
    "asked",
    [
        "from=yesterday",
        "to=2026-02-30",
        "from=9999-12-31",
        "ends=12a",
        "ends=1234",
        "misses=-1",
        "code=E13",
        "longer=1e9",
        "ends=²",
    ],
)
def test_what_is_typed_wrong_is_told_beside_it_and_stays(record: OnRecord, signed_in: SignedIn, asked: str) -> None:
    answer = signed_in("viewer").get(f"/calls/?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert f'value="{asked.partition("=")[2]}"' in answer.text
    assert signed_in("viewer").get(f"/calls/calls.csv?{asked}").status_code == 400


@pytest.mark.parametrize("behind", ["x", "2026-03-02~CA1", "9", "0001-01-01T00:00:00~"])
def test_a_place_that_is_none_is_no_page(record: OnRecord, signed_in: SignedIn, behind: str) -> None:
    assert signed_in("viewer").get(f"/calls/?behind={behind}").status_code == 404


def test_page_by_page_each_call_comes_once(record: OnRecord, signed_in: SignedIn) -> None:
    for number in range(PAGE):
        record.call(f"CB{number:03}", -1, caller_ends=f"{number:03}")
    viewer = signed_in("viewer")
    first = viewer.get("/calls/?disposition=resolved")
    older = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = viewer.get(older)
    shown = [first.text.count("…"), second.text.count("…")]
    assert shown == [PAGE, 1]
    assert 'rel="next"' not in second.text


def test_a_script_in_what_was_kept_is_shown_and_not_run(record: OnRecord, signed_in: SignedIn) -> None:
    record.call("CA5", 5)
    record.handoff("CA5", intent="<script>alert(1)</script>")
    text = signed_in("viewer").get("/calls/?intent=%22%3E%3Cscript%3E").text
    text += signed_in("viewer").get("/calls/").text
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_what_a_spreadsheet_would_run_is_shown_by_it(record: OnRecord, signed_in: SignedIn) -> None:
    record.call("CA5", 5)
    record.handoff("CA5", intent='=HYPERLINK("https://elsewhere.example")')
    text = signed_in("viewer").get("/calls/calls.csv").text
    assert "'=HYPERLINK(" in text
    assert ",=" not in text


def test_a_price_list_gives_a_cost_and_none_gives_none(record: OnRecord, signed_in: SignedIn) -> None:
    text = signed_in("viewer").get("/calls/?ends=123").text
    assert "USD" not in text
    assert '<td class="number">–</td>' in text


def test_as_csv_come_the_calls_that_were_asked_for_and_it_is_noted(
    record: OnRecord, signed_in: SignedIn, desk: Desk
) -> None:
    answer = signed_in("viewer").get("/calls/calls.csv?disposition=transferred&ends=123")
    assert "attachment" in answer.headers["Content-Disposition"]
    [row] = csv.DictReader(io.StringIO(answer.text))
    assert (row["call"], row["number_ends_with"], row["line"]) == ("CA1", "123", "'+15005550100")
    [noted] = desk.audit.entries(act="exported_calls")
    assert dict(noted.detail) == {"disposition": "transferred"}  # and no digit of anybody's number
