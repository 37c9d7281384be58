"""`ivr waits`: how long callers waited for a person, for each route, and how many of them in time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles

import click

from ..errors import CandidError
from ..settings import Settings
from ..store.waits import Wait, waits
from .database import opened

_DAYS = 7
ALL = "all routes"


def tell(settings: Settings, since: datetime | None, until: datetime | None, within: int) -> None:
    until = until or datetime.now(UTC)
    since = since or until - timedelta(days=_DAYS)
    if since >= until:
        raise CandidError("--since must be before --until")
    with opened(settings) as engine:
        found = list(waits(engine, since, until))
    for line in told(found, since, until, within):
        click.echo(line)


def told(found: list[Wait], since: datetime, until: datetime, within: int) -> Iterator[str]:
    """The report, a line at a time. `within`: seconds in which a person should be there."""
    yield f"Callers who were to have a person, from {since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} UTC: {len(found)}"
    if not found:
        return
    yield ""
    heads = (
        ("asked", 7),
        ("had one", 9),
        (f"in {within} s", 10),
        ("median", 9),
        ("p95", 8),
        ("longest", 9),
        ("message", 9),
    )
    yield f"{'route':20}" + "".join(head.rjust(width) for head, width in heads)
    for route in sorted({one.route for one in found}):
        yield _line(route, [one for one in found if one.route == route], within)
    yield _line(ALL, found, within)
    yield ""
    yield "Counted from when a person was asked for, or was to come, until an agent took the call (key 1, where asked)."
    yield "Who went on with the assistant, and was then to have a person again, counts twice."
    yield f"'in {within} s' is a share of all whose call is over or who had a person: also of those who hung up."
    if unknown := sum(one.reached and one.seconds is None for one in found):
        yield f"Of {unknown} who had one it is not known when (calls of an earlier version): they count as late."


def _line(route: str, of: list[Wait], within: int) -> str:
    took = sorted(one.seconds for one in of if one.seconds is not None)
    over = [one for one in of if one.over or one.reached]
    soon = sum(one.seconds is not None and one.seconds <= within for one in over)
    share = f"{100 * soon / len(over):.1f} %" if over else "-"
    times = [f"{median(took):.0f} s", f"{_high(took):.0f} s", f"{took[-1]:.0f} s"] if took else ["-"] * 3
    message = sum(one.left_message for one in of)
    reached = sum(one.reached for one in of)
    return f"{route:20}{len(of):>7}{reached:>9}{share:>10}{times[0]:>9}{times[1]:>8}{times[2]:>9}{message:>9}"


def _high(took: list[float]) -> float:
    return took[0] if len(took) == 1 else quantiles(took, n=20, method="inclusive")[-1]
