"""Calls that a service left open when it died: they are closed, and it is noted of those that the assistant was on."""

from datetime import datetime

from sqlalchemy import Connection, Engine, Integer, String, case, exists, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..core.record import Disposition
from .lengths import measure
from .line_events import LineEvent
from .metadata import UtcTime
from .schema import CALLS, HANDOFFS, LINE_EVENTS, STANDS_LAST


def close_orphans(engine: Engine, instance: str, began: datetime) -> int:
    """Mark calls that this service left open when it died, at the latest at `began`; their number.

    Only for use before the first change of this run is written: then every open call is an earlier run's.
    """
    left = update(CALLS).where(CALLS.c.instance == instance, CALLS.c.ended_at.is_(None))
    ended_at = case((CALLS.c.started_at > began, CALLS.c.started_at), else_=began)  # the clock may have been put back
    with engine.begin() as connection:
        _note_killed(connection, instance, began)
        lost = connection.execute(left.values(ended_at=ended_at, disposition=Disposition.STREAM_LOST.value)).rowcount
        measure(connection, (CALLS.c.instance == instance) & CALLS.c.seconds.is_(None))
        return lost


def _note_killed(connection: Connection, instance: str, began: datetime) -> None:
    """Nothing else tells it afterwards. Callers who were with people were not cut off."""
    with_people = exists().where(HANDOFFS.c.call_sid == CALLS.c.call_sid, STANDS_LAST, HANDOFFS.c.back_at.is_(None))
    open_ones = CALLS.c.instance == instance, CALLS.c.ended_at.is_(None), CALLS.c.streams_started > 0, ~with_people
    row = (
        CALLS.c.call_sid,
        literal(LineEvent.KILLED.value, String),
        CALLS.c.streams_started,
        literal(0, Integer),
        literal(began, UtcTime),
    )
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    of_them = make(LINE_EVENTS).from_select(list(LINE_EVENTS.columns.keys()), select(*row).where(*open_ones))
    connection.execute(of_them.on_conflict_do_nothing())
