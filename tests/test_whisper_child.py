"""Whisper on what people should not do to it, and on other languages: the model itself, in this process."""

import numpy as np
import pytest

from ivr.audio import RATE, pcm_from, pcm_of, read_recording, resample, samples_of, ulaw_of
from ivr.engines.decoded_words import places_of_words
from ivr.engines.known_words import known_words
from ivr.engines.models import resolve_whisper
from ivr.engines.soundness import most_tokens, repeats_itself
from ivr.engines.transcriber import padding_seconds
from ivr.engines.whisper_child import MODEL_RATE, ShortWindowWhisper, build
from ivr.language.spoken import spoken
from ivr.settings import ROOT, Settings
from ivr.simulator.sounds import key_tones, louder, pcm16, wave_of

AUDIO = ROOT / "tests" / "calls" / "audio"
EOT, FIRST_TIME = 50257, 50364


def time_token(seconds):
    return FIRST_TIME + round(seconds / 0.02)


class Numbers:
    """The two numbers that a tokenizer is asked for."""

    eot = EOT
    timestamp_begin = FIRST_TIME


def test_what_is_written_after_the_end_of_the_audio_was_not_said():
    tokens = [time_token(0), 10, 11, time_token(2.0), time_token(2.0), 10, 11]
    assert places_of_words(tokens, 1.8, Numbers) == [1, 2]


def test_a_second_sentence_within_the_audio_was_said():
    tokens = [time_token(0), 10, 11, time_token(1.2), time_token(1.4), 12, time_token(2.9)]
    assert places_of_words(tokens, 3.0, Numbers) == [1, 2, 5]


def test_a_word_that_the_model_begins_late_is_kept_when_it_is_the_only_one():
    assert places_of_words([time_token(1.0), 10], 0.6, Numbers) == [1]


@pytest.fixture(scope="module")
def whisper():
    return ShortWindowWhisper(resolve_whisper("base", Settings.models_dir), "cpu", 2, 2.5, "")


def heard(whisper, pcm):
    return whisper.transcribe(resample(samples_of(pcm_of(ulaw_of(pcm))), RATE, MODEL_RATE), "en")


def recording(name):
    return read_recording(AUDIO / f"{name}.wav")


def chords(seconds):
    """Something like hold music: a chord of four tones, changing twice a second."""
    time = np.arange(int(seconds * RATE)) / RATE
    root = 220 * 2 ** (np.array([0, 5, 7, 3, 0, 9, 7, 2])[(time * 2).astype(int) % 8] / 12)
    tones = sum(np.sin(2 * np.pi * np.cumsum(root * ratio) / RATE) for ratio in (1, 1.26, 1.5, 2))
    return pcm_from((0.08 * tones).astype(np.float32))


@pytest.mark.engine
def test_a_child_has_read_the_books_of_phrases_before_it_is_ready(tmp_path):
    model = resolve_whisper("tiny.en", Settings.models_dir)
    spoken.cache_clear()
    known_words.cache_clear()
    build(
        {
            "model": model,
            "threads": 1,
            "padding_seconds": padding_seconds(model),
            "download_dir": str(tmp_path),
            "language": "en",
        }
    )
    needed = {"ways_out", "answers", "second_listen", "number_slips", "invented"}
    assert vars(spoken("en")).keys() >= needed, "the first caller would wait for them"


@pytest.mark.engine
def test_fifteen_seconds_without_a_pause_are_written_once_and_within_bounds(whisper):
    names = ("can_you_book_a_flight_to_paris", "how_do_i_return_something", "four_two_one_eight_zero_seven")
    pcm = b"".join(recording(name) for name in names * 3)[: 2 * 15 * RATE]
    decoded = heard(whisper, pcm)
    assert "paris" in decoded.text.lower()
    assert "return" in decoded.text.lower()
    assert decoded.tokens <= most_tokens(decoded.seconds) + 1


@pytest.mark.engine
def test_a_shout_that_clips_is_still_understood(whisper):
    shouted = pcm16(louder(wave_of(recording("i_want_a_human")), 30.0, clip=0.99))
    assert "human" in heard(whisper, shouted).text.lower()


@pytest.mark.engine
def test_a_whisper_is_still_understood(whisper):
    faint = pcm16(louder(wave_of(recording("where_is_my_order")), -25.0))
    assert "order" in heard(whisper, faint).text.lower()


@pytest.mark.engine
@pytest.mark.parametrize("sound", ["keys", "music", "silence"])
def test_what_is_no_speech_makes_no_text_that_goes_on_and_on(whisper, sound):
    pcm = {"keys": key_tones("421807#"), "music": chords(8.0), "silence": bytes(2 * 3 * RATE)}[sound]
    decoded = heard(whisper, pcm)
    assert decoded.tokens <= most_tokens(decoded.seconds) + 1
    assert not decoded.text or not repeats_itself(decoded.text) or len(decoded.text.split()) < 12


@pytest.mark.engine
def test_more_than_the_model_can_hold_is_cut_and_not_an_error(whisper):
    decoded = heard(whisper, recording("thank_you") + bytes(2 * 31 * RATE))
    assert decoded.seconds == 30.0


@pytest.mark.engine
@pytest.mark.parametrize("name", ["yes", "no", "human", "where_is_my_order", "its_four_two_one_eight_oh_seven"])
def test_english_is_not_taken_for_another_language(whisper, name):
    assert heard(whisper, recording(name)).language == "en"


@pytest.mark.engine
def test_what_a_caller_is_understood_to_say_does_not_depend_on_who_else_speaks(whisper):
    """Beside shorter, longer and equally long utterances, and sounds that are no speech: to the last digit."""
    names = ["yes", "human", "where_is_my_order", "four_two_one_eight_zero_seven", "what_are_your_opening_hours"]
    names += ["how_do_i_return_something", "can_you_book_a_flight_to_paris", "thank_you"]
    sounds = [samples_of(recording(name)) for name in names] + [samples_of(chords(seconds)) for seconds in (2.0, 7.0)]
    utterances = [resample(one, RATE, MODEL_RATE) for one in sounds]
    utterances += [utterances[2][: len(utterances[2]) // 2], np.concatenate([utterances[3], utterances[6]])]
    alone = [whisper.transcribe(one, "en") for one in utterances]
    for together in (2, 3, 4):
        places = [place for start in range(together) for place in range(start, len(utterances), together)]
        for start in range(0, len(places), together):
            group = places[start : start + together]
            batch = [utterances[place] for place in group]
            assert list(whisper.transcribe_several(batch, "en")) == [alone[place] for place in group]


@pytest.mark.engine
def test_utterances_looked_at_together_have_their_own_words_in_their_order(whisper):
    names = ["where_is_my_order", "four_two_one_eight_zero_seven", "what_are_your_opening_hours"]
    batch = [resample(samples_of(recording(name)), RATE, MODEL_RATE) for name in names]
    batch.insert(1, np.zeros(800, dtype=np.float32))
    order, nothing, number, hours = whisper.transcribe_several(batch, "en")
    assert "order" in order.text.lower()
    assert nothing.text == ""
    assert "".join(filter(str.isdigit, number.text)) == "421807"
    assert "hours" in hours.text.lower()
    assert order.seconds == len(batch[0]) / MODEL_RATE


@pytest.mark.engine
def test_a_doubtful_one_of_several_is_looked_at_again_from_its_own_audio(whisper):
    quiet, unclear = recording("where_is_my_order"), pcm16(louder(wave_of(recording("are_you_a_robot")), 40.0))
    batch = [resample(samples_of(pcm), RATE, MODEL_RATE) for pcm in (quiet, unclear, quiet)]
    alone = [whisper.transcribe(one, "en").text for one in batch]
    assert [decoded.text for decoded in whisper.transcribe_several(batch, "en")] == alone
