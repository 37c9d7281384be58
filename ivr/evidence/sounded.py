"""What was sent to the caller under one mark: its hash as it went over the wire, and how far the line played it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

BYTES_A_MILLISECOND = 8
"""Mu-law at 8 kHz."""
EARLY_MS = 100
"""A mark may come back so much before its audio's length has gone by: frames are counted whole."""


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment of a stream in milliseconds, by two clocks: the carrier's stamps on the caller's audio, and ours."""

    line: int = 0
    clock: int = 0

    def later(self, milliseconds: int) -> "Instant":
        return Instant(self.line + milliseconds, self.clock + milliseconds)

    def at_least(self, other: "Instant") -> "Instant":
        return Instant(max(self.line, other.line), max(self.clock, other.clock))


@dataclass(slots=True)
class Sounded:
    """One run of audio. It begins when all that was sent before it has been played."""

    begun: Instant
    claimed: tuple[str, ...] = ()
    """The prompts that the command behind it names; only the hash tells what it is."""
    mark: str = ""
    """Empty: more of it may follow."""
    parts: list[str] = field(default_factory=list)
    """Prompts whose recordings were sent, known by their hash."""
    size: int = 0
    is_marked: bool = False
    is_cleared: bool = False
    _whole: Any = field(default_factory=sha256)
    _piece: Any = field(default_factory=sha256)

    def take(self, ulaw: bytes, named: Callable[[str], str | None]) -> None:
        """More of it was sent: a whole recording at once, or a stretch of one."""
        self._whole.update(ulaw)
        self._piece.update(ulaw)
        self.size += len(ulaw)
        name = named(self._piece.hexdigest()) or named(sha256(ulaw).hexdigest())
        if name:
            self.parts.append(name)
            self._piece = sha256()

    @property
    def audio_sha256(self) -> str:
        return str(self._whole.hexdigest())

    @property
    def names(self) -> tuple[str, ...]:
        """What it is by its hash; where that is not known, what it is said to be."""
        return tuple(self.parts) or self.claimed

    @property
    def length_ms(self) -> int:
        return self.size // BYTES_A_MILLISECOND

    def gone_ms(self, now: Instant) -> tuple[int, int]:
        """How long it has had to be played, by the line and by our clock."""
        return max(0, now.line - self.begun.line), max(0, now.clock - self.begun.clock)

    def was_played(self, now: Instant) -> bool:
        """Its mark came back, nothing threw it away, and time enough went by: only all three together prove it."""
        enough = max(self.gone_ms(now)) >= self.length_ms - EARLY_MS
        return self.is_marked and not self.is_cleared and enough
