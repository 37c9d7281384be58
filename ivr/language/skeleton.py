"""A room for another language: every book and every list that it takes, empty, with the English phrases as examples."""

import re
from pathlib import Path

from ..core.names import LANGUAGE_CODE
from ..errors import LanguageError, as_typed
from .rooms import ROOMS, languages

_MODEL = "en"
_HEAD = re.compile(r"\[[a-z]")


def make_room(code: str, rooms: Path = ROOMS) -> Path:
    """The folder of the new room. Raises LanguageError for what is no code, and for a room that is there."""
    room = rooms / code
    if not re.fullmatch(LANGUAGE_CODE, code):
        raise LanguageError(f"'{code}' is no language: write its two or three letters, as es")
    if code in languages(rooms):
        raise LanguageError(f"{as_typed(room)} is there already: `ivr check` tells what it lacks")
    for book in sorted((ROOMS / _MODEL).rglob("*.txt")):
        place = room / book.relative_to(ROOMS / _MODEL)
        if place.exists():  # of some languages, what lines are checked by is there
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(emptied(book.read_text(encoding="utf-8")), encoding="utf-8")
    return room


def emptied(book: str) -> str:
    """A book with its comments and the heads of its lists; each phrase becomes an example, behind "# en:"."""
    lines = (line if _is_kept(line) else f"# {_MODEL}: {line}" for line in book.splitlines())
    return "\n".join(lines) + "\n"


def _is_kept(line: str) -> bool:
    return not line or line.startswith("#") or bool(_HEAD.match(line) and line.endswith("]"))
