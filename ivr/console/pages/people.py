"""Who may do what: invite, change a role, let go, and end where somebody is signed in."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...store.people import PeopleError, Person
from ..desk import Desk
from ..gate import me
from ..rights import TOLD, Right, Role, may

NAV = ("People", "people.listed", Right.SET_PEOPLE)
_LONGEST_NAME = 80


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("people", __name__, url_prefix="/people")

    @page.get("/")
    @may(Right.SET_PEOPLE)
    def listed() -> str:
        return render_template("people/listed.html", people=desk.people.all(), roles=TOLD)

    @page.post("/")
    @may(Right.SET_PEOPLE)
    def invite() -> Response | tuple[str, int]:
        name, role = request.form.get("name", "").strip(), request.form.get("role", "")
        problem = _problem_of(name, role)
        if not problem:
            try:
                token = desk.people.invite(name, role)
            except PeopleError as error:
                problem = f"T{str(error)[1:]}: choose another."
        if problem:
            listed = render_template(
                "people/listed.html", people=desk.people.all(), roles=TOLD, problem=problem, name=name, role=role
            )
            return listed, 422
        invited = desk.people.by_name(name)
        desk.audit.note(me().id, "invited", invited.id if invited else "", role=role)
        return _link(desk, name, token), 200

    @page.post("/<person>/invite")
    @may(Right.SET_PEOPLE)
    def invite_again(person: str) -> tuple[str, int]:
        whom = _there(desk, person)
        token = desk.people.invite_again(whom.id)
        desk.sittings.end_all(whom.id)
        desk.audit.note(me().id, "invited_again", whom.id)
        return _link(desk, whom.name, token), 200

    _add_role(page, desk)
    _add_leaving(page, desk)
    return page


def _add_role(page: Blueprint, desk: Desk) -> None:
    @page.post("/<person>/role")
    @may(Right.SET_PEOPLE)
    def role(person: str) -> Response:
        whom, chosen = _there(desk, person), request.form.get("role", "")
        if chosen not in set(Role):
            abort(400)
        if _is_last_admin(desk, whom) and chosen != Role.ADMIN:
            flash(f"{whom.name} is the only admin: make somebody else one first.")
        else:
            desk.people.set_role(whom.id, chosen)
            desk.audit.note(me().id, "role_changed", whom.id, was=whom.role, role=chosen)
            flash(f"{whom.name} is {chosen} now.")
        return redirect(url_for("people.listed"))


def _add_leaving(page: Blueprint, desk: Desk) -> None:
    @page.post("/<person>/let-go")
    @may(Right.SET_PEOPLE)
    def let_go(person: str) -> Response:
        whom = _there(desk, person)
        if _is_last_admin(desk, whom):
            flash(f"{whom.name} is the only admin: make somebody else one first.")
        else:
            desk.people.let_go(whom.id)
            desk.sittings.end_all(whom.id)
            desk.audit.note(me().id, "let_go", whom.id)
            flash(f"{whom.name} can sign in no more, and is signed out everywhere.")
        return redirect(url_for("people.listed"))

    @page.post("/<person>/take-back")
    @may(Right.SET_PEOPLE)
    def take_back(person: str) -> Response:
        whom = _there(desk, person)
        desk.people.take_back(whom.id)
        desk.audit.note(me().id, "taken_back", whom.id)
        flash(f"{whom.name} can sign in again.")
        return redirect(url_for("people.listed"))

    @page.post("/<person>/sign-out")
    @may(Right.SET_PEOPLE)
    def sign_out(person: str) -> Response:
        whom = _there(desk, person)
        desk.sittings.end_all(whom.id)
        desk.audit.note(me().id, "sittings_ended", whom.id)
        flash(f"{whom.name} is signed out everywhere.")
        return redirect(url_for("people.listed"))


def _problem_of(name: str, role: str) -> str:
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        return "Give a name by which they sign in, of at most 80 characters."
    return "" if role in set(Role) else "Choose a role."


def _link(desk: Desk, name: str, token: str) -> str:
    address = desk.settings.public(f"/console/welcome/{token}")
    return render_template("people/invited.html", name=name, address=address)


def _there(desk: Desk, person: str) -> Person:
    found = desk.people.by_id(person)
    if found is None:
        abort(404)
    return found


def _is_last_admin(desk: Desk, whom: Person) -> bool:
    admins = [one for one in desk.people.all() if one.role == Role.ADMIN and not one.gone]
    return [one.id for one in admins] == [whom.id]
