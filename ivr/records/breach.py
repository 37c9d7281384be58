"""`ivr breach`: the calls that a breach touches, counted by what was kept of them, and the days that begin to run."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Engine

from ..errors import CandidError
from ..privacy.master_keys import MasterKey
from ..privacy.masters import master_keys
from ..privacy.retention import Keeping
from ..settings import Settings
from ..store.key_rows import locked_by
from ..store.touched import SEALED, Breach, Kind, Reign, Then, Touched, touched_calls
from .database import opened
from .private_files import write_private

_NAMES = {
    Kind.WORDS: "what was said and typed, and how the call went",
    Kind.WISH: "what the caller wanted, for the agent",
    Kind.TOPIC: "a sensitive topic: it may tell of health",
    Kind.MESSAGE: "a message that was left: sound, or its id",
    Kind.RECORDING: "a recording of the call, of who agreed",
    Kind.TO_RING: "the number of who wants to be rung",
    Kind.NUMBER: "the number's keyed hash, its last three digits",
    Kind.TIMES: "times, line, outcome",
}
_CLOCKS = (
    (timedelta(hours=72), "72 hours", "GDPR, Art. 33: telling the authority"),
    (timedelta(days=60), "60 days", "HIPAA, 45 CFR 164.404: telling those concerned, at the latest"),
)
_NOT_HERE = (
    "Not in this list: calls at the carrier, the back office, the shop's file, logs of yours, and backups.",
    "Numbers are not kept: whom to tell is found by who rings, or by your own customers' numbers "
    "(`ivr export-caller --number`).",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed; times are UTC."""

    since: datetime | None = None
    until: datetime | None = None
    found: datetime | None = None
    calls: tuple[str, ...] = ()
    key: str = ""


def tell(settings: Settings, asked: Asked, output: Path | None, *, each: bool) -> None:
    now = datetime.now(UTC)
    with opened(settings) as engine:
        breach = _breach(settings, engine, asked, now)
        touched = sorted(
            touched_calls(engine, Keeping.of(settings), breach, now), key=lambda one: (one.began, one.call)
        )
    if unknown := breach.calls - {one.call for one in touched}:
        raise CandidError(f"not on record, or of a later time: {', '.join(sorted(unknown))}")
    for line in told(touched, breach, Keeping.of(settings), now):
        click.echo(line)
    if waiting := len(list((settings.data_dir / "journal").glob("*.jsonl"))):
        click.echo(f"Calls in {waiting} files of the journal that are not yet in the database are not in this list.")
    for line in clocks(asked.found):
        click.echo(line)
    if each:
        for one in touched:
            click.echo(_line(one))
    if output is not None:
        write(output, touched)
        click.echo(f"{len(touched)} calls are in {output}.")


def told(touched: list[Touched], breach: Breach, keeping: Keeping, now: datetime) -> Iterator[str]:
    """The summary, a line at a time."""
    callers = {one.caller for one in touched if one.caller}
    nobody = sum(not one.caller for one in touched)
    yield f"Kept at some time from {_at(breach.since)} to {_at(breach.until)}: {len(touched)} calls"
    yield f"Numbers that called: {len(callers)}. Calls of withheld numbers, or whose caller was erased: {nobody}."
    yield ""
    yield f"{'':48}{'kept now':>10}{'deleted since':>16}"
    for kind, name in _NAMES.items():
        counted = Counter(one.kept[kind] for one in touched)
        yield f"{name:48}{counted[Then.KEPT]:>10}{counted[Then.DELETED]:>16}"
    yield "Deleted since: it was kept then, if there was any."
    yield ""
    yield from _sealed(touched)
    yield f"{sum(one.ran for one in touched)} calls ran meanwhile: their words and number were in memory, in the clear."
    yield f"On hold: {sum(one.on_hold for one in touched)}. Erased: {sum(one.erased is not None for one in touched)}."
    gone = now - timedelta(days=keeping.metadata)
    yield f"Calls that began before {gone:%Y-%m-%d} are on record no more, and in no list."
    yield from _NOT_HERE


def _sealed(touched: list[Touched]) -> Iterator[str]:
    words = ", ".join(f"`{kind}`" for kind in SEALED)
    locks = Counter(name for one in touched for name in one.locked_by)
    by = "; ".join(f"{count} by {name}" for name, count in sorted(locks.items()))
    yield f"Locked are {words}: {by or 'of no call'}. The rest is not. Without its master key nothing locked is read."
    if plain := sum(one.in_plain for one in touched):
        yield f"NOT LOCKED YET: words of {plain} calls of an older version; the next start locks them."


def clocks(found: datetime | None) -> Iterator[str]:
    if found is None:
        yield "With --found, the time at which you found out, the dates that count from it are told."
        return
    yield f"Found at {_at(found)}. Whether these apply is yours to judge:"
    for length, name, what in _CLOCKS:
        yield f"  {name:10}end {_at(found + length)}   {what}"


def write(path: Path, touched: list[Touched]) -> None:
    """As CSV, for its owner alone; never over a file that is there."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(("call", "began", "ended", "ran", "on_hold", "erased", "locked_by", *Kind))
    rows.writerows(_cells(one) for one in touched)
    write_private(path, text.getvalue().encode())


def _cells(one: Touched) -> tuple[str, ...]:
    return (
        one.call,
        _exact(one.began),
        _exact(one.ended),
        "yes" if one.ran else "",
        "yes" if one.on_hold else "",
        _exact(one.erased),
        " ".join(("NOT LOCKED",) * one.in_plain + one.locked_by),
        *(one.kept[kind] for kind in Kind),
    )


def _line(one: Touched) -> str:
    marks = [*(("on hold",) if one.on_hold else ()), *((f"erased {one.erased:%Y-%m-%d}",) if one.erased else ())]
    kinds = [f"{kind}{'' if one.kept[kind] is Then.KEPT else ' (deleted)'}" for kind in Kind if one.kept[kind]]
    locked = f"locked by {' '.join(one.locked_by)}" if one.locked_by else "nothing locked"
    return f"{one.call}  {_at(one.began)}  {', '.join(kinds)}; {'; '.join((locked, *marks))}"


def _breach(settings: Settings, engine: Engine, asked: Asked, now: datetime) -> Breach:
    reign = _reign(settings, engine, asked.key) if asked.key else None
    since = asked.since or (reign.began if reign else None)
    if since is None:
        raise CandidError("say with --since from when on it lay open, like 2026-11-29T08:00, in UTC")
    until = asked.until or now
    if until <= since:
        raise CandidError("--until must be later than --since")
    return Breach(since, until, reign, frozenset(asked.calls))


def _reign(settings: Settings, engine: Engine, name: str) -> Reign:
    known = {key.name: key for key in _masters(settings)}
    if name not in known and name not in locked_by(engine):
        raise CandidError(f"no master key {name} is here or locks anything: `ivr keys list` names them")
    key = known.get(name)
    if key is None or key.made_at is None:
        return Reign(name)
    later = [other.made_at for other in known.values() if other.made_at and other.made_at > key.made_at]
    return Reign(name, key.made_at, min(later, default=None))


def _masters(settings: Settings) -> tuple[MasterKey, ...]:
    """To look is not to make one."""
    file = settings.effective_master_key_file
    return master_keys(settings.master_key, file).keys if settings.master_key or file.exists() else ()


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _exact(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
