"""Routes: whose telephones ring, when, and what if nobody takes the call."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_limiter import Limiter
from werkzeug.wrappers import Response

from ...core.route import Route
from ...errors import RulesError
from ...hours.opening_hours import is_open
from ...store.drafts import DraftMovedError
from ..changes.route_told import steps_told
from ..desk import Desk
from ..drafting import Drafting, Standing, doubts, problems_of
from ..gate import me
from ..hours_told import dates_told, holidays_told, week_told
from ..rights import Right, may
from ..route_fields import RINGS
from ..route_form import ROUTES
from .rules import MOVED, built_on

NAV = ("Routes", "routes.listed", Right.SEE_RULES)


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    page, drafting = Blueprint("routes", __name__, url_prefix="/routes"), Drafting(desk)

    @page.get("/")
    @may(Right.SEE_RULES)
    def listed() -> str:
        standing, now = drafting.standing(), desk.now()
        rows = [(name, route, is_open(route, now), _in_words(route)) for name, route in standing.rules.routes.items()]
        return render_template("routes/listed.html", standing=standing, rows=rows, doubts=_told(standing), rings=RINGS)

    @page.post("/of/<name>/remove")
    @may(Right.SET_RULES)
    def remove(name: str) -> Response:
        with_route(drafting.standing(), name)
        try:
            drafting.change(me().id, built_on(), lambda editing: editing.remove((ROUTES, name)), "route_removed", name)
        except DraftMovedError:
            flash(MOVED)
        except RulesError as error:
            flash(f"Not removed: {'; '.join(f'{one.place}: {one.told}' for one in problems_of(error)[:3])}")
        return redirect(url_for("routes.listed"))

    return page


def _in_words(route: Route) -> dict[str, tuple[str, ...]]:
    closed = holidays_told(route.holidays)
    return {
        "hours": (*week_told(route.hours), *((closed,) if closed else ())),
        "dates": dates_told(route.exceptions),
        "steps": steps_told(route),
    }


def with_route(standing: Standing, name: str) -> Standing:
    """Ends the request with 404 where there is no such route."""
    if name not in standing.rules.routes:
        abort(404)
    return standing


def _told(standing: Standing) -> dict[str, list[str]]:
    """Route → what it says and surely does not mean."""
    found: dict[str, list[str]] = {}
    for place, told in doubts(standing.rules).items():
        parts = place.split(".")
        if parts[0] == ROUTES and len(parts) > 1:
            found.setdefault(parts[1], []).extend(told)
    return found
