"""What the assistant says as audio: recordings, and sentences made one after another, from where they were stopped."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass

from ..audio import quiet_place
from ..core.commands import Speak
from ..core.manner import PLAIN, Manner
from ..core.record import Line, Prompt
from ..ports import Clip, Synthesizer
from ..written.prompts import PromptLibrary
from .delivery import amplified, stretched

RATE = 8000


@dataclass(frozen=True, slots=True)
class Piece:
    """The audio of one line, or of one of its sentences."""

    line: int
    clip: Clip


@dataclass(frozen=True)
class Speech:
    """Where the audio of lines comes from."""

    prompts: PromptLibrary
    synthesizer: Synthesizer
    sentences: Callable[[str], Iterable[str]]
    language: str

    def recorded(self, lines: tuple[Line, ...], manner: Manner = PLAIN) -> Iterator[Piece] | None:
        """All of the lines at once when each is recorded; None when a voice is needed, or work on the recordings."""
        if manner != PLAIN:
            return None
        names = [line.name for line in lines if isinstance(line, Prompt)]
        if len(names) < len(lines):
            return None
        return (Piece(number, self.prompts.clip(name)) for number, name in enumerate(names))

    async def pieces(self, lines: tuple[Line, ...], manner: Manner = PLAIN) -> AsyncIterator[Piece]:
        """One after another, so that the first is heard while the next is made. Raises EngineError."""
        for number, line in enumerate(lines):
            if isinstance(line, Prompt):
                # In a thread: a few milliseconds for each second of speech, and other calls have frames to hear.
                yield Piece(number, await asyncio.to_thread(_said, self.prompts.clip(line.name), manner))
                continue
            for text in self.sentences(line.text):
                clip = await self.synthesizer.synthesize(text, self.language, manner.pace)
                yield Piece(number, amplified(clip, manner.gain_db))


def _said(recording: Clip, manner: Manner) -> Clip:
    return amplified(stretched(recording, manner.pace), manner.gain_db)


class Utterance:
    """One `Speak` as it is sent: what of it is left out because it was heard before, and how long its lines are."""

    def __init__(self, command: Speak) -> None:
        self.mark, self.turn = command.mark, command.turn
        self.began = False
        self.sent_seconds = 0.0
        self._to_skip = round(command.skip_seconds * RATE)
        self._line_seconds = [0.0] * len(command.lines)

    @property
    def line_seconds(self) -> tuple[float, ...]:
        """The length of each line, with what of it was left out."""
        return tuple(round(seconds, 3) for seconds in self._line_seconds)

    def take(self, piece: Piece) -> bytes:
        """What of a piece is to be sent; a cut is made where it is quiet, as a word cut in two is no word."""
        ulaw = piece.clip.ulaw
        self._line_seconds[piece.line] += piece.clip.seconds
        if self._to_skip >= len(ulaw):
            self._to_skip -= len(ulaw)
            return b""
        if self._to_skip:
            ulaw, self._to_skip = ulaw[quiet_place(ulaw, self._to_skip) :], 0
        self.sent_seconds += len(ulaw) / RATE
        return ulaw
