"""What a supervisor's rule may ask of a call: all of it as data, so that a call, a replay and a dry run decide alike.

Whatever stands here came with an event of the call's journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .record import Choice, Topic


@dataclass(frozen=True, slots=True)
class Facts:
    """At one moment; what is not known, or not sure, is left as it is here, and no condition on it holds."""

    words: str = field(default="", repr=False)
    """What the caller said in the turn at hand, where the words are sure and no answer to what was asked."""
    right: float | None = None
    """The chance 0..1 that every word of it is right; None: nothing was said."""
    intent: str = ""
    """What the dialogue model takes it for; of a key, what it stands for."""
    confidence: float = 0.0
    """Of the intent, 0..1."""
    topic: Topic | None = None
    """The sensitive topic that the turn speaks of."""
    language: str = ""
    """That the words are in."""
    misses_in_a_row: int = 0
    misses_in_a_call: int = 0
    frustration: int = 0
    """Points of core/words/frustration.py."""
    slots: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What the dialogue has collected, of that which rules ask for: name → value."""
    choices: frozenset[Choice] = frozenset()
    """Those of the caller's that stand."""
    called: str = ""
    """The number of ours that was rung."""
    closed: frozenset[str] = frozenset()
    """Routes at which nobody is at work; all others are open, or nobody knows."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Route → how many callers wait for an agent of it."""


NOTHING_KNOWN = Facts()
