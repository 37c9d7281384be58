"""How keys are named in lines, in one language: judged in written/wording/keys.py."""

from dataclasses import dataclass
from re import Pattern


@dataclass(frozen=True, slots=True)
class KeysNamed:
    """All on a sentence in small letters, with its marks."""

    pressed: Pattern[str]
    """ "Press the key one"; group "key" is the key's name."""
    zero: frozenset[str]
    """The names of key 0."""
    purpose: Pattern[str]
    """What says what a key is for."""
    at_once: Pattern[str]
    """Of that, what may stand right behind the key."""
    person: Pattern[str]
    """What key 0 is for."""
