"""Signing in by the operator's OpenID Connect provider: there and back. Only who was invited comes in."""

from functools import cache

import structlog
from flask import Blueprint, abort, current_app, render_template, request, session
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ..desk import Desk
from ..provider import Provider, ProviderError
from ..rights import open_to_all
from .sign_in import begin

_OFTEN = "20 per minute"
_NO_ANSWER = "The sign-in service gives no answer that can be used. Try again, or sign in with name and password."
_UNKNOWN = "The sign-in service knows you, and nobody has invited you here. Ask an admin."

log = structlog.get_logger(__name__)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("sign_in_elsewhere", __name__, url_prefix="/sign-in/elsewhere")

    @cache
    def made() -> Provider:
        return Provider(desk.settings, current_app._get_current_object())  # type: ignore[attr-defined]

    def provider() -> Provider:
        return made() if desk.settings.oidc_issuer else abort(404)

    @page.get("/")
    @limiter.limit(_OFTEN)
    @open_to_all
    def there() -> Response | tuple[str, int]:
        asked = provider()
        session.clear()
        try:
            return asked.send_there(desk.settings.public("/console/sign-in/elsewhere/back"))
        except ProviderError as error:
            return _no_answer(error)

    @page.get("/back")
    @limiter.limit(_OFTEN)
    @open_to_all
    def back() -> Response | tuple[str, int]:
        asked = provider()
        if not request.args.get("code"):
            return render_template("sign_in/form.html", problem=_NO_ANSWER), 403
        try:
            name = asked.name()
        except ProviderError as error:
            return _no_answer(error)
        person = desk.people.by_name(name) if name else None
        if person is None or person.gone:
            desk.audit.note("", "sign_in_failed", person.id if person else "", by="provider")
            return render_template("sign_in/form.html", problem=_UNKNOWN), 403
        return begin(desk, person)

    return page


def _no_answer(error: ProviderError) -> tuple[str, int]:
    log.warning("sign_in_provider_failed", error=str(error))
    return render_template("sign_in/form.html", problem=_NO_ANSWER), 502
