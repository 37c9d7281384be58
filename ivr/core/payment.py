"""How a route takes card payments: by the carrier, on the keys, with our stream closed.

Names and meanings are those of the carrier's verb: https://www.twilio.com/docs/voice/twiml/pay
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Protocol, Self

from pydantic import Field, StringConstraints, model_validator

from .clause import Clause

AMOUNT = r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,2})?$"
CONNECTOR = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
CURRENCY = r"^[a-z]{3}$"
LANGUAGE = r"^[a-z]{2}-[A-Z]{2}$"
ADDRESS = r"^https://[^\s?#]+$"

CardType = Literal["visa", "mastercard", "amex", "maestro", "discover", "optima", "jcb", "diners-club", "enroute"]
Amount = Annotated[str, StringConstraints(pattern=AMOUNT)]
"""In the currency, as the carrier takes it: 20.45. Text, as no amount of money is a binary fraction."""


class TakesPayment(Protocol):
    """A route, as far as it matters here."""

    @property
    def pay(self) -> "CardPayment | None": ...


class CardPayment(Clause):
    """What the carrier is told of a payment. Nothing in it comes from a caller."""

    payment_connector: Annotated[str, StringConstraints(pattern=CONNECTOR)]
    """The unique name of the Pay Connector at the carrier. Without one there is no payment."""
    charge_amount: Amount = "0"
    """0: nothing is charged, the connector keeps the card and has a token for it."""
    currency: Annotated[str, StringConstraints(pattern=CURRENCY)] = "usd"
    token_type: Literal["one-time", "reusable", "payment-method"] = "reusable"  # noqa: S105  # a kind of token, no token
    timeout: Annotated[int, Field(ge=2, le=60)] = 5
    """Seconds from key to key."""
    max_attempts: Annotated[int, Field(ge=1, le=3)] = 2
    security_code: bool = True
    postal_code: bool = True
    min_postal_code_length: Annotated[int, Field(ge=1, le=12)] | None = None
    valid_card_types: tuple[CardType, ...] = Field(("visa", "mastercard", "amex"), min_length=1)
    description: Annotated[str, StringConstraints(max_length=100, pattern=r"^[\w .,:()/-]*$")] = ""
    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en-US"
    status_callback: Annotated[str, StringConstraints(max_length=500, pattern=ADDRESS)] | None = None
    """Where the carrier tells your billing how it goes, token included: never us."""

    @model_validator(mode="after")
    def asks_for_the_length_of_what_it_asks_for(self) -> Self:
        if self.min_postal_code_length is not None and not self.postal_code:
            raise ValueError("min_postal_code_length needs postal_code: true")
        return self

    @property
    def charges(self) -> bool:
        """Whether money moves; else only the card is kept."""
        return bool(self.charge_amount.strip("0."))


def route_that_takes(routes: Mapping[str, TakesPayment]) -> str | None:
    """The first of the routes on which a card can be paid with."""
    return next((name for name, route in routes.items() if route.pay is not None), None)
