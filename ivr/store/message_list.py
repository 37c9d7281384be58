"""Messages as people see them: whose they are, when they are due, and whether there is something to hear or to ring."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, case, func, select

from ..core.message import MessageKind, MessageOutcome
from ..core.record import Priority
from ..errors import CandidError, VaultError
from ..privacy.vault import Vault
from .database import keys_of
from .message_acts import NoMessageError, Place, this_one
from .messages import FIRST_NOTED_SEQ
from .schema import CALLS, HANDOFFS, MESSAGES, RULES_HELD, STANDS_LAST, VOICEMAILS
from .sealing import opened

AT_ONCE = 50


class Which(StrEnum):
    """The lists that there are."""

    OPEN = "open"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Message:
    place: Place
    kind: MessageKind
    reference: str
    """Empty: the caller was told none."""
    route: str
    at: datetime
    due_at: datetime | None
    claimed_by: str
    claimed_at: datetime | None
    done_at: datetime | None
    done_by: str
    outcome: MessageOutcome | None
    priority: Priority
    flags: tuple[str, ...]
    """Of what must, and must not, be done for this caller."""
    caller_ends: str
    """Of the number that they called from."""
    language: str
    has_number: bool
    """There is a number to ring."""
    has_sound: bool
    """The message itself is here, to be heard."""

    @property
    def in_back_office(self) -> bool:
        """The assistant put it down there, with its words and the number to ring."""
        return self.place.seq >= FIRST_NOTED_SEQ

    def is_overdue(self, now: datetime) -> bool:
        return self.done_at is None and self.due_at is not None and self.due_at < now


_SHOWN = (
    *(column for column in MESSAGES.columns if column.name not in {"sealed", "told_at", "overdue_told_at"}),
    *(HANDOFFS.c.priority, HANDOFFS.c.flags, CALLS.c.caller_ends, CALLS.c.language),
    MESSAGES.c.sealed.is_not(None).label("has_number"),
    VOICEMAILS.c.audio.is_not(None).label("has_sound"),
)
_URGENT_FIRST = case((HANDOFFS.c.priority == Priority.URGENT.value, 0), (HANDOFFS.c.priority == "high", 1), else_=2)
_ORDER: Mapping[bool, tuple[Any, ...]] = {
    True: (MESSAGES.c.done_at.desc(), MESSAGES.c.call_sid, MESSAGES.c.seq),
    False: (_URGENT_FIRST, func.coalesce(MESSAGES.c.due_at, MESSAGES.c.at), MESSAGES.c.call_sid, MESSAGES.c.seq),
}
"""Whether they are done → by what they are ordered: the newest first; else what is urgent, then what is due soonest."""


def messages(
    engine: Engine, which: Which, person: str, now: datetime, *, route: str = "", after: int = 0, most: int = AT_ONCE
) -> list[Message]:
    """At most so many of a list, behind its first `after`. `route`: only for its agents."""
    order = _ORDER[which is Which.DONE]
    these = (
        select(MESSAGES.c.call_sid, MESSAGES.c.seq)
        .outerjoin(HANDOFFS, (HANDOFFS.c.call_sid == MESSAGES.c.call_sid) & STANDS_LAST)
        .where(_of(which, person, now), *_for(route))
        .order_by(*order)
        .limit(most)
        .offset(after)
        .subquery()
    )  # first which they are: what is shown of them is read for a page of them alone
    this = (these.c.call_sid == MESSAGES.c.call_sid) & (these.c.seq == MESSAGES.c.seq)
    with engine.connect() as connection:
        return [_message(row) for row in connection.execute(_joined().join(these, this).order_by(*order))]


def counts(engine: Engine, person: str, now: datetime, *, route: str = "") -> dict[Which, int]:
    """How many are in each list, but of those that are done, which are all that ever were."""
    open_ones = [which for which in Which if which is not Which.DONE]
    counted = [func.coalesce(func.sum(case((_of(which, person, now), 1), else_=0)), 0) for which in open_ones]
    found = select(*counted).where(MESSAGES.c.done_at.is_(None), *_for(route))
    with engine.connect() as connection:
        return dict(zip(open_ones, map(int, connection.execute(found).one()), strict=True))


def message(engine: Engine, place: Place) -> Message:
    """Raises NoMessageError."""
    with engine.connect() as connection:
        row = connection.execute(_joined().where(this_one(place))).first()
    if row is None:
        raise NoMessageError("no such message is here: its time was over, or its caller was forgotten")
    return _message(row)


def rules_alerting(engine: Engine, call: str) -> tuple[str, ...]:
    """The supervisors' rules that want somebody to look at the call, as long as they are kept."""
    with engine.connect() as connection:
        found = select(RULES_HELD.c.rule).where(RULES_HELD.c.call_sid == call, RULES_HELD.c.alert)
        return tuple(connection.execute(found.order_by(RULES_HELD.c.turn, RULES_HELD.c.rule)).scalars())


def place_of(engine: Engine, reference: str) -> Place:
    """Of the one with this reference. Raises CandidError."""
    these = (MESSAGES.c.reference == reference) & (MESSAGES.c.reference != "")
    wanted = select(MESSAGES.c.call_sid, MESSAGES.c.seq).where(these)
    with engine.connect() as connection:
        found = connection.execute(wanted.order_by(MESSAGES.c.done_at.is_not(None), MESSAGES.c.at.desc())).all()
    if not found:
        raise NoMessageError(f"no message has the reference {reference}")
    if len(found) > 1:
        raise CandidError(f"{reference}: more than one; name one of {', '.join(f'{c}/{s}' for c, s in found)}")
    return Place(*found[0])


def number_of(engine: Engine, vault: Vault, place: Place) -> str:
    """Where the caller wants to be rung, E.164; empty where none is kept, or what is cannot be opened any more."""
    with engine.connect() as connection:
        row = connection.execute(select(MESSAGES).where(this_one(place))).mappings().first()
        keys = keys_of(connection, place.call)
    if row is None or not row["sealed"]:
        return ""
    try:
        return str(opened({"table": MESSAGES.name, **row}, vault, keys)["number"])
    except VaultError:
        return ""


def _joined() -> Select[Any]:
    return (
        select(*_SHOWN)
        .select_from(MESSAGES)
        .outerjoin(HANDOFFS, (HANDOFFS.c.call_sid == MESSAGES.c.call_sid) & STANDS_LAST)
        .outerjoin(CALLS, CALLS.c.call_sid == MESSAGES.c.call_sid)
        .outerjoin(
            VOICEMAILS,
            (VOICEMAILS.c.call_sid == MESSAGES.c.call_sid) & (MESSAGES.c.kind == MessageKind.VOICEMAIL.value),
        )
    )


def _for(route: str) -> Iterator[ColumnElement[bool]]:
    if route:
        yield MESSAGES.c.route == route


def _of(which: Which, person: str, now: datetime) -> ColumnElement[bool]:
    is_open = MESSAGES.c.done_at.is_(None)
    match which:
        case Which.OPEN:
            return is_open
        case Which.MINE:
            return is_open & (MESSAGES.c.claimed_by == person)
        case Which.UNCLAIMED:
            return is_open & MESSAGES.c.claimed_by.is_(None)
        case Which.OVERDUE:
            return is_open & (MESSAGES.c.due_at < now)
        case Which.DONE:
            return MESSAGES.c.done_at.is_not(None)


def _message(row: Row[Any]) -> Message:
    priority, flags, outcome = row.priority, row.flags, row.outcome
    return Message(
        place=Place(row.call_sid, row.seq),
        kind=MessageKind(row.kind),
        reference=row.reference,
        route=row.route or "",
        at=row.at,
        due_at=row.due_at,
        claimed_by=row.claimed_by or "",
        claimed_at=row.claimed_at,
        done_at=row.done_at,
        done_by=row.done_by or "",
        outcome=MessageOutcome(outcome) if outcome else None,
        priority=Priority(priority) if priority else Priority.NORMAL,
        flags=tuple(map(str, flags)) if isinstance(flags, list) else (),
        caller_ends=row.caller_ends or "",
        language=row.language or "",
        has_number=bool(row.has_number),
        has_sound=bool(row.has_sound),
    )
