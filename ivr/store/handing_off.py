"""A call leaves for a person, or with a goodbye, and may come back to the assistant: each of its hand-offs is kept.

One of them stands at most. When its caller is back it is behind the call, with those who were rung for it, and the
next one is another.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.record import Back, Care
from ..ports import GoneOn, HandOff
from . import lines
from .calls import CallRecord

if TYPE_CHECKING:
    from .live import Live, LiveCalls


class HandingOff:
    """Thread-safe; nothing here waits."""

    def __init__(
        self,
        lock: threading.Lock,
        calls: "LiveCalls",
        live: "Callable[[str], Live]",
        hold: "Callable[[Live, CallRecord], None]",
        write: Callable[[list[lines.Change]], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """`live` gives a call, `hold` and `write` put what became of it on its way to disk: all with the lock held."""
        self._lock, self._calls, self._live, self._hold, self._write = lock, calls, live, hold, write
        self._now, self._monotonic = now, monotonic

    def save(self, call: str, handoff: HandOff) -> None:
        """The first one holds: a call leaves its stream once, until it comes back."""
        with self._lock:
            live = self._live(call)
            live.with_assistant = False
            if live.record.handoff is not None:
                return
            before = live.record.handed_back[-1:]
            grave = replace(handoff, care=handoff.care or live.record.care)
            live.record = replace(live.record, handoff=grave, handed_off_at=self._now())
            followed = [lines.of_handed_back(call, one, followed=True) for one in before]
            self._write([*followed, lines.of_handoff(live.record)])

    def add(self, call: str, wish: str, care: Care | None, route: str | None = None) -> None:
        """What is known of the caller may grow, and the team they want with it. Without a hand-off nothing is done."""
        with self._lock:
            live = self._live(call)
            if (handoff := live.record.handoff) is not None:
                grown = replace(handoff, wish=wish, care=care, route=route or handoff.route)
                at = live.record.handed_off_at or self._now()  # it is the same one: a later one would not hold
                live.record = replace(live.record, handoff=grown, handed_off_at=at)
                self._write([lines.of_handoff(live.record)])

    def told_closed(self, call: str) -> None:
        with self._lock:
            live = self._live(call)
            live.record = replace(live.record, told_closed=True)

    def give_back(self, call: str, done: str | None) -> None:
        """The agent who has the caller gives them back when they hang up, with this word for what was done.

        None: they do not, after all. It is kept: a restart forgets no caller who was promised more.
        """
        with self._lock:
            live = self._live(call)
            if live.record.handoff is None or (done is None and live.record.gives_back is None):
                return
            live.record = replace(live.record, gives_back=done is not None, done=done or "")
            self._write([lines.of_handoff(live.record)])

    def come_back(self, call: str, by: Back, done: str = "", *, most: int, request: str = "") -> bool:
        """The caller goes on with the assistant, if fewer than `most` calls do; False: they stay with people.

        `done` is the agent's word for what was done. `request`: Twilio's idempotency token, if any.
        """
        with self._lock:
            live = self._live(call)
            record = live.record
            stands = record.handoff is not None and record.handoff.is_to_people
            if record.over or not stands or self._calls.with_assistant(self._monotonic()) >= most:
                return False
            back = record.came_back(by, done, self._now())
            live.began = self._monotonic()  # how long the assistant may talk counts from here
            live.begin_resume(live.began, request)
            self._hold(live, back)
            self._write([lines.of_handed_back(call, back.handed_back[-1])])
            return True

    def gone_on(self, call: str) -> GoneOn | None:
        with self._lock:
            behind = self._live(call).record.handed_back
            return GoneOn(behind[-1].by, behind[-1].done, len(behind)) if behind else None
