"""Whom an account belongs to, and how they are reached."""

from pydantic import Field

from back_office.record import Line, Number, Record


class Customer(Record):
    account: Number
    name: Line = Field(description="To address them by: 'Ms Harper'")


class Contact(Record):
    """How a customer is reached, told in part only: whoever rings need not be them."""

    phone_ending: Number | None = Field(None, description="The last digits, three at most")
    email_hint: Line | None = Field(None, description="'h at example dot com': first letter and domain, to be said")
    street: Line | None = Field(None, description="Without the house number")
