"""Tells people of what callers leave, when it comes and when it is overdue; and reckons when that is.

A thread of its own, which no call, no webhook and no page waits for. A message counts as told when each of those who
are to be told has taken it: what fails is tried again, also after a restart, as what is to be told stands in the
database. So somebody may be told twice, and nobody never.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, Self

import structlog

from ..core.message import MessageEvent, Notice
from ..core.rules import Rules
from ..errors import NotTakenError
from ..hours.due import due_after
from .calls import utc_now
from .looking import Looking

if TYPE_CHECKING:  # loaded by the thread
    from sqlalchemy import Engine

    from .message_acts import Place
    from .message_notices import NotReckoned, Untold

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(minutes=15)
"""Before one who took nothing is told again: each time twice as long."""

log = structlog.get_logger(__name__)


class Messenger(Protocol):
    @property
    def name(self) -> str:
        """As operators know it."""
        ...

    @property
    def at_once(self) -> int:
        """So many are told together at most."""
        ...

    def tell(self, notices: Sequence[Notice]) -> None:
        """They have been taken when this returns. Raises NotTakenError."""
        ...


@dataclass
class _Round:
    """What one of those who are told has taken and not taken, so far."""

    messenger: Messenger
    has: "set[tuple[Place, MessageEvent]]" = field(default_factory=set)
    refused: "set[tuple[Place, MessageEvent]]" = field(default_factory=set)
    """They go last: what is never taken must not keep back what is behind it."""
    trouble: str = ""
    pause: timedelta = FIRST_PAUSE
    again_at: datetime | None = None


class Telling:
    def __init__(
        self,
        url: str,
        rules: Callable[[], Rules],
        messengers: Sequence[Messenger],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """`rules`: those in force. With no messengers nothing waits to be told for when there are some."""
        self._url, self._rules, self._now = url, rules, now
        self._rounds = [_Round(messenger) for messenger in messengers]
        self._engine: Engine | None = None
        self._waiting = 0
        self._beside = Looking("message-telling", self._reckoned_and_told, "telling of messages broke", _told)

    def start(self) -> Self:
        self._beside.start()
        return self

    def close(self) -> None:
        """What is under way may be told once more by the next start, where whoever is told is slow."""
        if self._beside.close() and self._engine is not None:
            self._engine.dispose()

    def state(self) -> dict[str, str]:
        return self._beside.state(f"{self._waiting} to be told")

    def look(self) -> None:
        """Reckons and tells what there is. Whatever fails is logged once, and tried again later."""
        self._beside.look()

    def _reckoned_and_told(self) -> str:
        """What went wrong; empty: nothing."""
        from . import message_notices
        from .database import engine_of

        if self._engine is None:
            self._engine = engine_of(self._url)
        rules = self._rules()
        with message_notices.alone(self._engine) as alone:
            if not alone:
                return ""
            found = message_notices.not_reckoned(self._engine)
            message_notices.reckoned(self._engine, [(each.place, *_due(each, rules)) for each in found])
            untold = message_notices.untold(self._engine, self._now())
            for round_ in self._rounds:
                self._tell(round_, untold)
            done = [each for each in untold if all(_key(each) in round_.has for round_ in self._rounds)]
            message_notices.told(self._engine, done, self._now())
        self._waiting = len(untold) - len(done)
        left = {_key(each) for each in untold} - {_key(each) for each in done}
        for round_ in self._rounds:
            round_.has &= left
            round_.refused &= left
        return next((round_.trouble for round_ in self._rounds if round_.trouble), "")

    def _tell(self, to: _Round, untold: "Sequence[Untold]") -> None:
        """Until it takes something no more: it may be away, and one question tells whether it is back."""
        now = self._now()
        if to.again_at is not None and now < to.again_at:
            return
        for some in _pieces([each for each in untold if _key(each) not in to.has], to):
            if self._beside.stopping.is_set():
                return
            keys = {_key(each) for each in some}
            try:
                to.messenger.tell([each.notice for each in some])
            except NotTakenError as error:
                to.trouble, to.again_at, to.pause = str(error), now + to.pause, min(2 * to.pause, LONGEST_PAUSE)
                to.refused |= keys
                return
            to.has |= keys
        to.trouble, to.again_at, to.pause = "", None, FIRST_PAUSE


def _pieces(untold: "list[Untold]", to: _Round) -> "Iterator[list[Untold]]":
    untold.sort(key=lambda each: _key(each) in to.refused)
    for begin in range(0, len(untold), to.messenger.at_once):
        yield untold[begin : begin + to.messenger.at_once]


def _key(one: "Untold") -> "tuple[Place, MessageEvent]":
    return one.place, one.notice.event


def _due(one: "NotReckoned", rules: Rules) -> tuple[str, datetime]:
    """Whose it is, and when it is due by their hours: the fallback's, where it has no route that there is."""
    name = one.route if one.route in rules.routes else rules.fallback_route
    return name, due_after(rules.routes[name], one.at, rules.limits.message_due_minutes)


def _told(trouble: str) -> None:
    if trouble:
        log.error("telling_trouble", problem=trouble, effect="messages wait in the console, and are told later")
    else:
        log.info("telling_trouble_over")
