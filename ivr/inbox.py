"""What comes to a call's loop beside what the line and the engines tell its core."""

from dataclasses import dataclass

from .speech import Piece


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
