"""How rows come into the tables: written again they are the same, and what came later does not give way to a repeat."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, or_
from sqlalchemy.dialects import postgresql, sqlite

from .rows import Rows
from .schema import CALL_KEYS, CALLS, CHOICES, HANDOFFS, LINE_EVENTS, MESSAGES, OF_COMING_BACK, OF_PACKING, VOICEMAILS


def put(connection: Connection, table: Table, rows: Rows) -> None:
    """Each row, in place of the one of the same key; but for what must stand of that."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = make(table)
    if table is CALL_KEYS:  # the row may have been locked anew since: it opens the same
        connection.execute(statement.on_conflict_do_nothing(), _sorted(rows))
        return
    keys = [column.name for column in table.primary_key]
    values: dict[str, ColumnElement[Any]] = {
        c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys and c not in OF_PACKING
    }
    if table is MESSAGES:  # what was done with it meanwhile stands; but the number to ring is the one given last
        values = {"reference": func.coalesce(func.nullif(table.c["reference"], ""), statement.excluded["reference"])}
        values["sealed"] = func.coalesce(statement.excluded["sealed"], table.c["sealed"])
    if table is VOICEMAILS:  # made of a call that could not be read, it lacks the reference that the caller was told
        values["reference"] = func.coalesce(func.nullif(statement.excluded["reference"], ""), table.c["reference"])
        values["sealed"] = func.coalesce(statement.excluded["sealed"], table.c["sealed"])
        for of_copy in ("audio", "kept_at", "gone_at"):  # what is fetched from the carrier does not come by the spool
            del values[of_copy]
    if table is HANDOFFS:  # its words come a moment after it: that the caller is back stands
        values |= {name: func.coalesce(statement.excluded[name], table.c[name]) for name in OF_COMING_BACK}
        values["followed"] = or_(statement.excluded["followed"], table.c["followed"])
    # A replayed first request must not reopen a call that the carrier has closed, nor a record that was made
    # of a late report about a forgotten call hide what is known of it.
    where: ColumnElement[bool] | None = None
    if table is CALLS:
        same = CALLS.c.started_at == statement.excluded.started_at
        where = same | (CALLS.c.over.is_(False) & (statement.excluded.line != ""))
    elif table is CHOICES:  # the newest holds: an older one may come late, out of another service's spool
        where = CHOICES.c.at <= statement.excluded.at
    elif table in (HANDOFFS, LINE_EVENTS):  # the first holds: one made because it could not be read must not hide it
        where = table.c["at"] >= statement.excluded.at
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values, where=where), _sorted(rows))


def _sorted(rows: Rows) -> Sequence[Mapping[str, object]]:
    return [rows[key] for key in sorted(rows)]
