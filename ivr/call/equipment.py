"""What a call is made with: the parts that all calls share, and the websocket of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from ..core.rules import Rules
from ..evidence.told import Fact
from ..ports import CallStore, Dialogue, Synthesizer, Transcriber, VoiceDetector
from ..written.recordings import Recordings
from .activity import Activity
from .line_watch import QUIET_SECONDS
from .speech import Speech

_FRAME_BYTES = 320


class TellsFacts(Protocol):
    """Where the evidence of calls goes; `tell` never waits and never raises."""

    def tell(self, call: str, kind: str, fact: Fact) -> None: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What each call's recorder of evidence is made with."""

    facts: TellsFacts
    in_force: Mapping[str, str]
    """Hashes of the models, prompts and program that calls are held with: the fields of the fact `in_force`."""
    voice: str
    """Of the recordings."""


class TextSocket(Protocol):
    """The websocket of one stream. `receive` returns None when it was closed; `send` raises OSError.

    `receive` raises StreamError for what the carrier would not send.
    """

    async def receive(self) -> str | None: ...

    async def send(self, text: str) -> None: ...

    async def close(self) -> None: ...


def speech_in(pcm: bytes, detector: VoiceDetector) -> tuple[float, ...]:
    """The probability of speech in each frame of `pcm`, to the hundredth for the journal. Raises EngineError."""
    frames = (pcm[at : at + _FRAME_BYTES] for at in range(0, len(pcm) - _FRAME_BYTES + 1, _FRAME_BYTES))
    return tuple(round(detector.speech(frame), 2) for frame in frames)


@dataclass(frozen=True)
class Equipment:
    """What all calls share."""

    transcriber: Transcriber
    dialogue: Dialogue
    synthesizer: Synthesizer
    detector: Callable[[], VoiceDetector]
    prompts: Recordings
    store: CallStore
    sentences: Callable[[str], Iterable[str]]
    activity: Activity
    quiet_seconds: float = QUIET_SECONDS
    """Without a frame, before a call hears silence instead."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    """For the hours of routes: aware."""
    waiting: Callable[[str], int] = lambda route: 0
    """How many callers wait for an agent of a route."""
    alerted: Callable[[], None] = lambda: None
    """Counts a rule that wants to be told of."""
    evidence: Evidence | None = None
    """None where nothing is to be proved: in tests alone."""


def speech_of(equipment: Equipment, rules: Rules) -> Speech:
    """What is said in a call under these rules: with their company's prompts, in their language."""
    return Speech(equipment.prompts.of(rules.company), equipment.synthesizer, equipment.sentences, rules.language)
