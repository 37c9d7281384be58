"""The draft of the rules tried before it is published: on the last calls, on one of them, on a sentence."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...core.rules import Rules
from ...hours.zones import zone as zone_named
from ...rehearsal.draft import not_tried
from ...rehearsal.dry_run import DryRun
from ...rehearsal.errand import Errand
from ...rehearsal.in_words import VERDICTS, WHY_NOT, told
from ...rehearsal.rehearse import Verdict
from ...rehearsal.runs import Run
from ...store.past_calls import is_over, newest_over
from ..desk import Desk
from ..drafting import Drafting
from ..gate import me
from ..rights import Right, may

MOST_CALLS = 5000
USUAL_CALLS = 500
_CALL_PAGE = "call.shown"
_SHOWN = 100
"""Calls on a page."""


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("rehearsal", __name__, url_prefix="/dry-run"), Drafting(desk)
    page.add_app_template_global(told, "told_doing")

    def first(problem: str = "", last: str = "") -> tuple[str, int]:
        shown = {"runs": desk.runs.all(), "draft": drafting.standing().draft, "most": MOST_CALLS}
        return (
            render_template("rehearsal/first.html", problem=problem, last=last or USUAL_CALLS, **shown),
            422 if problem else 200,
        )

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> tuple[str, int]:
        return first()

    @page.post("/")
    @may(Right.SET_RULES)
    def begin() -> Response | tuple[str, int]:
        call, last = request.form.get("call", ""), request.form.get("last", "")
        standing = drafting.standing()
        if standing.draft is None:
            return first("There is no draft to be tried: whatever is changed under Rules begins one.", last)
        if call and not is_over(desk.engine, call):
            return first("That call is not over yet, or no longer kept.", last)
        if not call and not (last.isdecimal() and 1 <= int(last[:9]) <= MOST_CALLS):
            return first(f"Say on how many calls: 1 to {MOST_CALLS}.", last)
        calls = (call,) if call else tuple(newest_over(desk.engine, int(last)))
        if not calls:
            return first("There is no call yet on which it could be tried.", last)
        run = desk.runs.begin(lambda number: _begun(desk, number, standing.rules, calls, call))
        if run is None:
            flash("Another dry run is under way: one at a time, as calls come first. This is it.")
            run = desk.runs.under_way() or abort(409)
        else:
            desk.audit.note(me().id, "draft_tried", call, calls=len(calls))
        return redirect(url_for("rehearsal.shown", number=run.number))

    _add_found(page, desk)
    return page


def _begun(desk: Desk, number: int, rules: Rules, calls: tuple[str, ...], call: str) -> Run:
    in_force = desk.in_force
    dry = DryRun(Errand.of(desk.settings, rules, in_force, calls), zone_named(in_force.business_zone))
    return Run(number, desk.now(), me().name, rules.version, not_tried(rules, in_force), call, dry)


def _add_found(page: Blueprint, desk: Desk) -> None:
    @page.get("/<int:number>")
    @may(Right.SEE_RULES)
    def shown(number: int) -> str:
        run = desk.runs.of(number) or abort(404)
        if not run.dry.is_over:
            return render_template("rehearsal/under_way.html", run=run)
        only = request.args.get("only", "")
        wanted = Verdict(only) if only in set(Verdict) else Verdict.DIFFERS
        at = max(0, request.args.get("at", 0, type=int))
        found = list(reversed(run.dry.found))
        like = found if run.call else [one for one in found if one.verdict is wanted]
        return render_template(
            "rehearsal/found.html",
            run=run,
            sum=run.dry.sum.told(),
            calls=like[at : at + _SHOWN],
            wanted=wanted,
            more=at + _SHOWN if len(like) > at + _SHOWN else None,
            verdicts=VERDICTS,
            why_not=WHY_NOT,
            call_page=_CALL_PAGE if _CALL_PAGE in current_app.view_functions else "",
            is_old=run.version != _draft_version(desk),
        )

    @page.post("/<int:number>/stop")
    @may(Right.SET_RULES)
    def stop(number: int) -> Response:
        run = desk.runs.of(number) or abort(404)
        if not run.dry.is_over:
            run.dry.stop()
            run.dry.wait(1.0)
        return redirect(url_for("rehearsal.shown", number=number))


def _draft_version(desk: Desk) -> str:
    return Drafting(desk).standing().rules.version
