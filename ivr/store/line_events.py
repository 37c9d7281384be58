"""What befell the line of a call, as changes to be kept: numbers of the carrier's, and streams that were lost.

Nothing that the carrier says in words is kept: its texts may name numbers.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from ..core.events import CallStarted, StreamLost
from ..ports import JournalEntry
from .calls import CallRecord
from .lines import Change, of_entry

TABLE = "line_events"


class LineEvent(StrEnum):
    ERROR = "error"
    """The carrier's own code of what went wrong; its number is that of the dial that it was told of."""
    SIP = "sip"
    """How the other side's line answered, where it did not take the call: RFC 3261."""
    BEGAN = "stream_began"
    """A stream behind the first; its number counts from 1."""
    LOST = "stream_lost"
    KILLED = "killed"
    """The service died while the call was on this stream; `at` is when it was started again."""


def of_entries(record: CallRecord, entries: Iterable[JournalEntry], at: datetime) -> Iterator[Change]:
    """Of what a call tells: its journal, and what of it tells of the line. `record` is how the call stood before."""
    stream = record.streams_started
    for entry in entries:
        yield of_entry(record.call_sid, entry, at)
        stream += entry.kind == CallStarted.__name__
        if entry.kind == CallStarted.__name__ and stream > 1:
            yield _event(record.call_sid, LineEvent.BEGAN, stream, 0, at)
        elif entry.kind == StreamLost.__name__:
            yield _event(record.call_sid, LineEvent.LOST, stream, 0, at)


class CarrierCodes:
    """Thread-safe; nothing here waits."""

    def __init__(self, write: Callable[[Change], None], now: Callable[[], datetime]) -> None:
        """`write` puts a change on its way to disk."""
        self._write, self._now = write, now

    def told(self, call: str, kind: LineEvent, code: int, dial: int = 0) -> None:
        """The carrier gave this code for the call, or for one of its dials."""
        self._write(_event(call, kind, dial, code, self._now()))


def _event(call: str, kind: LineEvent, number: int, code: int, at: datetime) -> Change:
    return {"table": TABLE, "call_sid": call, "kind": kind.value, "number": number, "code": code, "at": at}
