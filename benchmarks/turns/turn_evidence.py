"""What is known of a turn as the caller falls silent: words, intent, sound; asked of the real engines, and kept.

For each pause and each end of the recordings of `hesitations`. `python -m benchmarks.turns.turn_evidence` goes on
where it was stopped; `completion_study` reads what is kept. smart-turn is asked only when its model is
given: `--smart-turn FILE` (pipecat-ai 1.14.0 carries it, BSD-2).
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click
import numpy as np
import soxr

from ivr.audio import RATE, Samples, pcm_from, samples_of
from ivr.core.commands import Parse
from ivr.core.record import Understanding
from ivr.engines.dialogue import RasaDialogue
from ivr.engines.rasa_server import RasaServer
from ivr.engines.transcriber import FasterWhisperTranscriber
from ivr.errors import EngineError
from ivr.ports import Dialogue, Transcriber

from ..bench import SHARED_DATA, Bench
from .hesitations import Recording, recordings

KEPT = Bench().settings.models_dir / "bench" / "turn_evidence.jsonl"
HEARD_AFTER_SECONDS = 0.12
"""Of silence the transcriber is given with the words, as the call does."""
SMART_TURN_AFTER_SECONDS = (0.2,)
SMART_TURN_SECONDS = 8
MODEL_RATE = 16000
PIECE_SECONDS = 220.0
"""One run at most: others want the machine, too."""


@dataclass(frozen=True)
class Point:
    """One silence of a caller's: a pause, or the end of the turn."""

    recording: str
    number: int
    source: str
    kind: str
    """The pause's, or "end"."""
    awaited: str
    digits: int
    silent_seconds: float
    """The pause's; the end's has no end, so 1e9."""
    speech_seconds: float
    """Sound of the turn so far."""
    earlier_pauses: list[float]
    text: str = ""
    confidence: float = 0.0
    intent: str = ""
    intent_confidence: float = 0.0
    smart_turn: dict[str, float] = field(default_factory=dict)
    fall_db: float = 0.0
    """Loudness of the last 0.2 s against the whole."""

    @property
    def is_end(self) -> bool:
        return self.kind == "end"


def silences(recording: Recording) -> list[tuple[int, str, float]]:
    """(sample where it begins, kind, seconds) of each."""
    pauses = [(pause.start, pause.kind, pause.seconds) for pause in recording.pauses]
    return [*pauses, (recording.end, "end", 1e9)]


def heard(recording: Recording, start: int, after_seconds: float) -> Samples:
    """The turn from a moment before its first word to this long after `start`, at 8 kHz."""
    begin = max(0, recording.first - int(0.2 * RATE))
    samples = samples_of(recording.pcm)[begin : start + int(after_seconds * RATE)]
    missing = start + int(after_seconds * RATE) - begin - samples.size
    return np.pad(samples, (0, max(0, missing)))


def fall_db(samples: Samples) -> float:
    """How much quieter the last 0.2 s are than the whole."""
    tail = samples[-int(0.2 * RATE) :].astype(np.float64)
    return float(10 * np.log10((np.mean(tail**2) + 1e-9) / (np.mean(samples.astype(np.float64) ** 2) + 1e-9)))


class SmartTurn:
    """smart-turn v3.2: the probability that a turn is complete, of its last 8 s of sound."""

    def __init__(self, model: Path) -> None:
        import onnxruntime
        from faster_whisper.feature_extractor import FeatureExtractor

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._features = FeatureExtractor(feature_size=80, chunk_length=SMART_TURN_SECONDS)

    def __call__(self, samples: Samples) -> float:
        wide = soxr.resample(samples, RATE, MODEL_RATE, quality="HQ")[-SMART_TURN_SECONDS * MODEL_RATE :]
        whole = np.pad(wide, (SMART_TURN_SECONDS * MODEL_RATE - wide.size, 0)).astype(np.float64)
        normal = ((whole - whole.mean()) / np.sqrt(whole.var() + 1e-7)).astype(np.float32)
        features = self._features(normal, padding=False)[:, : SMART_TURN_SECONDS * 100]
        return float(self._session.run(None, {"input_features": features[None].astype(np.float32)})[0][0].item())


async def points_of(
    recording: Recording, transcriber: Transcriber, dialogue: Dialogue, smart_turn: SmartTurn | None
) -> list[Point]:
    """Raises EngineError."""
    found, pauses = [], [pause.seconds for pause in recording.pauses]
    for number, (start, kind, seconds) in enumerate(silences(recording)):
        words = await transcriber.transcribe(pcm_from(heard(recording, start, HEARD_AFTER_SECONDS)), recording.expects)
        understood = (
            await dialogue.parse(recording.name, Parse(1, number + 1, words.text))
            if words.text
            else Understanding("", 0.0)
        )
        waits = SMART_TURN_AFTER_SECONDS if smart_turn else ()
        found.append(
            Point(
                recording.name, number, recording.source, kind, str(recording.expects.kind), recording.expects.digits,
                seconds, (start - recording.first) / RATE - sum(pauses[:number]), pauses[:number], words.text,
                words.confidence, understood.intent, understood.confidence,
                {str(wait): smart_turn(heard(recording, start, wait)) for wait in waits if smart_turn},
                fall_db(heard(recording, start, 0.0)),
            )
        )  # fmt: skip
    return found


def kept(path: Path = KEPT) -> list[Point]:
    return [Point(**json.loads(line)) for line in path.read_text().splitlines()] if path.exists() else []


@asynccontextmanager
async def _engines() -> AsyncIterator[tuple[Transcriber, Dialogue]]:
    settings = Bench().settings
    server = RasaServer(settings.rasa_dir, settings.data_dir, settings.rasa_secret, lambda: None)
    server.check()
    dialogue = RasaDialogue(server.url, settings.rasa_secret, deadline_seconds=10.0)
    transcriber = FasterWhisperTranscriber("base", settings.models_dir, deadline_seconds=10.0)
    server.start()
    await transcriber.start()
    try:
        while not (await dialogue.ready() and transcriber.ready):  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.5)
        yield transcriber, dialogue
    finally:
        await dialogue.aclose()
        await transcriber.stop()
        await server.stop()


async def collect(smart_turn: SmartTurn | None = None, path: Path | None = None) -> list[Point]:
    """All of them; with `path`, what it holds is not asked again and new ones are added, for PIECE_SECONDS at most."""
    points = kept(path) if path else []
    done = {point.recording for point in points}
    an4 = SHARED_DATA / "an4_train"
    left = [one for one in recordings(an4 if an4.is_dir() else None) if one.name not in done]
    random.Random(1).shuffle(left)  # noqa: S311  # what is kept of an unfinished run is a fair sample
    async with _engines() as (transcriber, dialogue):
        begun = time.monotonic()
        for count, recording in enumerate(left):
            if path and time.monotonic() - begun > PIECE_SECONDS:
                click.echo(f"{len(left) - count} recordings are left: run this again")
                break
            try:
                found = await points_of(recording, transcriber, dialogue, smart_turn)
            except EngineError as error:
                click.echo(f"{recording.name}: {error}")  # a busy machine
                continue
            points += found
            if path:
                _keep(found, path)
    return points


def _keep(points: list[Point], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(point)) + "\n" for point in points)


@click.command()
@click.option("--smart-turn", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def main(smart_turn: Path | None) -> None:
    """Collect what is not kept yet, for some minutes."""
    asyncio.run(collect(SmartTurn(smart_turn) if smart_turn else None, KEPT))


if __name__ == "__main__":
    main()
