"""What is counted of the calls that began in a span of time: by the database, in one statement for each question.

No word is read, and no row of a call leaves the database but for those that went to a person, whose waits are told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from sys import intern

from sqlalchemy import ColumnElement, Connection, FromClause, Integer, Select, and_, case, exists, func, select

from ..core.record import Reason
from .lengths import hour_of, seconds_between
from .schema import CALLS, DIALS, DISCLOSURES, HANDOFFS, IS_FIRST, IS_MISS, TURNS

_BACK = case((HANDOFFS.c.back_at.is_not(None), HANDOFFS.c.back_by))
STEPS_A_SECOND = 50
"""Times are counted as precisely as a frame of audio is long."""


@dataclass(frozen=True, slots=True)
class Span:
    """Calls that began from `since` up to `until`."""

    since: datetime
    until: datetime

    @property
    def holds(self) -> ColumnElement[bool]:
        return and_(CALLS.c.started_at >= self.since, CALLS.c.started_at < self.until)


@dataclass(frozen=True, slots=True)
class ToAPerson:
    """A hand-off to people, of which a call may have several; both times count from when one was asked for, or was to
    come."""

    route: str
    reason: str
    until_rung: float | None
    until_taken: float | None
    """None also where it is not known when."""
    reached: bool
    disposition: str
    """Of the call."""
    ended: bool
    """The call has."""
    is_first: bool = True
    """Of its call's."""
    came_back: str = ""
    """By whose choice the caller went on with the assistant: caller or agent; empty: they did not."""

    @property
    def is_over(self) -> bool:
        return self.ended or self.reached or bool(self.came_back)


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Of calls that the assistant was on: how many, with a record of the disclosure, heard whole, cut by a key."""

    calls: int = 0
    recorded: int = 0
    complete: int = 0
    by_key: int = 0

    def __add__(self, other: "Disclosed") -> "Disclosed":
        calls, recorded = self.calls + other.calls, self.recorded + other.recorded
        return Disclosed(calls, recorded, self.complete + other.complete, self.by_key + other.by_key)


def calls_by_hour(connection: Connection, span: Span) -> Counter[tuple[datetime, str]]:
    """(The hour in UTC, how the call ended or "") → calls."""
    hour = hour_of(CALLS.c.started_at).label("hour")
    question = select(hour, CALLS.c.disposition, func.count()).where(span.holds).group_by(hour, CALLS.c.disposition)
    found = connection.execute(question)
    return Counter({(_hour(hour), disposition or ""): number for hour, disposition, number in found})


def with_the_assistant(connection: Connection, span: Span) -> Counter[tuple[str, bool]]:
    """(How it ended or "", whether it was handed to people) → calls that the assistant was on."""
    handed = HANDOFFS.c.call_sid.is_not(None).label("handed")
    question = (
        select(CALLS.c.disposition, handed, func.count())
        .select_from(_with_first_transfers())
        .where(span.holds, CALLS.c.streams_started > 0)
        .group_by(CALLS.c.disposition, handed)
    )
    found = connection.execute(question)
    return Counter({(disposition or "", bool(handed)): number for disposition, handed, number in found})


def to_people(connection: Connection, span: Span) -> Iterator[ToAPerson]:
    rung = seconds_between(HANDOFFS.c.at, func.min(DIALS.c.started_at))
    taken = seconds_between(HANDOFFS.c.at, func.min(DIALS.c.answered_at))
    bridged = func.max(func.coalesce(DIALS.c.bridged.cast(Integer), 0))
    plain = HANDOFFS.c.route, HANDOFFS.c.reason, CALLS.c.disposition, _BACK, HANDOFFS.c.seq
    of_a_call = (HANDOFFS.c.call_sid == CALLS.c.call_sid) & (HANDOFFS.c.kind == "transfer")
    question = (
        select(*plain, rung, taken, bridged, CALLS.c.seconds.is_not(None))
        .select_from(CALLS.join(HANDOFFS, of_a_call))
        .outerjoin(DIALS, (DIALS.c.call_sid == CALLS.c.call_sid) & (DIALS.c.handoff == HANDOFFS.c.seq))
        .where(span.holds)
        .group_by(CALLS.c.call_sid, HANDOFFS.c.at, *plain)
    )
    for route, reason, disposition, back, seq, until_rung, until_taken, was_bridged, ended in connection.execute(
        question
    ):
        yield ToAPerson(
            route=intern(route or ""),
            reason=intern(reason or ""),
            until_rung=_seconds(until_rung),
            until_taken=_seconds(until_taken),
            reached=bool(was_bridged) or until_taken is not None,
            disposition=intern(disposition or ""),
            ended=bool(ended),
            is_first=seq == 0,
            came_back=intern(back or ""),
        )


def turns(connection: Connection, span: Span) -> tuple[Counter[tuple[str, bool]], Counter[float]]:
    """(Intent or "", whether it was a miss) → turns; and seconds from a caller's last sound to ours → turns, of those
    of which it was measured. In one look at the turns, as they are the most rows by far."""
    missed = IS_MISS.label("missed")
    step = func.round(TURNS.c.answered_seconds * STEPS_A_SECOND).label("step")
    question = (
        select(TURNS.c.intent, missed, step, func.count())
        .select_from(CALLS.join(TURNS, TURNS.c.call_sid == CALLS.c.call_sid))
        .where(span.holds)
        .group_by(TURNS.c.intent, missed, step)
    )
    by_intent, answered = Counter[tuple[str, bool]](), Counter[float]()
    for intent, was_missed, steps, number in connection.execute(question):
        by_intent[(intent or "", bool(was_missed))] += number
        if steps is not None:
            answered[steps / STEPS_A_SECOND] += number
    return by_intent, answered


def dead_air(connection: Connection, span: Span) -> Counter[float]:
    """The longest seconds in which nobody was heard → calls, of those that were measured."""
    step = func.round(CALLS.c.dead_air_seconds * STEPS_A_SECOND).label("step")
    known = CALLS.c.dead_air_seconds.is_not(None)
    question = select(step, func.count()).where(span.holds, known).group_by(step)
    return Counter({step / STEPS_A_SECOND: number for step, number in connection.execute(question)})


def disclosed(connection: Connection, span: Span) -> Disclosed:
    def with_one(*which: ColumnElement[bool]) -> ColumnElement[int]:
        there = exists().where(DISCLOSURES.c.call_sid == CALLS.c.call_sid, *which)
        return func.coalesce(func.sum(there.cast(Integer)), 0)

    whole = DISCLOSURES.c.complete.is_(True)
    counted = (
        func.count(),
        with_one(),
        with_one(whole),
        with_one(~whole, DISCLOSURES.c.cut_by == Reason.KEY_PRESSED.value),
    )
    row = connection.execute(select(*counted).where(span.holds, CALLS.c.streams_started > 0)).one()
    return Disclosed(*map(int, row))


def minutes(connection: Connection, span: Span) -> tuple[int, int, int]:
    """Begun minutes of calls that have ended: of callers' legs, of agents', of streams."""
    ended = span.holds & CALLS.c.ended_at.is_not(None)
    left = func.coalesce(HANDOFFS.c.at, CALLS.c.ended_at)
    streamed = func.sum(_begun(_least(seconds_between(CALLS.c.started_at, left), CALLS.c.seconds)))
    of_callers = select(func.sum(_begun(CALLS.c.seconds))).where(ended)
    of_streams = select(streamed).select_from(_with_first_transfers()).where(ended, CALLS.c.streams_started > 0)
    rung = seconds_between(DIALS.c.started_at, func.coalesce(DIALS.c.ended_at, CALLS.c.ended_at))
    joined = CALLS.join(DIALS, DIALS.c.call_sid == CALLS.c.call_sid)
    of_agents = select(func.sum(_begun(rung))).select_from(joined).where(ended)
    asked = of_callers, of_agents, of_streams, _of_backs(ended)
    callers, agents, first, later = (round(connection.execute(question).scalar() or 0) for question in asked)
    return callers, agents, first + later


def _of_backs(ended: ColumnElement[bool]) -> Select[float]:
    """Begun minutes of streams of callers who were with the assistant again."""
    later = HANDOFFS.alias()
    following = (later.c.call_sid == HANDOFFS.c.call_sid) & (later.c.seq == HANDOFFS.c.seq + 1)
    taken = seconds_between(HANDOFFS.c.back_at, func.coalesce(later.c.at, CALLS.c.ended_at))
    back = HANDOFFS.join(CALLS, CALLS.c.call_sid == HANDOFFS.c.call_sid).outerjoin(later, following)
    return select(func.sum(_begun(taken))).select_from(back).where(ended, HANDOFFS.c.back_at.is_not(None))


def _with_first_transfers() -> FromClause:
    """Calls, each once. Who is handed off again was handed to people before."""
    to_a_person = and_(HANDOFFS.c.call_sid == CALLS.c.call_sid, IS_FIRST, HANDOFFS.c.kind == "transfer")
    return CALLS.join(HANDOFFS, to_a_person, isouter=True)


def _seconds(told: float | None) -> float | None:
    """Databases answer with more digits than there are."""
    return None if told is None else round(float(told), 2)


def _begun(seconds: ColumnElement[float]) -> ColumnElement[float]:
    """Minutes; a ceiling by the one rounding that every database has."""
    return func.round(seconds / 60 + 0.4999999)


def _least(one: ColumnElement[float], other: ColumnElement[float]) -> ColumnElement[float]:
    return (one + other - func.abs(one - other)) / 2


def _hour(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H").replace(tzinfo=UTC)
