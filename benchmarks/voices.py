"""Callers' voices for the benchmarks: ten ways of speaking made from one neural voice, after mu-law at 8 kHz.

The model (hibari-tts, Apache-2.0) comes with `make bench-voices`. It gives a spectrum and a tone for each 12.5 ms;
other speakers come of another tone, intonation, pace and length of throat. A voice is in the list only if Whisper base
understands it: `python -m benchmarks.voices` prints the word error rate of each. espeak-ng's voices are not in it:
of 13 tried at 125 and 145 words a minute, the best had 19 %, while these have 0 to 3 %.
"""

import functools
import hashlib
import os
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ivr.audio import RATE, SPEECH_DBFS, Samples, normalised, pcm_from, pcm_of, resample, trimmed, ulaw_of
from ivr.settings import Settings

PACKAGES = Settings.models_dir / "bench-packages"
HIBARI = "0.2.1"
NEURAL_RATE = 24000


@dataclass(frozen=True, slots=True)
class Voice:
    """How one caller speaks, beside the model's own woman."""

    pace: float = 1.0
    """Times as fast."""
    pitch: float = 1.0
    """Times as high."""
    throat: float = 1.0
    """Times as short: under 1 a man's, over 1 a child's."""
    liveliness: float = 1.0
    """Times as wide an intonation: under 1 monotonous."""


_MADE = {
    "heart": Voice(),
    "brisk": Voice(pace=1.18, pitch=1.1, throat=1.04),
    "low": Voice(pitch=0.62, throat=0.86),
    "deep-slow": Voice(pace=0.85, pitch=0.5, throat=0.82, liveliness=0.8),
    "flat": Voice(pitch=0.8, throat=0.95, liveliness=0.3),
    "lively": Voice(pace=1.1, pitch=1.2, throat=1.06, liveliness=1.5),
    "bright": Voice(pace=0.95, pitch=1.35, throat=1.14),
    "low-brisk": Voice(pace=1.1, pitch=0.7, throat=0.92, liveliness=1.2),
    "slow": Voice(pace=0.8, pitch=0.9, throat=0.97),
    "deep-flat": Voice(pitch=0.55, throat=0.9, liveliness=0.5),
}
VOICES = tuple(_MADE)
_UNHEARD = {
    "clear": Voice(pace=0.92, pitch=1.05, liveliness=1.25),
    "tenor": Voice(pace=1.05, pitch=0.75, throat=0.9),
    "high-slow": Voice(pace=0.88, pitch=1.25, throat=1.1),
    "low-slow": Voice(pace=0.9, pitch=0.6, throat=0.88),
    "quick": Voice(pace=1.15, pitch=0.85, throat=0.97),
}
UNHEARD = tuple(_UNHEARD)
"""For what is to be tried with voices that nothing was tuned with."""

_LOWEST_TONE = 40.0
"""Hz; below it the model means that a frame is unvoiced."""
_one_at_a_time = threading.Lock()


def speech(text: str, voice: str) -> bytes:
    """PCM16 8 kHz mono of a voice saying a text, loud as SPEECH_DBFS, after mu-law; no silence before or after it.

    The same samples each time. Kept on disk, in the models folder or, where that cannot be written, in a temporary one.
    Raises KeyError for a voice that is in neither list, FileNotFoundError when the neural voice is not installed.
    """
    made = (_MADE | _UNHEARD)[voice]
    kept = _folder() / f"{hashlib.sha256(repr((text, made, HIBARI)).encode()).hexdigest()[:24]}.pcm"
    if kept.is_file():
        return kept.read_bytes()
    with _one_at_a_time:
        samples, rate = _said(text, made)
    spoken = normalised(resample(trimmed(samples, rate, keep_end_seconds=0.0), rate, RATE), SPEECH_DBFS)
    pcm = pcm_of(ulaw_of(pcm_from(spoken)))
    unfinished = kept.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    unfinished.write_bytes(pcm)
    unfinished.replace(kept)
    return pcm


def installed() -> bool:
    """Whether speech() can say what is not kept yet."""
    return (PACKAGES / "hibari").is_dir()


@functools.cache
def _folder() -> Path:
    folder = Settings.models_dir / "bench" / "voices"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="candid-voices-"))


@functools.cache
def _model() -> Any:
    if not installed():
        raise FileNotFoundError("the voice of the benchmarks' callers is not installed: run `make bench-voices`")
    if str(PACKAGES) not in sys.path:
        sys.path.append(str(PACKAGES))
    from hibari import Hibari

    return Hibari()


def _said(text: str, voice: Voice) -> tuple[Samples, int]:
    """The model's spectrum, excited at another tone, and played faster by `throat`, which moves the formants."""
    model = _model()
    from hibari import dsp

    noise = np.random.default_rng(1)
    parts = []
    for phonemes in model.phonemize(text):
        feeds = {
            "ids": np.asarray([model.ids(phonemes)], np.int64),
            "speed": np.asarray([voice.pace / voice.throat], np.float32),
        }
        *spectrum, tone = (output[0] for output in model.sess.run(None, feeds))
        voiced = tone > _LOWEST_TONE
        if voiced.any():
            middle = np.exp(np.log(tone[voiced]).mean())
            moved = middle * (tone[voiced] / middle) ** voice.liveliness * (voice.pitch / voice.throat)
            tone[voiced] = np.maximum(moved, _LOWEST_TONE + 5)
        parts.append(dsp.synth(*spectrum, tone, noise))
    return np.concatenate(parts), round(NEURAL_RATE * voice.throat)


SENTENCES = (
    "Where is my order?",
    "I would like to return a lamp that I bought last week.",
    "What are your opening hours on Saturday?",
    "My order number is four two one eight zero seven.",
    "Can I speak to a real person please?",
    "No, that is not right.",
    "How much does delivery cost?",
    "I ordered two chairs and only one has come.",
    "Has my parcel been sent yet?",
    "Thank you, that is all I wanted to know.",
)
_FIGURES = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip


def _words(text: str) -> list[str]:
    """Words, and digits one by one, however they were written."""
    plain = "".join(c if c.isalnum() or c == "'" else " " for c in text.lower()).split()
    return [part for word in plain for part in (word if word.isdigit() else [_FIGURES.get(word, word)])]


def _errors(right: list[str], heard: list[str]) -> int:
    row = list(range(len(heard) + 1))
    for count, word in enumerate(right, 1):
        last, row = row, [count]
        for place, other in enumerate(heard, 1):
            row.append(min(last[place] + 1, row[-1] + 1, last[place - 1] + (word != other)))
    return row[-1]


def main() -> None:
    """Print each voice's word error rate with the real Whisper base."""
    from faster_whisper import WhisperModel

    from ivr.audio import samples_of
    from ivr.engines.models import resolve_whisper

    whisper = WhisperModel(resolve_whisper("base", Settings.models_dir), device="cpu", compute_type="int8")
    said = sum(len(_words(text)) for text in SENTENCES)
    for voice in VOICES:
        wrong = 0
        for text in SENTENCES:
            audio = resample(samples_of(speech(text, voice)), RATE, 16000)
            segments, _ = whisper.transcribe(audio, language="en", beam_size=1)
            wrong += _errors(_words(text), _words(" ".join(segment.text for segment in segments)))
        print(f"{voice:12} {100 * wrong / said:5.1f} % of {said} words")


if __name__ == "__main__":
    main()
