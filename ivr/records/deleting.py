"""`ivr purge` and `ivr hold`: what has been kept long enough goes, and what must not go yet."""

from collections import Counter
from datetime import UTC, datetime

import click

from ..errors import CandidError
from ..privacy.retention import Keeping
from ..settings import Settings
from ..store import holds, purge
from ..store.database import settle
from .database import opened
from .whose import Whose

_NAMES = {
    "transcripts": "what was said",
    "audio": "recordings, and ids of those at the carrier",
    "metadata": "times and outcomes",
    "evidence": "what callers were told",
}


def purge_now(settings: Settings, *, dry: bool) -> None:
    """All that is due, in small pieces: a service that runs goes on writing between two of them."""
    keeping, now = Keeping.of(settings), datetime.now(UTC)
    with opened(settings) as engine:
        if dry:
            _tell(purge.due(engine, keeping, now), "would be deleted", keeping)
            return
        total: Counter[str] = Counter()
        while done := purge.purge_some(engine, keeping, now):
            total += done
        settle(engine)
        _tell(total, "deleted", keeping)


def _tell(counted: Counter[str], what: str, keeping: Keeping) -> None:
    for name, of in _NAMES.items():
        days = getattr(keeping, name)
        click.echo(f"{of} (kept {days} days): {counted[name]} calls {what}")


def hold(settings: Settings, whose: Whose, why: str, until: datetime | None) -> None:
    if not why.strip():
        raise CandidError("say why with --why, in words that name nobody: who purges will ask")
    now = datetime.now(UTC)
    end = until.astimezone(UTC) if until else None
    if end is not None and end <= now:
        raise CandidError("--until is in the past")
    with opened(settings) as engine:
        count = holds.hold(engine, whose.calls(engine, settings), now, why.strip(), end)
    click.echo(f"{count} calls are on hold {f'until {end:%Y-%m-%d}' if end else 'until they are released'}.")


def release(settings: Settings, whose: Whose) -> None:
    with opened(settings) as engine:
        count = holds.release(engine, whose.calls(engine, settings))
    click.echo(f"{count} calls are on hold no more.")


def list_holds(settings: Settings) -> None:
    with opened(settings) as engine:
        found = holds.all_holds(engine, datetime.now(UTC))
    for call, since, until, why in found:
        end = f" until {until:%Y-%m-%d}" if until else ""
        click.echo(f"{call}  since {since:%Y-%m-%d}{end}  {why}")
    if not found:
        click.echo("No call is on hold.")
