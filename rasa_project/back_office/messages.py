"""A message that a caller left for the people behind the line."""

from back_office.record import Record, Reference


class Message(Record):
    reference: Reference
