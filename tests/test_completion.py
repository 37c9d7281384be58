"""How long the caller is given depends on what was asked and on whether the words so far are all of an answer."""

import pytest

from ivr.core.heard.completion import Evidence, completion
from ivr.core.record import FREE, Awaited, Expects, Transcript, Understanding
from ivr.core.rules import Timing

from .english import ENGLISH

TIMING = Timing()
SIX_DIGITS, YES_NO = Expects(Awaited.DIGITS, 6), Expects(Awaited.YES_NO)
SHORT, MIDDLING, LONG = TIMING.complete_after_seconds, TIMING.unsure_after_seconds, TIMING.unfinished_after_seconds


@pytest.mark.parametrize(
    ("expects", "text", "understood", "after"),
    [
        (FREE, None, None, LONG),
        (FREE, "", None, MIDDLING),
        (FREE, "a human please", None, SHORT),
        (SIX_DIGITS, "421 897", None, SHORT),
        (SIX_DIGITS, "421", Understanding("inform_order_number", 1.0), LONG),
        (SIX_DIGITS, "yes", None, LONG),
        (SIX_DIGITS, "it was two garden chairs", Understanding("order_status", 0.9), SHORT),
        (SIX_DIGITS, "my order number is 4", Understanding("inform_order_number", 0.9), LONG),
        (FREE, "stop", None, SHORT),
        (FREE, "hold on", None, LONG),
        (YES_NO, "well, no, I don't think so", Understanding("deny", 0.99), SHORT),
        (Expects(Awaited.NAME), "K-E-R-L-A", Understanding("affirm", 0.15), MIDDLING),
        (SIX_DIGITS, "it's order number", Understanding("no_order_number", 0.9), LONG),
        (SIX_DIGITS, "I don't have it with me", Understanding("no_order_number", 0.99), SHORT),
        (SIX_DIGITS, "", None, LONG),
        (FREE, "what time do you close on", Understanding("opening_hours", 0.99), LONG),
        (FREE, "I was wondering", Understanding("out_of_scope", 0.3), LONG),
        (FREE, "I'm calling about this", Understanding("order_status", 0.85), LONG),
        (FREE, "what your opening hours are", Understanding("opening_hours", 0.99), SHORT),
        (YES_NO, "yes", None, SHORT),
        (Expects(Awaited.TEXT), "please tell the driver that the bell is broken", Understanding("x", 0.99), LONG),
        (FREE, "are you a robot", None, SHORT),
        (FREE, "no, thank you", None, SHORT),
        (FREE, "no, thank you, but", Understanding("deny", 0.9), LONG),
        (FREE, "I want to return my", Understanding("returns", 0.99), LONG),
        (FREE, "I don't know where it is", Understanding("order_status", 0.99), SHORT),
        (FREE, "let me see", None, LONG),
        (FREE, "well", None, LONG),
        (FREE, "2", Understanding("inform_order_number", 1.0), SHORT),
        (FREE, "7, 6, 2, 2", Understanding("inform_order_number", 1.0), LONG),
        (FREE, "I want to check order", Understanding("order_status", 0.99), LONG),
        (FREE, "I want to check my order", Understanding("order_status", 0.99), SHORT),
        (FREE, "my number is", Understanding("returns", 0.99), LONG),
        (FREE, "where is my parcel", None, MIDDLING),
        (FREE, "where is my parcel", Understanding("order_status", 0.95), SHORT),
        (FREE, "where is my parcel", Understanding("order_status", 0.6), MIDDLING),
    ],
)
def test_the_wait_is_as_long_as_the_words_are_unfinished(
    expects: Expects, text: str | None, understood: Understanding | None, after: float
) -> None:
    transcript = None if text is None else Transcript(text, 0.9)
    assert completion(expects, Evidence(transcript, understood, 2.0), TIMING, ENGLISH).after_seconds == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Is that free?", SHORT),
        ("Where is it?", SHORT),
        ("Can I use my name?", SHORT),
        ("Who are you?", SHORT),
        ("Is it 4, 2?", LONG),
        ("Is it the", LONG),
        ("Let me see it.", LONG),
        ("The number is?", LONG),
    ],
)
def test_a_question_instead_of_digits_is_answered_as_soon_as_any(text: str, after: float) -> None:
    assert completion(SIX_DIGITS, Evidence(Transcript(text, 0.9), None, 2.0), TIMING, ENGLISH).after_seconds == after


def test_more_digits_than_anybody_can_say_in_the_time_are_not_all_of_a_number() -> None:
    wait = completion(SIX_DIGITS, Evidence(Transcript("4, 2, 3, 4, 2, 4", 0.7), None, 0.7), TIMING, ENGLISH)
    assert wait.after_seconds == LONG


def test_the_reason_for_a_wait_is_told() -> None:
    assert completion(SIX_DIGITS, Evidence(Transcript("421", 0.9), None, 2.0), TIMING, ENGLISH).why == "3 of 6 digits"
