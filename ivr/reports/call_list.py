"""Calls as CSV, a row at a time, for whoever counts on: no word of a caller's, and nothing that a sheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal

from ..settings.prices import Prices
from ..store.search import Found
from .cost import cost_of, minutes_of

HEADS = (
    *("call", "began", "seconds", "line", "number_ends_with", "language", "disposition", "erased", "turns", "misses"),
    *("route", "reason", "intent", "agents_rung", "agent_answered", "cost", "currency"),
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(calls: Iterable[Found], prices: Prices | None) -> Iterator[str]:
    """Lines, the heads first; nothing of them is held. Times are UTC; what is not known is empty."""
    yield _line(HEADS)
    for call in calls:
        yield _line(_cells(call, prices))


def _cells(call: Found, prices: Prices | None) -> tuple[object, ...]:
    cost = cost_of(minutes_of(call), prices)
    taken = next((leg.answered for leg in call.legs if leg.answered), None)
    of_call = call.call, call.began, call.seconds, call.line, call.ends, call.language, call.disposition, call.erased
    of_people = call.route, call.reason, call.intent, len(call.legs), taken
    return *of_call, call.turns, call.misses, *of_people, cost, prices.currency if prices and cost is not None else ""


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(map(_cell, cells))
    return text.getvalue()


def _cell(value: object) -> str:
    """Spreadsheets run a text that begins like a formula; with an apostrophe before it they show it (OWASP)."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, int | Decimal):
        return str(value)
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULAS) else text
