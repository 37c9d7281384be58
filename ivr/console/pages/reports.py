"""Figures of some days, each with its formula and what was counted; a week of them is a page that prints."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, abort, render_template, request
from flask_limiter import Limiter

from ...hours.zones import zone as zone_named
from ...reports.days import Days
from ...reports.figure import Figure
from ...reports.report import Report, report_of
from ...settings.prices import prices_in
from ..desk import Desk
from ..hours_told import day_told
from ..rights import Right, may
from ..terms import part

NAV = ("Reports", "reports.shown", Right.SEE_REPORTS)
MOST_DAYS = 92
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_MOST_MARKS = 10
_YEARS = range(2000, 2100)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("reports", __name__, url_prefix="/reports")
    prices = prices_in(desk.settings.carrier_prices)
    held: dict[str, Days] = {}
    page.add_app_template_global(_in_tiles, "in_tiles")
    page.add_app_template_global(part, "part_told")

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
        more = {"given": given, "problem": problem, "month": today - 4 * _WEEK + _DAY}
        return _page("shown", report(first, last), **more), 422 if problem else 200

    @page.get("/week")
    @may(Right.SEE_REPORTS)
    def week() -> str:
        """The one of a day, or the last that is over."""
        day, today = request.args.get("day", ""), days().today
        try:
            monday = _first_of_week(_day(day) if day else today - _WEEK)
        except ValueError:
            abort(404)
        weeks = {"before": monday - _WEEK, "after": monday + _WEEK}
        return _page("week", report(monday, monday + _WEEK - _DAY), weeks=weeks, today=today)

    return page


def _page(name: str, report: Report, **more: object) -> str:
    return render_template(f"reports/{name}.html", report=report, days_marked=_days_marked, **more)


def _in_tiles(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Those of one name in one, as half of the callers and most of them."""
    return [list(same) for _, same in groupby(figures, key=lambda figure: figure.name)]


def _days_marked(by_day: Figure) -> list[str]:
    """What stands under its columns: each day, or of many the first and the last."""
    days = [date.fromisoformat(part.name) for part in by_day.parts]
    return (
        [f"{day:%a} {day.day}" for day in days] if len(days) <= _MOST_MARKS else [day_told(days[0]), day_told(days[-1])]
    )


def _asked(given: dict[str, str], today: date) -> tuple[date, date, str]:
    """First day, last day, and what is wrong with what was typed: then it is the last seven days."""
    usual = today - _WEEK + _DAY, today
    try:
        last = _day(given["to"]) if given["to"] else today
        first = _day(given["from"]) if given["from"] else last - _WEEK + _DAY
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
