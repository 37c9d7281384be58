"""What comes to a call's loop, one item after another; beside what the line and the engines tell its core."""

import asyncio
from dataclasses import dataclass

import structlog

from ..core.events import CallerHungUp, Event, StreamLost
from ..core.record import Disposition
from ..telephony.line import Heard
from .activity import Activity
from .speech import Piece

ROOM = 600
"""Messages and answers that may wait for a call's loop: twelve seconds of frames."""
ENDS: dict[type, Disposition] = {
    CallerHungUp: Disposition.CALLER_HUNG_UP,
    StreamLost: Disposition.STREAM_LOST,
}
"""Events by which a call ends, and how it has ended then."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class PieceMade:
    mark: str
    piece: Piece | None
    """None: that was all."""


@dataclass(frozen=True, slots=True)
class AskedForSign:
    """The line is to be asked whether it is there."""


@dataclass(frozen=True, slots=True)
class Broken:
    error: BaseException


Item = Heard | Event | PieceMade | AskedForSign | Broken


class Inbox:
    """Each item in it is something that is being done, from when it is put until `done`."""

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._items: asyncio.Queue[Item] = asyncio.Queue(ROOM)

    @property
    def is_full(self) -> bool:
        return self._items.full()

    def put_soon(self, item: Item) -> None:
        """At once, or never: who puts it must not wait."""
        self._activity.begin()
        try:
            self._items.put_nowait(item)
        except asyncio.QueueFull:
            self._activity.end()
            log.error("call_inbox_full")

    async def put(self, item: Item) -> None:
        self._activity.begin()
        await self._items.put(item)

    async def get(self) -> Item:
        return await self._items.get()

    def done(self) -> None:
        self._activity.end()

    def drop_all(self) -> None:
        while not self._items.empty():
            self._items.get_nowait()
            self._activity.end()
