"""Twilio's playback buffer: what the caller really hears, tick by tick, and when marks come back."""

from collections import deque
from dataclasses import dataclass

TICK_BYTES = 160
SILENCE = b"\xff"
LONGEST_BUFFER_BYTES = 600 * 8000
"""More than ten minutes of queued audio is discarded (warning 31931)."""

LONGEST_PAUSE_TICKS = 25
"""Audio after a longer pause is another run, even if no mark stands between."""


@dataclass
class Run:
    """Audio up to one mark: what was received of it, and what of that was played. Ticks are of the whole call."""

    received_tick: int
    received_bytes: int = 0
    played_bytes: int = 0
    first_tick: int | None = None
    last_tick: int | None = None
    audible_tick: int | None = None
    audible_seconds: float | None = None
    """Its first audible sample as it was played, on the call's clock."""
    mark: str | None = None
    ended: bool = False
    cleared: bool = False

    @property
    def share_played(self) -> float:
        return self.played_bytes / self.received_bytes if self.received_bytes else 1.0

    @property
    def complete(self) -> bool:
        return self.played_bytes == self.received_bytes and not self.cleared


@dataclass
class _Audio:
    ulaw: bytes
    run: Run


class Playback:
    """Plays 160 bytes a tick in the order of arrival. Each method returns the marks that are due back now."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._queue: deque[_Audio | str] = deque()
        self._buffered = 0

    @property
    def buffered_bytes(self) -> int:
        return self._buffered

    @property
    def current(self) -> Run | None:
        """The run whose audio is played next."""
        return next((item.run for item in self._queue if isinstance(item, _Audio)), None)

    def media(self, ulaw: bytes, tick: int) -> bool:
        """False: thrown away, since ten minutes are already waiting."""
        if self._buffered + len(ulaw) > LONGEST_BUFFER_BYTES:
            return False
        if self._needs_new_run(tick):
            self.runs.append(Run(tick))
        self.runs[-1].received_bytes += len(ulaw)
        self._queue.append(_Audio(ulaw, self.runs[-1]))
        self._buffered += len(ulaw)
        return True

    def mark(self, name: str) -> list[str]:
        """Due at once when nothing is buffered."""
        for run in self.runs:
            if not run.ended:
                run.mark, run.ended = name, True
        if not self._queue:
            return [name]
        self._queue.append(name)
        return []

    def clear(self) -> list[str]:
        """All outstanding marks are due, as if their audio had been played."""
        marks = [item for item in self._queue if isinstance(item, str)]
        for item in self._queue:
            if isinstance(item, _Audio):
                item.run.cleared = True
        for run in self.runs:
            run.ended = True
        self._queue.clear()
        self._buffered = 0
        return marks

    def play(self, tick: int) -> tuple[bytes, list[str]]:
        """The next 160 bytes, silence where nothing is buffered, and the marks passed on the way."""
        played = bytearray()
        marks: list[str] = []
        while self._queue:
            head = self._queue[0]
            if isinstance(head, str):
                marks.append(head)
                self._queue.popleft()
                continue
            if len(played) == TICK_BYTES:
                break
            part = head.ulaw[: TICK_BYTES - len(played)]
            head.ulaw = head.ulaw[len(part) :]
            _note_played(head.run, len(part), tick)
            played += part
            if not head.ulaw:
                self._queue.popleft()
        self._buffered -= len(played)
        return bytes(played.ljust(TICK_BYTES, SILENCE)), marks

    def _needs_new_run(self, tick: int) -> bool:
        if not self.runs or self.runs[-1].ended:
            return True
        last = self.runs[-1].last_tick
        return not self._buffered and last is not None and tick - last > LONGEST_PAUSE_TICKS


def _note_played(run: Run, count: int, tick: int) -> None:
    if run.first_tick is None:
        run.first_tick = tick
    run.last_tick = tick
    run.played_bytes += count
