"""How moments, spans and failures are shown."""

import traceback
from datetime import date, datetime
from zoneinfo import ZoneInfo

import structlog
from flask import Flask, request
from flask_login import current_user

from ..hours.zones import zone as zone_named
from . import terms
from .choosing import in_groups, with_chosen
from .desk import Desk
from .hours_told import day_told
from .prompt_purposes import purpose_of

ERRORS = {
    400: ("This form is too old", "Go back, load the page again, and send it once more. Nothing was changed."),
    403: ("You may not do this", "Your role does not have this page. An admin can change your role."),
    404: ("There is no such page", "Perhaps what it showed is no longer kept."),
    405: ("This cannot be opened so", "Go back, and use the buttons of the page."),
    409: ("Somebody was quicker", "It has changed since you opened it. Load it again; nothing was changed."),
    413: ("That is too large", "Send less at once. Nothing was changed."),
    429: ("Too often", "Wait a minute, then try again."),
    500: ("Something broke here", "Calls go on. What happened is in the service's log. Nothing was changed."),
    503: ("The records cannot be read", "The database gives no answer. Calls go on; try again in a moment."),
    504: ("The service is busy", "It gave no answer in time. Nothing was changed; load the page again in a moment."),
}

log = structlog.get_logger(__name__)


def tell_failure(error: Exception) -> None:
    """Where and what kind only: an exception's message may hold what somebody said."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("console_failed", endpoint=request.endpoint, error=type(error).__name__, where=where)


def prompt_told(name: str) -> str:
    """What a line of the assistant's is for."""
    return purpose_of(name).told


def add_filters(app: Flask, desk: Desk) -> None:
    def zone() -> ZoneInfo:
        return zone_named(desk.in_force.business_zone)

    @app.template_filter("moment")
    def moment(at: datetime | None) -> str:
        """In the business's own time."""
        return "" if at is None else f"{at.astimezone(zone()):%Y-%m-%d %H:%M:%S}"

    @app.template_filter("minute")
    def minute(at: datetime | None) -> str:
        return "" if at is None else f"{at.astimezone(zone()):%Y-%m-%d %H:%M}"

    @app.template_filter("span")
    def span(seconds: float | None) -> str:
        if seconds is None:
            return "–"
        return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds) // 60} min {int(seconds) % 60:02} s"

    @app.template_filter("percent")
    def percent(share: float | None) -> str:
        return "–" if share is None else f"{100 * share:.1f} %"

    app.add_template_global(with_chosen)
    app.add_template_global(in_groups)
    app.add_template_filter(prompt_told, "prompt")

    @app.template_filter("day")
    def day(of: date | str) -> str:
        return day_told(date.fromisoformat(of) if isinstance(of, str) else of)

    for name in (terms.ended, terms.why, terms.about):
        app.add_template_filter(name)

    @app.context_processor
    def always() -> dict[str, object]:
        person = current_user.person if current_user.is_authenticated else None
        elsewhere = bool(desk.settings.oidc_issuer)
        return {
            "me": person,
            "zone": desk.in_force.business_zone,
            "company": desk.in_force.company,
            "elsewhere": elsewhere,
        }
