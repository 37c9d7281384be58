"""What a call is made with: the parts that all calls share, and the websocket of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from .activity import Activity
from .line_watch import QUIET_SECONDS
from .ports import CallStore, Dialogue, Synthesizer, Transcriber, VoiceDetector
from .prompts import PromptLibrary


class TextSocket(Protocol):
    """The websocket of one stream. `receive` returns None when it was closed; `send` raises OSError.

    `receive` raises StreamError for what the carrier would not send.
    """

    async def receive(self) -> str | None: ...

    async def send(self, text: str) -> None: ...

    async def close(self) -> None: ...


@dataclass(frozen=True)
class Parts:
    """What all calls share."""

    transcriber: Transcriber
    dialogue: Dialogue
    synthesizer: Synthesizer
    detector: Callable[[], VoiceDetector]
    prompts: PromptLibrary
    store: CallStore
    sentences: Callable[[str], Iterable[str]]
    activity: Activity
    quiet_seconds: float = QUIET_SECONDS
    """Without a frame, before a call hears silence instead."""
