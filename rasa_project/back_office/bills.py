"""A bill with its lines, and what an account owes."""

from datetime import date

from pydantic import Field

from back_office.record import Currency, Line, Record, Reference


class BillLine(Record):
    what: Line = Field(description="As it is said: 'electricity, 310 kilowatt hours'")
    amount_cents: int = Field(description="Hundredths of the currency's unit; below zero: taken off")


class Bill(Record):
    reference: Reference
    first_day: date = Field(description="Of the time it is for")
    last_day: date
    lines: tuple[BillLine, ...]
    total_cents: int
    total_before_cents: int | None = Field(None, description="Of the bill before this one, to say what has changed")
    currency: Currency
    due: date
    paid: bool


class Balance(Record):
    owed_cents: int = Field(description="Below zero: in credit")
    currency: Currency
    due: date | None = Field(None, description="None: nothing is due")
    last_payment_cents: int | None = None
    last_payment_day: date | None = None
