"""Which calls a breach touches: what of each lay in the database at some moment of it, and which key locks it.

What has been deleted since was there then, if there was any: it is counted as such, by the days that are set. No word
is read, nothing is changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, Table, exists, or_, select

from ..privacy.retention import Keeping
from .erasure import LONGEST_CALL
from .holds import in_force
from .left_in_plain import calls_in_plain
from .purge import IS_KEPT
from .schema import AUDIO, CALL_KEYS, CALLS, HANDOFFS, HOLDS, MESSAGES, OF_CONTENT, RULES_HELD, VOICEMAILS, WISHES

CALLS_AT_ONCE = 5000
"""In one question: PostgreSQL gives up one of more than three seconds."""


class Kind(StrEnum):
    """Classes of what is kept of a call."""

    WORDS = "words"
    """What was said and typed, and how the call went."""
    WISH = "wish"
    TOPIC = "topic"
    """In the clear, and may tell of somebody's health."""
    MESSAGE = "message"
    """What the caller left after the tone: its sound, or the carrier's id of it."""
    RECORDING = "recording"
    """The voice, of who agreed to it."""
    TO_RING = "to_ring"
    """The whole number of who wants to be rung."""
    NUMBER = "number"
    """The number's keyed hash and last three digits."""
    TIMES = "times"


SEALED = (Kind.WORDS, Kind.WISH, Kind.MESSAGE, Kind.RECORDING, Kind.TO_RING)
"""What no one reads who has not the master key, too."""

SOUND = (Kind.MESSAGE, Kind.RECORDING)
"""May go before the words; all else of them goes together."""


class Then(StrEnum):
    KEPT = "kept"
    """Then, and now."""
    DELETED = "deleted"
    """Since: it was kept then, if there was any."""
    NONE = ""


@dataclass(frozen=True, slots=True)
class Reign:
    """Of a master key: from when on it locked, and until when; None where its dates are not known."""

    key: str
    began: datetime | None = None
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """The time in which what is kept lay open; `reign`: only to who has this master key."""

    since: datetime
    until: datetime
    reign: Reign | None = None
    calls: frozenset[str] = frozenset()
    """Only these; empty: all."""


@dataclass(frozen=True, slots=True)
class Touched:
    call: str
    caller: str
    """The keyed hash of the number, for counting; empty where it was withheld or is forgotten."""
    began: datetime
    ended: datetime | None
    ran: bool
    """While the breach lasted: its words and its number were in the memory of the service, in the clear."""
    on_hold: bool
    erased: datetime | None
    locked_by: tuple[str, ...]
    """Names of the master keys that lock it now."""
    in_plain: bool
    """Words of it that an older version wrote are not locked yet."""
    kept: dict[Kind, Then]


def touched_calls(engine: Engine, keeping: Keeping, breach: Breach, now: datetime) -> Iterator[Touched]:
    """By their ids. A call that began before `until` is one, as long as anything of it is on record."""
    with engine.connect() as connection:
        masters, plain = _masters(connection), calls_in_plain(connection)
        for row in _rows(connection, breach, now):
            found = _touched(row, keeping, breach, now, masters.get(str(row["call_sid"]), ()), plain)
            if _is_meant(found, keeping, breach):
                yield found


def _rows(connection: Connection, breach: Breach, now: datetime) -> Iterator[RowMapping]:
    content = [table for table in OF_CONTENT if table not in (CALL_KEYS, WISHES, AUDIO, RULES_HELD)]
    asked = select(
        *(CALLS.c[name] for name in ("call_sid", "caller", "started_at", "ended_at", "erased_at")),
        or_(*(_has(table) for table in content)).label(Kind.WORDS.value),
        _has(WISHES).label(Kind.WISH.value),
        _has(HANDOFFS, HANDOFFS.c.topic.is_not(None)).label(Kind.TOPIC.value),
        _has(VOICEMAILS, IS_KEPT).label(Kind.MESSAGE.value),
        _has(AUDIO).label(Kind.RECORDING.value),
        _has(MESSAGES, MESSAGES.c.sealed.is_not(None)).label(Kind.TO_RING.value),
        _has(HOLDS, in_force(now)).label("on_hold"),
    )
    last = ""
    while True:
        of_these = (CALLS.c.call_sid > last, CALLS.c.started_at < breach.until)
        paged = asked.where(*of_these).order_by(CALLS.c.call_sid).limit(CALLS_AT_ONCE)
        rows = connection.execute(paged).mappings().all()
        if not rows:
            return
        yield from (row for row in rows if not breach.calls or row["call_sid"] in breach.calls)
        last = rows[-1]["call_sid"]


def _has(table: Table, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(1).where(table.c.call_sid == CALLS.c.call_sid, *more))


def _masters(connection: Connection) -> dict[str, tuple[str, ...]]:
    masters: dict[str, tuple[str, ...]] = {}
    for call, master in connection.execute(select(CALL_KEYS.c.call_sid, CALL_KEYS.c.master).distinct()):
        masters[str(call)] = tuple(sorted((*masters.get(str(call), ()), str(master))))
    return masters


def _touched(
    row: RowMapping, keeping: Keeping, breach: Breach, now: datetime, masters: tuple[str, ...], plain: Iterable[str]
) -> Touched:
    days = {kind: keeping.transcripts for kind in (Kind.WORDS, Kind.WISH, Kind.TOPIC, Kind.TO_RING)}
    days |= {Kind.MESSAGE: keeping.audio, Kind.RECORDING: keeping.audio, Kind.NUMBER: keeping.metadata}
    there = {kind: bool(row[kind.value]) for kind in days if kind is not Kind.NUMBER} | {
        Kind.NUMBER: row["caller"] != ""
    }

    def then(kind: Kind) -> Then:
        if there[kind]:
            return Then.KEPT
        if row["on_hold"] or (kind not in SOUND and there[Kind.WORDS]):
            return Then.NONE  # nothing was deleted yet
        due = row["started_at"] + timedelta(days=days[kind])
        went = min(due, row["erased_at"]) if row["erased_at"] else due
        return Then.DELETED if breach.since < went < now else Then.NONE

    return Touched(
        call=str(row["call_sid"]),
        caller=str(row["caller"]),
        began=row["started_at"],
        ended=row["ended_at"],
        ran=(row["ended_at"] or row["started_at"] + LONGEST_CALL) > breach.since,
        on_hold=bool(row["on_hold"]),
        erased=row["erased_at"],
        locked_by=masters,
        in_plain=row["call_sid"] in plain,
        kept={kind: then(kind) for kind in days} | {Kind.TIMES: Then.KEPT},
    )


def _is_meant(found: Touched, keeping: Keeping, breach: Breach) -> bool:
    """With a key: what it locks, or locked before another took its place, and copies of then are locked by."""
    reign = breach.reign
    if reign is None or reign.key in found.locked_by:
        return True
    if reign.began is None or not any(found.kept[kind] for kind in SEALED):
        return False
    gone = found.began + timedelta(days=keeping.transcripts)
    return gone > reign.began and (reign.ended is None or found.began < reign.ended)
