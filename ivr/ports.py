"""What the call path asks of the outside, each defined by the side that uses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from .core.record import (
    Back,
    By,
    Care,
    Choice,
    Disposition,
    Expects,
    HowPaid,
    Priority,
    Reason,
    Reply,
    Transcript,
    Understanding,
)

if TYPE_CHECKING:  # the words that commands come with take a second to load, and webhooks do without them
    from .core.commands import Ask, Parse, Transfer


@dataclass(frozen=True, slots=True)
class Clip:
    """Mu-law audio at 8 kHz, without a header; its length in seconds is len(ulaw) / 8000."""

    ulaw: bytes

    @property
    def seconds(self) -> float:
        return len(self.ulaw) / 8000


class Transcriber(Protocol):
    async def transcribe(self, pcm: bytes, expects: Expects, *, glance: bool = False) -> Transcript:
        """Text of PCM16 8 kHz mono; of a `glance` only whether a person is asked for matters. Raises EngineError."""
        ...


class Synthesizer(Protocol):
    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        """Speech of one text at this share of the usual speed. Raises EngineError."""
        ...


class Dialogue(Protocol):
    async def parse(self, call: str, wanted: "Parse") -> Understanding:
        """Intent and confidence of a text, with no effect on the call's conversation. Raises EngineError."""
        ...

    async def reply(self, call: str, asked: "Ask") -> Reply:
        """The assistant's answer to the call's next turn, instead of those that it withdraws. Raises EngineError."""
        ...

    async def forget(self, call: str) -> None:
        """Nothing of this conversation is needed any more. Raises nothing: what is left goes with the process."""
        ...


class VoiceDetector(Protocol):
    """Keeps its state for one call; make one a call."""

    def speech(self, pcm: bytes) -> float:
        """Probability 0..1 that this frame (320 bytes, PCM16 8 kHz) holds speech. Raises EngineError."""
        ...


@dataclass(frozen=True, slots=True)
class HandOff:
    """The stored pending end of a stream: where the call goes next, and what the agent hears first."""

    kind: str
    """transfer | goodbye"""
    route: str | None = None
    reason: Reason | None = None
    intent: str | None = None
    wish: str = ""
    disposition: Disposition | None = None
    care: Care | None = None
    """What agents must know of a caller who spoke of a sensitive topic, and what must not be done."""
    given: tuple[str, ...] = ()
    """What the caller gave for a task that was not done: "the phone number: 2 1 2, ..."."""

    rule: str | None = None
    """The supervisor's rule that decided it."""
    priority: Priority | None = None
    """That the rule gives the caller."""

    @classmethod
    def of(cls, to: "Transfer") -> "HandOff":
        said = to.route, to.reason, to.intent, to.wish
        return cls("transfer", *said, care=to.care, given=to.given, rule=to.rule, priority=to.priority)

    @property
    def is_to_people(self) -> bool:
        return self.kind == "transfer"

    @property
    def weight(self) -> Priority | None:
        """The higher of the rule's and of what the topic asks for."""
        known = [priority for priority in (self.priority, self.care.priority if self.care else None) if priority]
        return max(known, key=list(Priority).index, default=None)

    @property
    def is_urgent(self) -> bool:
        return self.weight is Priority.URGENT


@dataclass(frozen=True, slots=True)
class KnownChoices:
    """What a caller chose, as far as is known; `remembered`: by their number they will be known again."""

    choices: frozenset[Choice]
    remembered: bool


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One event or command of a call: `body` holds times and outcomes, `said` what was said or typed."""

    seq: int
    at_seconds: float
    kind: str
    body: dict[str, object]
    said: dict[str, object]


class ChoiceStore(Protocol):
    """What callers chose for later calls; no method waits."""

    def known(self, call: str) -> KnownChoices: ...

    def keep(self, call: str, choice: Choice, by: By, state: str, *, stands: bool) -> None:
        """For this call and the caller's later ones; `stands` False: no longer. `state` is where the call stood."""
        ...


class AlertStore(Protocol):
    """What is left for people to do."""

    def alert(self, call: str) -> None:
        """Somebody is to look at the call; waits for nothing."""
        ...


class PaymentStore(Protocol):
    """Which calls leave to pay by card; no method waits."""

    def leave(self, call: str, route: str) -> None:
        """The call goes to the carrier's payment as this route says, as soon as its stream is closed."""
        ...

    def news_of(self, call: str) -> HowPaid | None:
        """How it went, of a call that has come back: told once."""
        ...


class SoundStore(Protocol):
    """Recordings of calls; no method waits."""

    def keep(self, call: str, stream: int, number: int, seconds: float, ogg: bytes, peaks: bytes) -> None:
        """The `number`th piece, from 0, of what was recorded on the call's `stream`th stream, and how loud it is."""
        ...

    def delete(self, call: str) -> None: ...


@dataclass(frozen=True, slots=True)
class GoneOn:
    """A caller who had left for a person is with the assistant again."""

    by: Back
    """The last time."""
    done: str
    """The prompt that tells what an agent has done for them; empty: none does."""
    times: int


class CallStore(Protocol):
    """What the runner needs of the store; no method waits for the database."""

    @property
    def choices(self) -> ChoiceStore: ...

    @property
    def paying(self) -> PaymentStore: ...

    def append(self, call: str, entries: Sequence[JournalEntry]) -> None: ...

    def save_handoff(self, call: str, handoff: HandOff) -> None: ...

    def add_to_handoff(self, call: str, wish: str, care: Care | None, route: str | None = None) -> None:
        """What the caller said while they were put through; a call without a hand-off gets none by it."""
        ...

    def gone_on(self, call: str) -> GoneOn | None:
        """None: the call has not come back from people."""
        ...

    def told_closed(self, call: str) -> None:
        """The caller has heard that nobody is at work where the call goes: they need not hear it twice."""
        ...

    def end_call(self, call: str, disposition: Disposition) -> None: ...

    def journal(self, call: str) -> list[JournalEntry]:
        """All entries of a call in order, those not yet written included. May read the database."""
        ...
