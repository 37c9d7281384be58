"""Who did what, and whose words they looked at."""

from flask import Blueprint, render_template, request
from flask_limiter import Limiter

from ...store.audit import PAGE
from ..desk import Desk
from ..rights import Right, may

NAV = ("Log", "audit.listed", Right.SEE_AUDIT)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page = Blueprint("audit", __name__, url_prefix="/log")

    @page.get("/")
    @may(Right.SEE_AUDIT)
    def listed() -> str:
        like = {name: request.args.get(name, "")[:64] for name in ("person", "act", "about")}
        entries = desk.audit.entries(before=request.args.get("before", None, type=int), **like)
        more = entries[-1].id if len(entries) == PAGE else None
        people = {one.id: one.name for one in desk.people.all()}
        return render_template("audit/listed.html", entries=entries, more=more, like=like, people=people)

    return page
