"""What the stand-in asks of the way to the service: requests, a websocket, and the passing of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

FRAME_SECONDS = 0.02
"""One tick of a call: a frame of 160 mu-law bytes each way."""


class UnreachableError(Exception):
    """The service gave no answer to a request."""


class UpgradeRefusedError(Exception):
    """The service did not accept the websocket; `status` is its answer, 0 for none."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the websocket was refused with {status}")
        self.status = status


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes


class Socket(Protocol):
    """The stand-in's end of a media stream. Messages are never waited for: a tick takes those that have come."""

    @property
    def closed(self) -> bool:
        """The service has closed its end, and all that it sent before has been taken."""
        ...

    async def send(self, text: str) -> None:
        """Does nothing once the service has closed."""
        ...

    def take(self) -> list[str | bytes]: ...

    async def close(self) -> None: ...


class Transport(Protocol):
    in_real_time: bool
    """Ticks go on while a webhook is awaited."""
    failures: list[str]
    """What the service raised, where that can be seen."""

    async def request(self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Raises UnreachableError."""
        ...

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        """Raises UpgradeRefusedError."""
        ...

    async def wait_until(self, tick: int) -> float:
        """The moment at which the tick begins, on one absolute schedule that starts with tick 0; how late it is."""
        ...

    async def settle(self) -> None:
        """The service has done what it can with what it was sent."""
        ...

    def worst_lateness(self) -> float:
        """How far behind its schedule a tick ever began, in seconds."""
        ...

    async def aclose(self) -> None: ...
