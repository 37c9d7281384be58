"""The fields of a route's card payments, as its form has them; their names are the carrier's."""

from typing import get_args

from ..core.payment import CardPayment, CardType
from .fields import Field, Kind, Typed

PAY = "pay"
_CONNECTOR = f"{PAY}.payment_connector"
CARDS = {card: card.replace("-", " ").capitalize() for card in get_args(CardType)}
TOKENS = {
    "one-time": "for one payment",
    "reusable": "for later payments as well",
    "payment-method": "Stripe's own kind",
}
PAYMENTS = tuple(
    field.within((PAY,))
    for field in (
        Field(
            ("payment_connector",),
            "Connector that takes the payment",
            hint="its unique name at the carrier, as Stripe_1. Left empty: no payments here, and who is sent here "
            "reaches the agents",
        ),
        Field(("charge_amount",), "Amount that is charged", hint="as 25.00; 0: nothing, the connector keeps the card"),
        Field(("currency",), "Currency", hint="three small letters, as usd"),
        Field(("description",), "What the payment processor is told of it"),
        Field(
            ("valid_card_types",), "Cards that are taken", Kind.SOME, "none chosen: Visa, Mastercard and Amex", "cards"
        ),
        Field(("timeout",), "From key to key, in seconds", Kind.NUMBER, "2 to 60; who sees badly needs more"),
        Field(("max_attempts",), "How often a caller may try", Kind.NUMBER, "1 to 3"),
        Field(("security_code",), "The security code is asked for", Kind.CHECK, usual=True),
        Field(("postal_code",), "The postal code is asked for", Kind.CHECK, "off where it has letters", usual=True),
        Field(("min_postal_code_length",), "Least digits of a postal code", Kind.NUMBER),
        Field(("language",), "Language of the carrier's questions", hint="as en-US or de-DE"),
        Field(("token_type",), "The connector's token for the card is", Kind.ONE, "", "tokens"),
        Field(
            ("status_callback",),
            "Your billing is told at",
            hint="an address with https://; the carrier tells it how it went, with the token. We are not told",
        ),
    )
)
_SHOWN_GREY = ("charge_amount", "currency", "timeout", "max_attempts", "language")
USUAL = {f"{PAY}.{name}": str(CardPayment.model_fields[name].default) for name in _SHOWN_GREY} | {
    f"{PAY}.token_type": TOKENS[CardPayment.model_fields["token_type"].default]
}
"""What holds where nothing is written."""


def takes_payments(typed: Typed, before: Typed) -> bool:
    """Whoever takes the connector out wants none there; whoever fills in anything else must name one."""
    filled_in = any(typed[field.name] for field in PAYMENTS if field.kind is not Kind.CHECK)
    return filled_in and not (before[_CONNECTOR] and not typed[_CONNECTOR])
