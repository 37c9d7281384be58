"""Writes a call's events and commands into its journal, many heard frames in one entry."""

from dataclasses import dataclass
from typing import Protocol

from ..core.commands import Command
from ..core.events import FRAME_SECONDS, AudioHeard, Event
from ..ports import CallStore
from ..store.journal import entry, frames_entry, quantised

_FRAMES_AN_ENTRY = 50
"""One second: what a crash may lose of the call's clock."""


class Noted(Protocol):
    """Whoever is told, too, what a call's core took in and what was performed."""

    def note(self, item: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Beside:
    """Who is told what the journal is told: the tape all, the others no frames."""

    witness: Noted | None = None
    tape: Noted | None = None
    onlooker: Noted | None = None
    alerts: Noted | None = None


ALONE = Beside()


class Scribe:
    def __init__(self, call: str, store: CallStore, first: int = 1, beside: Beside = ALONE) -> None:
        self._call, self._store, self._seq = call, store, first
        self._told = [one for one in (beside.witness, beside.onlooker, beside.alerts) if one is not None]
        self._tape = beside.tape
        self._speeches, self._echoes = bytearray(), bytearray()
        self._heard = 0
        self.closed = False

    def quantised(self, share: float) -> float:
        """A probability or share as precisely as the journal keeps it, so that a replay takes the same decisions."""
        return quantised(share) / 255

    def close(self) -> None:
        """Another goes on with this journal: its numbers begin where these end, and nothing more is written here."""
        self.flush()
        self.closed = True

    def note(self, item: Event | Command) -> None:
        if self.closed:
            return
        if self._tape is not None:
            self._tape.note(item)
        if isinstance(item, AudioHeard):
            self._speeches.append(quantised(item.speech))
            self._echoes.append(quantised(item.echo))
            self._heard += 1
            if len(self._speeches) < _FRAMES_AN_ENTRY:
                return
        self.flush()
        if not isinstance(item, AudioHeard):
            for one in self._told:
                one.note(item)
            self._store.append(self._call, [entry(self._next(), self._heard * FRAME_SECONDS, item)])

    def flush(self) -> None:
        if self._speeches:
            heard = bytes(self._speeches), bytes(self._echoes)
            frames = frames_entry(self._next(), self._heard * FRAME_SECONDS, *heard)
            self._speeches.clear()
            self._echoes.clear()
            self._store.append(self._call, [frames])

    def _next(self) -> int:
        self._seq += 1
        return self._seq - 1
