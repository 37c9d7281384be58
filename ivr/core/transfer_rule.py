"""Which calls go to a person by rule: for what callers want, and for what is not for a machine."""

from pydantic import Field

from .clause import Clause
from .names import Name, Probability


class TransferRule(Clause):
    """Send a call to `route` when the caller's intent is one of `intents`."""

    name: Name
    intents: tuple[Name, ...] = Field(min_length=1, max_length=100)
    route: Name
    at_confidence: Probability = 0.6
    tickets: tuple[Name, ...] = Field((), max_length=20)
    """The assistant's intents by which it writes down that the caller came; of several, the one that it understands."""


class TopicRule(Clause):
    """What is done when a caller speaks of a sensitive topic; what is left out is as in core/care.py."""

    enabled: bool = True
    route: Name | None = None
    prompt: Name | None = None
    """Said instead of `topic_…`, the topic's own."""
    tickets: tuple[Name, ...] = ()
    """As in a transfer rule."""
