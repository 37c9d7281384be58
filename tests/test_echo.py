"""Our own voice is no caller when it comes back, and a caller who speaks over it is heard."""

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from ivr.audio import RATE, pcm_from, pcm_of, ulaw_of
from ivr.telephony.echo import OwnVoice

PROMPTS = Path(__file__).parents[1] / "audio_prompts" / "en"
Wave = npt.NDArray[np.float64]
AUDIBLE = 100.0
"""RMS: 20 dB below a soft caller."""


def prompt(*names: str) -> Wave:
    clips = []
    for name in names:
        with wave.open(str(PROMPTS / f"{name}.wav"), "rb") as file:
            clips.append(np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768)
    return np.concatenate(clips)


def voice(seconds: float, seed: int = 3) -> Wave:
    """Somebody else: noise shaped like syllables, at -26 dB of full scale."""
    noise = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    smooth = np.convolve(noise, np.hanning(5), mode="same")
    syllables = 0.2 + np.abs(np.sin(np.arange(smooth.size) * 2 * np.pi * 4 / RATE))
    spoken: Wave = smooth * syllables
    return spoken * 0.05 / np.sqrt(np.mean(spoken**2))


def heard(
    said: Wave,
    delay_seconds: float,
    gain_db: float,
    caller: Wave | None = None,
    noise: float = 4e-4,
    room: Wave | None = None,
) -> Wave:
    """What is left of the line, frame by frame, when `said` comes back and the caller says this.

    `noise` is the line's own, at most so much of full scale; `room` what a room makes of a click.
    """
    ulaw = ulaw_of(pcm_from(said.astype(np.float32)))
    back = np.frombuffer(pcm_of(ulaw), "<i2") / 32768 * 10 ** (gain_db / 20)
    back = back if room is None else np.convolve(back, room)
    line = np.random.default_rng(1).uniform(-noise, noise, said.size + RATE)
    first = round(delay_seconds * RATE)
    line[first : first + back.size] += back[: line.size - first]
    if caller is not None:
        line[: caller.size] += caller[: line.size]
    own = OwnVoice()
    own.said(ulaw)
    mike = pcm_of(ulaw_of(pcm_from(line.astype(np.float32))))
    left = [own.taken_out_of(mike[at : at + 320]) for at in range(0, len(mike) - 319, 320)]
    return np.frombuffer(b"".join(left), "<i2").astype(float)


def audible_frames(wave: Wave) -> int:
    frames = wave[: wave.size // 160 * 160].reshape(-1, 160)
    return int((np.sqrt(np.mean(frames**2, axis=1)) > AUDIBLE).sum())


@pytest.mark.parametrize("gain_db", [-12, -20, -26])
@pytest.mark.parametrize("delay_seconds", [0.08, 0.25, 0.5])
@pytest.mark.parametrize("said", ["disclosure", "keys_hint"])
def test_our_own_voice_alone_is_silence(said: str, delay_seconds: float, gain_db: float) -> None:
    assert audible_frames(heard(prompt(said), delay_seconds, gain_db)) <= 5


def ringing(seconds: float, share: float, seed: int) -> Wave:
    """A room: the sound itself, and what dies away after it within `seconds`, with so much of its power."""
    count = round(seconds * RATE)
    tail = np.random.default_rng(seed).standard_normal(count) * np.exp(-np.arange(count) * 3 / count)
    tail *= np.sqrt(share / np.sum(tail**2))
    tail[0] = 1.0
    return tail


@pytest.mark.parametrize("noise", [0.006, 0.01])
@pytest.mark.parametrize(("delay_seconds", "gain_db"), [(0.09, -22), (0.27, -20), (0.41, -18), (0.56, -16)])
@pytest.mark.parametrize("said", ["disclosure", "help"])
def test_an_echo_no_louder_than_the_lines_noise_is_found_within_two_seconds(
    said: str, delay_seconds: float, gain_db: float, noise: float
) -> None:
    left = heard(prompt(said), delay_seconds, gain_db, noise=noise, room=ringing(0.1, 0.2, 4))
    after = left[2 * RATE :] / 32768
    assert np.mean(after**2) <= 1.1 * noise**2 / 3


@pytest.mark.parametrize("gain_db", [-12, -20, -26])
def test_who_speaks_over_it_is_heard_from_their_first_sound_on(gain_db: float) -> None:
    said = prompt("disclosure", "keys_hint")
    caller = np.zeros(said.size)
    spoken = voice(0.8)
    at = 9 * RATE
    caller[at : at + spoken.size] = spoken
    left = heard(said, 0.25, gain_db, caller)[at : at + spoken.size]
    assert audible_frames(left) >= 0.9 * 40
    first, *_ = np.flatnonzero(np.sqrt(np.mean(left.reshape(-1, 160) ** 2, axis=1)) > AUDIBLE)
    assert first <= 2
    assert np.corrcoef(left, spoken)[0, 1] > 0.9


def test_where_nothing_comes_back_the_caller_is_left_as_they_are() -> None:
    said = prompt("disclosure")
    caller = np.zeros(said.size)
    caller[3 * RATE : 5 * RATE] = voice(2.0)
    left = heard(said, 0.25, -90.0, caller)
    plain = np.frombuffer(pcm_of(ulaw_of(pcm_from(caller.astype(np.float32)))), "<i2")
    assert np.corrcoef(left[3 * RATE : 5 * RATE], plain[3 * RATE : 5 * RATE])[0, 1] > 0.999


def test_before_anything_was_said_nothing_is_changed() -> None:
    own = OwnVoice()
    pcm = pcm_from(voice(0.02).astype(np.float32))
    assert own.taken_out_of(pcm) is pcm


def test_another_delay_at_the_next_sentence_is_found_at_once() -> None:
    own = OwnVoice()
    said = ulaw_of(pcm_from(prompt("no_match_1").astype(np.float32)))
    back = np.frombuffer(pcm_of(said), "<i2") * 10 ** (-20 / 20)
    left: list[bytes] = []
    for delay in (2000, 2160, 1900):
        own.said(said)
        line = np.concatenate((np.zeros(delay), back, np.zeros(2 * RATE)))
        mike = pcm_of(ulaw_of(line.round().astype("<i2").tobytes()))
        left += [own.taken_out_of(mike[at : at + 320]) for at in range(0, len(mike) - 319, 320)]
    assert audible_frames(np.frombuffer(b"".join(left), "<i2").astype(float)) <= 12


def test_what_is_said_without_a_gap_and_played_a_little_later_is_known_too() -> None:
    """The end of one thing that is said and the beginning of the next are a frame apart from what we took them for."""
    first, second = prompt("disclosure"), prompt("ask_how")
    own = OwnVoice()
    back = [np.frombuffer(pcm_of(ulaw_of(pcm_from(part.astype(np.float32)))), "<i2") * 0.1 for part in (first, second)]
    line = np.concatenate((np.zeros(2640), back[0], np.zeros(250), back[1], np.zeros(RATE)))
    for part in (first, second):
        own.said(ulaw_of(pcm_from(part.astype(np.float32))))
    mike = pcm_of(ulaw_of(line.round().astype("<i2").tobytes()))
    left = [own.taken_out_of(mike[at : at + 320]) for at in range(0, len(mike) - 319, 320)]
    assert audible_frames(np.frombuffer(b"".join(left[60:]), "<i2").astype(float)) <= 2
