"""Links to the page about one call, each for the one agent who is rung for it: signed, for one browser, for minutes.

Nothing of a call can be read in a link, and none outlives the process that made it: an agent without one is rung, and
takes the call, as ever.
"""

import base64
import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

OPEN_SECONDS = 600.0
"""A link that nobody has opened by then is gone; so is one whose agent has not taken the call."""
LONGEST_SECONDS = 5 * 3600.0
"""For who has taken it: longer than the carrier lets a call last."""
AFTERWARDS_SECONDS = 60.0
"""When the agent's part in the call is over."""
MOST_LINKS = 4000
MOST_LOOKS, MOST_GUESSES = 120, 120
"""A minute: of one link, and of links that are none."""


class Decision(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Pace:
    """So many a minute. Not thread-safe."""

    def __init__(self, most: int) -> None:
        self._times: deque[float] = deque(maxlen=most)

    def allows(self, now: float) -> bool:
        if len(self._times) == self._times.maxlen and now - self._times[0] < 60:
            return False
        self._times.append(now)
        return True


@dataclass(slots=True)
class AgentLink:
    """Of one agent who is rung for one call; `attempt` is the call's dial."""

    call: str
    attempt: int
    dies_at: float
    """Monotonic seconds."""
    token: str = field(default="", repr=False)
    browser: str = field(default="", repr=False)
    """What the one browser shows that opened it; empty: none has."""
    picked_up: bool = False
    """Somebody, or something, has answered the agent's telephone."""
    decision: Decision | None = None
    onward: str = ""
    """The route to which the caller goes when this agent, who has them, hangs up; empty: the call is over then."""
    pace: Pace = field(default_factory=lambda: Pace(MOST_LOOKS))


class TooOftenError(Exception):
    """More was asked than an agent's page asks."""


class AgentLinks:
    """Of all calls; `clock` is monotonic seconds. Thread-safe; nothing here waits."""

    def __init__(self, secret: str, clock: Callable[[], float]) -> None:
        self._key = hmac.digest(secret.encode(), b"candid agent link", hashlib.sha256)
        self._clock = clock
        self._links: OrderedDict[str, AgentLink] = OrderedDict()
        self._by_dial: dict[tuple[str, int], AgentLink] = {}
        self._guesses = Pace(MOST_GUESSES)
        self._lock = threading.Lock()

    def issue(self, call: str, attempt: int) -> str | None:
        """The link's token; None when it was given before: it goes to one agent, once."""
        with self._lock:
            if (call, attempt) in self._by_dial:
                return None
            link = AgentLink(call, attempt, self._clock() + OPEN_SECONDS)
            link.token = self._token(link)
            self._links[link.token] = self._by_dial[call, attempt] = link
            self._forget_dead()
            return link.token

    def find(self, token: str) -> AgentLink | None:
        """None: there is none, or none any more. Raises TooOftenError."""
        with self._lock:
            now, link = self._clock(), self._links.get(token)
            if link is None or now > link.dies_at:
                if not self._guesses.allows(now):
                    raise TooOftenError
                return None
            if not link.pace.allows(now):
                raise TooOftenError
            return link

    def belongs_to(self, link: AgentLink, browser: str) -> bool:
        return bool(link.browser) and hmac.compare_digest(link.browser.encode(), browser.encode(errors="replace"))

    def open(self, link: AgentLink) -> str | None:
        """What the browser that opens it must show from then on; None: another was first."""
        with self._lock:
            if link.browser:
                return None
            link.browser = secrets.token_urlsafe(24)
            return link.browser

    def of_dial(self, call: str, attempt: int) -> AgentLink | None:
        """None: the agent who is rung has none."""
        with self._lock:
            return self._by_dial.get((call, attempt))

    def pick_up(self, call: str, attempt: int) -> None:
        with self._lock:
            if link := self._by_dial.get((call, attempt)):
                link.picked_up = True

    def decide(self, link: AgentLink, decision: Decision) -> bool:
        """The first decision holds. Nothing can be accepted before the telephone is answered: else a machine might be
        given the caller."""
        with self._lock:
            if link.decision is not None or (decision is Decision.ACCEPTED and not link.picked_up):
                return link.decision is decision
            link.decision = decision
            return True

    def send_on(self, link: AgentLink, route: str) -> None:
        """Until they hang up the last word holds; an empty one takes it back."""
        with self._lock:
            link.onward = route

    def take(self, call: str, attempt: int) -> None:
        """The agent has the call: the page stays until they have no more to do with it."""
        with self._lock:
            if link := self._by_dial.get((call, attempt)):
                link.dies_at = self._clock() + LONGEST_SECONDS

    def end(self, call: str, attempt: int | None = None) -> None:
        """The part of the call's agents is over: of all, or of those who were rung up to this attempt."""
        with self._lock:
            for link in self._links.values():
                if link.call == call and (attempt is None or link.attempt <= attempt):
                    link.dies_at = min(link.dies_at, self._clock() + AFTERWARDS_SECONDS)

    def _token(self, link: AgentLink) -> str:
        told = f"{link.call}\n{link.attempt}\n{link.dies_at}\n{secrets.token_urlsafe(16)}"
        digest = hmac.digest(self._key, told.encode(errors="replace"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _forget_dead(self) -> None:
        now = self._clock()
        dead = [one for one in self._links.values() if now > one.dies_at]
        for link in (*dead, *list(self._links.values())[: max(0, len(self._links) - len(dead) - MOST_LINKS)]):
            self._links.pop(link.token, None)
            self._by_dial.pop((link.call, link.attempt), None)
