"""The code with which a customer sets a new password on the website."""

from pydantic import Field

from back_office.record import Number, Phone, Record


class ResetCode(Record):
    """Goes into one text message and nowhere else; the assistant neither says it nor asks for it."""

    code: Number
    phone: Phone = Field(description="The number on file, to which it is sent")
    valid_minutes: int = Field(ge=1, le=1440)
