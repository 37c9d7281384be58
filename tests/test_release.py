"""When a caller has stopped, by the energy of what is heard: on a quiet line, and with others talking behind them."""

from collections.abc import Iterable

import pytest

from ivr.engines.release import Release

SPOKEN = (3000.0, 2000.0, 3500.0, 1200.0, 2800.0) * 10
"""RMS of a second of speech, frame by frame."""


def pauses(frames: Iterable[float], release: Release) -> list[bool]:
    """Frame by frame, of what the model takes for speech throughout."""
    return [release.is_pause(loudness, 0.9) for loudness in frames]


def after(noise: Iterable[float]) -> Release:
    """One who has heard the line before the caller speaks."""
    release = Release()
    for loudness in noise:
        release.is_pause(loudness, 0.1)
    return release


def test_speech_on_a_quiet_line_has_no_pause_and_ends_with_its_energy() -> None:
    release = after([20.0] * 50)
    assert not any(pauses(SPOKEN, release))
    assert all(pauses([40.0] * 10, release))


@pytest.mark.parametrize("level", [300.0, 600.0, 800.0])
def test_voices_behind_the_caller_do_not_keep_the_turn_open(level: float) -> None:
    voices = [level, 1.3 * level, 0.8 * level, 1.1 * level] * 50
    release = after(voices)
    assert not any(pauses(SPOKEN, release))
    assert all(pauses(voices[:25], release)[12:])


def test_a_caller_as_loud_as_the_noise_is_still_heard() -> None:
    release = after([1500.0] * 200)
    assert not any(pauses([2400.0, 2000.0, 2600.0] * 10, release))


def test_a_softer_word_after_a_loud_one_is_speech() -> None:
    release = after([20.0] * 50)
    pauses(SPOKEN, release)
    assert not any(pauses([500.0] * 20, release))


def test_a_line_that_was_silent_learns_of_noise_that_comes_later() -> None:
    release = after([0.0] * 100)
    noise = [700.0, 800.0, 650.0] * 500
    for loudness in noise:
        release.is_pause(loudness, 0.1)
    pauses(SPOKEN, release)
    assert all(pauses(noise[:25], release)[12:])


def test_speech_without_end_does_not_become_noise() -> None:
    release = after([20.0] * 50)
    assert not any(pauses(SPOKEN * 20, release))
