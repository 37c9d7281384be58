"""What no machine decides: complaints, cancelled contracts, disputes and rights, written down for a person."""

from datetime import date
from enum import Enum

from pydantic import Field

from back_office.record import Record, Reference


class TicketKind(str, Enum):
    COMPLAINT = "complaint"
    CANCEL_CONTRACT = "cancel_contract"
    DISPUTE = "dispute"
    RIGHTS = "rights"
    """Access, correction, erasure: "delete my data"."""
    OTHER = "other"


class Ticket(Record):
    reference: Reference
    answer_by: date | None = Field(None, description="By when somebody writes or rings; none: not promised")
