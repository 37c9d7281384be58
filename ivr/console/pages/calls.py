"""Calls that were: looked for, a page at a time, and taken along as CSV. No word of a caller's is on this page."""

from flask import Blueprint, Response, abort, render_template, request
from flask_limiter import Limiter

from ...core.record import Disposition, Reason
from ...hours.zones import zone as zone_named
from ...reports.call_list import as_csv
from ...reports.cost import cost_of, minutes_of
from ...settings.prices import Prices, prices_in
from ...store.search import all_of, page
from ..calls_asked import IN_PROGRESS, Asked, asked_of, place_of, told_place
from ..desk import Desk
from ..gate import me
from ..rights import Right, may

NAV = ("Calls", "calls.listed", Right.SEE_CALLS)
_EXPORTS = "6 per minute"


def blueprint(desk: Desk, limiter: Limiter) -> Blueprint:
    pages = Blueprint("calls", __name__, url_prefix="/calls")
    prices = prices_in(desk.settings.carrier_prices)

    @pages.get("/")
    @may(Right.SEE_CALLS)
    def listed() -> tuple[str, int]:
        asked = _asked(desk)
        try:
            behind = place_of(request.args.get("behind", ""))
        except ValueError:
            abort(404)
        found = page(desk.engine, asked.sought, behind) if not asked.problems else None
        costs = {call.call: cost_of(minutes_of(call), prices) for call in found.found} if found else {}
        shown = render_template(
            "calls/listed.html",
            asked=asked,
            calls=found.found if found else (),
            behind=behind,
            following=told_place(found.following) if found else "",
            like={name: value for name, value in asked.given.items() if value},
            costs=costs,
            currency=prices.currency if prices else "",
            dispositions=[*Disposition, IN_PROGRESS],
            reasons=list(Reason),
            routes=sorted(desk.in_force.routes),
            tags=sorted({rule.tag for rule in desk.in_force.transfer_rules if rule.tag}),
        )
        return shown, 422 if asked.problems else 200

    _add_export(pages, desk, limiter, prices)
    return pages


def _add_export(pages: Blueprint, desk: Desk, limiter: Limiter, prices: Prices | None) -> None:
    @pages.get("/calls.csv")
    @may(Right.SEE_CALLS)
    @limiter.limit(_EXPORTS)
    def exported() -> Response:
        asked = _asked(desk)
        if asked.problems:
            abort(400)
        by = {name: value for name, value in asked.given.items() if value and name != "ends"}
        desk.audit.note(me().id, "exported_calls", **by)
        lines = as_csv(all_of(desk.engine, asked.sought), prices)
        as_file = {"Content-Disposition": 'attachment; filename="calls.csv"'}
        return Response(lines, mimetype="text/csv", headers=as_file)


def _asked(desk: Desk) -> Asked:
    return asked_of(request.args, zone_named(desk.in_force.business_zone))
