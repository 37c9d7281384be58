"""How long calls were, and in which hour they began, in whatever words the database has for it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, String, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from .schema import CALLS


class seconds_between(GenericFunction[float]):  # noqa: N801  # functions of SQL are written so
    """Of two moments, the earlier one first."""

    type = Float()
    inherit_cache = True


@compiles(seconds_between, "sqlite")
def _of_sqlite(element: seconds_between, compiler: SQLCompiler, **more: Any) -> str:
    earlier, later = (compiler.process(one, **more) for one in element.clauses)
    return f"((julianday({later}) - julianday({earlier})) * 86400.0)"


@compiles(seconds_between, "postgresql")
def _of_postgresql(element: seconds_between, compiler: SQLCompiler, **more: Any) -> str:
    earlier, later = (compiler.process(one, **more) for one in element.clauses)
    return f"EXTRACT(EPOCH FROM ({later} - {earlier}))"


def measure(connection: Connection, these: ColumnElement[bool]) -> None:
    """Of those that were ended by a statement and not by their record."""
    length = seconds_between(CALLS.c.started_at, CALLS.c.ended_at)
    connection.execute(update(CALLS).where(these, CALLS.c.ended_at.is_not(None)).values(seconds=length))


def length_of(began: object, ended: object) -> float | None:
    """Seconds; None of a call that goes on."""
    if not isinstance(began, datetime) or not isinstance(ended, datetime):
        return None
    return (ended - began).total_seconds()


class hour_of(GenericFunction[str]):  # noqa: N801
    """Of a moment, in UTC: "2026-03-02 12"."""

    type = String()
    inherit_cache = True


@compiles(hour_of, "sqlite")
def _hour_of_sqlite(element: hour_of, compiler: SQLCompiler, **more: Any) -> str:
    return f"substr({compiler.process(element.clauses, **more)}, 1, 13)"


@compiles(hour_of, "postgresql")
def _hour_of_postgresql(element: hour_of, compiler: SQLCompiler, **more: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **more)} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
