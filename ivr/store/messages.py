"""What callers leave for people, as the call tells of it: each becomes a row that somebody claims and does.

A message has its place among those of its call, always the same for the same one, so that a request that comes twice
makes one row. What people do with it does not come this way: see `message_acts`.
"""

import threading
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ..core.message import MessageKind
from .calls import CallRecord, new_reference
from .lines import Change

if TYPE_CHECKING:
    from .live import Live

TABLE = "messages"
VOICEMAIL_SEQ, CALLBACK_SEQ, ALERT_SEQ = 1, 2, 3
"""A call has one of each at most."""
FIRST_NOTED_SEQ = 100
"""Of those that the assistant puts down with the back office, where their words and numbers are."""


class LeftMessages:
    """Thread-safe; nothing here waits."""

    def __init__(
        self,
        lock: threading.Lock,
        live: "Callable[[str], Live]",
        write: Callable[[list[Change]], None],
        now: Callable[[], datetime],
    ) -> None:
        """`live` gives a call, and `write` puts changes on their way to disk, sealed: both with the lock held."""
        self._lock, self._live, self._write, self._now = lock, live, write, now

    def callback(self, call: str, route: str, number: str = "") -> str:
        """The caller is to be rung by agents of `route`; the reference to tell them. Asked again, the same.

        `number` is E.164: where they want to be rung, if not where they call from. It is kept sealed. Without one, what
        they gave before stays: the carrier asks twice, and in any order.
        """
        with self._lock:
            live = self._live(call)
            reference = live.record.reference or new_reference()
            live.record = replace(live.record, reference=reference, rung_on=number or live.record.rung_on)
            at = place_of(live.record, CALLBACK_SEQ, MessageKind.CALLBACK, self._now())
            rung_on = live.record.rung_on or live.record.number
            self._write([at | {"route": route} | ({"number": rung_on} if rung_on else {})])
            return reference

    def alert(self, call: str) -> None:
        """A supervisor's rule wants somebody to look at the call: one message, however many rules do."""
        with self._lock:
            self._write([place_of(self._live(call).record, ALERT_SEQ, MessageKind.ALERT, self._now())])


def of_voicemail(record: CallRecord, at: datetime) -> Change:
    """Of a message that was spoken after the tone."""
    route = record.dials[-1].route if record.dials else record.handoff.route if record.handoff else None
    return place_of(record, VOICEMAIL_SEQ, MessageKind.VOICEMAIL, at) | {"route": route}


def of_reply(call: str, at: object, reply: object) -> Iterator[Change]:
    """Of a reply as the journal has it: what it tells to be left. The same number is the same message, told twice."""
    left = reply.get("left") if isinstance(reply, dict) else None
    for one in left if isinstance(left, list) else ():
        kind, reference = str(one["what"]), str(one["reference"])
        seq = FIRST_NOTED_SEQ + zlib.crc32(reference.encode()) % 2**30
        yield {"call_sid": call, "seq": seq, "kind": kind, "at": at, "reference": reference}


def place_of(record: CallRecord, seq: int, kind: MessageKind, at: datetime) -> Change:
    told: Change = {"table": TABLE, "call_sid": record.call_sid, "seq": seq, "kind": kind.value, "at": at}
    return told | {"reference": record.reference}
