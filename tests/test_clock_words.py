"""Where a time of the day may be the answer, one is taken for it; elsewhere nothing changes."""

import pytest

from ivr.core.record import Awaited, Expects

from .english import ENGLISH

tells_a_time = ENGLISH.answers.clock.tell_a_time
fits = ENGLISH.answers.fits

PARTS = Expects(Awaited.CHOICE, words=("morning", "afternoon", "evening"), times=True)


@pytest.mark.parametrize(
    "said",
    [
        "After three.",
        "ten o'clock",
        "Around noon, please.",
        "At 10:30.",
        "2 p.m.",
        "between nine and eleven",
        "not before four",
        "half past two",
        "quarter to five",
        "eleven",
        "3 or later",
        "two onwards",
        "after lunch",
        "in a couple of hours",
        "first thing",
        "one-ish",
        "midnight",
    ],
)
def test_an_hour_answers_a_question_for_a_time(said: str) -> None:
    assert tells_a_time(said)
    assert fits(PARTS, said)


@pytest.mark.parametrize(
    "said",
    [
        "I have one question",
        "two of the chairs are broken",
        "what's my balance",
        "I need to speak to someone about my order",
        "my house is on fire",
        "the one that I bought",
        "can you repeat that",
    ],
)
def test_other_numbers_are_no_time(said: str) -> None:
    assert not tells_a_time(said)


def test_a_choice_among_other_things_is_not_made_by_an_hour() -> None:
    assert not fits(Expects(Awaited.CHOICE, words=("repair", "refund")), "after three")
