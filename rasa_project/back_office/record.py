"""What crosses the port, checked: records that cannot be changed, and the kinds of text in them."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from pydantic import BaseModel, ConstrainedStr, validator


class Record(BaseModel):
    """One answer, or a part of one. Its repr holds no values, so that none gets into a log or an error."""

    class Config:
        frozen = True

    @validator("*")
    def _has_no_offset(cls, value: Any) -> Any:  # noqa: N805  # as pydantic wants it
        """Times are local; one that says otherwise could not be compared with them."""
        if isinstance(value, datetime | time) and value.tzinfo is not None:
            raise ValueError("a local time has no offset")
        return value

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return iter(())


class Number(ConstrainedStr):
    """Of an order, an account, an appointment: as it is written, letters in capitals."""

    regex = r"^[0-9A-Z-]{1,20}$"


class Reference(ConstrainedStr):
    """What a caller is given to keep, short enough to be read out; by the shipped shop, six digits from 1 to 9."""

    regex = r"^[0-9A-Z-]{1,12}$"


class Postcode(ConstrainedStr):
    """As it is written, "SW1A 1AA" or "42911"; capitals and spaces make no difference."""

    regex = r"^[0-9A-Za-z]{2,8}([ -][0-9A-Za-z]{1,4})?$"


class Phone(ConstrainedStr):
    """With the country's code: +12125550143."""

    regex = r"^\+[1-9][0-9]{6,14}$"


class Email(ConstrainedStr):
    regex = r"^[^@\s]{1,64}@[^@\s]{1,190}$"


class Line(ConstrainedStr):
    """A few words that a voice can say or read."""

    strip_whitespace = True
    min_length = 1
    max_length = 120


class Text(ConstrainedStr):
    """Some sentences in the caller's words."""

    strip_whitespace = True
    min_length = 1
    max_length = 1000


class Key(ConstrainedStr):
    """Stands for one write: sent again with the same key, it is done once. Of `back_office.writes.key_of`."""

    regex = r"^[0-9A-Za-z_-]{16,80}$"


class Currency(ConstrainedStr):
    """ISO 4217: USD, GBP, EUR."""

    regex = r"^[A-Z]{3}$"
