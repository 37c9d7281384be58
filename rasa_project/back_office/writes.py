"""The key of a write: the same wish of the same call always has the same one, whatever happens on the way."""

import hashlib
from datetime import date
from enum import Enum


def key_of(call: str, task: str, *details: str | int | date | Enum | None) -> str:
    """A key for `task` in this call (the tracker's sender id) with these details.

    Made of all that the caller confirmed, so that a turn which is lived again writes nothing twice, while another slot
    or a corrected day is another write. What went in cannot be read from it: the call's id is not guessable.
    """
    # A conversation that Rasa lost goes on under another name: "CA12#1" is still the call "CA12".
    parts = [call.partition("#")[0], task, *(d.value if isinstance(d, Enum) else str(d) for d in details)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:48]
