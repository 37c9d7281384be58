"""One transfer rule as a form: what it asks, what it does; checked as it is typed, in words, beside each field."""

from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...written.rules_file import in_words, parse_rules, sentence_of_rule
from ...written.rules_file.editing import Editing
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Standing, beside, doubts, edited, problems_of
from ..fields import Typed, shown, typed_of, value_of, wrongly_typed
from ..gate import me
from ..rights import Right, may
from ..rule_fields import ALL, ASKS, DOES, ENABLED, NAME
from .rules import RULES, built_on, place_of

_NEW = ""


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("rule", __name__, url_prefix="/rules"), Drafting(desk)
    choosing = Choosing(desk.settings)

    @page.get("/new")
    @may(Right.SET_RULES)
    def new() -> tuple[str, int]:
        return _form(choosing, drafting.standing(), _NEW, {field.name: shown(field, None) for field in ALL}, {})

    @page.get("/of/<name>")
    @may(Right.SET_RULES)
    def edit(name: str) -> tuple[str, int]:
        standing = drafting.standing()
        found = Editing(standing.text).get((*RULES, place_of(standing, name)))
        return _form(choosing, standing, name, {field.name: shown(field, found.get(field.name)) for field in ALL}, {})

    @page.post("/new")
    @may(Right.SET_RULES)
    def add() -> AnyResponse | tuple[str, int]:
        return save(_NEW)

    @page.post("/of/<name>")
    @may(Right.SET_RULES)
    def save(name: str) -> AnyResponse | tuple[str, int]:
        standing, typed, saved = drafting.standing(), typed_of(request.form, ALL), built_on()
        at = place_of(standing, name) if name else None
        if wrong := wrongly_typed(ALL, typed):
            return _form(choosing, standing, name, typed, wrong, 422)
        try:
            act = "rule_changed" if name else "rule_added"
            rules = drafting.change(me().id, saved, lambda editing: _put(editing, at, typed), act, typed["name"])
        except DraftMovedError:
            return _form(choosing, drafting.standing(), name, typed, {"": MOVED_BUT_KEPT}, 409)
        except RulesError as error:
            place = len(standing.rules.transfer_rules) if at is None else at
            return _form(choosing, standing, name, typed, _beside(error, place), 422)
        flash(f"Saved to the draft: {in_words(sentence_of_rule(rules.transfer_rules[-1 if at is None else at]))}.")
        return redirect(url_for("rules.listed"))

    _add_check(page, drafting)
    return page


def _form(
    choosing: Choosing, standing: Standing, name: str, typed: Typed, problems: dict[str, str], code: int = 200
) -> tuple[str, int]:
    """`problems` under the empty name stand above all fields."""
    shown_now = {"standing": standing, "name": name, "typed": typed, "problems": problems}
    groups = (("What it asks", ASKS), ("What it does", DOES))
    lists = choosing.lists(standing.rules)
    told = render_template("rules/rule.html", head=(NAME, ENABLED), groups=groups, lists=lists, **shown_now)
    return told, code


def _add_check(page: Blueprint, drafting: Drafting) -> None:
    @page.post("/check")
    @may(Right.SET_RULES)
    def check() -> Response:
        """Of what is in the form by now: what is wrong with each field, and how it would read. Nothing is saved."""
        standing, typed, name = drafting.standing(), typed_of(request.form, ALL), request.form.get("of", "")
        at = place_of(standing, name) if name else None
        return jsonify(_looked_at(standing, at, typed))


def _looked_at(standing: Standing, at: int | None, typed: Typed) -> dict[str, Any]:
    if wrong := wrongly_typed(ALL, typed):
        return {"problems": wrong, "reads": ""}
    place = len(standing.rules.transfer_rules) if at is None else at
    try:
        rules = parse_rules(edited(standing.text, lambda editing: _put(editing, at, typed)))
    except RulesError as error:
        return {"problems": _beside(error, place), "reads": ""}
    told: dict[str, list[str]] = {}
    for where, each in doubts(rules, *RULES, place).items():
        told.setdefault(where.split(".")[0], []).extend(each)
    reads = in_words(sentence_of_rule(rules.transfer_rules[place]))
    return {"problems": {field: "; ".join(each) for field, each in told.items()}, "reads": reads}


def _put(editing: Editing, at: int | None, typed: Typed) -> None:
    """The form's fields into the rule at this place, or a new one behind the last."""
    values = {field.name: value_of(field, typed[field.name]) for field in ALL}
    if at is None:
        editing.insert(RULES, len(editing.get(RULES) or ()), values)
    else:
        editing.set((*RULES, at), values)


def _beside(error: RulesError, place: int) -> dict[str, str]:
    prefix = f"{RULES[0]}.{place}."
    names = [prefix + field.name for field in ALL]
    return {name.removeprefix(prefix): told for name, told in beside(problems_of(error), names).items()}
