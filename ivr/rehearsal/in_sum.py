"""What a draft would have changed in sum, over the calls that it was tried on."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from ..core.record import Disposition
from .doing import Doing
from .rehearse import Rehearsed, Verdict


@dataclass(slots=True)
class Counts:
    """In truth, and under the draft."""

    was: Counter[str] = field(default_factory=Counter)
    would: Counter[str] = field(default_factory=Counter)

    def note(self, was: str, would: str) -> None:
        self.was[was] += bool(was)
        self.would[would] += bool(would)

    def told(self) -> dict[str, list[int]]:
        names = sorted({*+self.was, *+self.would})
        return {name: [self.was[name], self.would[name]] for name in names}


@dataclass(slots=True)
class Sum:
    """Transfers are counted of calls that were judged, whole or in part."""

    zone: tzinfo
    """Of the hours of the day."""
    calls: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    why_not: Counter[str] = field(default_factory=Counter)
    """Of calls that were not judged, or in part alone."""
    transfers: Counts = field(default_factory=Counts)
    """Under `all`."""
    routes: Counts = field(default_factory=Counts)
    reasons: Counts = field(default_factory=Counts)
    hours: Counts = field(default_factory=Counts)
    """By the hour of the day at which the call began: 00 to 23."""
    nobody_there: Counts = field(default_factory=Counts)
    """Transfers to a route that was closed, by route."""
    voicemails: int = 0
    """Calls in truth that ended at one."""
    open_ends: int = 0
    """Calls that would go on otherwise, and of which nobody knows how they would have ended."""

    def add(self, one: Rehearsed) -> None:
        self.calls += 1
        self.verdicts[one.verdict.value] += 1
        if one.why_not:
            self.why_not[one.why_not] += 1
        if one.verdict is Verdict.NOT_JUDGED:
            return
        was, would = _transfer_of(one.ended), _transfer_of(one.would_end)
        self.open_ends += one.differs and not (one.would_end and one.would_end.leaves)
        self.voicemails += one.disposition == Disposition.VOICEMAIL
        self.transfers.note("all" if was else "", "all" if would else "")
        self.routes.note(was.route if was else "", would.route if would else "")
        self.reasons.note(was.reason if was else "", would.reason if would else "")
        hour = _hour(one.began, self.zone)
        self.hours.note(hour if was else "", hour if would else "")
        closed = [one.route if one and one.nobody_there else "" for one in (was, would)]
        self.nobody_there.note(*closed)

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        counts = ("transfers", "routes", "reasons", "hours", "nobody_there")
        numbers = ("calls", "voicemails", "open_ends")
        return (
            {name: getattr(self, name).told() for name in counts}
            | {name: getattr(self, name) for name in numbers}
            | {"verdicts": dict(self.verdicts), "why_not": dict(self.why_not)}
        )


def _transfer_of(end: Doing | None) -> Doing | None:
    return end if end and end.route and end.ends != "pay" else None


def _hour(began: datetime, zone: tzinfo) -> str:
    return f"{began.astimezone(zone).hour:02}"
