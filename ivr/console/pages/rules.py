"""The transfer rules as sentences, in the order in which they are asked; moved, switched and removed in place."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...written.rules_file import sentence_of_fallback, sentence_of_number, sentence_of_rule
from ...written.rules_file.editing import Editing
from ..desk import Desk
from ..drafting import Drafting, Standing, doubts, problems_of
from ..gate import me
from ..rights import Right, may

NAV = ("Rules", "rules.listed", Right.SEE_RULES)
RULES = ("transfer_rules",)
MOVED = "Somebody has changed the draft since you opened this page. Nothing of yours was saved: look, and do it again."


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("rules", __name__, url_prefix="/rules"), Drafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> str:
        standing = drafting.standing()
        rows = [(at, rule, sentence_of_rule(rule)) for at, rule in enumerate(standing.rules.transfer_rules)]
        return render_template(
            "rules/listed.html",
            standing=standing,
            rows=rows,
            fallback=sentence_of_fallback(standing.rules),
            numbers=[(called, sentence_of_number(called, its)) for called, its in standing.rules.numbers.items()],
            doubts=_by_rule(standing),
            revision=desk.revisions.newest(),
            problem=desk.rules.problem,
        )

    _add_acts(page, drafting)
    return page


def _add_acts(page: Blueprint, drafting: Drafting) -> None:
    @page.post("/of/<name>/move")
    @may(Right.SET_RULES)
    def move(name: str) -> Response:
        """`to`: the place that it gets, 0 the first."""
        to = request.form.get("to", type=int)
        if to is None:
            abort(400)
        return _acted(drafting, name, "rule_moved", lambda editing, at: editing.move(RULES, at, to))

    @page.post("/of/<name>/switch")
    @may(Right.SET_RULES)
    def switch(name: str) -> Response:
        on = request.form.get("on") == "1"
        value = None if on else "false"
        act = "rule_switched_on" if on else "rule_switched_off"
        return _acted(drafting, name, act, lambda editing, at: editing.set((*RULES, at, "enabled"), value))

    @page.post("/of/<name>/remove")
    @may(Right.SET_RULES)
    def remove(name: str) -> Response:
        return _acted(drafting, name, "rule_removed", lambda editing, at: editing.remove((*RULES, at)))


def place_of(standing: Standing, name: str) -> int:
    """Of the rule of this name in the list. Ends the request with 404 where there is none."""
    names = [rule.name for rule in standing.rules.transfer_rules]
    if name not in names:
        abort(404)
    return names.index(name)


def built_on() -> int:
    """Which draft the form that was sent had before it. Ends the request with 400 where it does not say."""
    saved = request.form.get("saved", type=int)
    if saved is None:
        abort(400)
    return saved


def _acted(drafting: Drafting, name: str, act: str, edit: Callable[[Editing, int], None]) -> Response:
    at = place_of(drafting.standing(), name)
    try:
        drafting.change(me().id, built_on(), lambda editing: edit(editing, at), act, name)
    except DraftMovedError:
        flash(MOVED)
    except RulesError as error:
        flash(f"Not done: {problems_of(error)[0].told}")
    return redirect(url_for("rules.listed", _anchor=name))


def _by_rule(standing: Standing) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for place, told in doubts(standing.rules).items():
        parts = place.split(".")
        if parts[0] == RULES[0]:
            found.setdefault(int(parts[1]), []).extend(told)
    return found
