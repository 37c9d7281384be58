"""Sounds that are no words for us, and how they are mixed under speech: streets, babble, music, tones, breath, clicks.

All are PCM16 8 kHz mono, made from a seed: the same on every machine. Hold music is Debian's (asterisk-moh-opsound-wav,
CC BY-SA 3.0), fetched by apt-get into .models/bench; where that is not to be had, music is made up.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ivr.audio import RATE, Samples, loudness_dbfs, pcm_from, pcm_of, read_recording, samples_of, ulaw_of
from ivr.settings import ROOT

BENCH_FOLDER = ROOT / ".models" / "bench"
MUSIC_PACKAGE = "asterisk-moh-opsound-wav"
NOISE_DBFS = -30.0
"""RMS of a noise that stands alone: a loud street heard through a telephone."""
_FETCH_SECONDS = 60.0
Shape = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
"""Gain at each frequency in hertz."""


def on_the_line(samples: Samples) -> bytes:
    """PCM16 as it comes out of mu-law."""
    return pcm_of(ulaw_of(pcm_from(samples)))


def levelled(samples: Samples, dbfs: float = NOISE_DBFS) -> Samples:
    """At this RMS over its whole length; silence stays silence."""
    rms = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0
    return (samples * np.float32(10 ** (dbfs / 20) / rms)).astype(np.float32) if rms else samples


def mixed(speech_pcm: bytes, noise: Samples, snr_db: float, start: int = 0) -> bytes:
    """Speech with noise under it, through mu-law; the speech keeps its level.

    The ratio is that of the speech's loudness where it sounds (20 ms blocks within 30 dB of the loudest) to the noise's
    RMS over this stretch. Noise shorter than the speech is repeated; `start` is the sample of it to begin with.
    """
    speech = samples_of(speech_pcm)
    stretch = np.resize(np.roll(noise, -start), speech.size)
    return on_the_line(speech + levelled(stretch, loudness_dbfs(speech) - snr_db))


def joined(pieces: Sequence[Samples]) -> Samples:
    return np.concatenate(pieces)


def stretch(samples: Samples, start: int, seconds: float) -> Samples:
    """So much of it from a sample on; it begins again where it ends."""
    return np.take(samples, np.arange(start, start + round(seconds * RATE)), mode="wrap")


def white(seconds: float, seed: int = 0) -> Samples:
    return levelled(_normal(seconds, seed))


def pink(seconds: float, seed: int = 0) -> Samples:
    """Power falls by 3 dB an octave, from 50 Hz up."""
    return levelled(_shaped(_normal(seconds, seed), lambda hertz: np.where(hertz < 50, 0.0, 1 / np.sqrt(hertz + 1))))


def street(seconds: float, seed: int = 0) -> Samples:
    """Traffic: a rumble that never stops, vehicles that pass every few seconds, now and then a horn."""
    chance = np.random.default_rng(seed + 1000)
    rumble = levelled(_shaped(_normal(seconds, seed), lambda hertz: 1 / (60 + hertz)))
    tyres = levelled(_shaped(_normal(seconds, seed + 1), lambda hertz: np.exp(-(((hertz - 700) / 600) ** 2))))
    at = np.arange(rumble.size) / RATE
    passing = np.zeros(rumble.size, dtype=np.float32)
    horn = np.zeros(rumble.size, dtype=np.float32)
    moment = chance.uniform(0, 3)
    while moment < seconds:
        passing += chance.uniform(0.5, 2.5) * np.exp(-(((at - moment) / chance.uniform(0.5, 1.5)) ** 2))
        if chance.random() < 0.15:
            horn += _horn(at, moment, chance.uniform(0.2, 0.8), chance.uniform(0.9, 1.1))
        moment += chance.uniform(1.5, 5)
    return levelled(rumble + tyres * passing + horn * np.float32(10 ** (NOISE_DBFS / 20)))


def _horn(at: Samples, began: float, seconds: float, tune: float) -> Samples:
    sounding = (at >= began) & (at < began + seconds)
    tone = sum(np.sin(2 * np.pi * hertz * tune * at) / number for number, hertz in enumerate((420, 505, 840, 1010), 1))
    return (1.2 * tone * sounding).astype(np.float32)


def babble(recordings: Sequence[bytes], seconds: float, seed: int = 0, talkers: int = 6) -> Samples:
    """Talkers at once, each saying one recording after another in an order of their own."""
    chance = np.random.default_rng(seed)
    total = np.zeros(round(seconds * RATE), dtype=np.float32)
    for _ in range(talkers):
        said: list[Samples] = []
        while sum(part.size for part in said) < total.size + RATE * 10:
            said.append(levelled(samples_of(recordings[chance.integers(len(recordings))])))
        whole = np.concatenate(said)
        start = int(chance.integers(whole.size - total.size))
        total += whole[start : start + total.size] * np.float32(chance.uniform(0.6, 1.4))
    return levelled(total)


def made_up_music(seconds: float, seed: int = 0) -> Samples:
    """Chords with a beat and a tune above them, like a machine's."""
    chance = np.random.default_rng(seed)
    beat_seconds, total = 0.4, np.zeros(round(seconds * RATE), dtype=np.float32)
    chords = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (196.0, 246.9, 293.7), (164.8, 196.0, 246.9))
    length = round(beat_seconds * RATE)
    at = np.arange(length) / RATE
    for beat, start in enumerate(range(0, total.size - length, length)):
        chord = chords[beat // 4 % len(chords)]
        notes = sum(_note(at, hertz, 1.5) for hertz in chord)
        tune = _note(at, chord[chance.integers(3)] * chance.choice((2, 3, 4)), 4.0)
        drum = chance.normal(0, 1, length) * np.exp(-at * 60) * (1.0 if beat % 2 else 0.4)
        total[start : start + length] += (notes + 1.5 * tune + drum).astype(np.float32)
    return levelled(total)


def _note(at: Samples, hertz: float, decay: float) -> Samples:
    tone = sum(np.sin(2 * np.pi * hertz * part * at) / part**1.5 for part in range(1, 6) if hertz * part < 3400)
    return (tone * np.exp(-at * decay) * np.minimum(1, at * 200)).astype(np.float32)


def hold_music() -> list[Samples]:
    """Debian's five pieces, 18 minutes, each at NOISE_DBFS; empty where they are not to be had."""
    folder = BENCH_FOLDER / MUSIC_PACKAGE
    if not folder.is_dir() and not _fetch_music(folder):
        return []
    return [levelled(samples_of(read_recording(path))) for path in sorted(folder.glob("*.wav"))]


def _fetch_music(folder: Path) -> bool:
    """Whether the package came and was unpacked; it is not installed."""
    apt_get, unpack = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if not apt_get or not unpack:
        return False
    with tempfile.TemporaryDirectory(prefix="candid-music-") as place:
        try:
            download = [apt_get, "download", "-q", "-o", "APT::Sandbox::User=root", MUSIC_PACKAGE]
            subprocess.run(download, cwd=place, check=True, capture_output=True, timeout=_FETCH_SECONDS)
            package = next(Path(place).glob("*.deb"))
            subprocess.run([unpack, "-x", package, place], check=True, capture_output=True, timeout=_FETCH_SECONDS)
        except (subprocess.SubprocessError, OSError, StopIteration):
            return False
        folder.mkdir(parents=True, exist_ok=True)
        for path in Path(place).rglob("*.wav"):
            shutil.copy(path, folder / path.name)
    return True


def whispered(pcm: bytes, seed: int = 0) -> bytes:
    """The same words without a voice: what the throat does is kept (linear prediction), the voice becomes noise."""
    samples, order, hop = samples_of(pcm).astype(np.float64), 12, RATE // 100
    window = np.hanning(2 * hop)
    chance, total = np.random.default_rng(seed), np.zeros(samples.size + 2 * hop)
    for start in range(0, samples.size - 2 * hop, hop):
        frame = samples[start : start + 2 * hop] * window
        lags = np.correlate(frame, frame, "full")[2 * hop - 1 : 2 * hop + order]
        if lags[0] < 1e-6:
            continue
        toeplitz = lags[np.abs(np.subtract.outer(np.arange(order), np.arange(order)))]
        predictor = np.linalg.solve(toeplitz + 1e-4 * lags[0] * np.eye(order), lags[1 : order + 1])
        gain = np.sqrt(max(lags[0] - predictor @ lags[1 : order + 1], 0.0) / (2 * hop))
        breath = np.zeros(2 * hop + order)
        for place, push in enumerate(chance.normal(0, gain, 2 * hop), start=order):
            breath[place] = push + predictor @ breath[place - order : place][::-1]
        total[start : start + 2 * hop] += breath[order:] * window
    return pcm_from(levelled(total[: samples.size].astype(np.float32), -26.0))


def throat(samples: Samples) -> Samples:
    """What a throat makes of a noise: three broad resonances."""
    peaks = ((600, 150), (1300, 250), (2500, 300))
    return _shaped(samples, lambda hertz: sum(np.exp(-(((hertz - at) / width) ** 2)) for at, width in peaks) + 0.05)


def hummed_assent(hertz: float) -> Samples:
    """ "Mm-hm": two hums through the nose, the second higher, a breath between them."""
    at = np.arange(round(0.55 * RATE)) / RATE
    pitch = hertz * np.where(at < 0.25, 1.0, 1.25)
    turns = np.cumsum(pitch) / RATE
    voice = sum(np.cos(2 * np.pi * part * turns) for part in range(1, 12) if part * hertz * 1.25 < 3400)
    nose = _shaped(voice.astype(np.float32), lambda h: np.exp(-h / 250) + 0.1 * np.exp(-(((h - 1000) / 200) ** 2)))
    loud = np.minimum(1, at * 25) * np.minimum(1, (at[-1] - at) * 12) * np.where((at > 0.22) & (at < 0.3), 0.06, 1.0)
    return levelled(nose * loud.astype(np.float32), -20.0)


def comfort_noise(seconds: float, seed: int = 0) -> Samples:
    """What a line sends while nobody speaks: white, about -60 dB."""
    return levelled(_normal(seconds, seed), -60.0)


def hum(seconds: float, seed: int = 0) -> Samples:
    """Mains hum of 50 or 60 Hz with its harmonics, and hiss."""
    at = np.arange(round(seconds * RATE)) / RATE
    base = 50.0 if seed % 2 else 60.0
    tone = sum(np.sin(2 * np.pi * base * part * at + part) / part for part in range(1, 12))
    return levelled((levelled(tone.astype(np.float32)) + levelled(_normal(seconds, seed), NOISE_DBFS - 15)), -34.0)


def breathing(seconds: float, seed: int = 0) -> Samples:
    """Somebody who breathes into the telephone: bursts of shaped noise, in and out, every three or four seconds."""
    chance = np.random.default_rng(seed)
    inward = _shaped(_normal(seconds, seed), lambda hertz: np.exp(-(((hertz - 1600) / 900) ** 2)))
    outward = _shaped(_normal(seconds, seed + 1), lambda hertz: np.exp(-(((hertz - 600) / 500) ** 2)))
    at, total, moment = np.arange(inward.size) / RATE, np.zeros(inward.size, dtype=np.float32), 0.5
    while moment < seconds:
        for kind, length in ((inward, chance.uniform(0.5, 1.1)), (outward, chance.uniform(0.6, 1.6))):
            share = np.clip((at - moment) / length, 0, 1)
            total += (
                levelled(kind) * (np.sin(np.pi * share) ** 2).astype(np.float32) * np.float32(chance.uniform(0.5, 1.5))
            )
            moment += length + chance.uniform(0.1, 0.4)
        moment += chance.uniform(0.3, 1.5)
    return levelled(total, -33.0)


def clicks(seconds: float, seed: int = 0) -> Samples:
    """Knocks and crackles: something hits the telephone, a keyboard is typed on, a bad contact."""
    chance = np.random.default_rng(seed)
    total, moment = np.zeros(round(seconds * RATE), dtype=np.float32), 0.3
    while moment < seconds - 0.2:
        length = int(chance.uniform(0.002, 0.06) * RATE)
        knock = chance.normal(0, 1, length) * np.exp(-np.arange(length) / length * 5)
        start = int(moment * RATE)
        total[start : start + length] += (knock * chance.uniform(0.05, 0.4)).astype(np.float32)
        moment += chance.choice((0.08, 0.15, 0.3, 1.0, 2.5)) * chance.uniform(0.7, 1.3)
    return total


def tones(seconds: float, seed: int = 0) -> Samples:
    """What machines send: keys, busy, ringing, a fax, a modem, a microwave's beeps; about eight seconds of each."""
    kinds: list[tuple[tuple[float, ...], float, float]] = [
        *(((low, high), 0.2, 0.1) for low, high in ((697, 1209), (770, 1336), (852, 1477), (941, 1209))),
        ((480, 620), 0.5, 0.5),
        ((440, 480), 2.0, 4.0),
        ((1100,), 0.5, 3.0),
        ((2100,), 3.0, 0.4),
        ((1000,), 0.3, 0.7),
        ((2600,), 0.12, 0.3),
        ((350, 440), 8.0, 0.0),
    ]
    order = np.random.default_rng(seed).permutation(len(kinds))
    parts = [_cadence(*kinds[number]) for number in order]
    return np.resize(np.concatenate(parts), round(seconds * RATE)).astype(np.float32)


def _cadence(hertz: tuple[float, ...], on_seconds: float, off_seconds: float, seconds: float = 8.0) -> Samples:
    at = np.arange(round(seconds * RATE)) / RATE
    sounding = at % (on_seconds + off_seconds) < on_seconds
    tone = sum(np.sin(2 * np.pi * part * at) for part in hertz) / len(hertz)
    return (0.12 * tone * sounding).astype(np.float32)


def _normal(seconds: float, seed: int) -> Samples:
    return np.random.default_rng(seed).normal(0.0, 1.0, round(seconds * RATE)).astype(np.float32)


def _shaped(samples: Samples, gain_at: Shape) -> Samples:
    spectrum = np.fft.rfft(samples)
    spectrum *= gain_at(np.fft.rfftfreq(samples.size, 1 / RATE))
    return np.fft.irfft(spectrum, samples.size).astype(np.float32)
