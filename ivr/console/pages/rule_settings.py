"""Thresholds, waits, ways out, words and keys: the fields of the rules that stand in no list."""

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from ...core.rules import Rules
from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...written.rules_file import parse_rules
from ...written.rules_file.editing import Editing
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Standing, beside, edited, problems_of
from ..fields import Field, Typed, shown, typed_of, value_of, wrongly_typed
from ..gate import me
from ..rights import Right, may
from ..setting_fields import FIELDS, GROUPS
from .rules import built_on

_NAMES = tuple(field.name for field in FIELDS)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("rule_settings", __name__, url_prefix="/rules/settings"), Drafting(desk)
    choosing = Choosing(desk.settings)

    def form(standing: Standing, typed: Typed, problems: dict[str, str], code: int = 200) -> tuple[str, int]:
        usual = {field.name: _usual(standing.rules, field) for field in FIELDS}
        lists = choosing.lists(standing.rules)
        now = _stands(standing) if code == 409 else {}
        more = {"typed": typed, "problems": problems, "usual": usual, "lists": lists, "now": now}
        return render_template("rules/settings.html", standing=standing, groups=GROUPS, **more), code

    @page.get("/")
    @may(Right.SEE_RULES)
    def standing_now() -> tuple[str, int]:
        standing = drafting.standing()
        return form(standing, _stands(standing), {})

    @page.post("/")
    @may(Right.SET_RULES)
    def save() -> AnyResponse | tuple[str, int]:
        standing, typed, saved = drafting.standing(), typed_of(request.form, FIELDS), built_on()
        if wrong := wrongly_typed(FIELDS, typed):
            return form(standing, typed, wrong, 422)
        try:
            drafting.change(me().id, saved, lambda editing: _put(editing, typed), "settings_changed")
        except DraftMovedError:
            return form(drafting.standing(), typed, {"": MOVED_BUT_KEPT}, 409)
        except RulesError as error:
            return form(standing, typed, beside(problems_of(error), _NAMES), 422)
        return redirect(url_for("rule_settings.standing_now"))

    _add_check(page, drafting)
    return page


def _add_check(page: Blueprint, drafting: Drafting) -> None:
    @page.post("/check")
    @may(Right.SET_RULES)
    def check() -> Response:
        """What is wrong with what is in the form by now; nothing is saved."""
        typed = typed_of(request.form, FIELDS)
        return jsonify(
            {"problems": wrongly_typed(FIELDS, typed) or _problems(drafting.standing().text, typed), "reads": ""}
        )


def _stands(standing: Standing) -> Typed:
    editing = Editing(standing.text)
    return {field.name: shown(field, editing.get(field.path)) for field in FIELDS}


def _put(editing: Editing, typed: Typed) -> None:
    """Only what differs: a field that stands as it was is not written anew."""
    for field in FIELDS:
        if typed[field.name] != shown(field, editing.get(field.path)):
            editing.set(field.path, value_of(field, typed[field.name]))


def _problems(text: str, typed: Typed) -> dict[str, str]:
    try:
        parse_rules(edited(text, lambda editing: _put(editing, typed)))
    except RulesError as error:
        return beside(problems_of(error), _NAMES)
    return {}


def _usual(rules: Rules, field: Field) -> str | list[str]:
    """What holds where the rules do not say."""
    found: Any = rules
    for part in field.path:
        found = getattr(found, str(part))
    return shown(field, found if isinstance(found, dict | tuple) else None if found is None else str(found))
