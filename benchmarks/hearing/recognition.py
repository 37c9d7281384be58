"""Word errors and time of the transcriber against faster-whisper's own full window: same model, same audio, in turns.

`easy`: telephone prompts in one clear voice; `short`: their single words; `hard`: 30 people spelling names and saying
numbers (AN4). All through 8 kHz mu-law. Confidence is judged on speakers that it was not fitted to.
"""

import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click
import soxr
from faster_whisper import WhisperModel
from matplotlib.figure import Figure

from ivr.audio import RATE, Samples, samples_of
from ivr.engines.calibration import confidence
from ivr.engines.models import resolve_whisper
from ivr.engines.soundness import Decoded
from ivr.engines.transcriber import padding_seconds
from ivr.engines.whisper_child import MODEL_RATE, ShortWindowWhisper
from ivr.listening.word_errors import Errors, errors
from ivr.settings import Settings

from ..bench import Bench, Row, SkippedError
from ..logistic import calibration_error, reliability
from ..machine import spread
from .corpora import Recording, allison, an4

MODELS = ("base", "tiny.en")
THREADS = 2
AT_MOST = {"easy": 60, "short": 60, "hard": 150}
"""Utterances of each corpus, drawn with a fixed seed: eight minutes for both models on two cores."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One utterance as both systems wrote it."""

    recording: Recording
    decoded: Decoded
    seconds: float
    full_text: str
    full_seconds: float


def chosen(at_most: Mapping[str, int] = AT_MOST) -> list[Recording]:
    """The utterances of all corpora that can be had, mixed. Raises SkippedError when there are none."""
    easy, short = allison()
    found: list[Recording] = []
    for corpus in (easy, short, an4()):
        shuffled = random.Random(7).sample(corpus, len(corpus))  # noqa: S311 - a draw, no secret
        found += shuffled[: at_most[corpus[0].corpus]] if corpus else []
    if not found:
        raise SkippedError("neither the telephone prompts nor AN4 are on this machine")
    return random.Random(8).sample(found, len(found))  # noqa: S311


def short_window(model: str, threads: int = THREADS) -> ShortWindowWhisper:
    folder = resolve_whisper(model, Settings.models_dir)
    whisper = ShortWindowWhisper(folder, "cpu", threads, padding_seconds(model), "")
    whisper.warm_up(samples_of(bytes(2 * MODEL_RATE)), "en")
    return whisper


def upsampled(pcm: bytes) -> Samples:
    """As the transcriber's child gets it to its model."""
    resampled: Samples = soxr.resample(samples_of(pcm), RATE, MODEL_RATE, quality="HQ")
    return resampled


def both(model: str, recordings: Sequence[Recording]) -> Iterator[Heard]:
    """Each utterance by one system and then the other, who is first in turns."""
    ours = short_window(model)
    full = WhisperModel(
        resolve_whisper(model, Settings.models_dir), device="cpu", compute_type="int8", cpu_threads=THREADS
    )
    _full_window(full, samples_of(bytes(2 * MODEL_RATE)))
    for count, recording in enumerate(recordings):
        if count % 100 == 0:
            click.echo(f"{model}: {count} of {len(recordings)} utterances")
        if count % 2:
            text, full_seconds = _full_window(full, upsampled(recording.pcm))
            decoded, seconds = _short_window(ours, recording)
        else:
            decoded, seconds = _short_window(ours, recording)
            text, full_seconds = _full_window(full, upsampled(recording.pcm))
        yield Heard(recording, decoded, seconds, text, full_seconds)


def _short_window(whisper: ShortWindowWhisper, recording: Recording) -> tuple[Decoded, float]:
    began = time.perf_counter()
    decoded = whisper.transcribe(upsampled(recording.pcm), "en")
    return decoded, time.perf_counter() - began


def _full_window(whisper: WhisperModel, samples: Samples) -> tuple[str, float]:
    began = time.perf_counter()
    segments, _ = whisper.transcribe(
        samples, language="en", beam_size=1, temperature=0.0, vad_filter=False, condition_on_previous_text=False
    )
    text = " ".join(segment.text.strip() for segment in segments)  # decodes: they come one by one
    return text, time.perf_counter() - began


def measure(bench: Bench) -> dict[str, object]:
    """Per model: word errors, times and ratio for each corpus, and how true the confidence is."""
    recordings = chosen()
    return {model: _of_model(model, list(both(model, recordings))) for model in MODELS}


def _of_model(model: str, heard: Sequence[Heard]) -> dict[str, object]:
    corpora = {one.recording.corpus: None for one in heard}
    figures: dict[str, object] = {
        corpus: _of_corpus([one for one in heard if one.recording.corpus == corpus]) for corpus in corpora
    }
    figures["one_second_or_less"] = spread([one.seconds for one in heard if one.recording.seconds <= 1.0])
    figures["two_to_three_seconds"] = spread([one.seconds for one in heard if 2.0 <= one.recording.seconds <= 3.0])
    return figures | {"confidence": truth_of_confidence(model, [(one.recording, one.decoded) for one in heard])}


def _of_corpus(heard: Sequence[Heard]) -> dict[str, object]:
    ours = sum((errors(one.recording.text, one.decoded.text) for one in heard), Errors(0, 0))
    full = sum((errors(one.recording.text, one.full_text) for one in heard), Errors(0, 0))
    times, full_times = spread([one.seconds for one in heard]), spread([one.full_seconds for one in heard])
    return {
        "words": ours.words,
        "word_error_percent": round(ours.percent, 2),
        "full_window_word_error_percent": round(full.percent, 2),
        "seconds": times,
        "full_window_seconds": full_times,
        "times_faster": round(full_times["p50"] / times["p50"], 2),
        "second_looks": sum(one.decoded.looks > 1 for one in heard),
    }


def truth_of_confidence(model: str, heard: Sequence[tuple[Recording, Decoded]]) -> dict[str, object]:
    """Reliability on the utterances that the calibration was not fitted to, and of the mean probability before it."""
    judged = [(recording, decoded) for recording, decoded in heard if recording.is_held_out and decoded.text]
    right = [errors(recording.text, decoded.text).wrong == 0 for recording, decoded in judged]
    after = reliability([confidence(model, decoded) for _, decoded in judged], right)
    before = reliability([decoded.mean_probability for _, decoded in judged], right)
    return {
        "n": len(judged),
        "reliability": after,
        "calibration_error": calibration_error(after),
        "uncalibrated": before,
        "uncalibrated_error": calibration_error(before),
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    found = []
    for model, of_model in figures.items():
        for corpus in ("easy", "hard", "short"):
            if corpus not in of_model:
                continue
            one = of_model[corpus]
            n = one["seconds"]["n"]
            target = "≤ +1.0 of the full window" if corpus != "short" else "–"
            found += [
                Row(
                    f"word errors, {corpus} material, Whisper {model}",
                    target,
                    f"**{one['word_error_percent']:.1f} %** (n = {n}, {one['words']} words)",
                    f"{one['full_window_word_error_percent']:.1f} %",
                ),
                Row(
                    f"audio to text, {corpus} material, Whisper {model}, p50",
                    "≥ 3 times quicker than the full window",
                    f"**{one['seconds']['p50']:.3f} s, {one['times_faster']:.1f} times** "
                    f"(p95 {one['seconds']['p95']:.3f} s, {one['second_looks']} second looks)",
                    f"{one['full_window_seconds']['p50']:.3f} s (p95 {one['full_window_seconds']['p95']:.3f})",
                ),
            ]
        truth = of_model["confidence"]
        found.append(
            Row(
                f"calibration error of the confidence, Whisper {model}",
                "–",
                f"**{truth['calibration_error']:.3f}** (n = {truth['n']}, speakers it was not fitted to)",
                f"{truth['uncalibrated_error']:.3f} (mean probability of the words)",
            )
        )
    return found


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """How often a transcript of a stated confidence was right, before and after the calibration."""
    axes = figure.subplots(1, len(figures), squeeze=False)[0]
    for axis, (model, of_model) in zip(axes, figures.items(), strict=True):
        truth = of_model["confidence"]
        axis.plot([0, 1], [0, 1], color="0.7", linewidth=1)
        for key, label in (("uncalibrated", "mean probability"), ("reliability", "confidence")):
            points = truth[key]
            axis.plot([p["stated"] for p in points], [p["right"] for p in points], marker="o", label=label)
        axis.set(title=f"Whisper {model}, n = {truth['n']}", xlabel="stated", ylabel="share right", ylim=(0, 1))
        axis.legend()
