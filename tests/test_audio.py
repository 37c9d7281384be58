"""Telephone audio: mu-law, recordings of all kinds, loudness and silence."""

import numpy as np
import pytest
import soundfile

from ivr import audio
from ivr.errors import ScenarioError


def tone(seconds=1.0, rate=8000, amplitude=0.3, hertz=440.0):
    return (amplitude * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


@pytest.mark.parametrize(
    ("code", "value"),
    # From the table of G.711, 14 bits wide, times four.
    [
        (0x00, -32124),
        (0x7F, 0),
        (0x80, 32124),
        (0xFF, 0),
        (0xFE, 8),
        (0x7E, -8),
        (0xF0, 120),
        (0xEF, 132),
        (0x8F, 16764),
    ],
)
def test_mu_law_decodes_to_the_values_of_g711(code, value):
    assert int.from_bytes(audio.pcm_of(bytes([code])), "little", signed=True) == value


def test_every_mu_law_code_survives_decoding_and_encoding():
    codes = bytes(range(256))
    negative_zero = codes.replace(b"\x7f", b"\xff")
    assert audio.ulaw_of(audio.pcm_of(codes)) == negative_zero


def test_encoding_takes_the_nearest_code():
    values = np.arange(-32768, 32768, 7)
    back = np.frombuffer(audio.pcm_of(audio.ulaw_of(values.astype("<i2").tobytes())), dtype="<i2").astype(int)
    clipped = np.clip(values, -32124, 32124)
    assert (np.abs(back - clipped) <= np.maximum(8, np.abs(clipped) / 16)).all()


def test_a_frame_keeps_its_length():
    assert len(audio.pcm_of(bytes(160))) == 320
    assert len(audio.ulaw_of(bytes(320))) == 160
    assert audio.pcm_of(b"") == b""


@pytest.mark.parametrize("form", ["WAV", "FLAC"])
@pytest.mark.parametrize("rate", [8000, 16000, 44100])
def test_recordings_of_any_rate_are_read_as_8_khz(tmp_path, form, rate):
    path = tmp_path / f"recording.{form.lower()}"
    soundfile.write(path, tone(rate=rate), rate)
    pcm = audio.read_recording(path)
    assert len(pcm) == pytest.approx(16000, abs=4)
    assert audio.loudness_dbfs(audio.samples_of(pcm)) == pytest.approx(audio.loudness_dbfs(tone()), abs=0.2)


def test_stereo_is_mixed_down(tmp_path):
    path = tmp_path / "stereo.wav"
    soundfile.write(path, np.column_stack([tone(amplitude=0.4), np.zeros(8000)]), 8000)
    mixed = audio.samples_of(audio.read_recording(path))
    assert np.abs(mixed).max() == pytest.approx(0.2, abs=0.01)


def test_a_clipped_or_broken_float_recording_stays_in_range(tmp_path):
    path = tmp_path / "float.wav"
    samples = tone(amplitude=3.0)
    samples[10] = np.nan
    soundfile.write(path, samples, 8000, subtype="FLOAT")
    assert np.abs(audio.samples_of(audio.read_recording(path))).max() <= 1.0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "empty"), (b"this is not audio", "not a WAV or FLAC"), (b"RIFF\x24\0\0\0WAVE", "not a WAV or FLAC")],
)
def test_what_is_no_recording_is_one_clear_line(tmp_path, content, complaint):
    path = tmp_path / "odd.wav"
    path.write_bytes(content)
    with pytest.raises(ScenarioError, match=complaint) as caught:
        audio.read_recording(path)
    assert "\n" not in str(caught.value)
    assert "odd.wav" in str(caught.value)


def test_a_recording_without_samples_is_one_clear_line(tmp_path):
    path = tmp_path / "header_only.wav"
    soundfile.write(path, np.zeros(0, dtype=np.float32), 8000)
    with pytest.raises(ScenarioError, match="empty"):
        audio.read_recording(path)


def test_a_missing_recording_is_one_clear_line(tmp_path):
    with pytest.raises(ScenarioError, match="no such recording"):
        audio.read_recording(tmp_path / "none.wav")


@pytest.mark.parametrize("amplitude", [0.01, 0.3, 0.9])
def test_clips_are_made_equally_loud(amplitude):
    assert audio.loudness_dbfs(audio.normalised(tone(amplitude=amplitude))) == pytest.approx(audio.SPEECH_DBFS, abs=0.2)


def test_normalising_never_clips():
    click = np.zeros(8000, dtype=np.float32)
    click[::2000] = 0.5
    assert np.abs(audio.normalised(click, -3.0)).max() < 1.0


def test_silence_stays_silence():
    silence = np.zeros(800, dtype=np.float32)
    assert not audio.normalised(silence).any()
    assert audio.trimmed(silence, 8000).size == 0


def test_leading_silence_goes_and_a_little_trailing_one_stays():
    quiet = np.zeros(8000, dtype=np.float32)
    clip = audio.trimmed(np.concatenate([quiet, tone(), quiet]), 8000)
    assert len(clip) == pytest.approx(8000 + 400, abs=80)
    assert np.abs(clip[:80]).max() > 0.1


def test_a_stereo_file_has_the_caller_left_and_the_assistant_right(tmp_path):
    path = tmp_path / "call.wav"
    audio.write_stereo(path, audio.pcm_from(tone(1.0)), audio.pcm_from(tone(2.0, amplitude=0.1)))
    samples, rate = soundfile.read(path)
    assert (samples.shape, rate) == ((16000, 2), 8000)
    assert not samples[8000:, 0].any()
    assert np.abs(samples[:, 1]).max() == pytest.approx(0.1, abs=0.01)


def test_a_mono_file_is_read_back_as_written(tmp_path):
    audio.write_mono(tmp_path / "clip.wav", audio.pcm_from(tone()))
    assert audio.read_recording(tmp_path / "clip.wav") == audio.pcm_from(tone())
