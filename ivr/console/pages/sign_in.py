"""Signing in and out, and the first password of who was invited."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_limiter import Limiter
from flask_login import current_user
from werkzeug.wrappers import Response

from ...store.people import Person
from .. import passwords
from ..desk import Desk
from ..gate import TOKEN
from ..rights import Right, may, open_to_all

HALF = "half"
"""Who gave the right password and owes a code, in the signed cookie."""
_HALF_SECONDS = 300
_OFTEN = "10 per minute"
_WRONG = "That is not right, or there were too many tries. Look at what you typed, wait a moment, and try again."


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("sign_in", __name__)

    @page.get("/sign-in")
    @open_to_all
    def form() -> Response | str:
        if current_user.is_authenticated:
            return redirect(url_for("home.first"))
        return render_template("sign_in/form.html", nobody=not desk.people.all())

    @page.post("/sign-in")
    @limiter.limit(_OFTEN)
    @open_to_all
    def password() -> Response | tuple[str, int]:
        person = desk.people.by_name(request.form.get("name", ""))
        if not _is_theirs(desk, person, request.form.get("password", "")) or person is None:
            return _refused(desk, person, "sign_in/form.html")
        if person.second:
            session[HALF] = [person.id, desk.now().timestamp()]
            return redirect(url_for("sign_in.code_form"))
        return begin(desk, person)

    @page.post("/sign-out")
    @may(Right.OWN_ACCOUNT)
    def out() -> Response:
        desk.sittings.end(session.get(TOKEN, ""))
        desk.audit.note(current_user.id, "signed_out")
        session.clear()
        return redirect(url_for("sign_in.form"))

    _add_code(page, desk, limiter)
    _add_welcome(page, desk, limiter)
    return page


def _add_code(page: Blueprint, desk: Desk, limiter: Limiter) -> None:
    second = passwords.SecondFactor(desk.settings.secret_key)

    @page.get("/sign-in/code")
    @open_to_all
    def code_form() -> Response | str:
        return render_template("sign_in/code.html") if _half(desk) else redirect(url_for("sign_in.form"))

    @page.post("/sign-in/code")
    @limiter.limit(_OFTEN)
    @open_to_all
    def code() -> Response | tuple[str, int]:
        person = _half(desk)
        if person is None:
            return redirect(url_for("sign_in.form"))
        step = second.step_of(person.second, person.id, request.form.get("code", ""), desk.now().timestamp())
        if _waits(desk, person) or step is None or not desk.people.use_step(person.id, step):
            return _refused(desk, person, "sign_in/code.html")
        return begin(desk, person)


def _add_welcome(page: Blueprint, desk: Desk, limiter: Limiter) -> None:
    @page.get("/welcome/<token>")
    @open_to_all
    def welcome(token: str) -> tuple[str, int]:
        person = desk.people.invited(token)
        return render_template("sign_in/welcome.html", person=person), 200 if person else 404

    @page.post("/welcome/<token>")
    @limiter.limit(_OFTEN)
    @open_to_all
    def choose(token: str) -> Response | tuple[str, int]:
        person = desk.people.invited(token)
        if person is None:
            return render_template("sign_in/welcome.html", person=None), 404
        chosen = request.form.get("password", "")
        problem = passwords.problem_of(chosen, person.name)
        if not problem and chosen != request.form.get("again", ""):
            problem = "The two are not the same."
        if problem:
            return render_template("sign_in/welcome.html", person=person, problem=problem), 422
        desk.people.choose_password(person.id, passwords.hashed(chosen))
        desk.sittings.end_all(person.id)
        desk.audit.note(person.id, "password_chosen", person.id)
        flash("Now sign in with it.")
        return redirect(url_for("sign_in.form"))


def _is_theirs(desk: Desk, person: Person | None, given: str) -> bool:
    """Takes as long for nobody, somebody who has gone, and somebody who must wait."""
    is_right = passwords.is_right(person.password if person else "", given)
    if person is None or person.gone or _waits(desk, person) or not is_right:
        return False
    if passwords.is_outdated(person.password):
        desk.people.rehash(person.id, passwords.hashed(given))
    return True


def _waits(desk: Desk, person: Person) -> bool:
    return person.wait_until is not None and person.wait_until > desk.now()


def _refused(desk: Desk, person: Person | None, again: str) -> tuple[str, int]:
    if person is not None and not _waits(desk, person):
        desk.people.failed(person.id)
        desk.audit.note("", "sign_in_failed", person.id)
    return render_template(again, problem=_WRONG), 403


def _half(desk: Desk) -> Person | None:
    who, since = session.get(HALF, ("", 0.0))
    if not who or desk.now().timestamp() - since > _HALF_SECONDS:
        return None
    person = desk.people.by_id(who)
    return None if person is None or person.gone else person


def begin(desk: Desk, person: Person) -> Response:
    """On a new sitting and a new token against forged forms: what an earlier cookie held counts no more."""
    session.clear()
    session.permanent = True
    session[TOKEN] = desk.sittings.begin(person.id, request.headers.get("User-Agent", ""))
    desk.people.succeeded(person.id)
    desk.audit.note(person.id, "signed_in", person.id)
    return redirect(url_for("home.first"))
