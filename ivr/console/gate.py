"""Before each page: who asks, and whether they may. After it: what browsers may do with it."""

from functools import partial

from flask import Flask, Response, abort, current_app, flash, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response as AnyResponse

from ..store.people import Person
from .desk import Desk
from .rights import Right, right_of, rights_of

TOKEN = "sitting"  # noqa: S105  # its name in the cookie
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_SIGNED_OUT = (
    "You were signed out meanwhile, and what you sent was not saved. Sign in; "
    "your browser's way back has what you typed."
)
_HSTS = "max-age=31536000"


class SignedIn:
    """Whoever is signed in, as pages and Flask-Login know them."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, person: Person) -> None:
        self.person = person
        self.id = person.id

    def get_id(self) -> str:
        return self.id

    def may(self, right: Right | str) -> bool:
        return right in rights_of(self.person.role)


def put_before(app: Flask, desk: Desk) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # a sitting is known by its token alone, which is nowhere but in that browser
    manager.request_loader(lambda _: _signed_in(desk))
    app.before_request(_check)
    app.after_request(partial(_close, secure=desk.secure))


def _signed_in(desk: Desk) -> SignedIn | None:
    token = session.get(TOKEN, "")
    person = desk.sittings.who(token) if token else None
    return None if person is None else SignedIn(person)


def me() -> Person:
    """Who asks; only for pages that are not open to all."""
    person: Person = current_user.person
    return person


def _check() -> AnyResponse | None:
    if request.endpoint is None:
        abort(404) if current_user.is_authenticated else None
        return None if current_user.is_authenticated else redirect(url_for("sign_in.form"))
    if request.endpoint == "static":
        return None
    right = right_of(current_app.view_functions[request.endpoint])
    if right is None:
        return None
    if not current_user.is_authenticated:
        if request.method == "POST":
            flash(_SIGNED_OUT)
        return redirect(url_for("sign_in.form"))
    if not current_user.may(right):
        abort(403)
    return None


def headers(*, secure: bool) -> dict[str, str]:
    """Of every answer; `secure`: browsers reach us by https alone."""
    return _HEADERS | ({"Strict-Transport-Security": _HSTS} if secure else {})


def _close(response: Response, *, secure: bool) -> Response:
    for name, value in headers(secure=secure).items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "private, max-age=3600"
    return response
