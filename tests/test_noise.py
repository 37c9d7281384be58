"""The benchmarks' noises: as loud as they say, the same every time, and no words of anybody's asking for a person."""

import numpy as np
import pytest

from benchmarks import noise
from benchmarks.turns import human
from ivr.audio import RATE, loudness_dbfs, pcm_from, samples_of

from .english import ENGLISH

asks_for_person = ENGLISH.ways_out.asks_for_person

MADE = ("white", "pink", "street", "made_up_music", "comfort_noise", "hum", "breathing", "clicks", "tones")


@pytest.mark.parametrize("name", MADE)
def test_a_made_noise_is_the_same_every_time_and_never_clips(name: str) -> None:
    make = getattr(noise, name)
    once, again = make(3.0, 1), make(3.0, 1)
    assert once.size == 3 * RATE
    assert np.array_equal(once, again)
    assert 0 < np.abs(once).max() < 1


def test_words_are_mixed_with_noise_at_the_ratio_asked_for() -> None:
    tone = (0.3 * np.sin(np.arange(2 * RATE) / 3)).astype(np.float32)
    both = samples_of(noise.mixed(pcm_from(tone), noise.white(2.0, 2), snr_db=10.0))
    left = both - tone
    assert loudness_dbfs(tone) - 20 * np.log10(np.sqrt(np.mean(left**2))) == pytest.approx(10.0, abs=0.3)


def test_whispered_words_have_no_tone_left() -> None:
    pulses = np.zeros(RATE, dtype=np.float32)
    pulses[::80] = 0.5
    whispered = samples_of(noise.whispered(pcm_from(pulses)))
    rhythm = np.correlate(whispered[2000:6000], whispered[2080:6080])[0] / np.sum(whispered[2000:6000] ** 2)
    assert abs(rhythm) < 0.2


def test_every_wording_asks_for_a_person_and_nobody_in_the_babble_does() -> None:
    assert all(asks_for_person(words) for words in human.WORDS)
    assert not any(asks_for_person(words) for words in human.OTHERS_SAY)


def test_there_are_400_trials_of_every_voice_and_noise() -> None:
    trials = human.trials(("street", "babble", "pink", "white", "music"))
    assert len(trials) == 400
    assert len({(trial.words, trial.voice, trial.noise) for trial in trials}) == 400
