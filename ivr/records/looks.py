"""Who looks at what callers said, where that is hidden: a reason is asked for, and noted before anything is shown.

The note is a line in a file of the data folder. It needs no database that takes writes, and holds nothing of a caller.
"""

import getpass
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..errors import CandidError
from ..settings import Settings

FILE = "looks.jsonl"
LONGEST_WHY = 200


@dataclass(frozen=True, slots=True)
class Look:
    words: bool = False
    """Whether they were asked for."""
    why: str = ""

    def is_granted(self, settings: Settings) -> bool:
        """Whether words are shown. Raises CandidError when they are hidden and asked for without a reason."""
        if not settings.hide_transcripts:
            return True
        if self.words and not self.why:
            raise CandidError("what callers said is hidden here: say why with --why, in words that name nobody")
        return self.words

    def note(self, folder: Path, calls: Iterable[str], now: datetime) -> None:
        """A line for each call, on the disk when this returns. Raises CandidError, and then nothing is to be shown."""
        about = {"at": now.isoformat(timespec="seconds"), "by": _user(), "why": self.why[:LONGEST_WHY]}
        lines = "".join(json.dumps({**about, "call": call}) + "\n" for call in calls)
        try:
            descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise CandidError(f"{folder / FILE}: {error.strerror}; nothing is shown that is not noted") from error


def _user() -> str:
    """Of this machine; its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
