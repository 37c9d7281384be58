"""Where a call stands among the steps of its route: told by what was rung, so that a restart loses nothing."""

from ..core.overflow import Found, Overflow
from ..core.rules import Rules
from ..store.calls import CallRecord
from ..store.dials import Dialled
from . import lines


def origin(rules: Rules, record: CallRecord) -> str:
    """The route that the call was handed to, by whose steps it goes on; else the one that was rung last."""
    handed = record.handoff.route if record.handoff else None
    rung = record.dials[-1].route if record.dials else None
    if handed in rules.routes and (rung in {None, handed} or _leads_to(rules.routes[handed].steps, rung)):
        return handed
    return next((name for name in (rung, handed) if name in rules.routes), rules.fallback_route)


def left(steps: tuple[Overflow, ...], rung: str | None) -> tuple[Overflow, ...]:
    """The steps that were not tried, when this was the route that was rung last."""
    tried = next((number for number, step in enumerate(steps, 1) if rung is not None and step.route == rung), 0)
    return steps[tried:]


def found(rung: tuple[Dialled, ...]) -> Found:
    """Those who were rung last, all of one route; without any, others wait for them."""
    return Found.BUSY if all(one.outcome == lines.BUSY for one in rung) else Found.NO_ANSWER


def last_round(record: CallRecord) -> tuple[Dialled, ...]:
    """The attempts of the route that was rung last, since its first agent was."""
    rung: list[Dialled] = []
    for one in reversed(record.dials):
        if one.route != record.dials[-1].route:
            break
        rung.insert(0, one)
        if one.agent == 0:
            break
    return tuple(rung)


def follows(record: CallRecord, ended: Dialled) -> bool:
    """Whether who is rung now is rung since these did not take the call, and not after a wait."""
    first = (record.ringing or record.dials[-1:])[0]
    return first.attempt == ended.attempt + 1 and (first.agent > 0 or first.route != ended.route)


def was_rung_again(record: CallRecord, route: str) -> bool:
    """That is done for who waits in its line alone."""
    return sum(one.route == route and one.agent == 0 for one in record.dials) > 1


def _leads_to(steps: tuple[Overflow, ...], route: str | None) -> bool:
    return any(step.route == route for step in steps)
