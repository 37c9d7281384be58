"""What supervisors' rules ask of a call and do about it, and what is done about what is not for a machine."""

from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from .clause import Clause
from .names import LanguageCode, Name, PhoneNumber, Phrase, Probability
from .record import Choice, Priority, Topic

NEVER_OVERRULED = frozenset({Topic.EMERGENCY, Topic.SELF_HARM, Topic.ABUSE})
"""Whoever may be in danger goes where the topic sends them, whatever rules there are."""
ANY = "any"
"""Of a slot: whatever it holds."""
_CONDITIONS = (
    *("intents", "below_confidence", "topics", "words", "word_lists", "right_below"),
    *("misses_in_a_row", "misses_in_a_call", "frustration", "slots", "opted_out", "languages", "numbers"),
    *("open", "closed", "queue_longer_than"),
)
_ON_THE_WAY = ("say", "priority", "whisper", "tickets")
"""What only a call that leaves can have."""
NO_CONDITION = "asks nothing of the call: give at least one condition, as intents or words"
NO_ACTION = "does nothing: give it a route; or a tag or an alert, and the call goes on"


def _values(written: Any) -> Any:
    """One value or several, as they are compared."""
    written = [written] if isinstance(written, str) else written
    if not isinstance(written, list | tuple) or not all(isinstance(value, str) for value in written):
        raise ValueError(f"a slot's values are written [one, two], or {ANY}")
    return [" ".join(value.split()).lower() for value in written]


def _on_one_line(line: str) -> str:
    if not line.isprintable():
        raise ValueError("must be one line of text")
    return line


SlotValues = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=60)], ...],
    BeforeValidator(_values),
    Field(min_length=1, max_length=20),
]
Whisper = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_on_one_line)
]


class TransferRule(Clause):
    """Holds when all of its conditions do; of a list, one suffices. Without a route it lets the call go on."""

    name: Name
    enabled: bool = True

    intents: tuple[Name, ...] = Field((), max_length=100)
    at_confidence: Probability = 0.6
    """That it is one of `intents`, at least."""
    below_confidence: Probability | None = None
    """That of the intent, whichever it is, is less."""
    topics: tuple[Topic, ...] = Field((), max_length=len(Topic))
    """Who speaks of a sensitive topic is sent elsewhere by such rules alone."""
    words: tuple[Phrase, ...] = Field((), max_length=100)
    word_lists: tuple[Name, ...] = Field((), max_length=20)
    """Of `Rules.word_lists`; with `words`, one phrase of any of them suffices."""
    right_below: Probability | None = None
    """The chance that every word was understood right is less."""
    misses_in_a_row: int | None = Field(None, ge=1, le=5)
    misses_in_a_call: int | None = Field(None, ge=1, le=10)
    """At least so many."""
    frustration: int | None = Field(None, ge=1, le=50)
    """At least so many points."""
    slots: dict[Name, SlotValues] = Field(default_factory=dict, max_length=10)
    """Of what the assistant has collected; all of these hold what is written, in whichever case, or anything."""
    opted_out: tuple[Choice, ...] = Field((), max_length=len(Choice))
    languages: tuple[LanguageCode, ...] = Field((), max_length=20)
    """That the caller speaks."""
    numbers: tuple[PhoneNumber, ...] = Field((), max_length=50)
    """Of ours, that was called."""
    open: tuple[Name, ...] = Field((), max_length=20)
    closed: tuple[Name, ...] = Field((), max_length=20)
    """Routes whose hours it is now, and whose it is not."""
    queue_longer_than: dict[Name, Annotated[int, Field(ge=0, le=1000)]] = Field(default_factory=dict, max_length=10)
    """Route → more callers than this wait for an agent of it; all of them."""

    route: Name | None = None
    say: Name | None = None
    """A prompt, before the line that tells where the call goes."""
    priority: Priority | None = None
    whisper: Whisper | None = None
    """Told to the agent, first of all."""
    tickets: tuple[Name, ...] = Field((), max_length=20)
    """The assistant's intents by which it writes down that the caller came; of several, the one that it understands."""
    tag: Name | None = None
    """Kept with the call."""
    alert: bool = False
    """Told in the log and counted, once a call."""

    @property
    def conditions(self) -> tuple[str, ...]:
        """The fields by which it asks something."""
        return tuple(field for field in _CONDITIONS if getattr(self, field) not in (None, (), {}))

    @model_validator(mode="after")
    def asks_and_does_something(self) -> Self:
        if not self.conditions:
            raise ValueError(NO_CONDITION)
        if self.route is None and self.tag is None and not self.alert:
            raise ValueError(NO_ACTION)
        if self.route is None and (idle := [field for field in _ON_THE_WAY if getattr(self, field)]):
            raise ValueError(f"{idle[0]} needs a route: without one the call goes on, and nobody is told")
        if self.at_confidence != 0.6 and not self.intents:
            raise ValueError("at_confidence is of intents, and there are none: remove it, or name them")
        if self.intents and self.below_confidence is not None and self.below_confidence <= self.at_confidence:
            raise ValueError("below_confidence must be more than at_confidence: no intent is between them")
        return self

    def routes_named(self) -> list[tuple[tuple[object, ...], str]]:
        """(place in the rule, route)."""
        named: list[tuple[tuple[object, ...], str]] = [(("route",), self.route)] if self.route else []
        named += [(("open", at), route) for at, route in enumerate(self.open)]
        named += [(("closed", at), route) for at, route in enumerate(self.closed)]
        return named + [(("queue_longer_than", route), route) for route in self.queue_longer_than]


class TopicRule(Clause):
    """What is done when a caller speaks of a sensitive topic; what is left out is as in core/care.py."""

    enabled: bool = True
    route: Name | None = None
    prompt: Name | None = None
    """Said instead of `topic_…`, the topic's own."""
    tickets: tuple[Name, ...] = ()
    """As in a transfer rule."""
