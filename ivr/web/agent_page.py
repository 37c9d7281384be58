"""The page about one call for the agent who is rung for it: who, what they want, why; to be accepted or declined.

It is an app of its own, with threads of its own: what it does costs webhooks nothing. No log line, of ours or of the
server's, holds the address of a page.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from ..core.words.briefing import Briefing
from ..hours.opening_hours import is_open
from ..settings import Settings
from ..store.calls import CallRecord, rules_of, utc_now
from ..store.dials import Dialled, is_with_another
from ..store.outlet import redactor
from ..store.store import Store
from ..store.writer import StoreError
from ..written.prompt_texts import PromptTexts
from .agent_links import AgentLink, Decision, TooOftenError
from .briefings import words_for_agents
from .coming_back import may_come_back
from .desk import PATH, Desk
from .readiness import RulesInForce

if TYPE_CHECKING:
    from ..core.transfer_rule import TransferRule
    from .told_to_agent import Told

COOKIE = "candid_agent"
LARGEST_FORM_BYTES = 4096
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_VERDICTS = {
    "TN-Validation-Passed-A": "their carrier vouches for the number",
    "TN-Validation-Passed-B": "their carrier vouches for the caller, not for the number",
    "TN-Validation-Passed-C": "nobody vouches for the number",
}
_UNKNOWN = "nobody vouches for the number"
_FAILED = "the number may be false: its attestation failed"

log = structlog.get_logger(__name__)


class AgentPage:
    """What the handlers need; each keeps nothing of its own."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        rules: RulesInForce,
        texts: PromptTexts,
        desk: Desk,
        briefings: Callable[[str], Briefing | None] = words_for_agents,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._settings, self._store, self._rules, self._texts = settings, store, rules, texts
        self._desk, self._briefings, self._now = desk, briefings, now
        self._redactor = redactor(names=settings.redact_names > 0, language=texts.language)

    def shown(self, token: str) -> Response:
        link = self._link(token)
        if link is None:
            return _page("gone.html", 410)
        if not self._desk.links.belongs_to(link, request.cookies.get(COOKIE, "")):
            if link.browser:
                return _page("used.html", 403)
            if request.headers.get("Sec-Fetch-Dest") != "document" or request.method != "GET":
                return _page("closed.html", 200, token=token)  # whatever looks at links before people do opens none
            return self._opened(link, token)
        return self._of_call(link, token)

    def opened(self, token: str) -> Response:
        link = self._link(token)
        if link is None:
            return _page("gone.html", 410)
        return self._opened(link, token)

    def decided(self, token: str, decision: Decision) -> Response:
        link = self._link(token)
        if link is None:
            return _page("gone.html", 410)
        if not self._is_theirs(link):
            return _page("used.html", 403)
        record, dialled = self._dialled(link)
        if record is not None and not record.over and dialled is not None and dialled.ended_at is None:
            done = self._desk.links.decide(link, decision)
            log.info("agent_decided", call=link.call, attempt=link.attempt, decision=decision.value, counts=done)
        return redirect(f"{self._settings.prefix}{PATH}/{token}", 303)  # type: ignore[return-value]

    def onward(self, token: str) -> Response:
        """Where the caller goes when the agent who has them hangs up; a route that is none takes the wish back."""
        link = self._link(token)
        if link is None:
            return _page("gone.html", 410)
        if not self._is_theirs(link):
            return _page("used.html", 403)
        record, dialled = self._dialled(link)
        if record is not None and dialled is not None and _state_of(link, record, dialled) == "talking":
            wanted = request.form.get("route", "")
            route = wanted if wanted in self._others(record, dialled) else ""
            self._desk.links.send_on(link, route)
            self._store.handing_off.give_back(link.call, None)
            log.info("agent_sends_on", call=link.call, attempt=link.attempt, route=route)
        return redirect(f"{self._settings.prefix}{PATH}/{token}", 303)  # type: ignore[return-value]

    def back(self, token: str) -> Response:
        """To the assistant when the agent who has the caller hangs up, with a word of what was done."""
        link = self._link(token)
        if link is None:
            return _page("gone.html", 410)
        if not self._is_theirs(link):
            return _page("used.html", 403)
        record, dialled = self._dialled(link)
        if record is not None and dialled is not None and _state_of(link, record, dialled) == "talking":
            if not may_come_back(self._store, record):
                return _page("no_way_back.html", 409, token=token)
            wanted = request.form.get("done", "")
            done = wanted if wanted in self._done_lines(record) else ""
            self._desk.links.send_on(link, "")
            self._store.handing_off.give_back(link.call, done)
            log.info("agent_gives_back", call=link.call, attempt=link.attempt)
        return redirect(f"{self._settings.prefix}{PATH}/{token}", 303)  # type: ignore[return-value]

    def _done_lines(self, record: CallRecord) -> dict[str, str]:
        """What the assistant may tell of what was done: name → text. Those that are not at hand are left out."""
        rules = rules_of(record, self._rules.current())
        return {name: self._texts.text(name, rules.company) for name in rules.done_lines if name in self._texts.names}

    def _others(self, record: CallRecord, dialled: Dialled) -> list[str]:
        """Other routes at which somebody is in now."""
        routes = rules_of(record, self._rules.current()).routes
        return [name for name, route in routes.items() if name != dialled.route and is_open(route, self._now())]

    def _opened(self, link: AgentLink, token: str) -> Response:
        browser = self._desk.links.open(link)
        if browser is None:
            return _page("used.html", 403)
        log.info("agent_page_opened", call=link.call, attempt=link.attempt)
        answer: Response = redirect(f"{self._settings.prefix}{PATH}/{token}", 303)  # type: ignore[assignment]
        path, secure = f"{self._settings.prefix}{PATH}/{token}", self._settings.public_url.startswith("https")
        # Lax: an agent may come from the desk's own page twice, and forms of others bring no cookie all the same.
        answer.set_cookie(COOKIE, browser, path=path, secure=secure, httponly=True, samesite="Lax")
        return answer

    def _of_call(self, link: AgentLink, token: str) -> Response:
        record, dialled = self._dialled(link)
        if record is None or dialled is None:
            return _page("gone.html", 410)
        state = _state_of(link, record, dialled)
        verdict = self._desk.attested(link.call)
        attested = _VERDICTS.get(verdict, _FAILED if "Failed" in verdict else _UNKNOWN)
        told_of = self._told(record) if state != "over" else None
        others = self._others(record, dialled) if state == "talking" else []
        back = self._done_lines(record) if state == "talking" and may_come_back(self._store, record) else None
        more = {
            "back": back,
            "others": others,
            "token": token,
            "state": state,
            "attested": attested,
            "told": told_of,
            "link": link,
        }
        return _page("call.html", 200, record=record, dialled=dialled, rule=self._rule(record), **more)

    def _rule(self, record: CallRecord) -> "TransferRule | None":
        """The supervisor's that sent the caller here."""
        name = record.handoff.rule if record.handoff else None
        return rules_of(record, self._rules.current()).transfer_rule(name) if name else None

    def _told(self, record: CallRecord) -> "Told":
        from .told_to_agent import told  # what takes secrets out of words is loaded with the first page

        rules = rules_of(record, self._rules.current())
        journal = None
        if not self._settings.hide_transcripts:
            try:
                journal = self._store.journal(record.call_sid)
            except StoreError:
                log.warning("agent_page_without_words", call=record.call_sid)
        company = rules.company

        def line(name: str) -> str:
            return self._texts.text(name, company) if name in self._texts.names else ""

        return told(record, journal, self._briefings(rules.language), line, self._redactor)

    def _dialled(self, link: AgentLink) -> tuple[CallRecord | None, Dialled | None]:
        """From memory alone: nothing here waits for the database."""
        record = self._store.held(link.call)
        dials = record.rung if record else ()
        return record, next((one for one in dials if one.attempt == link.attempt), None)

    def _link(self, token: str) -> AgentLink | None:
        return self._desk.links.find(token)

    def _is_theirs(self, link: AgentLink) -> bool:
        """From the page itself, in the browser that opened it."""
        from_elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
        return not from_elsewhere and self._desk.links.belongs_to(link, request.cookies.get(COOKIE, ""))


def create_agent_app(
    settings: Settings,
    store: Store,
    rules: RulesInForce,
    texts: PromptTexts,
    desk: Desk,
    now: Callable[[], datetime] = utc_now,
) -> Flask:
    """The app, for any WSGI server, to be mounted at `{prefix}/agent`."""
    page = AgentPage(settings, store, rules, texts, desk, now=now)
    app = Flask(__name__, static_folder="static/agent", static_url_path="/static")
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM_BYTES, MAX_FORM_MEMORY_SIZE=LARGEST_FORM_BYTES)
    app.register_blueprint(_blueprint(page))

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response

    @app.errorhandler(TooOftenError)
    def too_often(_: TooOftenError) -> Response:
        return _page("too_often.html", 429)

    @app.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        """Flask's own would log the page's address."""
        code = (error.code or 500) if isinstance(error, HTTPException) else 500
        if not isinstance(error, HTTPException):
            log.error("agent_page_failed", endpoint=request.endpoint, error=type(error).__name__)
        return _page("gone.html", 404) if code == 404 else Response("This did not work.", code, mimetype="text/plain")

    return app


def _blueprint(page: AgentPage) -> Blueprint:
    blueprint = Blueprint("agent", __name__)
    blueprint.get("/<token>")(page.shown)
    blueprint.post("/<token>/open")(page.opened)
    blueprint.post("/<token>/onward")(page.onward)
    blueprint.post("/<token>/back")(page.back)

    @blueprint.post("/<token>/accept")
    def accept(token: str) -> Response:
        return page.decided(token, Decision.ACCEPTED)

    @blueprint.post("/<token>/decline")
    def decline(token: str) -> Response:
        return page.decided(token, Decision.DECLINED)

    return blueprint


def _state_of(link: AgentLink, record: CallRecord, dialled: Dialled) -> str:
    """ringing, picked_up, accepted, declined, talking, or over: for this agent."""
    if record.over or dialled.ended_at is not None or is_with_another(record.ringing, dialled.attempt):
        return "over"
    if dialled.answered_at is not None:
        return "talking"
    if link.decision is not None:
        return link.decision.value
    return "picked_up" if link.picked_up else "ringing"


def _page(name: str, status: int, **more: object) -> Response:
    return make_response(render_template(f"agent/{name}", **more), status)
