"""Sounds of the caller's side: a street, the tones of keys, recordings made louder or rougher, what is behind them."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from ..audio import RATE

Wave = npt.NDArray[np.float64]
"""Mono, 8 kHz, in 16-bit units; nothing keeps it below full scale."""
FULL_SCALE = 32767.0
TONE_SECONDS, TONE_GAP_SECONDS, TONE_PEAK = 0.1, 0.1, 8000.0
_ROWS, _COLUMNS = (697, 770, 852, 941), (1209, 1336, 1477)
_KEYPAD = ("123", "456", "789", "*0#")


def wave_of(pcm: bytes) -> Wave:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64)


def pcm16(wave: Wave) -> bytes:
    """PCM16; what is beyond full scale is cut off, as a converter does."""
    return np.clip(np.rint(wave), -32768, 32767).astype("<i2").tobytes()


def rms(wave: Wave) -> float:
    return float(np.sqrt(np.mean(wave**2))) if wave.size else 0.0


def louder(wave: Wave, gain_db: float, clip: float = 1.0) -> Wave:
    """Changed by so many dB, then cut off at `clip` of full scale: a shout into a telephone, or a whisper."""
    limit = clip * FULL_SCALE
    return np.clip(wave * 10 ** (gain_db / 20), -limit, limit)


def at_level(wave: Wave, dbfs: float) -> Wave:
    """The same sound at an RMS of so many dB of full scale."""
    level = rms(wave)
    return wave * (FULL_SCALE * 10 ** (dbfs / 20) / level) if level else wave


def key_tones(keys: str) -> bytes:
    """The tones of these keys as audio, which no carrier turns into key events: PCM16."""
    time = np.arange(round(TONE_SECONDS * RATE)) / RATE
    gap = np.zeros(round(TONE_GAP_SECONDS * RATE))
    tones: list[Wave] = []
    for key in keys:
        row = next(number for number, line in enumerate(_KEYPAD) if key in line)
        pair = _ROWS[row], _COLUMNS[_KEYPAD[row].index(key)]
        tone: Wave = TONE_PEAK / 2 * np.sum([np.sin(2 * np.pi * hertz * time) for hertz in pair], axis=0)
        tones += [gap, tone] if tones else [tone]
    return pcm16(np.concatenate(tones))


def street_noise(seconds: float) -> bytes:
    """Low, uneven noise at about -30 dB: traffic, not speech; the same every time. PCM16."""
    count = round(seconds * RATE)
    white = np.random.default_rng(7).normal(0.0, 1.0, count + 200)
    rumble = np.convolve(white, np.ones(48) / 48, mode="valid")[:count]
    swell = 0.75 + 0.25 * np.sin(np.arange(count) / RATE * 2 * np.pi * 0.37)
    return pcm16(rumble * swell * 6000)


def white_noise(seconds: float) -> bytes:
    """A hiss at about -30 dB, the same every time. PCM16."""
    return pcm16(np.random.default_rng(11).normal(0.0, 1000.0, round(seconds * RATE)))


MADE: dict[str, Callable[[float], bytes]] = {"street": street_noise, "white": white_noise}
"""Noises that need no recording, by the name under which scenarios have them."""


class Background:
    """What is heard behind the caller, looped: always, or from one step on until it is told to fade."""

    def __init__(self) -> None:
        self._sounds: list[_Sound] = []

    def begin(self, wave: Wave) -> "_Sound":
        sound = _Sound(wave)
        self._sounds.append(sound)
        return sound

    def frame(self, count: int) -> Wave | None:
        """The next `count` samples; None when nothing sounds."""
        self._sounds = [sound for sound in self._sounds if sound.samples_left != 0]
        if not self._sounds:
            return None
        mixed: Wave = np.sum([sound.take(count) for sound in self._sounds], axis=0)
        return mixed


class _Sound:
    def __init__(self, wave: Wave) -> None:
        self._wave, self._at = wave, 0
        self.samples_left: int | None = None
        """None: for ever."""

    def end_after(self, seconds: float) -> None:
        self.samples_left = round(seconds * RATE)

    def take(self, count: int) -> Wave:
        taken: Wave = np.take(self._wave, np.arange(self._at, self._at + count), mode="wrap")
        self._at = (self._at + count) % self._wave.size
        if self.samples_left is not None:
            taken = np.where(np.arange(count) < self.samples_left, taken, 0.0)
            self.samples_left = max(0, self.samples_left - count)
        return taken


class Returned:
    """What comes back of a sound after `delay_seconds`, softer by `gain_db`; 20 ms in, 20 ms out."""

    def __init__(self, delay_seconds: float, gain_db: float) -> None:
        self._gain = 10 ** (gain_db / 20)
        self._under_way = np.zeros(round(delay_seconds * RATE))

    def frame(self, pcm: bytes) -> Wave:
        sound = np.concatenate((self._under_way, wave_of(pcm) * self._gain))
        count = len(pcm) // 2
        self._under_way = sound[count:]
        return sound[:count]
