"""The same speech with less of the noise behind it: a second opinion for the transcriber where it is in doubt.

A Wiener filter over short spectra, its noise the quiet quarter of the utterance in each frequency. Whisper is not
always better for it, so the surer of the two readings is taken. Words wrong, base, 65 sentences in each noise at 10 dB:
white 46 → 33 %, pink 38 → 31, street 14 → 12, babble 23 → 26, with the second listens that follow.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from ..audio import Samples

Spectra = npt.NDArray[np.float64]
"""Frames × frequencies."""

WINDOW, HOP = 512, 128
"""Samples at 16 kHz: 32 ms, every 8."""
QUIET_PERCENTILE: Final = 25
QUIET_TO_MEAN: Final = 2.4
"""The mean power of noise over the quietest quarter's edge, and half as much again: what is left is heard as tones."""
LEAST_GAIN: Final = 0.25
"""12 dB down. Less would leave holes that no phone line has."""
REMEMBERED: Final = 0.96
SOON: Final = 0.3
"""Of the signal-to-noise ratio that a frame itself shows: a word may begin at once."""
CLEAN_DB: Final = 20.0
"""Between the loud and the quiet tenth of the frames: speech at 10 dB above its noise has 11 to 19, a good line 30."""
_FRAME = 320
_TINY: Final = 1e-10


def without_noise(samples: Samples) -> Samples | None:
    """As many samples at 16 kHz; None where there is too little noise to take away, or too little to know it by."""
    if len(samples) < 2 * WINDOW or _spread_db(samples) >= CLEAN_DB:
        return None
    window = np.hanning(WINDOW + 1)[:WINDOW]
    around = np.zeros(WINDOW)
    padded = np.concatenate([around, samples, around])
    spectra = np.fft.rfft(np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP] * window)
    frames = np.fft.irfft(spectra * _gains(np.abs(spectra) ** 2)) * window
    heard = np.zeros(len(padded))
    for place, frame in enumerate(frames):
        heard[place * HOP : place * HOP + WINDOW] += frame
    overlapping = (window**2).sum() / HOP
    result: Samples = (heard[WINDOW : WINDOW + len(samples)] / overlapping).astype(np.float32)
    return result


def _gains(power: Spectra) -> Spectra:
    """Of each frame and frequency, from how far it stands above the noise now and stood before (Ephraim and Malah)."""
    edge = WINDOW // HOP
    noise = np.percentile(power[edge:-edge], QUIET_PERCENTILE, axis=0) * QUIET_TO_MEAN + _TINY
    above = np.maximum(power / noise - 1.0, 0.0)
    gains = np.empty_like(power)
    before = above[0]
    for place, now in enumerate(above):
        ratio = np.maximum(REMEMBERED * before + (1.0 - REMEMBERED) * now, SOON * now)
        gains[place] = np.maximum(ratio / (1.0 + ratio), LEAST_GAIN)
        before = gains[place] ** 2 * power[place] / noise
    return gains


def _spread_db(samples: Samples) -> float:
    """From the quiet tenth of the 20 ms frames to the loud tenth."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    quiet, loud = np.percentile(np.mean(frames.astype(np.float64) ** 2, axis=1), [10, 90]) + _TINY
    return float(10.0 * np.log10(loud / quiet))
