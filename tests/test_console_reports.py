"""Reports in the console: every figure with its formula, containment never alone, days typed wrong, and pictures."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from ivr.console.charts import CHARTS, chart
from ivr.console.desk import Desk
from ivr.reports.days import Days
from ivr.reports.report import Report, report_of

from .calls_on_record import OnRecord
from .console import Browser
from .test_reports import NEW_YORK, told

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


def test_each_figure_stands_with_its_formula_and_what_was_counted(
    record: OnRecord, signed_in: SignedIn, desk: Desk
) -> None:
    text = signed_in("viewer").get("/reports/").text
    shown = re.findall(r"<dt>(.+?)</dt>.*?<summary>.*?numerator: (.+?)<.*?denominator: (.+?)<.*?n: (.+?)<", text, re.S)
    figures = report(desk).figures
    assert {name for name, *_ in shown} == {figure.name for figure in figures}
    assert len(shown) == len(figures)
    by_name = {name: tuple(rest) for name, *rest in shown}
    assert told(report(desk).containment.contained)[1:] == (1, 2, 2)
    assert by_name["Contained"] == ("1", "2", "2")
    assert by_name["Cost"][0] == "none"


def test_containment_is_never_without_the_way_to_a_person(record: OnRecord, signed_in: SignedIn) -> None:
    text = signed_in("viewer").get("/reports/").text
    group = text.partition('<dl class="figures">')[2].partition("</dl>")[0]
    for name in ("Contained", "Wish for a person honoured", "A person within 180 s", "Until a person answers, p95"):
        assert f"<dt>{name}</dt>" in group
    assert text.count("<dt>Contained</dt>") == 1


@pytest.mark.parametrize(
    "asked",
    ["from=x", "to=2026-02-30", "from=2026-03-02&to=2026-03-01", "from=2020-01-01&to=2026-01-01", "to=0001-01-01"],
)
def test_days_that_are_none_are_told_and_the_last_seven_shown(signed_in: SignedIn, asked: str) -> None:
    answer = signed_in("viewer").get(f"/reports/?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "2026-02-24 to 2026-03-02" in answer.text


def test_a_week_is_from_monday_to_sunday_whichever_of_its_days_is_named(record: OnRecord, signed_in: SignedIn) -> None:
    viewer = signed_in("viewer")
    assert "2026-03-02 to 2026-03-08" in viewer.get("/reports/week?day=2026-03-05").text
    assert viewer.get("/reports/week?day=x").status_code == 404


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_has_neither_script_nor_style_and_shows_what_was_kept_as_text(
    record: OnRecord, signed_in: SignedIn, name: str
) -> None:
    answer = signed_in("viewer").get(f"/reports/picture/2026-03-02/2026-03-02/{name}")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert not re.search(r"<script|<style|style=|\son\w+=|href=", answer.text)


@pytest.mark.parametrize("path", ["x/2026-03-02/misses", "2026-03-02/2026-03-01/misses", "2026-03-02/2026-03-02/x"])
def test_a_picture_of_nothing_is_none(signed_in: SignedIn, path: str) -> None:
    assert signed_in("viewer").get(f"/reports/picture/{path}").status_code == 404


def test_a_picture_of_no_calls_is_one_all_the_same(desk: Desk) -> None:
    for name in CHARTS:
        assert (chart(report(desk), name) or "").startswith("<svg")
