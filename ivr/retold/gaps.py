"""Times in a call of which nobody knows what was said: its stream was lost, or the service died while it was on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ..store.line_events import LineEvent
from ..store.one_call import OneCall, Row

_LEAST = timedelta(seconds=1)


class Why(StrEnum):
    LOST = "lost"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Gap:
    since: datetime
    until: datetime
    why: Why


def moment_of(call: OneCall, row: Row, seconds: float) -> datetime | None:
    """When these seconds of the stream of a turn or a disclosure were; None: nobody knows, as an earlier version kept
    no moments, and a stream was lost."""
    counted = row.get("at_seconds", row.get("ended_seconds"))
    if row["at"] is not None and counted is not None:
        at: datetime = row["at"]
        return at + timedelta(seconds=seconds - counted)
    return None if call.resumes else call.found.began + timedelta(seconds=seconds)


def gaps(call: OneCall) -> tuple[Gap, ...]:
    """In order."""
    return tuple(sorted(_gaps(call), key=lambda gap: gap.since))


def known_until(call: OneCall) -> datetime:
    """The last moment of which anything is known."""
    return max((call.ended or call.found.began, *_known(call)))


def _gaps(call: OneCall) -> Iterator[Gap]:
    lost = {row["number"]: row["at"] for row in call.line_events if row["kind"] == LineEvent.LOST}
    killed = {row["number"]: row["at"] for row in call.line_events if row["kind"] == LineEvent.KILLED}
    for stream in sorted(lost.keys() | killed.keys()):
        before = [at for at in _known(call) if at <= (killed.get(stream) or lost[stream])]
        since = lost[stream] if stream in lost else max(before, default=call.found.began)
        until = min((at for at in _steps(call) if at > since), default=None)
        if until is not None and until - since >= _LEAST:
            yield Gap(since, until, Why.LOST if stream in lost else Why.KILLED)


def _known(call: OneCall) -> Iterator[datetime]:
    """Moments of what the assistant heard and did, and of what became of the caller."""
    rows = *call.turns, *call.disclosures, *call.handoffs, *call.messages
    yield from (row["at"] for row in rows if row["at"] is not None)
    yield from (at for row in call.dials for at in (row["started_at"], row["answered_at"], row["ended_at"]) if at)


def _steps(call: OneCall) -> Iterator[datetime]:
    """By which it is known again where the caller was: on another stream, on the way to people, or gone."""
    yield from (row["at"] for row in call.line_events if row["kind"] == LineEvent.BEGAN)
    yield from (row["at"] for row in call.handoffs)
    yield from (row["started_at"] for row in call.dials)
    if call.ended is not None:
        yield call.ended
