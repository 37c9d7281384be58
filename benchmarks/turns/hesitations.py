"""Recordings of callers who stop to think, each pause known to the sample; docs/hesitations.md says how they are made.

Two sources: sentences of our assistant's domain in the voices of benchmarks/voices.py, spaced with pauses of 0.2 to
1.2 s; and the natural pauses of 30 people in the CMU AN4 recordings, where those are on the machine.
"""

import csv
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ivr.audio import RATE, SPEECH_DBFS, Samples, normalised, pcm_from, pcm_of, samples_of, ulaw_of
from ivr.core.record import Awaited, Expects
from ivr.simulator.timeline import speech_span

from ..voices import VOICES, speech
from .hesitant_sentences import HESITANT, WHOLE

SEED = 3
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 1.2
BEFORE_SECONDS = 0.3
"""Of the line's noise before the first word."""
LINE_NOISE_DBFS = -62.0
HESITANT_VOICES = 3
WHOLE_VOICES = 2
"""How many of VOICES say each sentence, drawn anew for each."""

_DIGITS = {"ZERO", "OH", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"}
_BLOCK_SECONDS = 0.01
_SOUNDING_DB = 26.0
"""Below a recording's 95th percentile of loudness it is silent; a letter's closure is, too, but not for 0.2 s."""
_ABOVE_NOISE_DB = 6.0


@dataclass(frozen=True, slots=True)
class Pause:
    """In samples of the recording: silent from the one to the other."""

    start: int
    end: int
    kind: str
    before: str
    """What was said of the turn so far."""

    @property
    def seconds(self) -> float:
        return (self.end - self.start) / RATE


@dataclass(frozen=True, slots=True)
class Recording:
    """One turn of a caller, with the line's noise before it and none after its last sample."""

    name: str
    text: str
    expects: Expects
    speaker: str
    source: str
    """spoken | an4"""
    pcm: bytes
    """PCM16 8 kHz mono; ends with the caller's last sounding sample."""
    first: int
    """The caller's first sounding sample."""
    pauses: tuple[Pause, ...]

    @property
    def end(self) -> int:
        return len(self.pcm) // 2


def recordings(an4: Path | None, seed: int = SEED) -> list[Recording]:
    """All of them, the same for the same seed; without `an4` the spoken ones alone."""
    return [*spoken(seed), *(natural(an4) if an4 is not None else [])]


def spoken(seed: int = SEED) -> list[Recording]:
    """Sentences in our voices. Raises FileNotFoundError when those are not installed."""
    chance = random.Random(seed)  # noqa: S311  # the same recordings each time is the point
    made = []
    for sentences, voices in ((HESITANT, HESITANT_VOICES), (WHOLE, WHOLE_VOICES)):
        for text, expects in sentences:
            for voice in chance.sample(VOICES, voices):
                made.append(_spoken(f"spoken-{len(made):03}", text, expects, voice, chance))
    return made


def _spoken(name: str, marked: str, expects: Expects, voice: str, chance: random.Random) -> Recording:
    breaths = re.split(r"\s*\|([^|]+)\|\s*", marked)
    samples, pauses, said = [np.zeros(int(BEFORE_SECONDS * RATE), np.float32)], [], ""
    begun, ended = 0, 0
    for number, (breath, kind) in enumerate(zip(breaths[::2], ["", *breaths[1::2]], strict=True)):
        pcm = speech(breath, voice)
        first, last = speech_span(pcm)
        so_far = sum(map(len, samples))
        if number:
            gap = int(chance.uniform(SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS) * RATE)
            silence = max(0, gap - first - (so_far - ended))
            samples.append(np.zeros(silence, np.float32))
            so_far += silence
            pauses.append(Pause(ended, so_far + first, kind, said))
        begun, ended = begun or so_far + first, so_far + last
        samples.append(samples_of(pcm))
        said = f"{said} {breath}".strip()
    sound = np.concatenate(samples)[:ended]
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0, 10 ** (LINE_NOISE_DBFS / 20), len(sound))
    heard = pcm_of(ulaw_of(pcm_from(sound + noise.astype(np.float32))))
    return Recording(name, said, expects, voice, "spoken", heard, begun, tuple(pauses))


def natural(folder: Path) -> Iterator[Recording]:
    """AN4's spelled names, digit strings, dates and commands, cut at the last sound; 16 kHz tells where that is."""
    import soundfile
    import soxr

    with (folder / "transcripts.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    for row in rows:
        wide, rate = soundfile.read(folder / row["file"], dtype="float32")
        stretches = sounding(wide, rate)
        if not stretches:
            continue
        first, end = (round(at * RATE) for at in (stretches[0][0], stretches[-1][1]))
        begin = max(0, first - int(BEFORE_SECONDS * RATE))
        narrow = normalised(soxr.resample(wide, rate, RATE, quality="HQ").astype(np.float32), SPEECH_DBFS)
        expects = asked_for(row["text"])
        kind = {Awaited.DIGITS: "between digits", Awaited.NAME: "between letters"}.get(expects.kind, "in a command")
        pauses = tuple(
            Pause(round(last * RATE) - begin, round(following * RATE) - begin, kind, "")
            for (_, last), (following, _) in itertools.pairwise(stretches)
        )
        pcm = pcm_of(ulaw_of(pcm_from(narrow[begin:end])))
        name = f"an4-{Path(row['file']).stem}"
        yield Recording(name, row["text"].lower(), expects, row["speaker"], "an4", pcm, first - begin, pauses)


def asked_for(text: str) -> Expects:
    """What a question must have awaited to get this of AN4's texts as its answer."""
    words = text.split()
    if all(word in _DIGITS for word in words):
        return Expects(Awaited.DIGITS, len(words))
    if words in (["YES"], ["NO"]):
        return Expects(Awaited.YES_NO)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return Expects(Awaited.NAME)
    return Expects()


def sounding(
    samples: Samples, rate: int, shortest_pause_seconds: float = SHORTEST_PAUSE_SECONDS
) -> list[tuple[float, float]]:
    """From and to in seconds of each stretch of sound, with at least that much silence between any two."""
    block = int(_BLOCK_SECONDS * rate)
    blocks = samples[: len(samples) // block * block].reshape(-1, block)
    loudness = 10 * np.log10(np.mean(blocks.astype(np.float64) ** 2, axis=1) + 1e-12)
    floor = np.percentile(loudness, 5) + _ABOVE_NOISE_DB
    loud = np.flatnonzero(loudness > max(np.percentile(loudness, 95) - _SOUNDING_DB, floor))
    # A click of the lips is no word: two of three blocks must sound.
    near = [int(at) for at in loud if np.count_nonzero(np.abs(loud - at) <= 2) >= 3]
    stretches: list[tuple[float, float]] = []
    for at in near:
        start, end = at * _BLOCK_SECONDS, (at + 1) * _BLOCK_SECONDS
        if stretches and start - stretches[-1][1] < shortest_pause_seconds - 1e-9:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches
