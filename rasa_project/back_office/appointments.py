"""Visits of a technician: the slots that are free, and the ones that are booked."""

from datetime import date, time
from enum import Enum

from pydantic import Field

from back_office.record import Number, Record, Reference


class Job(str, Enum):
    INSTALLATION = "installation"
    REPAIR = "repair"
    METER = "meter"
    INSPECTION = "inspection"


class Slot(Record):
    id: Number = Field(description="By which it is booked")
    day: date
    begins: time = Field(description="The technician comes between these two times")
    ends: time


class Appointment(Record):
    reference: Reference
    job: Job
    slot: Slot
