"""One route as a form; checked as it is typed, in words, beside each field."""

import re

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from ...store.drafts import DraftMovedError
from ...written.rules_file.editing import Editing
from ..changes.route_told import open_told
from ..changes.said import named
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Standing, edited, rules_in
from ..fields import Typed, shown, typed_of
from ..gate import me
from ..payment_fields import CARDS, TOKENS
from ..rights import Right, may
from ..route_fields import FIELDS, GROUPS, OF_HOURS, RINGS, USUAL
from ..route_form import problems, put, stands
from .routes import with_route
from .rules import built_on

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NOTHING: Typed = {"name": "", **{field.name: shown(field, None) for field in FIELDS}}
"""Of a route that is to be."""


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("route", __name__, url_prefix="/routes"), Drafting(desk)
    choosing = Choosing(desk.settings)

    @page.get("/new")
    @may(Right.SET_RULES)
    def new() -> tuple[str, int]:
        return _form(choosing, drafting.standing(), "", _NOTHING, {})

    @page.get("/of/<name>")
    @may(Right.SET_RULES)
    def edit(name: str) -> tuple[str, int]:
        standing = with_route(drafting.standing(), name)
        return _form(choosing, standing, name, stands(Editing(standing.text), name), {})

    @page.post("/new")
    @may(Right.SET_RULES)
    def add() -> AnyResponse | tuple[str, int]:
        return save("", request.form.get("name", "").strip())

    @page.post("/of/<name>")
    @may(Right.SET_RULES)
    def change(name: str) -> AnyResponse | tuple[str, int]:
        with_route(drafting.standing(), name)
        return save(name, name)

    def save(of: str, name: str) -> AnyResponse | tuple[str, int]:
        standing, saved = drafting.standing(), built_on()
        typed = {"name": name, **typed_of(request.form, FIELDS)}
        if wrong := ({} if of else _wrong_name(name, standing)) or problems(standing.text, name, typed):
            return _form(choosing, standing, of, typed, wrong, 422)
        try:
            act = "route_changed" if of else "route_added"
            rules = drafting.change(me().id, saved, lambda editing: put(editing, name, typed), act, name)
        except DraftMovedError:
            return _form(choosing, drafting.standing(), of, typed, {"": MOVED_BUT_KEPT}, 409)
        flash(f"Saved to the draft: route {named(name)}. {open_told(rules.routes[name])}")
        return redirect(url_for("routes.listed"))

    _add_check(page, drafting)
    return page


def _form(
    choosing: Choosing, standing: Standing, name: str, typed: Typed, wrong: dict[str, str], code: int = 200
) -> tuple[str, int]:
    """`name` empty: of a route that is to be."""
    lists = {**choosing.lists(standing.rules), "rings": RINGS, "cards": CARDS, "tokens": TOKENS}
    reads = open_told(standing.rules.routes[name]) if name in standing.rules.routes and not wrong else ""
    more = {"standing": standing, "name": name, "typed": typed, "problems": wrong, "lists": lists, "reads": reads}
    return render_template("routes/one.html", groups=GROUPS, reads_behind=OF_HOURS, usual=USUAL, **more), code


def _add_check(page: Blueprint, drafting: Drafting) -> None:
    @page.post("/check")
    @may(Right.SET_RULES)
    def check() -> Response:
        """What is wrong with what is in the form by now; nothing is saved."""
        name = request.form.get("of") or request.form.get("name", "").strip() or "new"
        typed = typed_of(request.form, FIELDS)
        text = drafting.standing().text
        wrong = problems(text, name, typed)
        return jsonify({"problems": wrong, "reads": "" if wrong else _reads(text, name, typed)})


def _reads(text: str, name: str, typed: Typed) -> str:
    """When somebody is there, as it would be by what is typed."""
    return open_told(rules_in(edited(text, lambda editing: put(editing, name, typed))).routes[name])


def _wrong_name(name: str, standing: Standing) -> dict[str, str]:
    if name in standing.rules.routes:
        return {"name": "there is such a route already"}
    return {} if _NAME.fullmatch(name) else {"name": "write it in small letters, as night_team"}
