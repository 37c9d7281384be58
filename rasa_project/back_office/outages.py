"""What is known to be out, by area, and faults that callers report."""

from datetime import datetime
from enum import Enum

from pydantic import Field

from back_office.record import Line, Record, Reference


class Service(str, Enum):
    ELECTRICITY = "electricity"
    GAS = "gas"
    WATER = "water"
    INTERNET = "internet"
    PHONE = "phone"


class Outage(Record):
    service: Service
    area: Line = Field(description="As people call it: 'Millbrook and Ashford'")
    began: datetime = Field(description="Local time of the area, without an offset")
    expected_back: datetime | None = Field(None, description="None: not known yet")


class Fault(Record):
    reference: Reference
    outage: Outage | None = Field(None, description="The known one that explains it, if there is one")
