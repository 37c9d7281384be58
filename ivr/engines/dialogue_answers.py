"""What the Rasa assistant answers, checked before anything is made of it: every other answer is an EngineError."""

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..core.message import Left, MessageKind
from ..core.record import Awaited, Begins, Expects, Reply, Slot, Topic, Understanding
from ..errors import EngineError
from .spoken import has_words

MOST_MESSAGES = 10
MOST_CHARACTERS = 2000
"""Of all sentences of a reply: about two minutes of speech."""
LARGEST_MEMORY = 8 * 1024
"""Bytes of slots kept for a call; the channel takes requests of 16 KiB."""
_LONGEST_SLOT = 200

Confidence = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]


class Wire(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


Answer = TypeVar("Answer", bound=Wire)


class _SpokenOf(Wire):
    name: str = Field(max_length=100)
    confidence: Confidence


class Parsed(Wire):
    intent: str = Field(min_length=1, max_length=100)
    confidence: Confidence
    topic: _SpokenOf | None = None
    answers: bool = False

    def as_understanding(self) -> Understanding:
        """A topic that is not one of ours is none: an assistant may know others."""
        if self.topic is None or self.topic.name not in set(Topic):
            return Understanding(self.intent, self.confidence, answers=self.answers)
        topic, confidence = Topic(self.topic.name), self.topic.confidence
        return Understanding(self.intent, self.confidence, topic, confidence, answers=self.answers)


class _TransferTo(Wire):
    route: str | None = None


class _Custom(Wire):
    transfer: _TransferTo | None = None
    hang_up: bool = False
    repeat: bool = False


class _Message(Wire):
    text: str | None = None
    custom: _Custom | None = None

    @property
    def asks_something(self) -> bool:
        return self.custom is not None and bool(self.custom.transfer or self.custom.hang_up or self.custom.repeat)


class _Expects(Wire):
    kind: str = Awaited.FREE.value
    digits: int = Field(0, ge=0, le=20)
    words: list[Annotated[str, Field(max_length=40)]] = Field(default_factory=list, max_length=30)
    binding: bool = False
    star_is_zero: bool = False
    begins: dict[str, Annotated[int, Field(ge=0, le=20)]] = Field(default_factory=dict, max_length=8)
    own_phone: bool = False
    times: bool = False
    numbered: bool = False

    def as_expects(self) -> Expects:
        begins = tuple(map(Begins, self.begins, self.begins.values()))
        words = tuple(self.words)
        phone = (self.star_is_zero, begins, self.own_phone)
        return Expects(Awaited(self.kind), self.digits, words, self.binding, *phone, self.times, self.numbered)


_LEFT = {MessageKind.TICKET, MessageKind.CALLBACK, MessageKind.NOTE}


class _Left(Wire):
    kind: str
    reference: str

    def as_left(self) -> Left | None:
        """None: of a kind that is none of ours, or without a number that a caller can be told."""
        sound = self.kind in _LEFT and re.fullmatch(r"[0-9A-Za-z-]{1,16}", self.reference)
        return Left(MessageKind(self.kind), self.reference) if sound else None


class Replied(Wire):
    messages: list[_Message] = Field(min_length=1, max_length=MOST_MESSAGES)
    expects: _Expects = _Expects()
    slots: dict[str, Any] = Field(default_factory=dict)
    """All that the conversation keeps, in shapes of its own."""
    collected: dict[str, Any] = Field(default_factory=dict)
    """What of it the caller has given, by name."""
    given: list[Annotated[str, Field(max_length=600)]] = Field(default_factory=list, max_length=12)
    left: list[_Left] = Field(default_factory=list, max_length=10)


def checked(body: Any, wanted: type[Answer]) -> Answer:
    """The JSON of an answer as its model. Raises EngineError."""
    try:
        answer = wanted.model_validate(body)
    except ValidationError as error:
        places = ", ".join(sorted({".".join(str(part) for part in e["loc"][:3]) or "body" for e in error.errors()}))
        raise EngineError(f"dialogue: an answer of the wrong shape at: {places[:200]}") from None
    if isinstance(answer, Replied):
        _check(answer)
    return answer


def _check(replied: Replied) -> None:
    if replied.expects.kind not in set(Awaited):
        raise EngineError("dialogue: an unknown kind of answer is awaited")
    if sum(len(m.text or "") for m in replied.messages) > MOST_CHARACTERS:
        raise EngineError("dialogue: too much to say")
    _size([m.text for m in replied.messages])
    if not any(has_words(m.text or "") or m.asks_something for m in replied.messages):
        raise EngineError("dialogue: nothing to say")
    if _size(replied.slots) > LARGEST_MEMORY or _size(replied.collected) > LARGEST_MEMORY:
        raise EngineError("dialogue: too much to remember")


def _size(value: Any) -> int:
    """Bytes as JSON. Raises EngineError for half a surrogate pair and the like, which could not be sent or spoken."""
    try:
        return len(json.dumps(value, ensure_ascii=False).encode())
    except (ValueError, RecursionError):
        raise EngineError("dialogue: an answer that cannot be written as text") from None


def reply_of(replied: Replied) -> Reply:
    """A transfer that names no route has the route ""."""
    customs = [m.custom for m in replied.messages if m.custom is not None]
    return Reply(
        texts=tuple(m.text.strip() for m in replied.messages if m.text and has_words(m.text)),
        expects=replied.expects.as_expects(),
        transfer_route=next((c.transfer.route or "" for c in customs if c.transfer is not None), None),
        hang_up=any(c.hang_up for c in customs),
        repeat=any(c.repeat for c in customs),
        given=tuple(replied.given),
        slots=tuple(_plain({**replied.slots, **replied.collected})),
        left=tuple(left for each in replied.left if (left := each.as_left()) is not None),
    )


def _plain(slots: dict[str, Any]) -> Iterator[Slot]:
    """Those that hold one value, as text; a long one is no value that a rule could name."""
    for name, value in slots.items():
        if isinstance(value, bool):
            yield Slot(name, "yes" if value else "no")
        elif isinstance(value, str | int | float) and 0 < len(text := str(value)) <= _LONGEST_SLOT:
            yield Slot(name, text)
