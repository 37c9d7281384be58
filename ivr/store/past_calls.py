"""Calls that are over, one after another and each with its journal, for whoever goes through many of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, select

from ..errors import VaultError
from ..ports import JournalEntry
from ..privacy.vault import Vault
from .journals import kept_of
from .schema import CALLS

_COLUMNS = (
    CALLS.c.call_sid,
    CALLS.c.started_at,
    CALLS.c.line,
    CALLS.c.rules_version,
    CALLS.c.disposition,
    CALLS.c.streams_started,
    CALLS.c.erased_at,
)


class Missing(StrEnum):
    """Why a call has no journal."""

    NO_ASSISTANT = "no_assistant"
    """It went to an agent at once."""
    ERASED = "erased"
    """Its caller was forgotten."""
    GONE = "gone"
    """What was said is no longer kept."""
    LOCKED = "locked"
    """It cannot be opened: damaged, or the master key is not here."""


@dataclass(frozen=True, slots=True)
class PastCall:
    call: str
    started_at: datetime
    line: str
    """The number that was called."""
    rules_version: str
    disposition: str
    entries: tuple[JournalEntry, ...] = ()
    """All of them in order; none where something is missing."""
    missing: Missing | None = None


def newest_over(engine: Engine, last: int) -> list[str]:
    """The ids of the newest `last` calls that are over, oldest first. Raises SQLAlchemyError."""
    newest = select(CALLS.c.call_sid).where(CALLS.c.ended_at.is_not(None)).order_by(CALLS.c.started_at.desc())
    with engine.connect() as connection:
        return list(reversed(connection.execute(newest.limit(last)).scalars().all()))


def is_over(engine: Engine, call: str) -> bool:
    """Whether it is on record, and over. Raises SQLAlchemyError."""
    wanted = select(CALLS.c.call_sid).where(CALLS.c.call_sid == call, CALLS.c.ended_at.is_not(None))
    with engine.connect() as connection:
        return connection.execute(wanted).first() is not None


def past_calls(engine: Engine, vault: Vault, calls: Iterable[str]) -> Iterator[PastCall]:
    """These, one after another; none of one that is not over, or not on record any more.

    What was said is read as each is asked for: one journal is in memory. Raises SQLAlchemyError.
    """
    for call in calls:
        wanted = select(*_COLUMNS).where(CALLS.c.call_sid == call, CALLS.c.ended_at.is_not(None))
        with engine.connect() as connection:
            row = connection.execute(wanted).mappings().first()
        if row is not None:
            yield _with_journal(engine, vault, dict(row))


def _with_journal(engine: Engine, vault: Vault, row: Mapping[str, Any]) -> PastCall:
    call, entries = row["call_sid"], tuple[JournalEntry, ...]()
    missing = Missing.ERASED if row["erased_at"] else None if row["streams_started"] else Missing.NO_ASSISTANT
    if missing is None:
        try:
            with engine.connect() as connection:
                entries = tuple(kept_of(connection, call).entries(vault))
            missing = None if entries else Missing.GONE
        except VaultError:
            missing = Missing.LOCKED
    known = call, row["started_at"], row["line"], row["rules_version"], row["disposition"] or ""
    return PastCall(*known, entries, missing)
