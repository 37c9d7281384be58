"""Utterances begin with a little of what came before, and silence is counted from the last speech."""

import pytest

from ivr.core.heard.endpointer import Endpointer

QUIET, LOUD = b"q" * 320, b"L" * 320


def hears(endpointer: Endpointer, frames: int, speech: float) -> None:
    for _ in range(frames):
        endpointer.hear(LOUD if speech > 0.3 else QUIET, speech)


@pytest.fixture
def endpointer() -> Endpointer:
    return Endpointer(0.5)


def test_nothing_is_heard_in_silence(endpointer: Endpointer) -> None:
    hears(endpointer, 100, 0.1)
    assert (endpointer.has_speech, endpointer.utterance_seconds, endpointer.silence_seconds) == (False, 0, 0)


def test_speech_and_the_silence_after_it_are_counted(endpointer: Endpointer) -> None:
    hears(endpointer, 50, 0.1)
    hears(endpointer, 40, 0.9)
    hears(endpointer, 10, 0.1)
    assert (endpointer.speech_seconds, endpointer.silence_seconds) == pytest.approx((0.8, 0.2))


def test_speech_that_fades_is_still_speech_until_it_is_well_below_the_threshold(endpointer: Endpointer) -> None:
    hears(endpointer, 10, 0.9)
    hears(endpointer, 5, 0.4)
    assert endpointer.is_speaking
    hears(endpointer, 1, 0.3)
    assert not endpointer.is_speaking


def test_speech_must_rise_above_the_threshold_to_begin(endpointer: Endpointer) -> None:
    hears(endpointer, 20, 0.45)
    assert not endpointer.has_speech


def test_the_audio_holds_a_little_of_before_and_after_and_no_more(endpointer: Endpointer) -> None:
    hears(endpointer, 100, 0.1)
    hears(endpointer, 20, 0.9)
    hears(endpointer, 100, 0.1)
    assert endpointer.pcm() == QUIET * 15 + LOUD * 20 + QUIET * 10


def test_after_a_reset_the_next_utterance_begins_anew(endpointer: Endpointer) -> None:
    hears(endpointer, 20, 0.9)
    endpointer.reset()
    assert not endpointer.has_speech
    hears(endpointer, 30, 0.1)
    hears(endpointer, 5, 0.9)
    assert endpointer.speech_seconds == pytest.approx(0.1)


def test_an_earlier_stretch_is_joined_without_a_frame_twice(endpointer: Endpointer) -> None:
    hears(endpointer, 40, 0.9)
    hears(endpointer, 5, 0.1)
    earlier = endpointer.stretch()
    endpointer.reset()
    hears(endpointer, 3, 0.1)
    hears(endpointer, 20, 0.9)
    endpointer.put_before(earlier)
    assert endpointer.pcm() == LOUD * 40 + QUIET * 8 + LOUD * 20
    assert endpointer.speech_seconds == pytest.approx(1.2)


def test_a_long_time_between_two_stretches_is_left_out(endpointer: Endpointer) -> None:
    hears(endpointer, 40, 0.9)
    hears(endpointer, 15, 0.1)
    earlier = endpointer.stretch()
    endpointer.reset()
    hears(endpointer, 100, 0.1)
    hears(endpointer, 20, 0.9)
    endpointer.put_before(earlier)
    assert endpointer.pcm() == LOUD * 40 + QUIET * 10 + QUIET * 15 + LOUD * 20
