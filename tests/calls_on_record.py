"""Calls put on record by their rows, for tests of what is searched and reported: each field has what it was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Table, insert, update

from ivr.store.database import engine_of, upgrade
from ivr.store.schema import CALLS, DIALS, DISCLOSURES, HANDOFFS, LINE_EVENTS, RULES_HELD, TURNS

from .conftest import MONDAY_NOON


@dataclass
class OnRecord:
    engine: Engine
    began: dict[str, datetime] = field(default_factory=dict)

    def call(self, call: str, minutes: float = 0, seconds: float | None = 60.0, **more: Any) -> None:
        """One that began so many minutes after Monday noon; `seconds` None: it goes on."""
        began = MONDAY_NOON + timedelta(minutes=minutes)
        self.began[call] = began
        ended = None if seconds is None else began + timedelta(seconds=seconds)
        row = {"instance": "i", "caller": "", "caller_ends": "", "line": "+15005550100", "language": "en"}
        row |= {"rules_version": "v1", "admitted": True, "over": ended is not None, "streams_started": 1, "resumes": 0}
        row |= {"disposition": None if ended is None else "resolved", "started_at": began, "ended_at": ended}
        self._put(CALLS, {"call_sid": call, **row, "seconds": seconds, **more})

    def turn(self, call: str, turn: int, outcome: str = "ask", intent: str | None = None, **more: Any) -> None:
        row = {"at_seconds": 10.0 * turn, "outcome": outcome, "intent": intent, "waited_seconds": 0.4, **more}
        self._put(TURNS, {"call_sid": call, "turn": turn, **row})

    def handoff(self, call: str, after: float = 30, route: str | None = "support", **more: Any) -> None:
        row = {"at": self._at(call, after), "kind": "transfer", "route": route, "reason": "caller_asked", **more}
        self._put(HANDOFFS, {"call_sid": call, **row})

    def back(self, call: str, after: float, by: str = "caller", seq: int = 0) -> None:
        """The caller of this hand-off was with the assistant again so many seconds after the call began."""
        this = (HANDOFFS.c.call_sid == call) & (HANDOFFS.c.seq == seq)
        with self.engine.begin() as connection:
            connection.execute(update(HANDOFFS).where(this).values(back_at=self._at(call, after), back_by=by))

    def rule(self, call: str, rule: str, tag: str | None = None, turn: int = 1, *, alert: bool = False) -> None:
        """One that held."""
        self._put(RULES_HELD, {"call_sid": call, "rule": rule, "turn": turn, "tag": tag, "alert": alert})

    def dial(
        self, call: str, after: float, taken_after: float | None, until: float, attempt: int = 1, handoff: int = 0
    ) -> None:
        """Rung so many seconds after the call began; answered after so many, if at all."""
        taken = None if taken_after is None else self._at(call, taken_after)
        row = {"route": "support", "agent": 0, "started_at": self._at(call, after), "ended_at": self._at(call, until)}
        row |= {"outcome": "completed", "bridged": taken is not None, "accepted": taken is not None, "leg": ""}
        self._put(DIALS, {"call_sid": call, "attempt": attempt, **row, "answered_at": taken, "handoff": handoff})

    def line_event(self, call: str, kind: str, code: int = 0, number: int = 0, after: float = 30) -> None:
        row = {"kind": kind, "number": number, "code": code, "at": self._at(call, after)}
        self._put(LINE_EVENTS, {"call_sid": call, **row})

    def disclosure(self, call: str, *, complete: bool = True, cut_by: str | None = None, seq: int = 2) -> None:
        row = {"prompt": "disclosure", "started_seconds": 0.0, "ended_seconds": 8.0, "clip_seconds": 8.0}
        row |= {"complete": complete, "cut_by": cut_by, "at": self._at(call, 8)}
        self._put(DISCLOSURES, {"call_sid": call, "seq": seq, **row})

    def _at(self, call: str, after: float) -> datetime:
        return self.began[call] + timedelta(seconds=after)

    def _put(self, table: Table, row: dict[str, Any]) -> None:
        with self.engine.begin() as connection:
            connection.execute(insert(table), row)


@contextmanager
def on_record(url: str) -> Iterator[OnRecord]:
    upgrade(url)
    engine = engine_of(url)
    yield OnRecord(engine)
    engine.dispose()
