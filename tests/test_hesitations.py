"""The recordings of hesitating callers: each pause is silent, each end is speech, and the seed decides all."""

import numpy as np
import pytest

from benchmarks import voices
from benchmarks.bench import SHARED_DATA
from benchmarks.turns.cut_offs import VOICES_OF_EACH, Heard, Silence, chosen, planned, summed
from benchmarks.turns.hesitant_sentences import HESITANT
from benchmarks.turns.hesitations import HESITANT_VOICES, Pause, Recording, asked_for, natural, sounding, spoken
from ivr.audio import RATE, samples_of
from ivr.core.record import Awaited, Expects

needs_the_voice = pytest.mark.skipif(not voices.installed(), reason="the voice is not installed: `make bench-voices`")


def recording(name: str = "one", expects: Expects | None = None, text: str = "Where is my order?") -> Recording:
    pause = Pause(8000, 12000, "a filler", "Where")
    return Recording(name, text, expects or Expects(), "low", "spoken", bytes(40000), 2400, (pause,))


def test_a_tone_with_a_gap_is_two_stretches_of_sound() -> None:
    tone = np.sin(np.arange(8000) / 5).astype(np.float32) / 4
    quiet = np.random.default_rng(1).normal(0, 1e-4, 4000).astype(np.float32)
    (first, second) = sounding(np.concatenate([quiet, tone, quiet, tone, quiet]), 16000)
    assert first == pytest.approx((0.25, 0.75), abs=0.011)
    assert second == pytest.approx((1.0, 1.5), abs=0.011)


def test_a_gap_shorter_than_a_pause_is_within_a_stretch() -> None:
    tone = np.sin(np.arange(8000) / 5).astype(np.float32) / 4
    assert len(sounding(np.concatenate([tone, np.zeros(2000, np.float32), tone]), 16000)) == 1


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("FOUR OH SEVEN", Expects(Awaited.DIGITS, 3)),
        ("S H A R O N", Expects(Awaited.NAME)),
        ("YES", Expects(Awaited.YES_NO)),
        ("ERASE T M FIFTY TWO", Expects()),
        ("MARCH TWENTIETH", Expects()),
    ],
)
def test_what_was_asked_for_is_told_by_what_was_said(text: str, expects: Expects) -> None:
    assert asked_for(text) == expects


def test_a_quarter_of_the_pauses_follow_what_could_be_all_of_the_turn() -> None:
    marks = [part for text, _ in HESITANT for part in text.split("|")[1::2]]
    assert 0.2 < marks.count("after a whole sentence") / len(marks) < 0.3


def test_a_call_asks_for_an_order_before_its_number_is_said() -> None:
    free = [recording(f"free {n}") for n in range(2)]
    digits = recording("digits", Expects(Awaited.DIGITS, 6), "Four two one, eight zero seven.")
    yes = recording("yes", Expects(Awaited.YES_NO), "Um, yes.")
    assert planned([yes, digits, *free]) == [[free[1], digits, yes], [free[0]]]


def test_each_answer_into_a_pause_is_taken_back_or_followed_by_another_turn_or_noticed() -> None:
    fates = ((False, False, False), (True, True, False), (True, False, True), (True, False, False))
    silences = [Silence("a filler", 0.5, "free", *fate) for fate in fates]
    figures = summed([Heard("one", silences, True, 0.3, "sure")], planned_turns=2)
    assert figures["all"] == {
        "pauses": 4,
        "answers_begun_percent": 75.0,
        "taken_back_percent": 25.0,
        "turn_of_its_own_percent": 25.0,
        "noticed_percent": 25.0,
    }
    assert figures["turns_not_reached"] == 1


@pytest.mark.engine
@needs_the_voice
def test_the_spoken_pauses_are_silent_and_the_ends_are_speech() -> None:
    made = spoken()
    assert sum(len(one.pauses) for one in made) > 200
    for one in made:
        samples = samples_of(one.pcm)
        for pause in one.pauses:
            assert np.abs(samples[pause.start : pause.end]).max() < 0.06 * np.abs(samples).max()
            assert 0.2 <= pause.seconds <= 1.2
        assert np.abs(samples[-RATE // 100 :]).max() > 0.01
    assert [one.pcm for one in spoken()] == [one.pcm for one in made]
    hesitant = sum(bool(one.pauses) for one in made)
    assert len(chosen(made)) * HESITANT_VOICES == VOICES_OF_EACH * hesitant


@pytest.mark.engine
@pytest.mark.skipif(not (SHARED_DATA / "an4_train").is_dir(), reason="the AN4 recordings are not on this machine")
def test_the_natural_pauses_are_quieter_than_the_speech_around_them() -> None:
    made = [one for one in natural(SHARED_DATA / "an4_train") if one.pauses]
    assert len(made) > 100
    for one in made:
        samples = samples_of(one.pcm).astype(np.float64)
        for pause in one.pauses:
            silent = np.sqrt(np.mean(samples[pause.start + 80 : pause.end - 80] ** 2))
            assert silent < 0.35 * np.sqrt(np.mean(samples[one.first :] ** 2))
