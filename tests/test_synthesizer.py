"""The synthesizer with the real pyttsx3 and espeak-ng."""

import os
import signal

import numpy as np
import pytest

from ivr.audio import loudness_dbfs, pcm_of, samples_of
from ivr.engines import neural_voice
from ivr.engines.synthesizer import PAUSE_SECONDS, VOICES_TO_NAME, Pyttsx3Synthesizer, Voice, voice_of_recordings
from ivr.errors import EngineError
from ivr.settings import ROOT, Settings

pytestmark = pytest.mark.engine


@pytest.fixture
async def synthesizer():
    synthesizer = Pyttsx3Synthesizer({"en": Voice("en-us")}, deadline_seconds=20)
    await synthesizer.start()
    await synthesizer.worker.wait_ready(30)
    yield synthesizer
    await synthesizer.stop()


def samples(clip):
    return samples_of(pcm_of(clip.ulaw))


async def test_a_text_becomes_a_clip_of_ordinary_loudness_without_leading_silence(synthesizer):
    clip = await synthesizer.synthesize("Your order arrives tomorrow.", "en")
    assert 1.0 < clip.seconds < 3.0
    assert loudness_dbfs(samples(clip)) == pytest.approx(-19, abs=1.5)
    assert np.abs(samples(clip)[:400]).max() > 0.005


async def test_each_pace_is_heeded_each_time(synthesizer):
    lengths = {pace: [] for pace in (0.65, 1.0, 1.2)}
    for number in ("one", "two", "six", "ten"):
        for pace, seconds in lengths.items():
            clip = await synthesizer.synthesize(f"Your order arrives at {number} tomorrow.", "en", pace)
            seconds.append(clip.seconds)
    for slow, usual, fast in zip(*lengths.values(), strict=True):
        assert 1.3 < slow / usual < 1.7
        assert 0.7 < fast / usual < 0.95


async def test_a_text_is_kept_for_each_pace(synthesizer):
    usual = await synthesizer.synthesize("One moment.", "en")
    slower = await synthesizer.synthesize("One moment.", "en", 0.8)
    synthesizer.worker.call = None
    assert await synthesizer.synthesize("One moment.", "en") == usual
    assert await synthesizer.synthesize("One moment.", "en", 0.8) == slower
    assert slower.seconds > usual.seconds


async def test_many_sentences_in_a_row_come_from_one_child(synthesizer):
    pid = synthesizer.worker.pid
    for number in range(10):
        assert (await synthesizer.synthesize(f"This is sentence {number}.", "en")).seconds > 0.5
    assert synthesizer.worker.pid == pid


async def test_a_text_is_synthesised_once(synthesizer):
    first = await synthesizer.synthesize("One moment.", "en")
    synthesizer.worker.call = None
    assert await synthesizer.synthesize("One moment.", "en") == first


async def test_a_dead_or_hanging_child_costs_a_moment_and_no_sentence(synthesizer):
    for number, fault in enumerate((signal.SIGKILL, signal.SIGSTOP), start=1):
        os.kill(synthesizer.worker.pid, fault)
        assert (await synthesizer.synthesize(f"This is fault number {number}.", "en")).seconds > 0.5
    assert synthesizer.worker.restarts == 2


async def test_odd_text_is_spoken_or_refused_and_never_hangs(synthesizer):
    for text in ("<speak>&amp; \x00\x07", "你好", "a" * 1_000_000, "Ünïcödé, naïve café!", "[[h@'loU]]"):
        assert (await synthesizer.synthesize(text, "en")).seconds > 0.1
    for text in ("", " \n", "...", "😀"):
        with pytest.raises(EngineError, match="without words"):
            await synthesizer.synthesize(text, "en")
    assert synthesizer.worker.restarts == 0


async def test_a_language_without_a_voice_is_an_engine_error(synthesizer):
    with pytest.raises(EngineError, match="no voice for language 'xx'"):
        await synthesizer.synthesize("Hello.", "xx")


async def test_a_voice_that_does_not_exist_is_named_at_the_start():
    synthesizer = Pyttsx3Synthesizer({"en": Voice("no-such-voice")})
    await synthesizer.start()
    try:
        with pytest.raises(EngineError, match="no-such-voice"):
            await synthesizer.worker.wait_ready(30)
    finally:
        await synthesizer.stop()


async def test_the_neural_voice_speaks_in_the_same_child_as_the_others():
    voices = {"en": Voice("hibari"), "de": Voice("de")}
    synthesizer = Pyttsx3Synthesizer(voices, deadline_seconds=30)
    await synthesizer.start()
    try:
        await synthesizer.worker.wait_ready(30)
        english = await synthesizer.synthesize("Your order arrives tomorrow.", "en")
        slower = await synthesizer.synthesize("Your order arrives tomorrow.", "en", 0.7)
        assert 1.0 < english.seconds < 0.9 * slower.seconds
        assert loudness_dbfs(samples(english)) == pytest.approx(-19, abs=1.5)
        assert (await synthesizer.synthesize("Guten Tag.", "de")).seconds > 0.4
    finally:
        await synthesizer.stop()


async def test_voices_that_operators_are_told_of_are_there():
    told = (ROOT / "docs" / "settings.md").read_text()
    voices = {name: Voice(name) for name in (*VOICES_TO_NAME, f"{VOICES_TO_NAME[1]}+f2")}
    assert all(f"`{name}`" in told for name in voices)
    synthesizer = Pyttsx3Synthesizer(voices, deadline_seconds=20)
    await synthesizer.start()
    try:
        await synthesizer.worker.wait_ready(30)
        assert len({(await synthesizer.synthesize("Good afternoon.", name)).ulaw for name in voices}) == len(voices)
    finally:
        await synthesizer.stop()


async def test_two_sentences_have_a_pause_between_them(synthesizer):
    one = await synthesizer.synthesize("Press one.", "en")
    two = await synthesizer.synthesize("Press one. Press one.", "en")
    assert two.seconds == pytest.approx(2 * one.seconds + PAUSE_SECONDS, abs=0.01)


@pytest.mark.parametrize(
    ("set_to", "installed", "rendered_by"),
    [("hibari", True, "hibari"), ("hibari", False, "en-gb-x-rp"), ("en-us+m3", True, "en-us+m3")],
)
def test_prompts_are_rendered_by_the_voice_that_is_set_and_at_hand(set_to, installed, rendered_by, monkeypatch):
    monkeypatch.setattr(neural_voice, "is_installed", lambda: installed)
    settings = Settings("https://ivr.example.com", "token", "key", "secret", prompt_voice=set_to, voice="en-gb-x-rp")
    assert voice_of_recordings(settings).name == rendered_by
