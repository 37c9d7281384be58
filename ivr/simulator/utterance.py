"""What a `say` step sounds like: recordings joined with pauses, louder or rougher, and what is heard behind them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..audio import RATE, read_recording
from .scenario import Say, Scenario
from .sounds import FULL_SCALE, MADE, Wave, at_level, key_tones, louder, pcm16, rms, wave_of
from .timeline import speech_span

NOISE_SECONDS = 10.0
"""How much of a made noise there is before it repeats."""


@dataclass(frozen=True)
class Utterance:
    label: str
    pcm: bytes
    """PCM16 8 kHz mono, up to the last sample of speech."""
    first: int
    """The first sample of speech; the end of `pcm` is the one after the last."""
    noise: Wave | None = None
    """Behind it, from a moment before to a moment after."""

    @property
    def samples(self) -> int:
        return len(self.pcm) // 2


def utterance(scenario: Scenario, say: Say) -> Utterance:
    """Raises ScenarioError when a recording cannot be read."""
    wave, first, label = _joined(scenario, say)
    wave = louder(wave, say.gain_db, say.clip)
    noise = None
    if say.noise is not None:
        spoken_dbfs = 20 * np.log10(max(rms(wave[first:]), 1.0) / FULL_SCALE)
        noise = at_level(sound(scenario, say.noise), spoken_dbfs - say.snr_db)
    return Utterance(label, pcm16(wave), first, noise)


def sound(scenario: Scenario, name: str, seconds: float = NOISE_SECONDS) -> Wave:
    """A made noise by its name, or else a recording. Raises ScenarioError."""
    made = MADE.get(name)
    return wave_of(made(seconds) if made else read_recording(scenario.recording(name)))


def _joined(scenario: Scenario, say: Say) -> tuple[Wave, int, str]:
    """The whole, its first sample of speech, and its words."""
    if say.tones is not None:
        return wave_of(key_tones(say.tones)), 0, f"tones {say.tones}"
    if say.parts is None:
        path = scenario.recording(f"{say.words}.wav" if say.words else str(say.recording))
        pcm = read_recording(path)
        first, last = speech_span(pcm)
        return wave_of(pcm)[:last], first, _words(path)
    pieces: list[Wave] = []
    labels: list[str] = []
    for part in say.parts:
        if isinstance(part, str):
            path = scenario.recording(part)
            pcm = read_recording(path)
            first, last = speech_span(pcm)
            pieces.append(wave_of(pcm)[first:last])
            labels.append(_words(path))
        else:
            pieces.append(np.zeros(round(part * RATE)))
            labels.append(f"({part:g} s)")
    return np.concatenate(pieces), 0, " ".join(labels)


def _words(path: Path) -> str:
    return path.stem.replace("_", " ")
