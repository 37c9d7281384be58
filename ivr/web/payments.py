"""A call goes to the carrier's payment, and comes back: to the assistant, or to a person where nobody can tell how."""

from urllib.parse import urlencode

from ..core.payment import CardPayment
from ..core.record import HowPaid, Reason
from ..core.said.of_paying import FAILED, HOW_IT_WENT
from ..ports import HandOff
from ..settings import Settings
from ..store.store import Store
from ..telephony import twiml
from .party import Party
from .switchboard import Switchboard


class Payments:
    """TwiML from the rules that the call began with; nothing in it comes from the caller."""

    def __init__(self, settings: Settings, store: Store, switchboard: Switchboard) -> None:
        self._settings, self._store, self._switchboard = settings, store, switchboard
        self._words = switchboard.words

    def of(self, party: Party, route: str) -> CardPayment | None:
        """What the route takes; None: it takes none, or there is no such route."""
        known = self._switchboard.rules_of(party.call_sid, party.line).routes.get(route)
        return known.pay if known else None

    def begin(self, party: Party, route: str) -> str:
        """The carrier collects the card, and asks us when it has; to a person where the route takes no payment."""
        payment = self.of(party, route)
        if payment is None:
            return self.after(party, route, None, ready=False)
        untold = self._words(party, FAILED)
        otherwise = self._switchboard.otherwise(party, f"{untold} {self._words(party, 'connecting')}")
        action = self._settings.public(f"/voice/paid?{urlencode({'route': route})}")
        return twiml.pay(payment, action, otherwise, f"{untold} {self._words(party, 'no_agent')}")

    def after(self, party: Party, route: str, how: HowPaid | None, *, ready: bool) -> str:
        """Back to the assistant, who tells how it went. To a person of the route where nobody can tell, or nobody is
        there to go on with the call: what is known is said first."""
        if how is not None and ready:
            self._store.paying.come_back(party.call_sid, how)
            return self._switchboard.to_assistant(party, resume=True)
        self._store.paying.come_back(party.call_sid)
        told = self._words(party, FAILED if how is None else HOW_IT_WENT[how])
        reason = Reason.PAYMENT_FAILED if how is None else Reason.NOT_READY
        rules = self._switchboard.rules_of(party.call_sid, party.line)
        to = route if route in rules.routes else rules.fallback_route
        self._store.save_handoff(party.call_sid, HandOff("transfer", route=to, reason=reason))
        going = self._words(party, "connecting" if how is None else "line_failed")
        return self._switchboard.to_route(party, to, going, first=(told,))
