"""What counts as an answer of the kind that was asked for."""

import pytest

from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Awaited, Begins, Expects, Transcript

from .english import ENGLISH

digits_in = ENGLISH.answers.digits_in
fits = ENGLISH.answers.fits

SIX_DIGITS, YES_NO = Expects(Awaited.DIGITS, 6), Expects(Awaited.YES_NO)
REASON = Expects(Awaited.CHOICE, words=("it's broken", "broken", "wrong item"))
CANCEL = Expects(Awaited.YES_NO, words=("cancel it", "stop it"))
MOVE_OR_CANCEL = Expects(Awaited.CHOICE, words=("move it", "cancel it"))
PARTS = Expects(Awaited.CHOICE, words=("morning", "afternoon", "evening"))
OWN_WORDS = Expects(Awaited.TEXT)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("421-897", "421897"),
        ("four two one eight oh seven", "421807"),
        ("4 2 1, 8 9 7.", "421897"),
        ("double five triple one", "55111"),
        ("it's 421 897 please", "421897"),
        ("no digits here", ""),
        ("double trouble", ""),
    ],
)
def test_digits_are_found_in_figures_and_words(text: str, digits: str) -> None:
    assert digits_in(text) == digits


@pytest.mark.parametrize(
    ("expects", "text", "fit"),
    [
        (REASON, "Well, it's broken.", True),
        (REASON, "the wrong item, sorry", True),
        (REASON, "The second one, please.", True),
        (REASON, "2", True),
        (REASON, "I'd take the second, please", True),
        (REASON, "the middle one", True),
        (REASON, "the latter please", True),
        (REASON, "the middle of May", False),
        (REASON, "The first one is fine", True),
        (REASON, "let's go with number two", True),
        (REASON, "the last of those", True),
        (REASON, "I have a complaint", False),
        (REASON, "is it the second of May", False),
        (OWN_WORDS, "please tell them that I called", True),
        (OWN_WORDS, "...", False),
        (SIX_DIGITS, "421-897", True),
        (SIX_DIGITS, "421", False),
        (Expects(Awaited.DIGITS), "4", True),
        (YES_NO, "Yes, please.", True),
        (YES_NO, "uh no", True),
        (YES_NO, "that's right", True),
        (YES_NO, "where is it", False),
        (YES_NO, "cancel it", False),
        (CANCEL, "please cancel it", True),
        (CANCEL, "go ahead and do it", True),
        (CANCEL, "cancel my contract", False),
        (FREE, "yes", False),
        (MOVE_OR_CANCEL, "I'm not cancelling it", True),
        (MOVE_OR_CANCEL, "I do not want it cancelled", True),
        (MOVE_OR_CANCEL, "I don't want it moved", True),
        (MOVE_OR_CANCEL, "no moving, please", True),
        (PARTS, "I can't do mornings", True),
        (PARTS, "anything but the evening", True),
        (REASON, "It isn't broken", True),
        (MOVE_OR_CANCEL, "I'm not sure", False),
        (MOVE_OR_CANCEL, "I want to cancel my contract", False),
        (PARTS, "no, where is my order", False),
        (PARTS, "I never got it", False),
    ],
)
def test_an_answer_fits_what_was_asked(expects: Expects, text: str, fit: bool) -> None:
    assert fits(expects, text) is fit


def test_stop_it_is_a_wish_for_silence_unless_it_is_what_may_be_answered() -> None:
    said = Transcript("Yes, stop it.", 1.0)
    assert Turn(1, ENGLISH, expects=YES_NO, transcript=said).wants_a_moment
    assert not Turn(1, ENGLISH, expects=CANCEL, transcript=said).wants_a_moment
    assert Turn(1, ENGLISH, expects=CANCEL, transcript=Transcript("hold on", 1.0)).wants_a_moment


def test_ten_digits_of_a_number_with_its_countrys_code_are_not_all_of_it() -> None:
    phone = Expects(Awaited.DIGITS, 10, begins=(Begins("1", 11), Begins("011", 0)))
    assert not fits(phone, "one two one two five five five oh one four")
    assert fits(phone, "one two one two five five five oh one four three")
    assert fits(phone, "212 555 0143")


OWN = [
    "The number I'm calling from.",
    "this number please",
    "Use my caller ID.",
    "whatever shows up on your screen",
    "the one I'm on",
    "the same number",
    "you can reach me on the phone I'm ringing from",
    "call me back on this",
    "the number that you can see",
    "where I'm calling from",
]


@pytest.mark.parametrize("said", OWN)
def test_the_phone_in_hand_answers_a_question_for_a_phone_number_alone(said: str) -> None:
    assert fits(Expects(Awaited.DIGITS, 10, own_phone=True), said)
    assert not fits(Expects(Awaited.DIGITS, 6), said)


@pytest.mark.parametrize(
    "said", ["I want to talk to a person", "what's that number for", "I don't have one", "I'm calling about my order"]
)
def test_other_words_are_no_phone_in_hand(said: str) -> None:
    assert not fits(Expects(Awaited.DIGITS, 10, own_phone=True), said)


@pytest.mark.parametrize(
    "text",
    [
        *("Not the ten o'clock.", "Not evenings", "Anything but the last", "None of those", "ten o'clock isn't good"),
        *("No, not that one", "Neither of the first two", "the 10 a.m.", "Well, neither"),
    ],
)
def test_what_refuses_or_names_a_time_answers_a_choice(text: str) -> None:
    words = ("Monday", "Friday", "tomorrow", "morning", "afternoon", "evening", "earliest", "first")
    assert fits(Expects(Awaited.CHOICE, words=words, times=True), text)


@pytest.mark.parametrize("text", ["not sure", "I'm not happy with you", "not now", "what time do you close"])
def test_not_all_that_begins_with_not_answers_a_choice(text: str) -> None:
    assert not fits(Expects(Awaited.CHOICE, words=("Monday", "Friday", "morning")), text)
