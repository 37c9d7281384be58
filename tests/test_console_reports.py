"""Reports in the console: every figure with its formula, containment never alone, days typed wrong, weeks to print."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest

from ivr.console.desk import Desk
from ivr.reports.days import Days
from ivr.reports.report import Report, report_of

from .calls_on_record import OnRecord
from .console import Browser
from .test_reports import NEW_YORK

SignedIn = Callable[[str], Browser]
MONDAY = date(2026, 3, 2)
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def record(desk: Desk) -> OnRecord:
    made = OnRecord(desk.engine)
    made.call("CA1", -60, 90, disposition="transferred")
    made.handoff("CA1", reason="caller_asked")
    made.dial("CA1", 32, 41, 80)
    made.turn("CA1", 1, "miss", HOSTILE)
    made.call("CA2", -50, 30)
    return made


def report(desk: Desk) -> Report:
    return report_of(Days(desk.engine, NEW_YORK, desk.now), MONDAY, MONDAY, None)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_each_figure_stands_with_its_formula_and_what_was_counted(
    record: OnRecord, signed_in: SignedIn, desk: Desk
) -> None:
    text = signed_in("viewer").get("/reports/").text
    tiles = {html.unescape(one.partition("</dt>")[0]): words(one) for one in text.split("<dt>")[1:]}
    charts = text.partition("<figure")[2]
    for figure in report(desk).figures:
        shown = words(charts) if figure.name in ("Calls by hour of the day", "Calls by day") else tiles[figure.name]
        assert figure.formula[1:] + "." in shown, figure.name
    assert "1 of 2." in tiles["Settled by the assistant alone"]
    assert "Nothing to count." in tiles["Cost"]
    assert "9.0 s or less for half of the callers" in tiles["From ringing until they answer"]
    assert "1 of 1 callers took 9.0 s or less." in tiles["From ringing until they answer"]


def test_a_report_has_no_word_of_statisticians(record: OnRecord, signed_in: SignedIn) -> None:
    for path in ("/reports/", "/reports/week?day=2026-03-02"):
        told = words(signed_in("viewer").get(path).text)
        assert not re.search(r"\bp\d\d\b|numerator|denominator|percentile|\bn:", told)
        assert "caller_asked" not in told


def test_containment_is_never_without_the_way_to_a_person(record: OnRecord, signed_in: SignedIn) -> None:
    text = signed_in("viewer").get("/reports/").text
    alone = "Settled by the assistant alone"
    (group,) = [one for one in text.split('<dl class="figures">') if f"<dt>{alone}</dt>" in one.partition("</dl>")[0]]
    for name in ("Asked for a person, and one was rung", "A person within 3 minutes", "Until a person answers"):
        assert f"<dt>{name}</dt>" in group.partition("</dl>")[0]
    assert text.count(f"<dt>{alone}</dt>") == 1


@pytest.mark.parametrize(
    "asked",
    ["from=x", "to=2026-02-30", "from=2026-03-02&to=2026-03-01", "from=2020-01-01&to=2026-01-01", "to=0001-01-01"],
)
def test_days_that_are_none_are_told_and_the_last_seven_shown(signed_in: SignedIn, asked: str) -> None:
    answer = signed_in("viewer").get(f"/reports/?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Tuesday 24 February 2026 to Monday 2 March 2026" in answer.text


def test_a_week_is_from_monday_to_sunday_whichever_of_its_days_is_named(record: OnRecord, signed_in: SignedIn) -> None:
    viewer = signed_in("viewer")
    told = words(viewer.get("/reports/week?day=2026-03-05").text)
    assert "Week of Monday 2 March 2026" in told
    assert "until Sunday 8 March 2026. This week is not over" in told
    assert viewer.get("/reports/week?day=x").status_code == 404


def test_the_week_that_is_printed_is_the_last_that_is_over_and_none_that_has_not_begun(
    record: OnRecord, signed_in: SignedIn
) -> None:
    viewer = signed_in("viewer")
    last = viewer.get("/reports/week").text
    assert "Week of Monday 23 February 2026" in words(last)
    assert "day=2026-03-02" in last
    assert "The week after" not in viewer.get("/reports/week?day=2026-03-02").text


def test_charts_have_neither_script_nor_style_and_what_was_kept_is_text(record: OnRecord, signed_in: SignedIn) -> None:
    text = signed_in("viewer").get("/reports/").text
    assert "<svg" in text
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert HOSTILE not in text
    assert html.escape(HOSTILE) in text


def test_columns_are_as_high_as_they_are_many(record: OnRecord, signed_in: SignedIn) -> None:
    record.call("CA3", 60, 30)
    text = signed_in("viewer").get("/reports/?from=2026-03-02").text
    by_hour = text.partition("Calls by hour of the day</figcaption>")[2].partition("</svg>")[0]
    assert re.findall(r'height="([\d.]+)"><title>at (06|08):00: (\d)', by_hour) == [
        ("100.0", "06", "2"),
        ("50.0", "08", "1"),
    ]


def test_days_without_calls_say_so_and_show_no_figures_of_nothing(signed_in: SignedIn) -> None:
    for path in ("/reports/", "/reports/week"):
        text = signed_in("viewer").get(path).text
        assert "No calls" in text
        assert "<dt>" not in text
