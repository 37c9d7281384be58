"""<Pay>: the carrier collects a card on the keys, on its own side, and tells the service what came of it.

As Twilio's page tells it: https://www.twilio.com/docs/voice/twiml/pay. What the service is sent of the card is what
Twilio sends: the last digits, the date in clear, a token.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from .leg import CallerGoneError
from .verbs import Connection, await_keys, number_of
from .webhooks import Document

STOP = "*"
_ENOUGH = "#"
_MOST_ATTEMPTS = 3


@dataclass(frozen=True)
class Wanted:
    """One thing that is asked for."""

    asked: str
    most: int
    fits: Callable[[str], bool]


CARD = Wanted("Please enter your credit card number.", 19, lambda keys: len(keys) >= 13 and _checks(keys))
DATE = Wanted(
    "Please enter the expiration date, two digits for the month and two for the year.", 4, lambda k: len(k) == 4
)
CODE = Wanted("Please enter the security code.", 4, lambda keys: len(keys) in {3, 4})
POSTCODE = Wanted("Please enter your postal code.", 10, bool)


async def pay(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """The next document; None: `action` is asked by nobody, as the scenario has it, and the verbs behind follow."""
    wanted = {"card": CARD, "date": DATE}
    wanted |= {"code": CODE} if verb.get("securityCode") != "false" else {}
    wanted |= {"postcode": POSTCODE} if verb.get("postalCode", "true") == "true" else {}
    action, typed = page.absolute(verb.get("action", page.url)), dict[str, str]()
    try:
        result = await _collected(call, verb, wanted, typed)
    except CallerGoneError:
        gone = {**call.identity.parameters("completed"), "Result": "caller-hung-up"}
        await call.webhooks.send(action, gone)
        raise
    result = result or call.line.payment
    call.leg.tell("line", f"payment: {result}")
    if result == "unanswered":
        return None
    return await call.next(page, action, Result=result, **_told(typed, verb, paid=result == "success"))


async def _collected(
    call: Connection, verb: ElementTree.Element, wanted: dict[str, Wanted], typed: dict[str, str]
) -> str:
    """Why it ended before all was typed; empty: all was."""
    attempts = min(_MOST_ATTEMPTS, int(number_of(verb, "maxAttempts", 1))) + 1
    pause_seconds = number_of(verb, "timeout", 5.0)
    for name, what in wanted.items():
        for _ in range(attempts):
            keys = await _typed(call, what, pause_seconds)
            if STOP in keys:
                return "caller-interrupted-with-star"
            if what.fits(keys):
                typed[name] = keys
                break
        else:
            return "too-many-failed-attempts"
    return ""


async def _typed(call: Connection, what: Wanted, pause_seconds: float) -> str:
    leg = call.leg
    leg.keys.clear()

    def done() -> bool:
        return STOP in leg.keys or _ENOUGH in leg.keys or len(leg.keys) >= what.most

    await leg.announce("Pay", what.asked, until=lambda: bool(leg.keys))
    await await_keys(leg, pause_seconds, done)
    keys = "".join(leg.keys)
    leg.keys.clear()
    return keys.partition(_ENOUGH)[0]


def _told(typed: dict[str, str], verb: ElementTree.Element, *, paid: bool) -> dict[str, str]:
    card = typed.get("card", "")
    told = {
        "PaymentMethod": "credit-card",
        "PaymentCardNumber": "x" * max(0, len(card) - 4) + card[-4:],
        "PaymentCardType": "visa" if card.startswith("4") else "mastercard",
        "ExpirationDate": typed.get("date", ""),
        "SecurityCode": "*" * len(typed.get("code", "")),
        "PaymentCardPostalCode": typed.get("postcode", ""),
    }
    charged = float(verb.get("chargeAmount", "0")) > 0
    if paid:
        told |= {"PaymentConfirmationCode": f"ch_{card[-6:]}"} if charged else {"PaymentToken": f"tok_{card[-6:]}"}
    return told


def _checks(number: str) -> bool:
    """Whether the check digit is right: ISO/IEC 7812-1."""
    doubled = (int(key) * (1 + place % 2) for place, key in enumerate(reversed(number)))
    return number.isdigit() and sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
