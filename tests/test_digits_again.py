"""Digits that figures made too many or too few of are told from those that are right, and taken only where they fit."""

import pytest

from ivr.engines.digits_again import is_figure, is_off, is_the_number


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
    assert is_off(text, awaited)


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
    assert not is_off(text, awaited)


@pytest.mark.parametrize(
    ("again", "first", "awaited"),
    [
        ("two oh six five five five oh one four seven", "206-555-147.", 10),
        ("It's three, four, eight, five, four.", "It's 348-544.", 5),
    ],
)
def test_the_number_in_words_counts_when_figures_only_added_or_lost_some(again: str, first: str, awaited: int) -> None:
    assert is_the_number(again, first, awaited)


def test_what_is_as_long_but_another_number_does_not_count() -> None:
    assert not is_the_number("nine nine one two three", "348-544", 5)


def test_what_is_not_as_long_as_awaited_does_not_count() -> None:
    assert not is_the_number("three four eight five", "348-544", 5)


def test_words_are_no_figures() -> None:
    assert [piece for piece in ("Ġseven", "7", "Ġ204", "20%", "oh", "£", "-") if is_figure(piece)] == [
        "7",
        "Ġ204",
        "20%",
        "£",
    ]
