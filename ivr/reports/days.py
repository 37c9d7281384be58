"""What is counted of whole days, and remembered: days that are over change by an erasure or a purge alone.

Counting a week anew takes a third of a second of a core at a hundred thousand calls; adding seven days up, nothing.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from datetime import time as time_of_day

from sqlalchemy import Connection, Engine

from ..store import tallies
from ..store.tallies import Disclosed, Span, ToAPerson
from .cost import Minutes

MOST_DAYS = 100
OVER_SECONDS, RUNNING_SECONDS = 3600.0, 30.0
"""For how long a day's counts hold: of one that is over, with what comes late of its last calls, and of the others."""
COMES_LATE = timedelta(hours=26)
"""The longest call, and until its journal is packed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything adds up, so that of days it makes a week."""

    by_hour: Counter[tuple[datetime, str]] = field(default_factory=Counter)
    assisted: Counter[tuple[str, bool]] = field(default_factory=Counter)
    handed: tuple[ToAPerson, ...] = ()
    turns: Counter[tuple[str, bool]] = field(default_factory=Counter)
    answers: Counter[float] = field(default_factory=Counter)
    dead_air: Counter[float] = field(default_factory=Counter)
    disclosed: Disclosed = field(default_factory=Disclosed)
    minutes: Minutes = field(default_factory=Minutes)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.by_hour + other.by_hour,
            self.assisted + other.assisted,
            self.handed + other.handed,
            self.turns + other.turns,
            self.answers + other.answers,
            self.dead_air + other.dead_air,
            self.disclosed + other.disclosed,
            self.minutes + other.minutes,
        )


def tally_of(connection: Connection, span: Span) -> Tally:
    turns, answers = tallies.turns(connection, span)
    return Tally(
        by_hour=tallies.calls_by_hour(connection, span),
        assisted=tallies.with_the_assistant(connection, span),
        handed=tuple(tallies.to_people(connection, span)),
        turns=turns,
        answers=answers,
        dead_air=tallies.dead_air(connection, span),
        disclosed=tallies.disclosed(connection, span),
        minutes=Minutes(*tallies.minutes(connection, span)),
    )


class Days:
    """For any thread. Days are those of `zone`, the business's: one may have 23 hours."""

    def __init__(
        self,
        engine: Engine,
        zone: tzinfo,
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.zone = zone
        self._engine, self._now, self._monotonic = engine, now, monotonic
        self._held: dict[date, tuple[float, Tally]] = {}
        self._lock = threading.Lock()

    @property
    def today(self) -> date:
        return self._now().astimezone(self.zone).date()

    def tally(self, first: date, last: date) -> Tally:
        """From the beginning of `first` to the end of `last`."""
        total, day = Tally(), first
        with self._engine.connect() as connection:
            while day <= last:
                total += self._of_day(connection, day)
                day += timedelta(days=1)
        return total

    def span(self, first: date, last: date) -> Span:
        return Span(self._begin(first), self._begin(last + timedelta(days=1)))

    def _of_day(self, connection: Connection, day: date) -> Tally:
        with self._lock:
            until, held = self._held.get(day, (0.0, Tally()))
        if self._monotonic() < until:
            return held
        span = self.span(day, day)
        counted = tally_of(connection, span)
        is_over = span.until + COMES_LATE < self._now()
        with self._lock:
            self._held.pop(day, None)
            self._held[day] = self._monotonic() + (OVER_SECONDS if is_over else RUNNING_SECONDS), counted
            if len(self._held) > MOST_DAYS:
                del self._held[next(iter(self._held))]
        return counted

    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, time_of_day(), self.zone)
