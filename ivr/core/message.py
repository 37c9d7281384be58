"""What there is for people to do after a call: of what kind it is, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum


class MessageKind(StrEnum):
    VOICEMAIL = "voicemail"
    """Spoken after the tone."""
    CALLBACK = "callback"
    """They want to be rung."""
    TICKET = "ticket"
    """A case that the assistant opened for them, for a person to decide."""
    NOTE = "note"
    """A message in words that the assistant took down."""
    ALERT = "alert"
    """A supervisor's rule wants somebody to look at the call."""


class MessageOutcome(StrEnum):
    """What was done, as whoever did it says."""

    REACHED = "reached"
    """The caller was spoken with."""
    LEFT_WORD = "left_word"
    """They were not reached, and know now how to reach us."""
    NOT_REACHED = "not_reached"
    """They were tried in vain as often as is done here."""
    PASSED_ON = "passed_on"
    """Somebody else deals with it, elsewhere."""
    NOTHING_TO_DO = "nothing_to_do"


@dataclass(frozen=True, slots=True)
class Left:
    """What the assistant put down with the back office, and told the caller the number of."""

    what: MessageKind
    reference: str


class MessageEvent(StrEnum):
    """What people are told of while they do not look."""

    LEFT = "left"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Notice:
    """All that is told of a message to whoever is outside: no number, and no word."""

    event: MessageEvent
    reference: str
    """Empty: its caller was told none."""
    route: str
