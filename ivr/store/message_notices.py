"""Which messages nobody has been told of, and when those are due of which it is not reckoned yet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select, text, update

from ..core.message import MessageEvent, Notice
from .message_acts import Place, this_one
from .schema import HANDOFFS, MESSAGES, STANDS_LAST

AT_ONCE = 500
RECKONED_AT_ONCE = 50
"""A weekend of hours takes 5 ms of a thread that shares its processor with the loop of callers."""
_ONE_TELLS = 0x43414E444944
"""The advisory lock of whoever tells: any number, so long as nobody else of this database has it."""
_TOLD = {MessageEvent.LEFT: MESSAGES.c.told_at, MessageEvent.OVERDUE: MESSAGES.c.overdue_told_at}


@dataclass(frozen=True, slots=True)
class NotReckoned:
    place: Place
    route: str
    """That which its call was handed to, where it names none itself; empty: neither is any."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Untold:
    place: Place
    notice: Notice


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Whether of several services on one database this one tells now: else each message would be told by all of them.

    A file of SQLite has one service.
    """
    if engine.dialect.name == "sqlite":
        yield True
        return
    with engine.connect() as connection:
        yield bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:it)"), {"it": _ONE_TELLS}).scalar())


def not_reckoned(engine: Engine) -> list[NotReckoned]:
    """The oldest first; those that are done are due no more."""
    open_ones = MESSAGES.c.due_at.is_(None) & MESSAGES.c.done_at.is_(None)
    route = func.coalesce(MESSAGES.c.route, HANDOFFS.c.route).label("route")
    found = select(MESSAGES.c.call_sid, MESSAGES.c.seq, route, MESSAGES.c.at).where(open_ones)
    found = found.outerjoin(HANDOFFS, (HANDOFFS.c.call_sid == MESSAGES.c.call_sid) & STANDS_LAST)
    with engine.connect() as connection:
        rows = connection.execute(found.order_by(MESSAGES.c.at).limit(RECKONED_AT_ONCE)).all()
    return [NotReckoned(Place(row.call_sid, row.seq), row.route or "", row.at) for row in rows]


def reckoned(engine: Engine, due: Sequence[tuple[Place, str, datetime]]) -> None:
    """Whose they are, and when they are due; a route that a message names itself stands."""
    with engine.begin() as connection:
        for place, route, at in due:
            now_so = {"due_at": at, "route": func.coalesce(MESSAGES.c.route, route)}
            connection.execute(update(MESSAGES).where(this_one(place), MESSAGES.c.due_at.is_(None)).values(now_so))


def untold(engine: Engine, now: datetime) -> list[Untold]:
    """What is new, the oldest first, then what has become overdue since."""
    left = MESSAGES.c.told_at.is_(None)
    late = (MESSAGES.c.due_at < now) & MESSAGES.c.done_at.is_(None) & MESSAGES.c.overdue_told_at.is_(None)
    those = ((MessageEvent.LEFT, left, MESSAGES.c.at), (MessageEvent.OVERDUE, late, MESSAGES.c.due_at))
    found = []
    with engine.connect() as connection:
        for event, which, order in those:
            rows = connection.execute(select(MESSAGES).where(which).order_by(order).limit(AT_ONCE))
            found += [
                Untold(Place(row.call_sid, row.seq), Notice(event, row.reference, row.route or "")) for row in rows
            ]
    return found


def told(engine: Engine, ones: Sequence[Untold], now: datetime) -> None:
    with engine.begin() as connection:
        for one in ones:
            column = _TOLD[one.notice.event]
            connection.execute(update(MESSAGES).where(this_one(one.place)).values({column: now}))
