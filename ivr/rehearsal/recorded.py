"""A journal as one who tries the call again goes through it: its streams, and in each one moment after the other."""

import base64
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..core.commands import Command
from ..core.events import AudioHeard, Event, RoutesClosed
from ..ports import JournalEntry
from ..store.journal import FRAME_BYTES, FRAMES, KINDS, decoded
from ..store.withholding import KEY
from .doing import DECISIVE

_SILENT = bytes(FRAME_BYTES)
_DECISIVE = {kind.__name__ for kind in DECISIVE}
ASKED = {"Parse", "Ask", "Transcribe", "LookBack"}
"""Commands that an engine answers."""
_EVENTS = {name for name, kind in KINDS.items() if issubclass(kind, Event)}
_BEGINS = "CallStarted"
_SURELY, _AT_LEAST = 0.8, 6
"""Of the detector, and in so many frames of a run."""
_TOLD_BEFORE = {"RoutesClosed", "QueuesKnown", "ChoicesKnown", "CameBack", "BackFromPeople"}
"""Of a stream that begins: told before its start."""


@dataclass(slots=True)
class Moment:
    """Something that happened, and what was done about it."""

    entry: JournalEntry
    done: list[JournalEntry] = field(default_factory=list)

    @property
    def is_frames(self) -> bool:
        return self.entry.kind == FRAMES

    @property
    def frames(self) -> list[AudioHeard]:
        """Of a run of them. What was done stands behind the last, as a run ends with what something is done about."""
        return frames_of(self.entry)

    @property
    def is_spoken_in(self) -> bool:
        """Of a run of frames: whether the caller is surely speaking."""
        return sum(frame.speech >= _SURELY for frame in self.frames) >= _AT_LEAST

    @property
    def event(self) -> Event:
        """Of what is no run of frames."""
        (event,) = decoded(self.entry)
        if not isinstance(event, Event):
            raise ValueError("a command where an event was expected")
        return event

    @property
    def decided(self) -> list[Command]:
        """Those that a supervisor's rules decide."""
        kept = [decoded(entry)[0] for entry in self.done if entry.kind in _DECISIVE]
        return [command for command in kept if isinstance(command, Command)]

    @property
    def asked(self) -> set[tuple[object, ...]]:
        """What an engine was asked, so that its answer is on record if it came."""
        return {
            (entry.kind, entry.body.get("turn"), entry.body.get("attempt"))
            for entry in self.done
            if entry.kind in ASKED
        }

    def closed_from(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """The routes that the call took for closed from here on."""
        names = self.entry.body.get("names") if self.entry.kind == RoutesClosed.__name__ else None
        return tuple(map(str, names)) if isinstance(names, list) else before

    @property
    def is_a_hidden_key(self) -> bool:
        return self.entry.said.get("key") == KEY


def streams_of(entries: Sequence[JournalEntry]) -> Iterator[list[Moment]]:
    """Of each stream of a call its moments. Raises ValueError for entries of another version."""
    begins = _beginnings(entries)
    stream: list[Moment] = []
    for at, entry in enumerate(entries):
        if at in begins and stream:
            yield stream
            stream = []
        if entry.kind == FRAMES or entry.kind in _EVENTS:
            stream.append(Moment(entry))
        elif not stream or entry.kind not in KINDS:
            raise ValueError(f"journal entry {entry.seq} is no event, and nothing that was done about one")
        else:
            stream[-1].done.append(entry)
    if stream:
        yield stream


def _beginnings(entries: Sequence[JournalEntry]) -> set[int]:
    """Places at which a stream begins: with what is told before its start, which may be of one that was just lost."""
    found = set()
    for at, entry in enumerate(entries):
        if entry.kind == _BEGINS:
            while at > 0 and entries[at - 1].kind in _TOLD_BEFORE:
                at -= 1
            found.add(at)
    return found


def frames_of(entry: JournalEntry) -> list[AudioHeard]:
    """Raises ValueError."""
    speech = base64.b64decode(str(entry.body["speech"]), validate=True)
    echo = base64.b64decode(str(entry.body.get("echo", "")), validate=True) or bytes(len(speech))
    return [_frame(*shares) for shares in zip(speech, echo, strict=True)]


@functools.cache
def _frame(speech: int, echo: int) -> AudioHeard:
    """The same for the same shares: a call has thousands, nearly all alike."""
    return AudioHeard(_SILENT, speech / 255, echo / 255)
