"""Clips said slower keep their pitch and their words, and louder ones are louder without a clipped sample."""

import numpy as np
import pytest

from ivr.audio import RATE, loudness_dbfs, pcm_from, pcm_of, samples_of, ulaw_of
from ivr.call.delivery import CEILING, amplified, stretched
from ivr.core.manner import GAINS_DB, PACES
from ivr.ports import Clip
from ivr.settings import ROOT
from ivr.written.prompts import PromptLibrary

OTHER_PACES = [pace for pace in PACES if pace != 1.0]
FULL_SCALE_STEP = 0.04
"""Of mu-law near full scale: what a sample may differ by for being encoded."""


def samples(clip: Clip) -> np.ndarray:
    return samples_of(pcm_of(clip.ulaw))


def clip_of(sound: np.ndarray) -> Clip:
    return Clip(ulaw_of(pcm_from(sound.astype(np.float32))))


def tone(hertz: float, seconds: float = 1.0, level: float = 0.3) -> np.ndarray:
    return level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)


def pitch_of(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size)))
    return float(np.argmax(spectrum) * RATE / sound.size)


@pytest.fixture(scope="module")
def prompts() -> list[Clip]:
    library = PromptLibrary(ROOT / "audio_prompts", "en", "Fernhill")
    return [library.clip(name) for name in ("ask_how", "robot_answer", "no_match_1")]


@pytest.mark.parametrize("pace", OTHER_PACES)
@pytest.mark.parametrize("hertz", [110.0, 220.0, 700.0])
def test_a_stretched_tone_lasts_longer_and_keeps_its_pitch_and_loudness(pace: float, hertz: float) -> None:
    made = samples(stretched(clip_of(tone(hertz)), pace))
    assert made.size == pytest.approx(RATE / pace, abs=1)
    assert pitch_of(made) == pytest.approx(hertz, abs=3)
    assert loudness_dbfs(made) == pytest.approx(loudness_dbfs(tone(hertz)), abs=0.7)


@pytest.mark.parametrize("pace", OTHER_PACES)
def test_what_is_first_and_last_in_a_clip_is_so_when_it_is_stretched(pace: float) -> None:
    silence = np.zeros(RATE // 2)
    made = samples(stretched(clip_of(np.concatenate([tone(200, 0.2), silence, tone(400, 0.2)])), pace))
    loud = np.flatnonzero(np.abs(made) > 0.1) / RATE * pace
    assert loud[0] < 0.01
    assert loud[-1] == pytest.approx(0.9, abs=0.03)
    assert np.diff(loud).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("pace", OTHER_PACES)
def test_prompts_are_as_loud_at_each_pace(prompts: list[Clip], pace: float) -> None:
    for clip in prompts:
        assert loudness_dbfs(samples(stretched(clip, pace))) == pytest.approx(loudness_dbfs(samples(clip)), abs=1.0)


def test_the_usual_pace_and_loudness_change_not_a_byte(prompts: list[Clip]) -> None:
    assert all(amplified(stretched(clip, 1.0), 0.0) == clip for clip in prompts)
    assert stretched(Clip(b""), 0.8) == amplified(Clip(b""), 6.0) == Clip(b"")


@pytest.mark.parametrize("gain_db", [gain for gain in GAINS_DB if gain])
def test_prompts_are_louder_and_softer_by_as_much_as_they_should(prompts: list[Clip], gain_db: float) -> None:
    for clip in prompts:
        made = samples(amplified(clip, gain_db))
        assert loudness_dbfs(made) - loudness_dbfs(samples(clip)) == pytest.approx(gain_db, abs=0.6)
        assert np.abs(made).max() < CEILING + FULL_SCALE_STEP


@pytest.mark.parametrize("level", [0.3, 0.6, 0.95])
def test_however_loud_a_clip_is_no_sample_of_it_is_clipped(level: float) -> None:
    rising = tone(150, 1.0, 1.0) * np.linspace(0.05, level, RATE)
    made = samples(amplified(clip_of(rising), max(GAINS_DB)))
    assert np.abs(made).max() < CEILING + FULL_SCALE_STEP
    flat = np.abs(made) > 0.99 * np.abs(made).max()
    assert max(map(len, "".join("x" if is_top else " " for is_top in flat).split())) < RATE / 150 / 4


def test_a_peak_does_not_take_the_gain_from_what_is_far_from_it() -> None:
    click = tone(300, 1.0, 0.1)
    click[RATE // 2] = 0.95
    made = samples(amplified(clip_of(click), 6.0))
    assert loudness_dbfs(made[: RATE // 4]) == pytest.approx(loudness_dbfs(click[: RATE // 4]) + 6, abs=0.3)
