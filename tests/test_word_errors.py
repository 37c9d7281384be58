"""How the benchmarks count word errors, and how they judge a confidence."""

import numpy as np
import pytest

from benchmarks.logistic import calibration_error, fit, probability, reliability
from ivr.listening.word_errors import Errors, errors, normal


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("FIFTY ONE FIFTEEN", "51 15."),
        ("FIFTY ONE FIFTEEN", "5115"),
        ("DECEMBER EIGHTEENTH NINETEEN FORTY FOUR", "December 18th, 1944"),
        ("ONE HUNDRED AND SIX", "106"),
        ("TWO THOUSAND FIVE HUNDRED", "2,500"),
        ("FOUR THOUSAND EIGHT HUNDRED EIGHTY THREE", "4883"),
        ("TWO OH ONE", "2 0 1"),
        ("F K A U TWO FOUR", "FKAU24"),
        ("S M I T H", "Smith."),
        ("S M I T H", "S-M-I-T-H"),
        ("RUBOUT F X", "RUBOUT FX"),
        ("You're on, okay.", "youre on OK"),
        ("the pound key", "the # key"),
        ("the Fernhill e-mail", "the Fern Hill email"),
    ],
)
def test_how_a_word_is_written_is_no_error(said, heard):
    assert errors(said, heard).wrong == 0


@pytest.mark.parametrize(
    ("said", "heard", "wrong"),
    [
        ("ONE TWO THREE", "1 2", 1),
        ("ONE TWO THREE", "1 2 3 3", 1),
        ("ONE TWO THREE", "1 3 2", 2),
        ("S M I T H", "S-M-I-D-H", 1),
        ("yes", "", 1),
        ("yes", "yes yes yes", 2),
    ],
)
def test_words_wrong_missing_and_too_many_are_errors(said, heard, wrong):
    assert errors(said, heard).wrong == wrong


def test_a_number_is_as_many_words_as_it_has_digits():
    assert normal("fifty one") == ["5", "1"]


def test_errors_are_told_in_percent_of_the_words_said():
    assert (Errors(1, 10) + Errors(2, 20)).percent == pytest.approx(10.0)
    assert Errors(0, 0).percent == 0.0


def test_a_fitted_curve_finds_the_chance_that_was_there():
    random = np.random.default_rng(3)
    feature = random.normal(size=(4000, 1))
    right = (random.uniform(size=4000) < 1 / (1 + np.exp(-(0.5 + 2 * feature[:, 0])))).astype(float)
    weights = fit(feature, right)
    assert weights == pytest.approx([0.5, 2.0], abs=0.2)
    curve = reliability(list(probability(weights, feature)), [bool(one) for one in right])
    assert calibration_error(curve) < 0.03


def test_stating_nine_in_ten_and_being_right_half_the_time_is_an_error_of_four_tenths():
    curve = reliability([0.9] * 10, [True] * 5 + [False] * 5)
    assert curve == [{"n": 10, "stated": 0.9, "right": 0.5}]
    assert calibration_error(curve) == 0.4
