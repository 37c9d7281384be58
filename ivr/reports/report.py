"""All figures of some days, each beside those without which it would mislead."""

from dataclasses import dataclass
from datetime import date

from ..settings.prices import Prices
from . import people, understanding, volume
from .days import Days
from .figure import Figure


@dataclass(frozen=True, slots=True)
class Containment:
    """How many calls needed nobody is never told alone: a line that lets nobody through contains them all."""

    contained: Figure
    honoured: Figure
    in_time: Figure
    waits: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (self.contained, self.honoured, self.in_time, *self.waits)


@dataclass(frozen=True, slots=True)
class Report:
    first: date
    last: date
    calls: Figure
    by_hour: Figure
    by_day: Figure
    containment: Containment
    people: tuple[Figure, ...]
    """Transfers by reason, who gave up on the way, and who came back."""
    understood: tuple[Figure, ...]
    speed: tuple[Figure, ...]
    evidence: tuple[Figure, ...]
    cost: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        first = (self.calls, self.by_hour, self.by_day, *self.containment.figures)
        return (*first, *self.people, *self.understood, *self.speed, *self.evidence, *self.cost)


def report_of(days: Days, first: date, last: date, prices: Prices | None) -> Report:
    """Of calls that began from the first day to the last, both counted. No word of any call is read."""
    told = days.tally(first, last)
    handed = told.handed
    gone = people.abandoned(handed), people.came_back(handed), volume.hung_up(told.by_hour)
    of_people = people.contained(told.assisted), people.honoured(handed), people.in_time(handed), people.waits(handed)
    return Report(
        first=first,
        last=last,
        calls=volume.calls(told.by_hour),
        by_hour=volume.by_hour(told.by_hour, days.zone),
        by_day=volume.by_day(told.by_hour, days.zone, first, last),
        containment=Containment(*of_people),
        people=(people.transfers(handed), *gone),
        understood=(understanding.misses(told.turns),),
        speed=understanding.speed(told.answers, told.dead_air),
        evidence=understanding.evidence(told.disclosed),
        cost=volume.cost(told.minutes, told.by_hour, prices),
    )
