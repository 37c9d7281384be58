"""What a supervisor who watches a call may have done on it, by one button; the caller hears only the result."""

from enum import StrEnum


class Help(StrEnum):
    TO_AGENT = "to_agent"
    """On to a route."""
    SAY_NEXT = "say_next"
    """A line that is written: one of those that the rules name."""
    ASK_AGAIN = "ask_again"
    """What was asked last."""
    OFFER_PERSON = "offer_person"


class Stands(StrEnum):
    """How it stands with a help that was asked for."""

    TAKEN = "taken"
    """It comes at the next fitting moment."""
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"
    """It was taken, and no moment came that fitted."""


class NotNow(StrEnum):
    """Why a help is refused, or dropped."""

    OVER = "over"
    LEAVING = "leaving"
    """The call is on its way to a person."""
    PAYING = "paying"
    """The caller is with the carrier's payment, or on the way there."""
    AWAY = "away"
    """The caller has asked for a moment."""
    IN_DANGER = "in_danger"
    """They are asked whether it is safe to talk: nothing else is said then."""
    ANOTHER_WAITS = "another_waits"
    NO_SUCH_LINE = "no_such_line"
    """The rules of the call do not allow it."""
    NO_SUCH_ROUTE = "no_such_route"
    NOBODY_THERE = "nobody_there"
    """The route is closed."""
    ANSWERED = "answered"
    """The caller has answered meanwhile what was to be asked again."""
    TOO_LATE = "too_late"
