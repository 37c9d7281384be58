"""A named place to send a call: whose telephones ring, when, and what if nobody takes it."""

from typing import Self

from pydantic import Field, model_validator

from .clause import Clause
from .hours import ExceptionalDay, Hours, PublicHolidays
from .names import PhoneNumber, Phrase
from .payment import CardPayment


class Route(Clause):
    """A named place to send a call: agents' numbers, tried in order."""

    agents: tuple[PhoneNumber, ...] = Field(min_length=1, max_length=10)
    called: tuple[Phrase, ...] = Field((), max_length=20)
    """What callers call this team, beside the route's name."""
    time_zone: str = "UTC"
    hours: tuple[Hours, ...] = Field((), max_length=50)
    """Empty: always open."""
    holidays: PublicHolidays | None = None
    exceptions: tuple[ExceptionalDay, ...] = Field((), max_length=200)
    """They come before hours and holidays."""
    ring_seconds: int = Field(20, ge=5, le=120)
    press_to_accept: bool = True
    queue: bool = False
    """Whoever finds no agent free may wait for one, and hears their place in the line; else a message is taken."""
    pay: CardPayment | None = None
    """Who is sent here by rule pays by card, and comes back. The agents are for where that fails."""

    @model_validator(mode="after")
    def is_not_open_and_closed_at_once(self) -> Self:
        for one in self.exceptions:
            if one.closed and any(not other.closed and one.meets(other) for other in self.exceptions):
                raise ValueError(f"exceptions: {one.date} is both closed and open")
        return self
