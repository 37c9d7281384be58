"""What the load generator's callers say and recognise: recordings as frames of a noisy line, encoded once."""

import base64
import functools
from dataclasses import dataclass

import numpy as np

from ivr.audio import FRAME_SAMPLES, read_recording, samples_of, ulaw_of
from ivr.settings import ROOT, load_settings
from ivr.simulator.timeline import speech_span
from ivr.written.prompts import PromptLibrary

RECORDINGS = ROOT / "tests" / "calls" / "audio"
LINE_NOISE_RMS = 20.0
"""-64 dB of full scale: a quiet line, though not the digital silence that none is."""
SCRIPTS = (
    ("what_are_your_opening_hours", "how_do_i_return_something", "are_you_a_robot", "where_is_my_order",
     "four_two_one_eight_zero_seven", "thank_you"),
    ("how_do_i_return_something", "where_is_my_order", "five_five_zero_nine_one_two",
     "what_are_your_opening_hours", "are_you_a_robot", "thank_you"),
    ("are_you_a_robot", "what_are_your_opening_hours", "where_is_my_order", "its_four_two_one_eight_oh_seven",
     "how_do_i_return_something", "thank_you"),
)  # fmt: skip
"""What is said in one call, in order: questions, an order number where it is asked for, no way to a person."""


@dataclass(frozen=True)
class Utterance:
    label: str
    payloads: tuple[str, ...]
    """Base64 of mu-law, a frame each."""
    ends_at: int
    """The sample after the last of its speech."""


def _payloads(pcm: bytes, chance: np.random.Generator) -> tuple[str, ...]:
    samples = samples_of(pcm) * 32768
    samples = np.pad(samples, (0, -samples.size % FRAME_SAMPLES))
    noisy = np.clip(samples + chance.normal(0, LINE_NOISE_RMS, samples.size), -32768, 32767)
    ulaw = ulaw_of(noisy.round().astype("<i2").tobytes())
    return tuple(base64.b64encode(ulaw[at : at + FRAME_SAMPLES]).decode() for at in range(0, len(ulaw), FRAME_SAMPLES))


def utterances() -> dict[str, Utterance]:
    """By the recording's name."""
    chance, spoken = np.random.default_rng(5), {}
    for label in sorted({label for script in SCRIPTS for label in script}):
        pcm = read_recording(RECORDINGS / f"{label}.wav")
        _, end = speech_span(pcm)
        kept = pcm[: 2 * (-(-end // FRAME_SAMPLES) * FRAME_SAMPLES)]  # after that it is the line's noise anyway
        spoken[label] = Utterance(label, _payloads(kept, chance), end)
    return spoken


QUIET = _payloads(bytes(2 * FRAME_SAMPLES * 250), np.random.default_rng(6))
"""Five seconds of nobody speaking."""
_prompts = PromptLibrary(load_settings(dev=True).prompts_dir, "en", "Fernhill")
FILLER = _prompts.clip("one_moment").ulaw
"""It says that the answer is being made: never timed."""


@functools.cache
def misses() -> frozenset[bytes]:
    """Clips that are no answer to what was asked: not understood, or on the way to a person."""
    names = ("no_match_1", "no_match_2", "no_input_1", "no_input_2", "connecting", "connecting_unsure")
    return frozenset(_prompts.clip(name).ulaw for name in (*names, "connecting_trouble"))
