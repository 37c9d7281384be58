"""What a transcript's confidence says, whatever the weights."""

import math

from ivr.engines.calibration import confidence
from ivr.engines.soundness import Decoded


def stated(logprob=-0.3, worst=-0.6, tokens=6, text="where is my order"):
    return confidence("base", Decoded(text, logprob, tokens, 2.0, worst))


def test_no_words_are_no_transcript_to_believe():
    assert confidence("base", Decoded("", -math.inf, 0, 2.0)) == 0.0


def test_confidence_falls_with_doubt_in_all_words_in_one_and_with_their_number():
    assert stated() > stated(logprob=-0.9)
    assert stated() > stated(worst=-3.0)
    assert stated() > stated(tokens=30)


def test_confidence_is_a_probability_for_whatever_a_model_says():
    for logprob in (0.0, -0.001, -50.0, -math.inf):
        for tokens in (1, 400):
            assert 0.0 < stated(logprob=logprob, worst=logprob, tokens=tokens) < 1.0


def test_each_model_has_weights_by_its_name_or_folder():
    decoded = Decoded("yes", -0.5, 2, 0.6, -0.8)
    assert confidence("tiny.en", decoded) == confidence("/models/whisper-tiny.en", decoded)
