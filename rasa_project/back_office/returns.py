"""Sending something back: why, how far it has got, and what is paid back."""

from datetime import date
from enum import Enum

from pydantic import Field

from back_office.record import Currency, Line, Number, Record, Reference


class ReturnReason(str, Enum):
    BROKEN = "broken"
    WRONG_ITEM = "wrong_item"
    NOT_WANTED = "not_wanted"
    OTHER = "other"


class ReturnState(str, Enum):
    AWAITED = "awaited"
    """The label was sent to the customer; the parcel has not been handed in."""
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    REFUNDED = "refunded"


class Return(Record):
    reference: Reference
    order: Number
    item: Line
    state: ReturnState
    refund_cents: int = Field(ge=0, description="Hundredths of the currency's unit")
    currency: Currency
    day: date | None = Field(
        None, description="Send it by (awaited), refund expected (on its way, received), refunded on (refunded)"
    )
