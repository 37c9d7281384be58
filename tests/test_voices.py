"""The benchmarks' callers: many, unlike each other, and the same each time."""

import pytest

from benchmarks import voices
from ivr.audio import RATE, loudness_dbfs, samples_of

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(not voices.installed(), reason="the voice is not installed: `make bench-voices`"),
]


def test_each_voice_says_the_same_words_in_its_own_way_at_the_same_loudness() -> None:
    said = {voice: voices.speech("Where is my order?", voice) for voice in voices.VOICES}
    assert len(set(said.values())) == len(voices.VOICES) >= 8
    for pcm in said.values():
        assert 0.6 < len(pcm) / 2 / RATE < 2.5
        assert loudness_dbfs(samples_of(pcm)) == pytest.approx(-19, abs=1.5)


def test_a_voice_says_a_text_with_the_same_samples_again(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    first = voices.speech("Yes.", "low")
    monkeypatch.setattr(voices, "_folder", lambda: tmp_path)
    assert voices.speech("Yes.", "low") == first


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(KeyError):
        voices.speech("Yes.", "nobody")
