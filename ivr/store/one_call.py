"""All that is kept of one call beside words: when it began, how it ended, its turns, who was rung; nothing sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select

from .schema import AUDIO, CALLS, DIALS, DISCLOSURES, HANDOFFS, LINE_EVENTS, MESSAGES, RULES_HELD, TURNS
from .search import Found, found_one

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OneCall:
    found: Found
    """As a list shows it."""
    rules_version: str
    ended: datetime | None
    resumes: int
    dead_air_seconds: float | None
    turns: tuple[Row, ...]
    """Each with `began_seconds`, when the caller's words of it began."""
    disclosures: tuple[Row, ...]
    handoffs: tuple[Row, ...]
    dials: tuple[Row, ...]
    messages: tuple[Row, ...]
    rules: tuple[Row, ...]
    """Supervisors' rules that held."""
    line_events: tuple[Row, ...]
    """What befell the line, in order."""
    recorded_seconds: float
    """Of sound, of a caller who agreed."""


def one_call(engine: Engine, call: str) -> OneCall | None:
    with engine.connect() as connection:
        row = connection.execute(select(CALLS).where(CALLS.c.call_sid == call)).mappings().first()
        found = found_one(connection, call)
        if row is None or found is None:
            return None
        recorded = select(func.coalesce(func.sum(AUDIO.c.seconds), 0.0)).where(AUDIO.c.call_sid == call)
        return OneCall(
            found=found,
            rules_version=row["rules_version"],
            ended=row["ended_at"],
            resumes=row["resumes"],
            dead_air_seconds=row["dead_air_seconds"],
            turns=tuple(map(_with_beginning, _rows(connection, TURNS, call))),
            disclosures=_rows(connection, DISCLOSURES, call),
            handoffs=_rows(connection, HANDOFFS, call),
            dials=_rows(connection, DIALS, call),
            messages=_rows(connection, MESSAGES, call),
            rules=_rows(connection, RULES_HELD, call),
            line_events=tuple(sorted(_rows(connection, LINE_EVENTS, call), key=itemgetter("at"))),
            recorded_seconds=float(connection.execute(recorded).scalar() or 0.0),
        )


def _with_beginning(turn: Row) -> Row:
    began = turn["at_seconds"] - (turn["waited_seconds"] or 0.0) - (turn["speech_seconds"] or 0.0)
    return {**turn, "began_seconds": max(0.0, began)}


def _rows(connection: Connection, table: Table, call: str) -> tuple[Row, ...]:
    """Without what is sealed."""
    told = [column for column in table.c if column.name != "sealed"]
    found = connection.execute(select(*told).where(table.c.call_sid == call).order_by(*table.primary_key))
    return tuple(dict(row) for row in found.mappings())
