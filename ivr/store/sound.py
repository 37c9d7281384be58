"""Recordings of calls: pieces come one after another, are sealed before they are written, and go when they must."""

import base64
from collections.abc import Callable
from datetime import datetime

from .lines import Change

TABLE = "audio"
DELETED = "audio_deleted"
"""As a change: every piece of the call that came before it goes."""
PIECES_A_STREAM = 100_000


class KeptSound:
    """Thread-safe; nothing here waits."""

    def __init__(self, write: Callable[[Change], None], now: Callable[[], datetime]) -> None:
        """`write` puts a change on its way to disk, sealed."""
        self._write, self._now = write, now

    def keep(self, call: str, stream: int, number: int, seconds: float, ogg: bytes, peaks: bytes = b"") -> None:
        """The `number`th piece, from 0, of what was recorded on the call's `stream`th stream.

        `peaks`: how loud it is, two bytes a tenth of a second: the caller, and we. They are sealed with it.
        """
        place = {"call_sid": call, "seq": stream * PIECES_A_STREAM + number, "at": self._now(), "seconds": seconds}
        made = {"ogg": base64.b64encode(ogg).decode(), "peaks": base64.b64encode(peaks).decode()}
        self._write({"table": TABLE} | made | place)

    def delete(self, call: str) -> None:
        """The caller wants what was recorded of this call deleted."""
        self._write({"table": DELETED, "call_sid": call, "at": self._now()})
