"""Which languages there are: each has a room, a folder named by its two or three letters."""

from pathlib import Path

ROOMS = Path(__file__).parent
VOCABULARY = "vocabulary"
"""The book whose lists all others may name."""


def languages(rooms: Path = ROOMS) -> list[str]:
    """Their codes."""
    return sorted(path.parent.name for path in rooms.glob(f"*/{VOCABULARY}.txt"))
