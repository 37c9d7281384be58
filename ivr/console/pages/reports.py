"""Figures of some days, each with its formula and what was counted; a week of them is a page that prints."""

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, Response, abort, render_template, request
from flask_limiter import Limiter

from ...hours.zones import zone as zone_named
from ...reports.days import Days
from ...reports.report import Report, report_of
from ...settings.prices import prices_in
from ..charts import CHARTS, chart
from ..desk import Desk
from ..rights import Right, may

NAV = ("Reports", "reports.shown", Right.SEE_REPORTS)
MOST_DAYS = 92
_WEEK = timedelta(days=7)
_YEARS = range(2000, 2100)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("reports", __name__, url_prefix="/reports")
    prices = prices_in(desk.settings.carrier_prices)
    held: dict[str, Days] = {}

    def days() -> Days:
        """Those of the zone in force."""
        name = desk.in_force.business_zone
        return held.setdefault(name, Days(desk.engine, zone_named(name), desk.now))

    def report(first: date, last: date) -> Report:
        return report_of(days(), first, last, prices)

    @page.get("/")
    @may(Right.SEE_REPORTS)
    def shown() -> tuple[str, int]:
        today = days().today
        given = {name: request.args.get(name, "")[:10] for name in ("from", "to")}
        first, last, problem = _asked(given, today)
        return _page(report(first, last), given, problem), 422 if problem else 200

    @page.get("/week")
    @may(Right.SEE_REPORTS)
    def week() -> str:
        day = request.args.get("day", "")
        try:
            monday = _first_of_week(_day(day) if day else days().today)
        except ValueError:
            abort(404)
        return _page(report(monday, monday + _WEEK - timedelta(days=1)), {}, "")

    _add_picture(page, report)
    return page


def _add_picture(page: Blueprint, report: Callable[[date, date], Report]) -> None:
    @page.get("/picture/<first>/<last>/<name>")
    @may(Right.SEE_REPORTS)
    def picture(first: str, last: str, name: str) -> Response:
        try:
            begin, end = _day(first), _day(last)
        except ValueError:
            abort(404)
        if name not in CHARTS or _problem_of(begin, end):
            abort(404)
        return Response(chart(report(begin, end), name), mimetype="image/svg+xml")


def _page(report: Report, given: dict[str, str], problem: str) -> str:
    monday = _first_of_week(report.first)
    weeks = {"this": monday, "before": monday - _WEEK, "after": monday + _WEEK}
    return render_template("reports/shown.html", report=report, given=given, problem=problem, weeks=weeks)


def _asked(given: dict[str, str], today: date) -> tuple[date, date, str]:
    """First day, last day, and what is wrong with what was typed: then it is the last seven days."""
    usual = today - _WEEK + timedelta(days=1), today
    try:
        last = _day(given["to"]) if given["to"] else today
        first = _day(given["from"]) if given["from"] else last - _WEEK + timedelta(days=1)
    except ValueError:
        return *usual, "Write days as 2026-03-31. These are the last seven."
    problem = _problem_of(first, last)
    return (*usual, f"{problem} These are the last seven.") if problem else (first, last, "")


def _day(text: str) -> date:
    """Raises ValueError."""
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise ValueError("no call is of that year")
    return day


def _problem_of(first: date, last: date) -> str:
    if first > last:
        return "The first day is after the last."
    return f"Give at most {MOST_DAYS} days." if (last - first).days >= MOST_DAYS else ""


def _first_of_week(day: date) -> date:
    return day - timedelta(days=day.weekday())
