"""Which languages there are: each has a room, a folder named by its two or three letters."""

from pathlib import Path

ROOMS = Path(__file__).parent
VOCABULARY = "vocabulary"
"""The book whose lists all others may name."""


def begun_languages(rooms: Path = ROOMS) -> list[str]:
    """The codes of those that no call can be held in: there is no more of them than what lines are checked by."""
    return sorted({path.parent.name for path in rooms.glob("*/*.txt")} - set(languages(rooms)))


def languages(rooms: Path = ROOMS) -> list[str]:
    """Their codes."""
    return sorted(room.name for room in rooms.glob("*") if is_whole(room))


def is_whole(room: Path) -> bool:
    """Whether a room is there for calls, be a file of it missing, and not for some lines alone."""
    return any((room / f"{book}.txt").is_file() for book in (VOCABULARY, "ways_out"))
