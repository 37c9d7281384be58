"""The plain approach, to be measured beside ours: faster-whisper's own `transcribe`, and turns ended by silence alone.

Everything else is our service: `python -m benchmarks.plain --port N` starts it. The caller is transcribed when the
silence has lasted as long as the turn needs to end, never before, in a window of 30 s; nothing is taken back.
"""

import math
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import soxr
import yaml

from ivr.audio import RATE, samples_of
from ivr.core.record import Expects, Transcript
from ivr.engines.handler import Handler
from ivr.engines.models import resolve_whisper
from ivr.engines.wire import Header
from ivr.engines.worker import Job, Worker
from ivr.local_service import started_service
from ivr.settings import load_settings
from ivr.simulator.command import RunningService

from .bench import Bench, merged

SILENCES_SECONDS = (0.5, 0.8)
"""That end a turn: the pipelines of the field wait as long."""
NEVER_SECONDS = 0.001
"""Shorter than a frame: rules know no time of none."""
MODEL_RATE = 16000
PROGRAM = ("-m", "benchmarks.plain")


def rules(silence_seconds: float) -> dict[str, Any]:
    """Changes of rules.yml: the same silence whatever was said, and no attempt at the words before it."""
    waits = ("speculate", "complete", "unsure", "unfinished", "binding")
    timing = {f"{wait}_after_seconds": silence_seconds for wait in waits}
    return {"timing": timing | {"take_back_within_seconds": NEVER_SECONDS}}


@contextmanager
def service(bench: Bench, silence_seconds: float) -> Iterator[RunningService]:
    """A warm plain service on a free port. Raises ScenarioError when it does not start."""
    with tempfile.TemporaryDirectory(prefix="candid-plain-") as folder:
        path = Path(folder) / "rules.yml"
        original = yaml.safe_load(bench.settings.rules_file.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(merged(original, rules(silence_seconds))), encoding="utf-8")
        overrides = {"IVR_DATA_DIR": str(bench.settings.data_dir), "IVR_RULES_FILE": str(path)}
        with started_service(overrides, program=PROGRAM) as running:
            yield running


class PlainTranscriber:
    """The port Transcriber: each utterance in a window of 30 s, one after another, in a child process."""

    def __init__(self, model: str, models_dir: Path, language: str) -> None:
        self._language = language
        options = {"model": resolve_whisper(model, models_dir), "language": language}
        self.worker = Worker(
            Job("transcriber", "benchmarks.plain:build", options, start_seconds=60.0, hang_seconds=8.0)
        )

    @property
    def ready(self) -> bool:
        return self.worker.ready

    async def start(self) -> None:
        await self.worker.start()

    async def stop(self) -> None:
        await self.worker.stop()

    async def transcribe(self, pcm: bytes, expects: Expects, *, glance: bool = False) -> Transcript:
        answer, _ = await self.worker.call({}, pcm, deadline_seconds=8.0)
        return Transcript(str(answer["text"]), float(answer["confidence"]), self._language)


def build(options: dict[str, Any]) -> Handler:
    """The handler of the child: PCM16 8 kHz mono in the body, text and confidence in the answer."""
    from faster_whisper import WhisperModel

    whisper = WhisperModel(options["model"], device="cpu", compute_type="int8", cpu_threads=2)

    def handle(request: Header, body: bytes) -> tuple[Header, bytes]:
        samples = soxr.resample(samples_of(body), RATE, MODEL_RATE, quality="HQ")
        found, _ = whisper.transcribe(
            samples, language=options["language"], beam_size=1, condition_on_previous_text=False
        )
        segments = list(found)
        text = " ".join(segment.text.strip() for segment in segments)
        doubt = min((segment.avg_logprob for segment in segments), default=-math.inf)
        return {"text": text, "confidence": min(1.0, math.exp(doubt))}, b""

    handle({}, bytes(2 * RATE))
    return handle


@click.command()
@click.option("--port", type=int, required=True)
def main(port: int) -> None:
    """Take calls on this port as `ivr serve --dev` does, with the plain approach."""
    from ivr.asgi import Service
    from ivr.engine_room import EngineRoom
    from ivr.serve import serve

    class PlainRoom(EngineRoom):
        def _transcriber(self, language: str) -> Any:
            return PlainTranscriber(self._settings.whisper_model, self._settings.models_dir, language)

    class PlainService(Service):
        def _engine_room(self) -> EngineRoom:
            return PlainRoom(self.settings, self.store, self.rules, self.tokens, self.activity, clock_is_audio=False)

    serve(PlainService(load_settings(dev=True, overrides={"IVR_PORT": str(port)}), dev=True))


if __name__ == "__main__":
    sys.exit(main())
