"""What is another for calls to one number: a form for each, checked as it is typed, in words, beside each field."""

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from ...errors import RulesError
from ...store.drafts import DraftMovedError
from ...written.rules_file.editing import Editing
from ..choosing import Choosing
from ..desk import Desk
from ..drafting import MOVED_BUT_KEPT, Drafting, Standing, problems_of
from ..fields import Typed, shown, typed_of
from ..gate import me
from ..profile_fields import FIELDS, NUMBER
from ..profile_form import problems, put, remove, stands, wrong_number
from ..rights import Right, may
from .rules import MOVED, built_on

_NOTHING: Typed = {field.name: shown(field, None) for field in (NUMBER, *FIELDS)}
"""Of a number that is to have a profile."""
_AT = "numbers"
"""Where the Rules page tells of them."""


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("profile", __name__, url_prefix="/rules/numbers"), Drafting(desk)
    choosing = Choosing(desk.settings)

    @page.get("/new")
    @may(Right.SET_RULES)
    def new() -> tuple[str, int]:
        return _form(choosing, drafting.standing(), "", _NOTHING, {})

    @page.get("/of/<number>")
    @may(Right.SET_RULES)
    def edit(number: str) -> tuple[str, int]:
        standing = _with_profile(drafting.standing(), number)
        return _form(choosing, standing, number, stands(Editing(standing.text), number), {})

    @page.post("/new")
    @may(Right.SET_RULES)
    def add() -> AnyResponse | tuple[str, int]:
        return save("", request.form.get(NUMBER.name, "").strip())

    @page.post("/of/<number>")
    @may(Right.SET_RULES)
    def change(number: str) -> AnyResponse | tuple[str, int]:
        return save(number, number)

    def save(of: str, number: str) -> AnyResponse | tuple[str, int]:
        standing, saved = _with_profile(drafting.standing(), of), built_on()
        typed = {NUMBER.name: number, **typed_of(request.form, FIELDS)}
        if wrong := _looked_at(choosing, standing, of, typed):
            return _form(choosing, standing, of, typed, wrong, 422)
        try:
            act = "number_changed" if of else "number_added"
            drafting.change(me().id, saved, lambda editing: put(editing, number, typed), act, number)
        except DraftMovedError:
            return _form(choosing, drafting.standing(), of, typed, {"": MOVED_BUT_KEPT}, 409)
        return redirect(url_for("rules.listed", _anchor=_AT))

    _add_removing(page, drafting)
    _add_check(page, drafting, choosing)
    return page


def _form(
    choosing: Choosing, standing: Standing, number: str, typed: Typed, wrong: dict[str, str], code: int = 200
) -> tuple[str, int]:
    """`number` empty: of one that is to have a profile."""
    more = {"standing": standing, "number": number, "typed": typed, "problems": wrong}
    fields = FIELDS if number else (NUMBER, *FIELDS)
    return render_template("rules/number.html", fields=fields, lists=choosing.lists(standing.rules), **more), code


def _add_removing(page: Blueprint, drafting: Drafting) -> None:
    @page.post("/of/<number>/remove")
    @may(Right.SET_RULES)
    def remove_it(number: str) -> AnyResponse:
        _with_profile(drafting.standing(), number)
        try:
            drafting.change(me().id, built_on(), lambda editing: remove(editing, number), "number_removed", number)
        except DraftMovedError:
            flash(MOVED)
        except RulesError as error:
            flash(f"Not removed: {problems_of(error)[0].told}")
        return redirect(url_for("rules.listed", _anchor=_AT))


def _add_check(page: Blueprint, drafting: Drafting, choosing: Choosing) -> None:
    @page.post("/check")
    @may(Right.SET_RULES)
    def check() -> Response:
        """What is wrong with what is in the form by now; nothing is saved."""
        of = request.form.get("of", "")
        typed = {NUMBER.name: of or request.form.get(NUMBER.name, "").strip(), **typed_of(request.form, FIELDS)}
        return jsonify({"problems": _looked_at(choosing, drafting.standing(), of, typed), "reads": ""})


def _looked_at(choosing: Choosing, standing: Standing, of: str, typed: Typed) -> dict[str, str]:
    number = str(typed[NUMBER.name])
    wrong = {} if of else wrong_number(number, standing.rules)
    return wrong or problems(standing, number, typed, choosing.prompts)


def _with_profile(standing: Standing, number: str) -> Standing:
    """Ends the request with 404 where the number has none; empty: one that is to have."""
    if number and number not in standing.rules.numbers:
        abort(404)
    return standing
