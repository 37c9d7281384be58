"""What becomes of a caller whom nobody of a route could take: steps, tried in order; a message is behind them all."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from .clause import Clause, MisplacedError
from .names import Name


class Instead(StrEnum):
    """Of an agent."""

    QUEUE = "queue"
    VOICEMAIL = "voicemail"
    CALLBACK = "callback"
    """By a key; who presses none leaves a message. Who may not be rung back is passed on."""


class Found(StrEnum):
    """How all the agents were found that were rung last."""

    BUSY = "busy"
    """Each of them, by the carrier's word."""
    NO_ANSWER = "no_answer"
    """At least one of them was not; or they declined."""


class Overflow(Clause):
    """One step: the agents of another route, or what there is instead of agents."""

    to: Instead | None = None
    route: Name | None = None
    when: Found | None = None
    """Else it is passed over; None: always taken."""
    at_most: int | None = Field(None, ge=1, le=1000)
    """A queue in which so many wait already is passed over."""
    minutes: int | None = Field(None, ge=1, le=600)
    """So is one in which the wait would be longer, as far as that is known."""

    @model_validator(mode="after")
    def leads_to_one_place(self) -> Self:
        if (self.to is None) == (self.route is None):
            raise ValueError(
                "write either `to: queue`, `to: voicemail`, `to: callback`, or `route:` and another route's name"
            )
        if self.to is not Instead.QUEUE and (self.at_most is not None or self.minutes is not None):
            raise ValueError("at_most and minutes are a queue's: write them beside `to: queue`, or remove them")
        return self

    def meets(self, found: Found) -> bool:
        return self.when is None or self.when is found

    @property
    def takes_all(self) -> bool:
        """Nobody is left over for what stands behind it, save by their own choice."""
        return self.to is not None and self.when is None and self.at_most is None and self.minutes is None


def check_order(steps: tuple[Overflow, ...]) -> None:
    """Raises MisplacedError for steps that nobody can ever get to."""
    told: list[tuple[tuple[object, ...], str]] = []
    for at, step in enumerate(steps):
        place = ("overflow", at)
        taker = next((number for number, earlier in enumerate(steps[:at], 1) if earlier.takes_all), 0)
        twice = next((number for number, earlier in enumerate(steps[:at], 1) if _same(earlier, step)), 0)
        if twice:
            told.append((place, f"nobody gets here: step {twice} leads to the same place; keep one of the two"))
        elif taker and not (step.to is Instead.VOICEMAIL and steps[taker - 1].to is not Instead.VOICEMAIL):
            mend = "put this one above, or give that one a `when`, `at_most` or `minutes`"
            told.append((place, f"nobody gets here: step {taker} takes everybody; {mend}"))
    if told:
        raise MisplacedError(told)


def _same(one: Overflow, other: Overflow) -> bool:
    """Whether the other is left nothing by the first."""
    return (one.to, one.route) == (other.to, other.route) and one.when in {None, other.when}
