"""Text from an utterance: Whisper in a child process, with a deadline, a fresh child when it dies, one retry."""

import asyncio
from pathlib import Path

from ..core.record import Expects, Transcript
from ..errors import EngineError
from ..models import resolve_whisper
from .worker import Job, Worker

DEADLINE_SECONDS = 4.5
"""Room for an utterance's first try, a new child (1 s with base on an idle machine, 3 s on a busy one) and the second.
The caller is told to wait after 1.2 s."""
HANG_SECONDS = 3.5
PADDING_SECONDS = 2.5
"""Silence that the encoder sees after the utterance: less makes the decoder repeat itself, more costs time."""
SMALL_MODEL_PADDING_SECONDS = 6.0
"""The tiny models lose a third of their words with the window that base is content with."""
SHORTEST_PCM_BYTES = 1920
"""0.12 s. Whisper invents words for less."""


def padding_seconds(model: str) -> float:
    """Silence to add to an utterance for a model of this name."""
    return SMALL_MODEL_PADDING_SECONDS if "tiny" in model else PADDING_SECONDS


class FasterWhisperTranscriber:
    """The port Transcriber. start() before use, stop() after; `worker` tells readiness and restarts."""

    def __init__(
        self,
        model: str,
        models_dir: Path,
        *,
        language: str = "en",
        deadline_seconds: float = DEADLINE_SECONDS,
        threads: int = 2,
    ) -> None:
        """`model` is a name for models.resolve_whisper."""
        self._model = model
        self._models_dir = models_dir
        self._language = language
        self._deadline = deadline_seconds
        self._options: dict[str, object] = {
            "threads": threads,
            "language": language,
            "padding_seconds": padding_seconds(model),
            "download_dir": str(models_dir / "downloads"),
        }
        self.worker = Worker(
            Job(
                name="transcriber",
                target="ivr.engines.whisper_child:build",
                options=self._options,
                start_seconds=300.0,  # a model named by its hub name is downloaded first
                hang_seconds=min(HANG_SECONDS, deadline_seconds),
            )
        )

    @property
    def ready(self) -> bool:
        return self.worker.ready

    async def start(self) -> None:
        """Check the model's files and begin to load it. Raises EngineError when they are missing or not ours."""
        self._options["model"] = await asyncio.to_thread(resolve_whisper, self._model, self._models_dir)
        await self.worker.start()

    async def stop(self) -> None:
        await self.worker.stop()

    async def transcribe(self, pcm: bytes, expects: Expects) -> Transcript:
        """Text of PCM16 8 kHz mono; empty when there are no words in it. Raises EngineError.

        `expects` is for engines that can be told what to listen for; Whisper's prompts made it invent words instead.
        """
        if len(pcm) % 2:
            raise EngineError("transcriber was given half a sample")
        if len(pcm) < SHORTEST_PCM_BYTES:
            return Transcript("", 0.0, self._language)
        answer, _ = await self.worker.call({"language": self._language}, pcm, deadline_seconds=self._deadline)
        return Transcript(str(answer["text"]), float(answer["confidence"]), self._language)
