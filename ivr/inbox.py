"""What comes to a call's loop beside what the line and the engines tell its core."""

from dataclasses import dataclass

from .core.events import CallerHungUp, Event, StreamLost
from .core.record import Disposition
from .speech import Piece
from .telephony.line import Heard

ROOM = 600
"""Messages and answers that may wait for a call's loop: twelve seconds of frames."""
ENDS: dict[type, Disposition] = {
    CallerHungUp: Disposition.CALLER_HUNG_UP,
    StreamLost: Disposition.STREAM_LOST,
}
"""Events by which a call ends, and how it has ended then."""


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
