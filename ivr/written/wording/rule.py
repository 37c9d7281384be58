"""The rules of wording, how hard each is, and what breaks one.

The order of options and keys, and how many, is that of the W3C's task force on cognitive accessibility (COGA): callers
need not keep a digit in mind while they take in what it is for.
"""

from dataclasses import dataclass
from enum import StrEnum

from .line import Line


class Rule(StrEnum):
    """Its value is the name under which exceptions have it."""

    HUMAN = "human"
    """Nothing claims to be a person, in other words, or denies that it is a machine."""
    AI = "ai"
    """Where the assistant names itself it says AI: that it is one is not told by "assistant" or "automated"."""
    ZERO = "zero"
    """Key 0 is a person, in every text as in every call."""
    KEY_ORDER = "key_order"
    """What a key is for comes before the key."""
    KEYS = "keys"
    """No more keys than are kept in mind."""
    QUESTION = "question"
    """One question at most, and it comes last: callers answer what they heard last."""
    SENTENCES = "sentences"
    """One idea: few sentences."""
    LIST = "list"
    """No more options in one sentence than are kept in mind."""
    SECONDS = "seconds"
    """Short enough to be listened to."""
    GRADE = "grade"
    """Easy words, short sentences."""

    @property
    def hard(self) -> bool:
        """Whether breaking it is a mistake; else it is a warning."""
        return self in {Rule.HUMAN, Rule.AI, Rule.ZERO, Rule.KEY_ORDER, Rule.KEYS, Rule.QUESTION}

    @property
    def without_exception(self) -> bool:
        """Of what every caller is promised, nobody is let off."""
        return self in {Rule.HUMAN, Rule.AI, Rule.ZERO}


@dataclass(frozen=True, slots=True)
class Breach:
    """A line that breaks a rule: `what` it does, and how to `mend` it."""

    line: Line
    rule: Rule
    what: str
    mend: str

    def told(self) -> str:
        kind = "" if self.rule.hard else "warning: "
        return f"{self.line.place}: {kind}{self.line.name} {self.what}: {self.mend} (rule `{self.rule}`)"
