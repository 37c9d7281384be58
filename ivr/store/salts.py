"""Which call a token of the evidence log stands for, how far its facts are told, and whether they have come to an end.

A salt is in the database before the first fact that it hides is in the log: else nobody could ever find that one.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, RowMapping, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .schema import CALLS, EVIDENCE_SALTS

SALT_BYTES = 16
OPEN, INTERRUPTED, ENDED = "open", "interrupted", "ended"
_KNOWN = (EVIDENCE_SALTS.c.call_sid, EVIDENCE_SALTS.c.salt, EVIDENCE_SALTS.c.facts, EVIDENCE_SALTS.c.last_fact)


@dataclass(slots=True)
class Told:
    """What the log holds of a call."""

    salt: bytes
    facts: int = 0
    last_fact: str = ""
    """Its name in the spool."""
    state: str = OPEN


def told_of(engine: Engine, calls: Mapping[str, datetime], instance: str) -> dict[str, Told]:
    """Of each of these calls; a salt is made where there is none, as of that time. The first holds, whoever made it.

    One that is told late of a caller who was forgotten has a salt that nobody keeps.
    """
    wanted = sorted(calls)
    known = select(*_KNOWN).where(EVIDENCE_SALTS.c.call_sid.in_(wanted))
    with engine.begin() as connection:
        found = _by_call(connection.execute(known).mappings())
        missing = [sid for sid in wanted if sid not in found]
        erased = select(CALLS.c.call_sid).where(CALLS.c.call_sid.in_(missing), CALLS.c.erased_at.is_not(None))
        forgotten = set(connection.execute(erased).scalars()) if missing else set()
        if missing := [sid for sid in missing if sid not in forgotten]:
            insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            begun = {"instance": instance, "state": OPEN, "facts": 0, "last_fact": ""}
            made = [{"call_sid": sid, "salt": secrets.token_hex(SALT_BYTES), "made_at": calls[sid]} for sid in missing]
            rows = [begun | of_call for of_call in made]
            connection.execute(insert(EVIDENCE_SALTS).on_conflict_do_nothing(), rows)
            found = _by_call(connection.execute(known).mappings())
    return found | {sid: Told(secrets.token_bytes(SALT_BYTES)) for sid in forgotten}


def note_told(engine: Engine, told: dict[str, Told]) -> None:
    """These are in the log now. An end is one for good."""
    with engine.begin() as connection:
        for sid, now in sorted(told.items()):
            state = case((EVIDENCE_SALTS.c.state == ENDED, ENDED), else_=now.state)
            values = {"facts": now.facts, "last_fact": now.last_fact, "state": state}
            connection.execute(update(EVIDENCE_SALTS).where(EVIDENCE_SALTS.c.call_sid == sid).values(values))


def open_calls(engine: Engine, instance: str) -> dict[str, Told]:
    """Those whose facts have no end yet."""
    wanted = select(*_KNOWN).where(EVIDENCE_SALTS.c.instance == instance, EVIDENCE_SALTS.c.state == OPEN)
    with engine.connect() as connection:
        return _by_call(connection.execute(wanted.order_by(EVIDENCE_SALTS.c.call_sid)).mappings())


def _by_call(rows: Iterable[RowMapping]) -> dict[str, Told]:
    return {row["call_sid"]: Told(bytes.fromhex(row["salt"]), row["facts"], row["last_fact"]) for row in rows}


def salt_of(engine: Engine, call: str) -> bytes | None:
    """With it a call's token in the log is known; None: the log holds nothing of it, or nobody may know any more."""
    wanted = select(EVIDENCE_SALTS.c.salt).where(EVIDENCE_SALTS.c.call_sid == call)
    with engine.connect() as connection:
        salt = connection.execute(wanted).scalar_one_or_none()
    return None if salt is None else bytes.fromhex(salt)
