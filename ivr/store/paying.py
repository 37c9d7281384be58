"""Which calls are away at the carrier's payment, and by which route: in memory alone, for minutes.

After a restart nothing is lost by that: the carrier's own word that a caller is back is signed, and names the route.
"""

import threading
from collections import OrderedDict

from ..core.record import HowPaid

MOST_CALLS = 4000
"""The oldest are let go first: they hung up where nobody told us, or their call is long over."""


class Paying:
    """Thread-safe; nothing here waits."""

    def __init__(self) -> None:
        self._routes: OrderedDict[str, str] = OrderedDict()
        self._back: OrderedDict[str, HowPaid] = OrderedDict()
        self._lock = threading.Lock()

    def leave(self, call: str, route: str) -> None:
        """The call goes to pay as this route says, as soon as its stream is closed."""
        with self._lock:
            self._routes[call] = route
            if len(self._routes) > MOST_CALLS:
                self._routes.popitem(last=False)

    def route(self, call: str) -> str | None:
        """By which it pays; None: it does not."""
        with self._lock:
            return self._routes.get(call)

    def come_back(self, call: str, how: HowPaid | None = None) -> None:
        """It goes on with the assistant, who tells how it went; without `how` with a person, or it is over."""
        with self._lock:
            self._routes.pop(call, None)
            self._back.pop(call, None)
            if how is not None:
                self._back[call] = how
                if len(self._back) > MOST_CALLS:
                    self._back.popitem(last=False)

    def news_of(self, call: str) -> HowPaid | None:
        """How it went, of a call that has come back: told once."""
        with self._lock:
            return self._back.pop(call, None)
