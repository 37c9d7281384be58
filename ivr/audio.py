"""Telephone audio: mu-law and PCM16 at 8 kHz, recordings read and written, loudness and silence of whole clips."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .errors import ScenarioError

if TYPE_CHECKING:
    import soundfile

RATE = 8000
"""Samples a second on the wire and everywhere in the house."""
FRAME_SAMPLES = 160
"""One frame: 20 ms."""
SPEECH_DBFS = -19.0
"""Loudness of what the assistant says: RMS of its sounding parts, in dB of full scale."""
LONGEST_RECORDING_SECONDS = 3600

Samples = npt.NDArray[np.float32]
"""Mono, -1..1."""


def _ulaw_to_pcm_table() -> npt.NDArray[np.int16]:
    """G.711 mu-law: the value of each of the 256 codes, at 16 bits."""
    code = ~np.arange(256, dtype=np.int32) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + 132) << ((code & 0x70) >> 4)) - 132
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _pcm_to_ulaw_table() -> npt.NDArray[np.uint8]:
    """G.711 mu-law: the code of each 16-bit value, indexed by the value as an unsigned number."""
    value = np.arange(65536, dtype=np.int32).astype(np.uint16).view(np.int16).astype(np.int32)
    magnitude = np.minimum(np.abs(value), 32635) + 132
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    sign = np.where(value < 0, 0x80, 0)
    code: npt.NDArray[np.int32] = ~(sign | (exponent << 4) | mantissa) & 0xFF
    return code.astype(np.uint8)


_PCM_OF_CODE = _ulaw_to_pcm_table()
_CODE_OF_PCM = _pcm_to_ulaw_table()


def pcm_of(ulaw: bytes) -> bytes:
    """PCM16 little-endian of mu-law, two bytes a sample."""
    return _PCM_OF_CODE[np.frombuffer(ulaw, dtype=np.uint8)].tobytes()


def ulaw_of(pcm: bytes) -> bytes:
    """Mu-law of PCM16 little-endian, one byte a sample."""
    codes: npt.NDArray[np.uint8] = _CODE_OF_PCM[np.frombuffer(pcm, dtype="<u2")]
    return codes.tobytes()


def samples_of(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float32) / 32768.0


def pcm_from(samples: Samples) -> bytes:
    """PCM16 of samples; what is beyond full scale is clipped."""
    scaled: npt.NDArray[np.float32] = np.clip(samples, -1.0, 32767 / 32768) * np.float32(32768.0)
    whole: npt.NDArray[np.int16] = scaled.round().astype("<i2")
    return whole.tobytes()


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """A whole clip at another rate, low-passed on the way down."""
    if from_rate == to_rate or not samples.size:
        return samples
    import soxr  # only where whole clips are handled: the call path of a frame needs none of it

    return np.asarray(soxr.resample(samples, from_rate, to_rate, quality="HQ"), dtype=np.float32)


def read_recording(path: Path) -> bytes:
    """PCM16 8 kHz mono of a WAV or FLAC file of any rate and number of channels. Raises ScenarioError, in one line."""
    import soundfile

    if not path.is_file():
        raise ScenarioError(f"{path}: there is no such recording")
    if path.stat().st_size == 0:
        raise ScenarioError(f"{path}: the recording is empty (0 bytes)")
    try:
        with soundfile.SoundFile(path) as file:
            samples = _read_mono(file, path)
            rate = int(file.samplerate)
    except (soundfile.LibsndfileError, OSError) as error:
        raise ScenarioError(f"{path}: not a WAV or FLAC file that can be read") from error
    return pcm_from(resample(samples, rate, RATE))


def _read_mono(file: "soundfile.SoundFile", path: Path) -> Samples:
    if file.frames <= 0:
        raise ScenarioError(f"{path}: the recording is empty (it has a header and no samples)")
    if file.frames > LONGEST_RECORDING_SECONDS * file.samplerate:
        raise ScenarioError(f"{path}: the recording is longer than an hour")
    samples = np.asarray(file.read(dtype="float32", always_2d=True), dtype=np.float32)
    # A float WAV may hold NaN or infinity; on a phone line they would be noise at full scale.
    mono: Samples = samples.mean(axis=1, dtype=np.float32)
    return np.nan_to_num(mono, posinf=1.0, neginf=-1.0)


def write_mono(path: Path, pcm: bytes) -> None:
    """A 16-bit 8 kHz mono WAV."""
    import soundfile

    soundfile.write(path, np.frombuffer(pcm, dtype="<i2"), RATE, subtype="PCM_16", format="WAV")


def write_stereo(path: Path, left_pcm: bytes, right_pcm: bytes) -> None:
    """A 16-bit 8 kHz stereo WAV; the shorter side is filled with silence."""
    import soundfile

    sides = [np.frombuffer(side, dtype="<i2") for side in (left_pcm, right_pcm)]
    frames = np.zeros((max(side.size for side in sides), 2), dtype=np.int16)
    for column, side in enumerate(sides):
        frames[: side.size, column] = side
    soundfile.write(path, frames, RATE, subtype="PCM_16", format="WAV")


def loudness_dbfs(samples: Samples) -> float:
    """RMS in dB of full scale of the parts that sound: 20 ms blocks within 30 dB of the loudest. -inf for silence."""
    blocks = _block_rms(samples, RATE // 50)
    if not blocks.size or blocks.max() <= 0.0:
        return float("-inf")
    sounding = blocks[blocks >= blocks.max() / 31.6]
    return float(10 * np.log10(np.mean(sounding**2)))


def normalised(samples: Samples, dbfs: float = SPEECH_DBFS) -> Samples:
    """The clip at this loudness, or as near as its peaks allow without clipping."""
    loudness = loudness_dbfs(samples)
    if loudness == float("-inf"):
        return samples
    gain = min(10 ** ((dbfs - loudness) / 20), 0.97 / float(np.abs(samples).max()))
    return (samples * np.float32(gain)).astype(np.float32)


def trimmed(samples: Samples, rate: int, *, keep_end_seconds: float = 0.05) -> Samples:
    """The clip without leading silence (which is latency), and with this much of the trailing one."""
    block = rate // 200
    blocks = _block_rms(samples, block)
    if not blocks.size or blocks.max() <= 0.0:
        return samples[:0]
    sounding = np.flatnonzero(blocks >= blocks.max() / 178)  # 45 dB below the loudest block
    start = int(sounding[0]) * block
    end = (int(sounding[-1]) + 1) * block + int(keep_end_seconds * rate)
    return samples[start:end]


def quiet_place(ulaw: bytes, near: int, within_seconds: float = 0.25) -> int:
    """Where near this byte of a mu-law clip it is quietest for 20 ms: a gap between words, if there is one."""
    first = max(0, near - round(within_seconds * RATE))
    blocks = _block_rms(samples_of(pcm_of(ulaw[first : near + round(within_seconds * RATE)])), FRAME_SAMPLES)
    return first + int(blocks.argmin()) * FRAME_SAMPLES if blocks.size else near


def _block_rms(samples: Samples, block: int) -> npt.NDArray[np.float64]:
    """RMS of each block; a last, shorter one counts as if filled with silence."""
    padded = np.pad(samples.astype(np.float64), (0, -samples.size % block))
    return np.asarray(np.sqrt(np.mean(padded.reshape(-1, block) ** 2, axis=1)))
