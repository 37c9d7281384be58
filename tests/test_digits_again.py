"""Digits that figures made too many or too few of are told from those that are right, and taken only where they fit."""

import pytest

from ivr.core.record import FREE, Awaited, Expects
from ivr.engines.digits_again import Numbers, is_figure, is_off, is_the_number, mended, with_zeros
from ivr.engines.transcriber import PHONE_LENGTHS, numbers_in

from .english import ENGLISH

IN_A_SENTENCE = Numbers(PHONE_LENGTHS["US"])


def asked(digits: int) -> Numbers:
    return numbers_in(Expects(Awaited.DIGITS, digits))


@pytest.mark.parametrize(
    ("text", "awaited"),
    [
        ("206-555-147.", 10),
        ("8778-555-0165", 10),
        ("It's 348-544.", 5),
        ("My number is 097-7877.", 6),
        ("200-00066.", 5),
        ("It's two oh six, five five five, oh one four", 10),
    ],
)
def test_one_digit_more_or_less_is_listened_to_again(text: str, awaited: int) -> None:
    assert is_off(text, asked(awaited), ENGLISH)


@pytest.mark.parametrize(
    ("text", "awaited"),
    [
        ("206-555-0147.", 10),
        ("1-888-555-0166.", 10),
        ("plus 44 7700 900 215", 11),
        ("+1 206 555 0147", 10),
        ("It's 206.", 10),
        ("Hold on, it's 441.", 6),
        ("ninety six, twenty seven", 6),
        ("42", 5),
        ("Where is my order?", 6),
        ("I'd like to speak to a human", 6),
        ("4111 1111 1111 1111", 6),
        ("206-555-147.", 0),
    ],
)
def test_the_right_count_a_countrys_code_the_first_half_and_what_is_no_number_stand(text: str, awaited: int) -> None:
    assert not is_off(text, asked(awaited), ENGLISH)


@pytest.mark.parametrize(
    ("again", "first", "awaited"),
    [
        ("two oh six five five five oh one four seven", "206-555-147.", 10),
        ("It's three, four, eight, five, four.", "It's 348-544.", 5),
    ],
)
def test_the_number_in_words_counts_when_figures_only_added_or_lost_some(again: str, first: str, awaited: int) -> None:
    assert is_the_number(again, first, (awaited,), ENGLISH)


def test_what_is_as_long_but_another_number_does_not_count() -> None:
    assert not is_the_number("nine nine one two three", "348-544", (5,), ENGLISH)


def test_what_is_not_as_long_as_awaited_does_not_count() -> None:
    assert not is_the_number("three four eight five", "348-544", (5,), ENGLISH)


def test_words_are_no_figures_and_what_goes_on_and_on_instead_of_them_is_one() -> None:
    pieces = ("Ġseven", "7", "Ġ204", "20%", "oh", "£", "-", "W", "ĠWhat")
    assert [piece for piece in pieces if is_figure(piece, ENGLISH.number_slips)] == ["7", "Ġ204", "20%", "£", "-", "W"]


@pytest.mark.parametrize(
    ("text", "again", "right"),
    [
        ("Call me on 555-143.", "call me on five five five oh one four three", "Call me on 555-0143."),
        ("It's Dana, my number is 206-555-147.", "two oh six five five five oh one four seven", "206-555-0147."),
        ("You can reach me at W555-0389 after lunch.", "double five five oh three eight nine", "555-0389 after lunch."),
        ("Ring 555-14333 please.", "ring five five five one four double three please", "Ring 555-1433 please."),
    ],
)
def test_of_a_sentence_the_phone_number_alone_is_mended(text: str, again: str, right: str) -> None:
    assert is_off(text, IN_A_SENTENCE, ENGLISH)
    assert mended(text, again, IN_A_SENTENCE, ENGLISH).endswith(right)


@pytest.mark.parametrize("again", ["I hear nothing of it", "call nine nine one two three four five", "five five five"])
def test_a_sentence_stands_when_its_number_is_not_found_again(again: str) -> None:
    assert mended("Call me on 555-143.", again, IN_A_SENTENCE, ENGLISH) == "Call me on 555-143."


@pytest.mark.parametrize(
    "text",
    [
        "Call me on 555-0143.",
        "Call me on 1-206-555-0143.",
        "Call me on +44 7700 900215.",
        "My order 421807 has not come, call me.",
        "I paid $350.50 and then $20.",
        "Ring between 10:30 and 11:30.",
        "I was here from 1999 to 2004.",
        "The meter says 402013.",
        "Account number 4419027 is mine, call me on it.",
        "Where is my parcel?",
    ],
)
def test_what_is_no_phone_number_or_a_whole_one_is_not_listened_to_again(text: str) -> None:
    assert not is_off(text, IN_A_SENTENCE, ENGLISH)


def test_where_phone_numbers_have_many_lengths_none_in_a_sentence_is_wrong() -> None:
    assert not is_off("Call me on 555-143.", numbers_in(FREE), ENGLISH)


@pytest.mark.parametrize(
    ("text", "numbers", "right"),
    [
        ("555 uh 143", asked(7), "555 oh 143"),
        ("2, or, 4, 1, 8, 7", asked(6), "2, oh, 4, 1, 8, 7"),
        ("It's five, owe, seven, two, one.", asked(5), "It's five, oh, seven, two, one."),
    ],
)
def test_a_sound_like_oh_between_digits_is_the_zero_that_was_lacking(text: str, numbers: Numbers, right: str) -> None:
    assert with_zeros(text, numbers, ENGLISH) == right


@pytest.mark.parametrize("text", ["421, uh, 807", "4 or 5", "2 a day", "555-0143, or 555-0144"])
def test_no_zero_is_made_where_the_count_was_right_or_stays_wrong(text: str) -> None:
    assert with_zeros(text, asked(6), ENGLISH) == text
