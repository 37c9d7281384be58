"""Your own account: password, one-time codes, and where you are signed in."""

from io import BytesIO

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response as AnyResponse

from .. import passwords
from ..desk import Desk
from ..gate import TOKEN, me
from ..rights import Right, may

_NEW = "new_second"
_OFTEN = "10 per minute"


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("account", __name__, url_prefix="/account")

    @page.get("/")
    @may(Right.OWN_ACCOUNT)
    def shown() -> str:
        return render_template("account/shown.html", sittings=desk.sittings.of(me().id))

    @page.post("/password")
    @limiter.limit(_OFTEN)
    @may(Right.OWN_ACCOUNT)
    def password() -> AnyResponse:
        person, chosen = me(), request.form.get("password", "")
        problem = passwords.problem_of(chosen, person.name)
        if not passwords.is_right(person.password, request.form.get("old", "")):
            problem = "The password that you have now is another."
        if not problem:
            desk.people.choose_password(person.id, passwords.hashed(chosen))
            desk.sittings.end_all(person.id, but=session[TOKEN])
            desk.audit.note(person.id, "password_changed", person.id)
        flash(problem or "Your password is changed, and you are signed out everywhere else.")
        return redirect(url_for("account.shown"))

    @page.post("/sittings/end")
    @may(Right.OWN_ACCOUNT)
    def end() -> AnyResponse:
        desk.sittings.end_one(me().id, request.form.get("sitting", ""))
        desk.audit.note(me().id, "sitting_ended", me().id)
        return redirect(url_for("account.shown"))

    @page.post("/sittings/end-others")
    @may(Right.OWN_ACCOUNT)
    def end_others() -> AnyResponse:
        desk.sittings.end_all(me().id, but=session[TOKEN])
        desk.audit.note(me().id, "sittings_ended", me().id)
        flash("You are signed out everywhere else.")
        return redirect(url_for("account.shown"))

    _add_second_factor(page, desk, limiter)
    return page


def _add_second_factor(page: Blueprint, desk: Desk, limiter: Limiter) -> None:
    second = passwords.SecondFactor(desk.settings.secret_key)

    @page.get("/codes")
    @may(Right.OWN_ACCOUNT)
    def codes() -> str:
        if _NEW not in session:  # sealed: a cookie can be read by whoever has the browser
            session[_NEW] = second.seal(second.new(), me().id).hex()
        return render_template("account/codes.html", secret=second.open(bytes.fromhex(session[_NEW]), me().id))

    @page.get("/codes.svg")
    @may(Right.OWN_ACCOUNT)
    def picture() -> Response:
        secret = second.open(bytes.fromhex(session.get(_NEW) or abort(404)), me().id)
        address = second.address(secret, me().name, desk.in_force.company)
        drawn = BytesIO()
        segno.make(address, micro=False).save(drawn, kind="svg", scale=5, light="#fff")
        return Response(drawn.getvalue(), mimetype="image/svg+xml")

    @page.post("/codes")
    @limiter.limit(_OFTEN)
    @may(Right.OWN_ACCOUNT)
    def turn_on() -> AnyResponse:
        sealed = bytes.fromhex(session.get(_NEW, ""))
        step = second.step_of(sealed, me().id, request.form.get("code", ""), desk.now().timestamp())
        if step is None:
            flash("That code is not right. Look whether your telephone's clock is, and type the next one.")
            return redirect(url_for("account.codes"))
        session.pop(_NEW)
        desk.people.set_second(me().id, sealed, step)
        desk.audit.note(me().id, "codes_on", me().id)
        flash("From now on you are asked for a code when you sign in.")
        return redirect(url_for("account.shown"))

    _add_turning_off(page, desk, limiter)


def _add_turning_off(page: Blueprint, desk: Desk, limiter: Limiter) -> None:
    @page.post("/codes/off")
    @limiter.limit(_OFTEN)
    @may(Right.OWN_ACCOUNT)
    def turn_off() -> AnyResponse:
        if passwords.is_right(me().password, request.form.get("old", "")):
            desk.people.set_second(me().id, None)
            desk.audit.note(me().id, "codes_off", me().id)
            flash("You are asked for no code any more.")
        else:
            flash("The password is not right: you are still asked for a code.")
        return redirect(url_for("account.shown"))
