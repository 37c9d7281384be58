"""A call that somebody is promised."""

from datetime import date
from enum import Enum

from back_office.record import Record, Reference


class PartOfDay(str, Enum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Callback(Record):
    reference: Reference
    day: date
    part: PartOfDay
