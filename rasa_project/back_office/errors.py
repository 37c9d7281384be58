"""What may go wrong with a back office. No error holds a number, name or text of a caller."""

from enum import Enum


class BackOfficeError(Exception):
    """Whatever kept a back office from doing what it was asked."""


class NotFoundError(BackOfficeError):
    """Nothing is known under this number, or not together with this postcode; which of the two is not told."""


class Reason(str, Enum):
    """Why something was refused; each has a sentence that says it to the caller."""

    ALREADY_SENT = "already_sent"
    ALREADY_DELIVERED = "already_delivered"
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_RETURNED = "already_returned"
    NOT_DELIVERED = "not_delivered"
    TOO_LATE = "too_late"
    """The time to return, move or cancel it is over."""
    NOT_FREE = "not_free"
    """The day or the slot: taken meanwhile, or never offered."""
    NO_PHONE = "no_phone"
    """No number on file to which a code could be sent."""
    CHANGED_LATELY = "changed_lately"
    """The number on file is so new that no code is sent to it."""
    TOO_OFTEN = "too_often"
    NO_MESSAGES = "no_messages"
    """This service sends no text messages."""
    INVALID = "invalid"
    """Not a thing that could be asked: a phone number too short, a day of the past."""
    OTHER = "other"


class RefusedError(BackOfficeError):
    """The back office is well and understood, and will not do it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class UnavailableError(BackOfficeError):
    """No answer, none in time, or none that could be read."""

    def __init__(self, problem: str, *, in_doubt: bool = False) -> None:
        """`in_doubt`: a write was sent, and nobody knows whether it was done."""
        super().__init__(problem)
        self.in_doubt = in_doubt
