"""How long callers wait for a person: from when one was asked for until an agent took the call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, Integer, RowMapping, func, select

from ..core.record import Disposition
from .schema import CALLS, DIALS, HANDOFFS

ROWS_AT_ONCE = 5000
_LEFT_WORD = frozenset({Disposition.VOICEMAIL.value, Disposition.CALLBACK.value})


@dataclass(frozen=True, slots=True)
class Wait:
    """One caller who was to have a person; who was with the assistant again, and then to have one, is another."""

    route: str
    reason: str
    began: datetime
    seconds: float | None
    """None: no agent took the call, or it is not known when one did."""
    reached: bool
    left_message: bool
    over: bool
    """The call has ended, or its caller was with the assistant again."""


def waits(engine: Engine, since: datetime, until: datetime) -> Iterator[Wait]:
    """Of the hand-offs to people in this time, in no order; none of their words is read."""
    with engine.connect() as connection:
        for row in _rows(connection, since, until):
            taken_at = row["answered_at"]
            yield Wait(
                route=row["route"] or "",
                reason=row["reason"] or "",
                began=row["at"],
                seconds=None if taken_at is None else (taken_at - row["at"]).total_seconds(),
                reached=bool(row["bridged"]) or taken_at is not None,
                left_message=row["disposition"] in _LEFT_WORD and row["back_at"] is None,
                over=row["ended_at"] is not None or row["back_at"] is not None,
            )


def _rows(connection: Connection, since: datetime, until: datetime) -> Iterator[RowMapping]:
    taken = (
        select(
            DIALS.c.call_sid,
            DIALS.c.handoff,
            func.min(DIALS.c.answered_at).label("answered_at"),
            func.max(func.coalesce(DIALS.c.bridged.cast(Integer), 0)).label("bridged"),
        )
        .group_by(DIALS.c.call_sid, DIALS.c.handoff)
        .subquery()
    )
    question = (
        select(
            HANDOFFS.c.route,
            HANDOFFS.c.reason,
            HANDOFFS.c.at,
            HANDOFFS.c.back_at,
            taken.c.answered_at,
            taken.c.bridged,
            CALLS.c.ended_at,
            CALLS.c.disposition,
        )
        .select_from(HANDOFFS)
        .join(CALLS, CALLS.c.call_sid == HANDOFFS.c.call_sid)
        .outerjoin(taken, (taken.c.call_sid == HANDOFFS.c.call_sid) & (taken.c.handoff == HANDOFFS.c.seq))
        .where(HANDOFFS.c.kind == "transfer", HANDOFFS.c.at >= since, HANDOFFS.c.at < until)
    )
    yield from connection.execution_options(yield_per=ROWS_AT_ONCE).execute(question).mappings()
