"""What people do with messages: claim one, let it go, be done with it, take it up again.

Each act is one UPDATE that says what it was done upon. Who comes second changes nothing, and is told what is so now.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, RowMapping, select, update

from ..core.message import MessageOutcome
from ..errors import CandidError
from .schema import MESSAGES

LONGEST_PERSON = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Of a message: its call, and which of the call's it is."""

    call: str
    seq: int


class NoMessageError(CandidError):
    """There is none, or none any more: its time was over, or its caller was forgotten."""


class OtherwiseError(CandidError):
    """It is not as it was when this was asked for; the message says how it is now, and nothing was changed."""


def claim(engine: Engine, place: Place, person: str, now: datetime, *, instead_of: str = "") -> None:
    """It is `person`'s to do. `instead_of`: whose it was, as they saw it; it is taken over from them alone.

    Theirs already: nothing happens. Raises NoMessageError, OtherwiseError.
    """
    theirs = {"claimed_by": person[:LONGEST_PERSON], "claimed_at": now}
    free = MESSAGES.c.claimed_by == instead_of if instead_of else MESSAGES.c.claimed_by.is_(None)
    now_so = _changed(engine, place, free & MESSAGES.c.done_at.is_(None), theirs)
    if now_so is not None and (now_so["done_at"] or now_so["claimed_by"] != person):
        raise _otherwise(now_so)


def let_go(engine: Engine, place: Place, person: str) -> None:
    """Anybody may claim it now. Nobody's already: nothing happens. Raises NoMessageError, OtherwiseError."""
    mine = (MESSAGES.c.claimed_by == person) & MESSAGES.c.done_at.is_(None)
    now_so = _changed(engine, place, mine, {"claimed_by": None, "claimed_at": None})
    if now_so is not None and (now_so["done_at"] or now_so["claimed_by"]):
        raise _otherwise(now_so)


def done(engine: Engine, place: Place, person: str, outcome: MessageOutcome, now: datetime) -> None:
    """By who has it, or by anybody when nobody has. Done so by them already: nothing happens.

    Raises NoMessageError, OtherwiseError.
    """
    nobody_elses = MESSAGES.c.claimed_by.is_(None) | (MESSAGES.c.claimed_by == person)
    became = {"done_at": now, "done_by": person[:LONGEST_PERSON], "outcome": outcome.value}
    now_so = _changed(engine, place, nobody_elses & MESSAGES.c.done_at.is_(None), became)
    if now_so is not None and (now_so["done_by"], now_so["outcome"]) != (person, outcome.value):
        raise _otherwise(now_so)


def reopen(engine: Engine, place: Place, person: str, now: datetime) -> None:
    """It was not done after all, and is `person`'s. When it was due does not change.

    Raises NoMessageError, OtherwiseError.
    """
    anew = {"claimed_by": person[:LONGEST_PERSON], "claimed_at": now, "done_at": None, "done_by": None, "outcome": None}
    now_so = _changed(engine, place, MESSAGES.c.done_at.is_not(None), anew)
    if now_so is not None and now_so["claimed_by"] != person:
        raise _otherwise(now_so)


def this_one(place: Place) -> ColumnElement[bool]:
    return (MESSAGES.c.call_sid == place.call) & (MESSAGES.c.seq == place.seq)


def _changed(
    engine: Engine, place: Place, as_seen: ColumnElement[bool], values: Mapping[str, object]
) -> RowMapping | None:
    """None: it was as seen, and is changed. Else what is so. Raises NoMessageError."""
    this = this_one(place)
    with engine.begin() as connection:
        if connection.execute(update(MESSAGES).where(this & as_seen).values(values)).rowcount:
            return None
        found = connection.execute(select(MESSAGES).where(this)).mappings().first()
    if found is None:
        raise NoMessageError("this message is not here any more: its time was over, or its caller was forgotten")
    return found


def _otherwise(row: RowMapping) -> OtherwiseError:
    if row["done_at"]:
        return OtherwiseError(f"it is done already, by {row['done_by']}: nothing was changed")
    if row["claimed_by"]:
        return OtherwiseError(f"{row['claimed_by']} has it now: nothing was changed")
    return OtherwiseError("nobody has it now: nothing was changed")
