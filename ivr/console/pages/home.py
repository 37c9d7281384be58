"""The first page: where each role's work begins."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_limiter import Limiter
from flask_login import current_user
from werkzeug.wrappers import Response

from ..desk import Desk
from ..rights import Right, may


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("home", __name__)

    @page.app_context_processor
    def nav() -> dict[str, Any]:
        if not current_user.is_authenticated:
            return {"nav": []}
        return {"nav": [(told, where) for told, where, right in entries() if current_user.may(right)]}

    @page.get("/")
    @may(Right.OWN_ACCOUNT)
    def first() -> Response | str:
        mine = [where for _, where, right in entries() if current_user.may(right)]
        return redirect(url_for(mine[0])) if mine else render_template("home.html")

    return page


def entries() -> list[tuple[str, str, Right]]:
    """(told, endpoint, right) of what stands at the top."""
    from . import PAGES

    return [module.NAV for module in PAGES if hasattr(module, "NAV")]
