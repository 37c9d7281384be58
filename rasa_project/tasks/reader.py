"""How an answer is read out of what was said, read back, and typed: one reader for each kind of value."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any

from spoken import read_back
from spoken.addresses import address_in
from spoken.digits import digits_in, numbers_in
from spoken.emails import email_in
from spoken.own_number import means_own, volunteers_own
from spoken.phone_numbers import home_number, keys_of, phone_number_in, phone_numbers_in
from spoken.postcodes import postcode_in
from tasks.desk import COUNTRY, PHONE_REGION
from tasks.refusal import parted

LONGEST_TEXT = 500
NOT_FREE = "not_free"
"""Why a day or a time is none: it is known, and nothing is free then."""
WHICH_ONE = "which_one"
"""Why a number is none: several were said, and which is meant was not."""


@dataclass(frozen=True)
class Read:
    """`value` as the back office takes it, None when there was none; `rest` is what was said besides.

    `heard`: digits that are not a whole number. `why`: what kept it from being an answer ("not_free"). `narrowed`: of
    the things that were offered, those that may be meant, by their names.
    """

    value: str | None = None
    rest: str = ""
    heard: str = ""
    why: str = ""
    narrowed: tuple[str, ...] = ()


class Reader(ABC):
    """Values are text: they are kept in a slot between turns."""

    kind: str
    """Names its response to an answer that was not understood: `utter_again_<kind>`."""
    is_typed = True
    """Whether it can be answered by keys alone."""

    asks = ""
    """The kind of question that it answers, by which the meaning of a sentence is told: tasks/meant.py."""

    whichever: str | None = None
    """The value of callers who have no preference; None where it takes one."""

    @abstractmethod
    def read(self, text: str, today: date) -> Read:
        """An answer to the question."""

    @abstractmethod
    def say(self, value: str, today: date) -> str:
        """The value as people say it."""

    @abstractmethod
    def expects(self) -> dict[str, Any]:
        """The awaited answer, as the phone takes it."""

    def volunteered(self, text: str, today: date) -> Read:
        """The value where nobody has asked for it: stricter."""
        return self.read(text, today)

    def refusing(self, text: str, today: date) -> Read:
        """What is left when all that is named in a text is refused."""
        return Read()

    @property
    def others(self) -> Read:
        """What there is for callers whom nothing suits of what was offered."""
        return Read()


@dataclass(frozen=True)
class Digits(Reader):
    """A number of `count` digits."""

    count: int
    kind: str = "digits"
    asks = "number"

    def read(self, text: str, today: date) -> Read:
        wanted = parted(text)[0]
        numbers = numbers_in(wanted, self.count)
        if len(numbers) > 1:
            return Read(rest=text, why=WHICH_ONE)
        found = digits_in(wanted if numbers else text, {self.count})
        if found is None:
            return Read(rest=text)
        whole = len(found.value) == self.count
        return Read(found.value, found.rest) if whole else Read(rest=found.rest, heard=found.value)

    def joined(self, piece: str, more: str) -> str | None:
        """The number, when it was said in two pieces."""
        whole = piece + more
        return whole if len(whole) == self.count and piece and more and piece != more else None

    def say(self, value: str, today: date) -> str:
        return read_back.digits(value)

    def expects(self) -> dict[str, Any]:
        return {"kind": "digits", "digits": self.count}


class ZipCode(Digits):
    """Five digits; the four that may follow are let go."""

    def __init__(self) -> None:
        super().__init__(5, "postcode")

    def read(self, text: str, today: date) -> Read:
        read = super().read(text, today)
        found = postcode_in(text, COUNTRY) if read.value is None else None
        return Read(found.value[:5], found.rest) if found else read


class Phone(Reader):
    """A phone number, as +12125550143."""

    kind = "phone"
    asks = "number"

    def read(self, text: str, today: date) -> Read:
        if len(phone_numbers_in(text, PHONE_REGION)) > 1:
            return Read(rest=text, why=WHICH_ONE)
        found = phone_number_in(text, PHONE_REGION)
        if found and found.value.international:
            return Read(found.value.international, found.rest)
        digits = digits_in(text, {keys_of(PHONE_REGION)[0]})
        return Read(rest=text, heard=digits.value if digits else "")

    def own(self, read: Read, text: str, caller: str, *, asked: bool) -> Read:
        """The number that is called from, where that is meant; without one, why it is none."""
        if read.value is not None or read.heard or not (means_own(text) if asked else volunteers_own(text)):
            return read
        return Read(caller) if caller else Read(why="withheld" if asked else "")

    def say(self, value: str, today: date) -> str:
        return read_back.phone_number(home_number(value, PHONE_REGION))

    def expects(self) -> dict[str, Any]:
        digits, begins = keys_of(PHONE_REGION)
        return {"kind": "digits", "digits": digits, "star_is_zero": True, "begins": begins, "own_phone": True}


class Email(Reader):
    """An e-mail address as it is said, spelled, or both."""

    kind = "email"
    is_typed = False

    def read(self, text: str, today: date) -> Read:
        found = email_in(text)
        return Read(found.value) if found else Read()

    def say(self, value: str, today: date) -> str:
        return read_back.email(value)

    def expects(self) -> dict[str, Any]:
        return {"kind": "text"}


class Street(Reader):
    """House number and street, within the postcode that the customer has."""

    kind = "street"
    is_typed = False

    def read(self, text: str, today: date) -> Read:
        found = address_in(text, COUNTRY)
        if found is None or not found.value.house or not found.value.street:
            return Read(why="postcode" if found and found.value.postcode else "")
        if found.value.postcode:
            return Read(why="postcode")
        unit = f", {found.value.unit}" if found.value.unit else ""
        return Read(f"{found.value.house} {found.value.street}{unit}", found.rest)

    def say(self, value: str, today: date) -> str:
        return value

    def expects(self) -> dict[str, Any]:
        return {"kind": "text"}
