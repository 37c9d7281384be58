"""Agents rung for a call, as frozen data: one attempt for each telephone, several of which may ring at once.

What the carrier tells of several is told of all of them together: that one was joined to the caller, or that none was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dialled:
    """One agent rung for the call; `attempt` counts from 1 through the whole call."""

    attempt: int
    route: str
    agent: int
    """Index among the route's agents: the number itself is never stored."""
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = ""
    """Twilio's DialCallStatus; of several that rang at once, that of them all."""
    bridged: bool = False
    accepted: bool = False
    """The agent pressed 1."""
    answered_at: datetime | None = None
    """They did so, or were connected without being asked."""
    leg: str = ""
    """The agent's CallSid."""
    handoff: int = 0
    """Of the call's hand-offs the one that they are rung for, by its place among them, from 0."""


def begun(after: int, route: str, agents: range, at: datetime, handoff: int = 0) -> tuple[Dialled, ...]:
    """These agents of a route begin to ring, behind so many attempts."""
    return tuple(Dialled(after + number, route, agent, at, handoff=handoff) for number, agent in enumerate(agents, 1))


def taken(
    ringing: Sequence[Dialled], attempt: int, at: datetime, *, pressed: bool, leg: str = ""
) -> tuple[Dialled, ...]:
    """The agent of this attempt takes the call. Nothing where it rings no more, or another has pressed 1 before.

    Agents who are not asked are joined by the carrier, which takes the first who has heard the briefing out.
    """
    mine = next((one for one in ringing if one.attempt == attempt), None)
    if mine is None or (pressed and is_with_another(ringing, attempt)):
        return ()
    return (replace(mine, accepted=pressed, answered_at=mine.answered_at or at, leg=leg[:64]),)


def is_with_another(ringing: Sequence[Dialled], attempt: int) -> bool:
    """Whether one who was rung at the same time has taken the call."""
    return any(one.accepted and one.attempt != attempt for one in ringing)


def ended(
    ringing: Sequence[Dialled], at: datetime, *, outcome: str, bridged: bool, leg: str = ""
) -> tuple[Dialled, ...]:
    """They ring no more. Who was joined is known by their leg, else by their key, else there was but one."""
    joined = _joined(ringing, leg) if bridged else None
    return tuple(_ended(one, at, outcome[:32], leg[:64], joined, alone=len(ringing) == 1) for one in ringing)


def _joined(ringing: Sequence[Dialled], leg: str) -> Dialled:
    by_leg = (one for one in ringing if leg and one.leg == leg[:64])
    by_key = (one for one in ringing if one.answered_at is not None)
    return next(by_leg, None) or next(by_key, None) or ringing[-1]


def _ended(one: Dialled, at: datetime, outcome: str, leg: str, joined: Dialled | None, *, alone: bool) -> Dialled:
    if one is joined or alone:
        return replace(one, ended_at=at, outcome=outcome, bridged=one is joined, leg=leg)
    if joined is None:
        return replace(one, ended_at=at, outcome=outcome)
    return replace(one, ended_at=at, outcome="canceled", answered_at=None)


def rung_with(dials: Sequence[Dialled], one: Dialled) -> tuple[Dialled, ...]:
    """All that were begun together with it, itself among them."""
    return tuple(other for other in dials if (other.route, other.started_at) == (one.route, one.started_at))
