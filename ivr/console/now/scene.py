"""What the page Now shows, as frozen data, and what it asks of the running service.

Two scenes are the same as long as nothing has happened: no figure in one grows by itself. Times are in seconds since
the epoch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ...core.commands import RecordHelp
from ...core.events import Helped
from ...core.look import Running
from ...core.record import Priority, Reason, Understanding
from ...store.live_words import Spoken


@dataclass(frozen=True, slots=True)
class Agent:
    """One telephone of a route: free, rung, or with a caller since then."""

    which: int
    """In the order of the rules, from 1."""
    ends: str
    """The last digits of its number."""
    state: str
    """free, rings or talks."""
    since: float | None = None


@dataclass(frozen=True, slots=True)
class RouteNow:
    name: str
    is_open: bool
    agents: tuple[Agent, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class HandedOn:
    """A caller on the way to a person, or with one."""

    call: str
    ends: str
    route: str
    reason: Reason | None
    state: str
    """waits, rings, talks, or elsewhere: between two of them, or leaving a message."""
    since: float
    """When they were handed on."""
    place: int | None = None
    """In the line, from 1; None where they stand in none."""
    agent: int | None = None
    """The one who is rung or talks, from 1."""
    priority: Priority = Priority.NORMAL
    late_at: float | None = None
    """From then on they have waited longer than the rules want; None: they have a person."""


@dataclass(frozen=True, slots=True)
class Capacity:
    with_assistant: int
    most: int
    """Calls that the rules let the assistant be on at once."""
    has_room: bool
    """Whether the machine keeps up with one more."""
    queue_seconds: float
    """Until the transcriber begins with an utterance, on average; to the tenth."""
    loop_seconds: float
    """How late a frame is looked at, on average; to the tenth."""

    @property
    def left(self) -> int:
        return max(0, self.most - self.with_assistant) if self.has_room else 0


@dataclass(frozen=True, slots=True)
class Part:
    """An engine, or what else calls need."""

    name: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Scene:
    calls: tuple[Running, ...]
    """With the assistant, the worst first."""
    handed_on: tuple[HandedOn, ...]
    """The longest first."""
    routes: tuple[RouteNow, ...]
    capacity: Capacity
    parts: tuple[Part, ...]
    draining: bool
    """The service takes no new call, and goes when those here have ended."""

    def call(self, call: str) -> Running | None:
        return next((one for one in self.calls if one.call == call), None)

    def on_to_person(self, call: str) -> HandedOn | None:
        return next((one for one in self.handed_on if one.call == call), None)


@dataclass(frozen=True, slots=True)
class Helps:
    """What may be chosen for one call."""

    lines: Mapping[str, str]
    """Name of a written line → its text."""
    routes: Mapping[str, bool]
    """Route → whether it is open."""
    usual: str
    """The route that callers reach who ask for a person."""


class Stage(Protocol):
    """The running service, as those see it who watch."""

    async def scene(self) -> Scene:
        """For whoever is on the event loop that calls are on; it waits for nothing."""
        ...

    def scene_now(self) -> Scene:
        """The same, for threads. Raises TimeoutError when the event loop does not answer."""
        ...

    def helps(self, call: str) -> Helps:
        """For threads; waits for nothing."""
        ...

    def help(self, call: str, wanted: Helped) -> RecordHelp | None:
        """What the call answers, for threads; None: it is not with the assistant. Raises TimeoutError."""
        ...

    def words(self, call: str) -> tuple[Spoken, ...]:
        """The last lines as they are kept, the oldest first; waits for nothing."""
        ...

    def understood(self, words: str) -> Understanding | None:
        """What the assistant takes typed words for, for threads; None: it cannot be asked now. Raises TimeoutError."""
        ...
