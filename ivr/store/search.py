"""Calls as they are looked for: by what is known of them beside words, the newest first, a page at a time.

What a page costs does not grow with the calls on record: the place of the next one is the last call of this, not a
number to count to. A question takes four statements, however many calls it finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, Integer, RowMapping, Select, and_, func, or_, select

from .schema import CALLS, DIALS, HANDOFFS, IS_FIRST, IS_MISS, LINE_EVENTS, RULES_HELD, TURNS

PAGE = 50
AT_ONCE = 1000
"""Of an export, which goes page by page as well."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which calls; what is not given does not count. Times are those at which calls began: `since` up to `until`."""

    since: datetime | None = None
    until: datetime | None = None
    disposition: str = ""
    line: str = ""
    ends: str = ""
    """The last digits of the caller's number, up to three."""
    route: str = ""
    reason: str = ""
    intent: str = ""
    misses: int = 0
    """At least so many in the call."""
    longer_seconds: float | None = None
    shorter_seconds: float | None = None
    running: bool | None = None
    tag: str = ""
    """That a supervisor's rule gave it."""
    code: int = 0
    """That the carrier gave for it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which call a page begins."""

    began: datetime
    call: str


@dataclass(frozen=True, slots=True)
class Leg:
    """An agent who was rung."""

    began: datetime
    ended: datetime | None
    answered: datetime | None
    bridged: bool


@dataclass(frozen=True, slots=True)
class Back:
    """The caller went on with the assistant, until they left again, or to the end of the call."""

    at: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """A call as a list shows it: no word of it."""

    call: str
    began: datetime
    seconds: float | None
    """None: it goes on, or nobody knows when it ended."""
    line: str
    ends: str
    language: str
    admitted: bool
    streams: int
    disposition: str
    erased: datetime | None
    route: str
    reason: str
    intent: str
    handed_off: datetime | None
    """This and the three above: when it was for the first time."""
    turns: int
    misses: int
    legs: tuple[Leg, ...]
    backs: tuple[Back, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    found: tuple[Found, ...]
    following: Place | None
    """None: there are no more."""


def page(engine: Engine, sought: Sought, behind: Place | None = None, most: int = PAGE) -> Page:
    with engine.connect() as connection:
        return _page(connection, sought, behind, most)


def found_one(connection: Connection, call: str) -> Found | None:
    """The call of this id."""
    return next(_rows(connection, [call]), None)


def all_of(engine: Engine, sought: Sought) -> Iterator[Found]:
    """Each of them, for an export. A call that begins meanwhile is not among them, and none comes twice."""
    behind: Place | None = None
    while True:
        one = page(engine, sought, behind, AT_ONCE)
        yield from one.found
        if one.following is None:
            return
        behind = one.following


def _page(connection: Connection, sought: Sought, behind: Place | None, most: int) -> Page:
    places = connection.execute(_places(sought, behind).limit(most + 1)).all()
    shown = [Place(began, call) for began, call in places[:most]]
    found = _rows(connection, [place.call for place in shown])
    return Page(tuple(found), shown[-1] if len(places) > most else None)


def _places(sought: Sought, behind: Place | None) -> Select[datetime, str]:
    """Answered by `ix_calls_newest` alone, from its end; what other tables know comes as a set of calls."""
    wanted = [*_of_calls(sought), *_of_others(sought)]
    if behind is not None:
        same = and_(CALLS.c.started_at == behind.began, CALLS.c.call_sid < behind.call)
        wanted.append(and_(CALLS.c.started_at <= behind.began, or_(CALLS.c.started_at < behind.began, same)))
    newest = CALLS.c.started_at.desc(), CALLS.c.call_sid.desc()
    return select(CALLS.c.started_at, CALLS.c.call_sid).where(*wanted).order_by(*newest)


def _of_calls(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.since is not None:
        yield CALLS.c.started_at >= sought.since
    if sought.until is not None:
        yield CALLS.c.started_at < sought.until
    if sought.disposition:
        yield _unindexed(CALLS.c.disposition) == sought.disposition
    if sought.line:
        yield CALLS.c.line == sought.line
    if sought.ends:
        yield CALLS.c.caller_ends.endswith(sought.ends, autoescape=True)
    if sought.longer_seconds is not None:
        yield CALLS.c.seconds >= sought.longer_seconds
    if sought.shorter_seconds is not None:
        yield CALLS.c.seconds < sought.shorter_seconds
    if sought.running is not None:
        yield CALLS.c.disposition.is_(None) if sought.running else CALLS.c.disposition.is_not(None)


def _of_others(sought: Sought) -> Iterator[ColumnElement[bool]]:
    where = [HANDOFFS.c[name] == value for name in ("route", "reason") if (value := getattr(sought, name))]
    if where:
        yield _is_among(select(HANDOFFS.c.call_sid).where(HANDOFFS.c.kind == "transfer", *where))
    if sought.intent:
        yield _is_among(select(TURNS.c.call_sid).where(TURNS.c.intent == sought.intent))
    if sought.tag:
        yield _is_among(select(RULES_HELD.c.call_sid).where(RULES_HELD.c.tag == sought.tag))
    if sought.code:
        yield _is_among(select(LINE_EVENTS.c.call_sid).where(LINE_EVENTS.c.code == sought.code))
    if sought.misses > 0:
        missed = select(TURNS.c.call_sid).where(IS_MISS).group_by(TURNS.c.call_sid)
        yield _is_among(missed.having(func.count() >= sought.misses))


def _unindexed(column: ColumnElement[str]) -> ColumnElement[str]:
    """The same text, for which no index of its own is taken: the order of the list has one."""
    return column.concat("")


def _is_among(calls: Select[str]) -> ColumnElement[bool]:
    return _unindexed(CALLS.c.call_sid).in_(calls)


def _rows(connection: Connection, calls: list[str]) -> Iterator[Found]:
    """In their order."""
    if not calls:
        return iter(())
    legs, backs = _legs(connection, calls), _backs(connection, calls)
    missed = func.sum(IS_MISS.cast(Integer)).label("misses")
    counted = (
        select(TURNS.c.call_sid, func.count().label("turns"), missed)
        .where(TURNS.c.call_sid.in_(calls))
        .group_by(TURNS.c.call_sid)
        .subquery()
    )
    left = HANDOFFS.c.at, HANDOFFS.c.route, HANDOFFS.c.reason, HANDOFFS.c.intent
    question = (
        select(CALLS, *left, counted.c.turns, counted.c.misses)
        .outerjoin(HANDOFFS, (HANDOFFS.c.call_sid == CALLS.c.call_sid) & IS_FIRST)
        .outerjoin(counted, counted.c.call_sid == CALLS.c.call_sid)
        .where(CALLS.c.call_sid.in_(calls))
    )
    by_call = {str(row["call_sid"]): row for row in connection.execute(question).mappings()}
    return (_found(by_call[call], legs.get(call, ()), backs.get(call, ())) for call in calls if call in by_call)


def _legs(connection: Connection, calls: list[str]) -> dict[str, tuple[Leg, ...]]:
    told = DIALS.c.call_sid, DIALS.c.started_at, DIALS.c.ended_at, DIALS.c.answered_at, DIALS.c.bridged
    by_call: dict[str, tuple[Leg, ...]] = {}
    for call, *leg in connection.execute(select(*told).where(DIALS.c.call_sid.in_(calls)).order_by(DIALS.c.attempt)):
        by_call[call] = (*by_call.get(call, ()), Leg(*leg))
    return by_call


def _backs(connection: Connection, calls: list[str]) -> dict[str, tuple[Back, ...]]:
    later = HANDOFFS.alias()
    following = (later.c.call_sid == HANDOFFS.c.call_sid) & (later.c.seq == HANDOFFS.c.seq + 1)
    told = select(HANDOFFS.c.call_sid, HANDOFFS.c.back_at, later.c.at).outerjoin(later, following)
    these = told.where(HANDOFFS.c.call_sid.in_(calls), HANDOFFS.c.back_at.is_not(None)).order_by(HANDOFFS.c.seq)
    by_call: dict[str, tuple[Back, ...]] = {}
    for call, *back in connection.execute(these):
        by_call[call] = (*by_call.get(call, ()), Back(*back))
    return by_call


def _found(row: RowMapping, legs: tuple[Leg, ...], backs: tuple[Back, ...]) -> Found:
    return Found(
        call=row["call_sid"],
        began=row["started_at"],
        seconds=row["seconds"],
        line=row["line"],
        ends=row["caller_ends"],
        language=row["language"],
        admitted=bool(row["admitted"]),
        streams=row["streams_started"],
        disposition=row["disposition"] or "",
        erased=row["erased_at"],
        route=row["route"] or "",
        reason=row["reason"] or "",
        intent=row["intent"] or "",
        handed_off=row["at"],
        turns=row["turns"] or 0,
        misses=row["misses"] or 0,
        legs=legs,
        backs=backs,
    )
