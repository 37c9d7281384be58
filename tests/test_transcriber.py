"""The transcriber with the real Whisper, and the guards on what it writes."""

import asyncio
import math
import os
import re
import signal

import numpy as np
import pytest
import pytest_asyncio

from ivr.audio import pcm_from, pcm_of, read_recording
from ivr.core.record import Awaited, Expects
from ivr.core.rules import Thresholds
from ivr.engines.soundness import Decoded, is_invented, most_tokens, repeats_itself, said_once, without_loops
from ivr.engines.transcriber import FasterWhisperTranscriber
from ivr.errors import EngineError
from ivr.settings import ROOT, Settings
from ivr.written.prompts import PromptLibrary

from .english import ENGLISH

digits_in = ENGLISH.answers.digits_in

PROMPTS = ROOT / "audio_prompts"
CALLERS = ROOT / "tests" / "calls" / "audio"


def prompt_pcm(name):
    return pcm_of(PromptLibrary(PROMPTS, "en", "Fernhill").clip(name).ulaw)


@pytest.fixture(scope="module", params=["base", "tiny.en"])
def model(request):
    return request.param


on_the_same_children = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def transcriber():
    transcriber = FasterWhisperTranscriber("base", Settings.models_dir, deadline_seconds=20)
    await transcriber.start()
    await transcriber.worker.wait_ready(60)
    yield transcriber
    await transcriber.stop()


@pytest.mark.engine
async def test_both_models_write_what_was_said_with_confidence(model):
    transcriber = FasterWhisperTranscriber(model, Settings.models_dir, deadline_seconds=20)
    await transcriber.start()
    try:
        await transcriber.worker.wait_ready(60)
        transcript = await transcriber.transcribe(prompt_pcm("disclosure"), Expects())
    finally:
        await transcriber.stop()
    assert "to a person" in transcript.text.lower() or "not a person" in transcript.text.lower()
    assert transcript.language == "en"
    assert 0.0 < transcript.confidence <= 1.0


@pytest.mark.engine
@on_the_same_children
async def test_the_disclosure_is_understood_when_it_is_heard(transcriber):
    text = (await transcriber.transcribe(prompt_pcm("disclosure"), Expects())).text.lower()
    for required in ("ai", "automated", "not a person", "human"):
        assert required in text
    assert "zero" in text or "0" in text


@pytest.mark.engine
@on_the_same_children
async def test_silence_noise_and_clicks_are_no_words(transcriber):
    noise = np.random.default_rng(5).normal(0, 0.02, 16000).astype(np.float32)
    for pcm in (b"", bytes(1000), bytes(32000), pcm_from(noise)):
        transcript = await transcriber.transcribe(pcm, Expects())
        assert transcript.text == "" or transcript.confidence < 0.6


@pytest.mark.engine
@on_the_same_children
async def test_a_child_killed_mid_request_is_retried_and_answered(transcriber):
    first = transcriber.worker.pid
    # Stopped first, so that it cannot have answered when it is killed.
    os.kill(first, signal.SIGSTOP)
    request = asyncio.create_task(transcriber.transcribe(prompt_pcm("disclosure"), Expects()))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    assert "person" in (await request).text.lower()
    assert transcriber.worker.pid != first


@pytest.mark.engine
async def test_who_would_wait_long_for_the_model_is_heard_by_the_smaller_one():
    transcriber = FasterWhisperTranscriber("base", Settings.models_dir, threads=(1,), fallback_model="tiny.en")
    await transcriber.start()
    try:
        await transcriber.worker.wait_ready(60)
        await transcriber.fallback.wait_ready(60)
        transcriber.worker.queue.took(2.0)
        first = asyncio.create_task(transcriber.transcribe(prompt_pcm("disclosure"), Expects()))
        await asyncio.sleep(0)
        assert transcriber.fallback.queue.service_seconds == 0
        second = await transcriber.transcribe(prompt_pcm("disclosure"), Expects())
        assert "person" in second.text.lower()
        assert transcriber.fallback.queue.service_seconds > 0
        await first
    finally:
        await transcriber.stop()


def test_a_model_of_english_alone_is_no_fallback_for_another_language():
    assert (
        FasterWhisperTranscriber("base", Settings.models_dir, language="es", fallback_model="tiny.en").fallback is None
    )
    assert FasterWhisperTranscriber("base", Settings.models_dir, fallback_model="tiny.en").fallback is not None


@pytest.mark.engine
@on_the_same_children
async def test_a_number_is_heard_in_words_where_figures_ran_together(transcriber):
    """Whisper base writes "348-544", in four voices of five."""
    pcm = read_recording(CALLERS / "its_three_four_eight_five_four.wav")
    heard = await transcriber.transcribe(pcm, Expects(Awaited.DIGITS, 5))
    assert digits_in(heard.text) == "34854"
    assert heard.confidence >= Thresholds().transcript


@on_the_same_children
async def test_half_a_sample_is_an_engine_error(transcriber):
    with pytest.raises(EngineError, match="half a sample"):
        await transcriber.transcribe(bytes(4001), Expects())


@pytest.mark.engine
async def test_a_model_that_cannot_be_loaded_is_named(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"not a model")
    transcriber = FasterWhisperTranscriber(str(tmp_path), Settings.models_dir)
    await transcriber.start()
    try:
        with pytest.raises(EngineError, match=re.escape(f"Whisper model {tmp_path} cannot be loaded")):
            await transcriber.worker.wait_ready(60)
    finally:
        await transcriber.stop()


async def test_missing_model_files_stop_the_start_with_the_remedy(tmp_path):
    with pytest.raises(EngineError, match="make models"):
        await FasterWhisperTranscriber("base", tmp_path).start()


@pytest.mark.parametrize(
    "text", ["Today Today", "book a room. Book", "10, 10, 10, 10,", "No more messages. No more messages.", "no no"]
)
def test_a_text_that_begins_again_is_looked_at_twice(text):
    assert repeats_itself(text)


@pytest.mark.parametrize(
    "text", ["", "yes", "1 5 1", "where is my order", "no I said no thanks", "the first or the last"]
)
def test_ordinary_words_are_not_looked_at_twice(text):
    assert not repeats_itself(text)


@pytest.mark.parametrize(
    ("text", "seconds", "once"),
    [
        ("I want a human. I want a human. I want a", 1.1, "I want a human."),
        ("Yes. Yes. Yes.", 1.0, "Yes. Yes. Yes."),
        ("no thank you no thank you", 2.0, "no thank you no thank you"),
        ("4 2 4 2 4 2", 3.0, "4 2 4 2 4 2"),
        ("", 1.0, ""),
    ],
)
def test_what_is_written_faster_than_anybody_speaks_was_said_once(text, seconds, once):
    assert said_once(text, seconds) == once


@pytest.mark.parametrize(
    ("text", "once"),
    [
        ("Press one. Press one. Press one. Press", "Press one."),
        ("no, no, no, a human", "no, a human"),
        ("hello the light the light the light is on", "hello the light is on"),
        ("4 4 4 4", "4 4 4 4"),
        ("111 111 111 111", "111"),
        ("A A A", "A A A"),
        ("no, no", "no, no"),
        ("", ""),
    ],
)
def test_what_is_written_three_times_on_end_was_said_once(text, once):
    assert without_loops(text) == once


def test_a_decoder_gets_room_for_quick_spelling_and_none_for_a_monologue_of_its_own():
    assert most_tokens(2.0) >= 2 * len("PITTSBURGH") + 3  # two tokens a letter
    assert most_tokens(15.0) <= 120


def decoded(text, logprob=-0.3, tokens=6, seconds=2.0):
    return Decoded(text, logprob, tokens, seconds)


@pytest.mark.parametrize(
    ("found", "sound"),
    [
        (decoded("where is my order"), True),
        (decoded("where is my order", logprob=-1.3), False),
        (decoded("where is my order", tokens=40), False),
        (decoded("no no no no"), False),
        (decoded("", logprob=-math.inf, tokens=0), False),
        (decoded("421807", seconds=2.0), True),
        (decoded("11112222333344445555", seconds=1.5), False),
    ],
)
def test_doubtful_text_gets_a_second_run(found, sound):
    assert found.is_sound() is sound


@pytest.mark.parametrize(
    ("found", "invented"),
    [
        (decoded("Thank you.", logprob=-0.2), False),
        (decoded("Thank you.", logprob=-1.1), True),
        (decoded("Thanks for watching!", logprob=-0.1), True),
        (decoded("Thank you, I need a person.", logprob=-1.1), False),
    ],
)
def test_a_callers_thanks_are_kept_and_invented_ones_dropped(found, invented):
    assert is_invented(found, ENGLISH.invented) is invented


@pytest.mark.engine
@on_the_same_children
async def test_mumbling_is_not_believed_and_short_clear_answers_are(transcriber):
    stated = {}
    for name in ("mumbled", "street_noise", "yes", "no", "human", "thank_you", "where_is_my_order"):
        transcript = await transcriber.transcribe(read_recording(ROOT / f"tests/calls/audio/{name}.wav"), Expects())
        stated[name] = transcript.confidence
    assert max(stated.pop("mumbled"), stated.pop("street_noise")) < 0.15
    assert min(stated.values()) > 0.7


@pytest.mark.engine
@on_the_same_children
async def test_people_on_a_phone_line_are_understood(transcriber):
    folder = ROOT.parent / "shared/data/dialogflow"
    if not folder.exists():
        pytest.skip("needs the recordings of ../shared/data")
    for name in ("book_a_room", "half_an_hour", "two_people"):
        transcript = await transcriber.transcribe(read_recording(folder / f"{name}.wav"), Expects())
        assert transcript.text.lower().rstrip(".").replace(",", "") == name.replace("_", " ")
