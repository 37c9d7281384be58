"""The delivery of an order: its day, and the days it could be moved to."""

from datetime import date

from pydantic import Field

from back_office.record import Line, Number, Record


class Delivery(Record):
    order: Number
    item: Line
    day: date | None = Field(None, description="When it should arrive; none once it is cancelled")
    free_days: tuple[date, ...] = Field((), description="To which it can be moved, soonest first")
    cancelled: bool = False
