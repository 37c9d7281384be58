"""By which words a line offers a choice, greets, or names a key: judged in written/wording/shape.py."""

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class LineShape:
    """All on words as of `words_of`."""

    either: Pattern[str]
    """What stands before the last of several things: "or"."""
    lead_in: Pattern[str]
    """What stands before a comma and is none of these things: "sorry"."""
    press: Pattern[str]
    """A sentence about a key."""
