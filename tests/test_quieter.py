"""Less noise behind the same speech, and nothing done to a line that has none."""

import numpy as np
import pytest

from ivr.audio import Samples
from ivr.engines.quieter import without_noise

_RATE = 16000


def _tone(seconds: float) -> Samples:
    """A vowel's worth of harmonics, on for half of the time."""
    at = np.arange(int(seconds * _RATE)) / _RATE
    voiced = sum(np.sin(2 * np.pi * 200 * n * at) / n for n in (1, 2, 3, 5))
    return (0.1 * voiced * (at % 0.6 > 0.3)).astype(np.float32)


def _noise(seconds: float, rms: float) -> Samples:
    return np.random.default_rng(5).normal(0, rms, int(seconds * _RATE)).astype(np.float32)


def _db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(samples.astype(np.float64) ** 2)))


def test_noise_between_words_is_six_decibels_less_and_the_words_stay_as_loud() -> None:
    speech, noise = _tone(2.4), _noise(2.4, 0.03)
    quieter = without_noise(speech + noise)
    assert quieter is not None
    pauses = np.abs(speech) == 0
    assert _db(quieter[pauses]) < _db((speech + noise)[pauses]) - 6
    assert _db(quieter[~pauses]) == pytest.approx(_db(speech[~pauses]), abs=1.5)


def test_the_result_is_as_long_as_what_was_heard_and_at_no_other_place() -> None:
    speech, noise = _tone(1.23), _noise(1.23, 0.03)
    quieter = without_noise(speech + noise)
    assert quieter is not None
    assert (quieter.dtype, len(quieter)) == (np.dtype(np.float32), len(speech))
    lags = np.correlate(quieter, speech, mode="full")
    assert abs(int(np.argmax(lags)) - (len(speech) - 1)) <= 2


def test_a_good_line_is_left_alone() -> None:
    assert without_noise(_tone(2.0) + _noise(2.0, 0.0005)) is None


@pytest.mark.parametrize("samples", [_noise(0.05, 0.03), np.zeros(0, np.float32), np.zeros(_RATE, np.float32)])
def test_nothing_to_judge_by_is_no_error_and_no_new_sound(samples: Samples) -> None:
    quieter = without_noise(samples)
    assert quieter is None or not np.any(quieter)
