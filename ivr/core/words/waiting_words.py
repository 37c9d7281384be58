"""The words by which a caller who was away is told from a queue, a song and the room: judged in on_hold.py."""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of


@dataclass(frozen=True, slots=True)
class OnHold:
    """What is said in one language on a line whose caller waits for something elsewhere."""

    announced: Pattern[str]
    """By somebody else's queue."""
    back: Pattern[str]
    """All that is said by who is."""
    assent: Pattern[str]
    returns: Pattern[str]
    """How those begin who turn back to us."""
    yes_or_no: Pattern[str]
    """A word that a plain yes or no may be made of."""
    for_a_while: Pattern[str]
    """How a wait ends that is one for something, and no dissent."""
    dissent: Pattern[str]
    before_goodbye: Pattern[str]
    you: Pattern[str]
    """ "What did they say?" is asked of somebody else."""

    def says_back(self, text: str) -> bool:
        """Whether a caller who asked for a moment says that they had it, and nothing else."""
        return bool(self.back.match(words_of(text)))
