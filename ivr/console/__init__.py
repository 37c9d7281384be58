"""What supervisors, agents and auditors see and do in a browser: pages from the server, readable without a script."""

from datetime import timedelta

from flask import Flask, render_template
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from . import gate, shown
from .desk import Desk
from .pages import PAGES
from .rights import Right

LARGEST_FORM_BYTES = 1024 * 1024
"""Of what is typed; the largest rules are a fifth of it."""


def create_console(desk: Desk) -> Flask:
    """The app, for any WSGI server."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=f"console {desk.settings.secret_key}",
        SESSION_COOKIE_NAME="__Host-candid" if desk.secure else "candid",
        SESSION_COOKIE_SECURE=desk.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=LARGEST_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM_BYTES,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the sitting
        WTF_CSRF_SSL_STRICT=False,  # we are told no referrer, by our own wish; the cookie is SameSite
        RATELIMIT_HEADERS_ENABLED=False,
    )
    CSRFProtect(app)
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    gate.put_before(app, desk)
    shown.add_filters(app, desk)
    app.context_processor(lambda: {"Right": Right})
    app.extensions["desk"] = desk
    for page in PAGES:
        app.register_blueprint(page.blueprint(desk, limiter))
    _add_errors(app)
    return app


def _add_errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int]:
        code = error.code or 500
        return render_template("error.html", code=code, told=shown.ERRORS.get(code, shown.ERRORS[500])), code

    @app.errorhandler(SQLAlchemyError)
    def no_database(_: SQLAlchemyError) -> tuple[str, int]:
        return render_template("error.html", code=503, told=shown.ERRORS[503]), 503

    @app.errorhandler(Exception)
    def broke(error: Exception) -> tuple[str, int]:
        shown.tell_failure(error)
        return render_template("error.html", code=500, told=shown.ERRORS[500]), 500
