"""Shops: where they are, and when they are open."""

from datetime import date, time

from pydantic import Field

from back_office.record import Line, Postcode, Record


class Opening(Record):
    weekday: int = Field(ge=0, le=6, description="Monday is 0")
    opens: time
    closes: time


class Shop(Record):
    name: Line
    street: Line
    town: Line
    postcode: Postcode
    miles: float | None = Field(None, ge=0, le=12_500, description="From the postcode asked about")
    hours: tuple[Opening, ...] = Field(description="A day without one is closed")
    closed_days: tuple[date, ...] = Field((), description="Days to come on which it is closed after all")

    def openings_on(self, day: date) -> tuple[Opening, ...]:
        """When it is open on a day; empty: closed."""
        if day in self.closed_days:
            return ()
        return tuple(opening for opening in self.hours if opening.weekday == day.weekday())
