"""Agents' desks: who is told, as an agent's telephone rings, where the page about the call is.

Nothing here holds up a ring, and nothing that breaks here ends one: the agent hears the briefing, and has key 1.
"""

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

import structlog

from ..core.route import Route
from ..settings import Settings
from ..sockets.asking import Answer, NoAnswerError, ask
from ..store.calls import CallRecord
from ..store.dials import Dialled
from .agent_links import OPEN_SECONDS, AgentLinks, Decision
from .readiness import Counts

NOT_TOLD = "desks_not_told"
PATH = "/agent"
MOST_WAITING = 200
"""Messages that nobody has taken yet; one more is dropped, and counted."""
MOST_CALLS = 4000
_THREADS = 4
_SECONDS = 4.0
_TIMES = 2
_LARGEST = 1 << 16
"""What is answered is read, so that it may finish, and forgotten."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Message:
    where: str
    """As operators know it."""
    send: Callable[[], Answer]


class Desk:
    """Of all agents. Thread-safe."""

    def __init__(
        self,
        settings: Settings,
        counts: Counts | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._counts = settings, counts or Counts()
        self.links = AgentLinks(settings.secret_key, monotonic)
        self._attested: OrderedDict[str, str] = OrderedDict()
        self._waiting, self._lock = 0, threading.Lock()
        self._sent = threading.Condition(self._lock)
        self._threads: ThreadPoolExecutor | None = None

    @property
    def is_told(self) -> bool:
        """Whether anybody is told where the pages are."""
        return bool(self._settings.desk_webhook or self._settings.desk_sms)

    def came(self, call: str, verdict: str) -> None:
        """The carrier's verdict on the caller's number (STIR/SHAKEN), for as long as the call is remembered."""
        if verdict:
            with self._lock:
                self._attested[call] = verdict[:40]
                if len(self._attested) > MOST_CALLS:
                    self._attested.popitem(last=False)

    def attested(self, call: str) -> str:
        with self._lock:
            return self._attested.get(call, "")

    def rings(self, record: CallRecord, dialled: Dialled, route: Route) -> None:
        """This agent is being rung. Asked again, nothing more is told."""
        if not self.is_told:
            return
        try:
            if token := self.links.issue(record.call_sid, dialled.attempt):
                link = self._settings.public(f"{PATH}/{token}")
                for message in self._messages(record, dialled, route, link):
                    self._post(message)
        except Exception as error:  # noqa: BLE001  # the telephone rings whatever becomes of the page
            self._counts.add(NOT_TOLD)
            log.error("desk_broke", error=type(error).__name__)

    def decided(self, call: str, attempt: int) -> Decision | None:
        """What the agent has chosen on the page."""
        link = self.links.of_dial(call, attempt)
        return link.decision if link else None

    def onward(self, record: CallRecord, attempt: int) -> str:
        """The route to which the agent who had the caller when this attempt ended wants them sent on; empty: to none,
        or they were sent on already."""
        link = self.links.of_dial(record.call_sid, record.was_with(attempt))
        return link.onward if link else ""

    def has_page(self, call: str, attempt: int) -> bool:
        return self.links.of_dial(call, attempt) is not None

    def is_read(self, call: str, attempt: int) -> bool:
        """Whether the agent has the page before them."""
        link = self.links.of_dial(call, attempt)
        return link is not None and bool(link.browser)

    def drained(self, timeout_seconds: float = 10.0) -> bool:
        """Wait until everything told so far has arrived, or has not. Not for the call path."""
        with self._sent:
            return self._sent.wait_for(lambda: self._waiting == 0, timeout_seconds)

    def close(self) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def _messages(self, record: CallRecord, dialled: Dialled, route: Route, link: str) -> Iterator[_Message]:
        """Nothing of the caller is in any of them: that is behind the link."""
        settings, number = self._settings, route.agents[dialled.agent]
        if settings.desk_webhook:
            told = {
                "event": "ringing",
                "link": link,
                "link_seconds": int(OPEN_SECONDS),
                "call": record.call_sid,
                "attempt": dialled.attempt,
                "route": dialled.route,
                "agent": number,
                "ring_seconds": route.ring_seconds,
                "urgent": record.is_urgent,
            }
            body, address = json.dumps(told).encode(), settings.desk_webhook
            yield _Message("IVR_DESK_WEBHOOK", lambda: _posted(address, body, "application/json"))
        if settings.desk_sms:
            text = f"{'Urgent: a' if record.is_urgent else 'A'} caller for {dialled.route}. {link}"
            sender = "MessagingServiceSid" if settings.sms_from.startswith("MG") else "From"
            form = urlencode({"To": number, sender: settings.sms_from, "Body": text}).encode()
            account, auth = settings.sms_account_sid, (settings.sms_account_sid, settings.sms_auth_token)
            url = f"{settings.twilio_api_url.rstrip('/')}/2010-04-01/Accounts/{account}/Messages.json"
            yield _Message("IVR_DESK_SMS", lambda: _posted(url, form, "application/x-www-form-urlencoded", auth))

    def _post(self, message: _Message) -> None:
        with self._lock:
            if self._waiting >= MOST_WAITING:
                self._counts.add(NOT_TOLD)
                return
            self._waiting += 1
            self._threads = self._threads or ThreadPoolExecutor(_THREADS, "desk")
        self._threads.submit(self._deliver, message)

    def _deliver(self, message: _Message) -> None:
        problem = ""
        for _ in range(_TIMES):
            try:
                answer = message.send()
            except NoAnswerError as error:
                problem = str(error)
                continue
            problem = "" if 200 <= answer.status < 300 else f"answered {answer.status}"
            if answer.status < 500:
                break
        if problem:
            self._counts.add(NOT_TOLD)
            log.warning("desk_not_told", where=message.where, problem=problem)
        with self._sent:
            self._waiting -= 1
            self._sent.notify_all()


def _posted(url: str, data: bytes, kind: str, auth: tuple[str, str] | None = None) -> Answer:
    return ask("POST", url, largest=_LARGEST, seconds=_SECONDS, data=data, kind=kind, auth=auth)
