"""Calls that must not be deleted for a while, such as for a dispute: neither a purge nor an erasure touches them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, delete, or_, select

from .database import insert_new
from .schema import HOLDS


def in_force(now: datetime) -> ColumnElement[bool]:
    return or_(HOLDS.c.until.is_(None), HOLDS.c.until > now)


def held_calls(now: datetime) -> Select[Any]:
    """For a `NOT IN` of those that choose what to delete."""
    return select(HOLDS.c.call_sid).where(in_force(now))


def is_held(engine: Engine, call: str, now: datetime) -> bool:
    with engine.connect() as connection:
        return connection.execute(held_calls(now).where(HOLDS.c.call_sid == call)).first() is not None


def hold(engine: Engine, calls: list[str], at: datetime, why: str, until: datetime | None) -> int:
    """Their number. One that was held before gets the new reason and end."""
    with engine.begin() as connection:
        connection.execute(delete(HOLDS).where(HOLDS.c.call_sid.in_(calls)))
        for call in calls:
            insert_new(connection, HOLDS, {"call_sid": call, "at": at, "until": until, "why": why[:200]})
    return len(calls)


def release(engine: Engine, calls: list[str]) -> int:
    with engine.begin() as connection:
        return connection.execute(delete(HOLDS).where(HOLDS.c.call_sid.in_(calls))).rowcount


def all_holds(engine: Engine, now: datetime) -> list[tuple[str, datetime, datetime | None, str]]:
    """(call, since, until, why) of those in force, the oldest first."""
    with engine.connect() as connection:
        found = connection.execute(select(HOLDS).where(in_force(now)).order_by(HOLDS.c.at))
        return [(str(sid), at, until, str(why)) for sid, at, until, why in found]


def drop_ended(connection: Connection, now: datetime) -> None:
    connection.execute(delete(HOLDS).where(HOLDS.c.until <= now))
