"""An order, and how far it has got."""

from datetime import date
from enum import Enum

from pydantic import Field

from back_office.record import Line, Number, Record


class OrderStatus(str, Enum):
    PACKING = "packing"
    SENT = "sent"
    LATE = "late"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"


class Order(Record):
    number: Number
    item: Line = Field(description="What was ordered, as it is said after 'the': 'garden bench'")
    status: OrderStatus
    day: date | None = Field(
        None, description="When it leaves (packing), should arrive (sent, late) or arrived (delivered)"
    )
