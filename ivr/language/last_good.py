"""The lists of a language as they last were sound: a slip of the evening must not send the night to agents."""

import shutil
from contextlib import suppress
from pathlib import Path

from .book import BookError
from .spoken import SpokenLanguage, spoken


def language_in_force(code: str, kept_in: Path) -> tuple[SpokenLanguage, str]:
    """The language as it is written, or else as it last was sound; and what is wrong with it now, if anything is.

    Read and compiled, which takes two seconds of a core. Raises BookError with all mistakes where none sound was kept.
    """
    language, kept = spoken(code), kept_in / code
    written = language.room
    try:
        language.load()
    except BookError as error:
        language.take_from(kept)
        try:
            language.load()
        except BookError:
            language.take_from(written)
            raise error from None
        return language, str(error)
    _keep(written, kept)
    return language, ""


def _keep(room: Path, kept: Path) -> None:
    """A copy of the lists for the next start."""
    with suppress(OSError):  # a full disk costs the copy, not the calls
        beside = kept.with_name(f"{kept.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(room, beside, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        shutil.rmtree(kept, ignore_errors=True)
        beside.rename(kept)
