"""A named place to send a call: whose telephones ring, when, and what if nobody takes it."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from .caller_number import number_of_caller
from .clause import Clause, MisplacedError
from .hours import ExceptionalDay, Hours, PublicHolidays
from .names import Name, PhoneNumber, Phrase
from .overflow import Instead, Overflow, check_order
from .payment import CardPayment


class Ring(StrEnum):
    """How the agents of a route are rung."""

    IN_ORDER = "in_order"
    """Each when the one before has not taken the call."""
    ALL_AT_ONCE = "all_at_once"
    """The first who takes it has it."""


class Route(Clause):
    """A named place to send a call: agents' numbers, and what there is where none of them takes it."""

    agents: tuple[PhoneNumber, ...] = Field(min_length=1, max_length=10)
    ring: Ring = Ring.IN_ORDER
    called: tuple[Phrase, ...] = Field((), max_length=20)
    """What callers call this team, beside the route's name."""
    time_zone: str = "UTC"
    hours: tuple[Hours, ...] = Field((), max_length=50)
    """Empty: always open."""
    holidays: PublicHolidays | None = None
    exceptions: tuple[ExceptionalDay, ...] = Field((), max_length=200)
    """They come before hours and holidays."""
    closed: Name | None = None
    """The prompt that callers hear out of hours; None: `closed`."""
    ring_seconds: int = Field(20, ge=5, le=120)
    press_to_accept: bool = True
    queue: bool = False
    """Short for an `overflow` that is a queue alone."""
    callback: bool = False
    """Who waits may ask by a key to be rung back instead."""
    overflow: tuple[Overflow, ...] = Field((), max_length=10)
    """Where callers go, step by step, whom no agent took; behind them all a message is taken."""
    pay: CardPayment | None = None
    """Who is sent here by rule pays by card, and comes back. The agents are for where that fails."""

    @model_validator(mode="after")
    def rings_only_what_can_be_rung(self) -> Self:
        told = [
            (("agents", at), f"no line can have {number}: write the number of a telephone")
            for at, number in enumerate(self.agents)
            if not number_of_caller(number)
        ]
        if told:
            raise MisplacedError(told)
        return self

    @model_validator(mode="after")
    def is_not_open_and_closed_at_once(self) -> Self:
        for one in self.exceptions:
            if one.closed and any(not other.closed and one.meets(other) for other in self.exceptions):
                raise ValueError(f"exceptions: {one.date} is both closed and open")
        return self

    @model_validator(mode="after")
    def leaves_no_step_out_of_reach(self) -> Self:
        check_order(self.overflow)
        if self.queue and self.overflow and not self.has_queue_step:
            told = "write `to: queue` where it belongs in overflow, and remove this"
            raise MisplacedError([(("queue",), told)])
        if self.callback and not self.has_queue:
            told = "callers are offered it while they wait: write `to: queue` under overflow, or `to: callback` instead"
            raise MisplacedError([(("callback",), told)])
        return self

    @property
    def steps(self) -> tuple[Overflow, ...]:
        """What is tried for a caller whom no agent took, before a message."""
        return self.overflow or ((Overflow(to=Instead.QUEUE),) if self.queue else ())

    @property
    def has_queue(self) -> bool:
        """Whoever finds no agent free may wait for one, and hears their place in the line."""
        return self.queue or self.has_queue_step

    @property
    def has_queue_step(self) -> bool:
        return any(step.to is Instead.QUEUE for step in self.overflow)

    @property
    def rung_at_once(self) -> int:
        """How many telephones ring together."""
        return len(self.agents) if self.ring is Ring.ALL_AT_ONCE else 1
