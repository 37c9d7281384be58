"""Whether a turn asks to pay by card, by its words alone: an amount, a bill and a name are not looked for."""

from ..payment import route_that_takes
from ..record import Reason
from ..rules import Rules
from .decision import Circumstances, Decision, Outcome
from .turn import Turn


def on_wish_to_pay(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller asks to pay by card, and a route takes it."""
    route = route_that_takes(rules.routes)
    answers = turn.language.answers.fits(around.expects, turn.wish)
    if route is None or answers or not turn.language.cards.asks_to_pay(turn.wish):
        return None
    return Decision(Outcome.TRANSFER, "the caller asked to pay by card", route, Reason.TRANSFER_RULE)
