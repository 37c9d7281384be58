"""Three lines of the log for each call: that it began, where it went, how it ended; nothing of what was said in it."""

from collections import deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from ..core.record import Disposition

MOST_WAITING = 20_000
"""Changes; older ones are let go, as a log is not worth a call's memory."""
MOST_CALLS = 4000
_MAY_CHANGE = {None, Disposition.STREAM_LOST, Disposition.CALLER_HUNG_UP}
"""How a line looks to have ended, until the carrier says that it did, or something better is known."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Told:
    began: bool = False
    left: int = -1
    """The place of its last hand-off."""
    ended: bool = False
    turns: int = 0


class CallLog:
    """Reads the changes that are kept of calls. `note` never waits: a log that nobody takes costs no call anything."""

    def __init__(self) -> None:
        self._waiting: deque[Mapping[str, object]] = deque(maxlen=MOST_WAITING)
        self._told: dict[str, _Told] = {}

    def note(self, changes: Iterable[Mapping[str, object]]) -> None:
        """For any thread, on the call path."""
        self._waiting.extend(c for c in changes if c["table"] in {"calls", "handoffs"} or c.get("kind") == "RecordTurn")

    def tell(self) -> None:
        """Logs what was noted. For one thread, that may wait. A log that takes no lines is let go without."""
        while self._waiting:
            with suppress(OSError, ValueError):
                self._tell(self._waiting.popleft())

    def _tell(self, change: Mapping[str, object]) -> None:
        call = str(change["call_sid"])
        told = self._told.setdefault(call, _Told())
        if len(self._told) > MOST_CALLS:
            del self._told[next(iter(self._told))]
        if change["table"] == "journal":
            told.turns += 1
        elif change["table"] == "handoffs":
            seq = change.get("seq", 0)
            if change.get("back_at"):
                if not change.get("followed"):
                    log.info("call_came_back", call=call, by=change["back_by"])
            elif isinstance(seq, int) and seq > told.left and change["kind"] == "transfer":
                told.left = seq
                log.info("call_handed_off", call=call, route=change["route"], reason=change["reason"])
        else:
            self._tell_call(call, told, change)

    def _tell_call(self, call: str, told: _Told, change: Mapping[str, object]) -> None:
        if not told.began:
            told.began = True
            if not change["ended_at"] and not change["streams_started"] and not change["resumes"]:
                log.info("call_began", call=call, taken_by="assistant" if change["admitted"] else "agent")
        if told.ended or not (change["over"] or change["disposition"] not in _MAY_CHANGE):
            return
        told.ended = True
        log.info(
            "call_ended",
            call=call,
            disposition=change["disposition"],
            seconds=_seconds(change["started_at"], change["ended_at"]),
            turns=told.turns,
        )


def _seconds(began: object, ended: object) -> float | None:
    if not isinstance(began, datetime) or not isinstance(ended, datetime):
        return None
    return round((ended - began).total_seconds(), 1)
