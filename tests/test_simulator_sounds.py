"""What the scripted caller sounds like: pauses, loudness, noise behind the words, and frames that the line loses."""

from pathlib import Path

import numpy as np
import pytest

from ivr.audio import write_mono
from ivr.simulator.loss import Loss
from ivr.simulator.scenario import PhoneLine, Scenario
from ivr.simulator.sounds import Wave, key_tones, rms, wave_of
from ivr.simulator.utterance import Utterance, utterance

from .wire_service import WireService, call, tone


def spoken(folder: Path, say: object) -> Utterance:
    write_mono(folder / "half.wav", bytes(1600) + tone(0.5) + bytes(800))
    write_mono(folder / "second.wav", tone(1.0))
    scenario = Scenario.model_validate({"name": "t", "steps": [{"say": say}], "folder": folder})
    step = scenario.steps[0].say
    assert step is not None
    return utterance(scenario, step)


def test_a_pause_within_an_utterance_is_as_long_as_asked_from_speech_to_speech(tmp_path: Path) -> None:
    said = spoken(tmp_path, ["half.wav", 0.8, "second.wav"])
    assert said.label == "half (0.8 s) second"
    assert said.samples == pytest.approx(2.3 * 8000, abs=10)
    quiet = np.flatnonzero(np.abs(wave_of(said.pcm)) < 100)
    longest = max(np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1), key=len)
    assert len(longest) == pytest.approx(0.8 * 8000, abs=10)


def test_a_pause_stands_between_two_recordings(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="begin and end with a recording"):
        spoken(tmp_path, ["half.wav", 0.8])


def test_a_bare_yes_in_a_list_is_the_word() -> None:
    scenario = Scenario.model_validate({"name": "t", "steps": [{"say": [True, 0.3, False]}]})
    say = scenario.steps[0].say
    assert say is not None
    assert say.parts == ("yes", 0.3, "no")


def test_an_utterance_ends_with_its_last_sample_of_speech(tmp_path: Path) -> None:
    said = spoken(tmp_path, "half.wav")
    assert said.first == pytest.approx(800, abs=3)
    assert said.samples == pytest.approx(4800, abs=3)


def test_gain_makes_louder_and_clip_cuts_off(tmp_path: Path) -> None:
    plain, soft = (wave_of(spoken(tmp_path, {"recording": "second.wav", "gain_db": db}).pcm) for db in (0, -20))
    assert rms(plain) / rms(soft) == pytest.approx(10, rel=0.01)
    shout = wave_of(spoken(tmp_path, {"recording": "second.wav", "gain_db": 30}).pcm)
    assert np.mean(np.abs(shout) > 32000) > 0.5
    cut = wave_of(spoken(tmp_path, {"recording": "second.wav", "gain_db": 30, "clip": 0.25}).pcm)
    assert np.abs(cut).max() == pytest.approx(0.25 * 32767, abs=1)


@pytest.mark.parametrize("noise", ["street", "white", "half.wav"])
def test_noise_is_so_many_decibels_below_the_words(noise: str, tmp_path: Path) -> None:
    said = spoken(tmp_path, {"recording": "second.wav", "noise": noise, "snr_db": 10})
    assert said.noise is not None
    assert 20 * np.log10(rms(wave_of(said.pcm)) / rms(said.noise)) == pytest.approx(10, abs=0.1)


def level(pcm: bytes, since: float, until: float) -> float:
    return rms(wave_of(pcm)[round(since * 8000) : round(until * 8000)])


async def test_noise_is_heard_before_during_and_after_the_words_and_does_not_move_their_end(tmp_path: Path) -> None:
    say = {"say": {"recording": "second.wav", "noise": "white", "snr_db": 30}}
    report = await call(WireService(), tmp_path, "listen", say, "listen", {"wait": 3}, "hang_up")
    turn = report.turns[0]
    assert turn.ended_seconds - turn.began_seconds == pytest.approx(1.0, abs=0.001)
    assert level(report.caller_pcm, turn.began_seconds - 0.4, turn.began_seconds) > 150
    assert level(report.caller_pcm, turn.ended_seconds + 0.1, turn.ended_seconds + 1.3) > 150
    assert level(report.caller_pcm, turn.ended_seconds + 1.7, turn.ended_seconds + 2.5) < 20
    assert turn.answer_seconds == pytest.approx(0.22, abs=0.01)


async def test_noise_of_the_line_is_there_all_the_time_and_is_not_the_caller(tmp_path: Path) -> None:
    line = {"noise": "white", "noise_dbfs": -45}
    report = await call(WireService(), tmp_path, "listen", {"wait": 3}, "hang_up", line=line)
    assert level(report.caller_pcm, 0, report.seconds) == pytest.approx(184, rel=0.05)
    assert report.dead_air_seconds > 2.9


def share_of(wave: Wave, hertz: int) -> float:
    """Of its energy, at this frequency."""
    spectrum = np.abs(np.fft.rfft(wave)) ** 2
    at = round(hertz * wave.size / 8000)
    return float(spectrum[at - 2 : at + 3].sum() / spectrum.sum())


def test_tones_are_those_of_the_keys() -> None:
    wave = wave_of(key_tones("5#"))
    five, hash_key = wave[:800], wave[1600:]
    for part, pair in ((five, (770, 1336)), (hash_key, (941, 1477))):
        assert sum(share_of(part, hertz) for hertz in pair) > 0.9


def test_tones_reach_the_service_as_sound_and_not_as_keys(tmp_path: Path) -> None:
    said = spoken(tmp_path, {"tones": "42"})
    assert said.label == "tones 42"
    assert said.samples == 2400


@pytest.mark.parametrize(("share", "burst"), [(0.16, 3.0), (0.05, 1.0), (0.3, 10.0)])
def test_a_share_of_the_frames_is_lost_in_bursts(share: float, burst: float) -> None:
    loss = Loss(PhoneLine(loss_share=share, loss_burst=burst))
    lost = np.array([loss.next_is_lost() for _ in range(50_000)])
    assert lost.mean() == pytest.approx(share, rel=0.1)
    bursts = np.count_nonzero(np.diff(lost.astype(int)) == 1)
    assert lost.sum() / bursts == pytest.approx(burst, rel=0.1)


def test_the_same_frames_are_lost_each_time_and_others_with_another_seed() -> None:
    def lost(seed: int) -> list[bool]:
        loss = Loss(PhoneLine(loss_share=0.16, loss_seed=seed))
        return [loss.next_is_lost() for _ in range(200)]

    assert lost(1) == lost(1)
    assert lost(1) != lost(2)


async def test_a_burst_of_lost_frames_is_a_jump_of_the_timestamps(tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, "listen", {"wait": 5}, "hang_up", line={"loss_share": 0.16, "loss_burst": 3})
    stamps = [int(m["media"]["timestamp"]) for m in service.events("media")]  # type: ignore[index]
    jumps = np.diff(stamps)
    assert max(jumps) >= 60
    assert set(jumps % 20) == {0}
