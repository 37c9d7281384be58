"""A route as one reads it: whose telephones ring, when somebody is there, and what if nobody takes the call."""

from ...core.overflow import Found, Instead, Overflow
from ...core.payment import CardPayment
from ...core.route import Route
from ..hours_told import dates_told, holidays_told, week_told
from ..payment_fields import PAY, PAYMENTS
from ..prompt_purposes import purpose_of
from ..route_fields import FIELDS, RINGS
from .said import apart, lines_of, named, with_unit

_TOLD = {field.name: apart(field.told)[0] for field in FIELDS}
_FOUND = {Found.BUSY: "if all were busy", Found.NO_ANSWER: "if nobody answered"}
_INSTEAD = {
    Instead.QUEUE: "the caller waits in line",
    Instead.VOICEMAIL: "a message is taken",
    Instead.CALLBACK: "a callback is offered",
}


def route_told(route: Route) -> dict[str, tuple[str, ...]]:
    """What each setting is called in its form → how it stands, a line each; the same for what does the same."""
    closed = holidays_told(route.holidays)
    stands = {
        "agents": (", ".join(route.agents),),
        "ring": (RINGS[route.ring.value],),
        "ring_seconds": (f"{route.ring_seconds} seconds",),
        "press_to_accept": lines_of(route.press_to_accept),
        "called": (", ".join(route.called),) if route.called else (),
        "time_zone": (route.time_zone,),
        "hours": week_told(route.hours),
        "holidays.country": (closed,) if closed else (),
        "exceptions": dates_told(route.exceptions),
        "closed": (purpose_of(route.closed).told,) if route.closed else (),
        "overflow": steps_told(route),
        "callback": lines_of(route.callback),
    }
    return {_TOLD[name]: lines for name, lines in stands.items()} | _of_payments(route.pay)


def open_told(route: Route) -> str:
    """When somebody is there, in a sentence or two, by whose clock."""
    holidays = holidays_told(route.holidays)
    told = [*week_told(route.hours), *([holidays] if holidays else []), *dates_told(route.exceptions)]
    clock = f", by the clock of {route.time_zone}" if len(told) > 1 else ""
    return "; ".join(told) + clock + "."


def steps_told(route: Route) -> tuple[str, ...]:
    """What is tried for a caller whom nobody took, a line each; what stands behind all steps, too."""
    steps = [_step(one) for one in route.steps]
    last = route.steps[-1] if route.steps else None
    is_end = last is not None and last.takes_all and last.to is not Instead.QUEUE
    return (*steps, *(() if is_end else ("the caller chooses: try again, a callback, or a message",)))


def _step(step: Overflow) -> str:
    where = f"the agents of {named(step.route)} are rung" if step.route else _INSTEAD[step.to] if step.to else ""
    most = (
        f"unless {step.at_most} wait already" if step.at_most else "",
        f"unless it would take more than {step.minutes} minutes" if step.minutes else "",
    )
    return ", ".join(filter(None, (where, _FOUND[step.when] if step.when else "", *most)))


def _of_payments(pay: CardPayment | None) -> dict[str, tuple[str, ...]]:
    if pay is None:
        return {}
    stands = {}
    for field in PAYMENTS:
        told, unit = apart(field.told)
        stands[f"Payments by card: {told}"] = with_unit(
            lines_of(getattr(pay, field.name.removeprefix(f"{PAY}."))), unit
        )
    return stands
