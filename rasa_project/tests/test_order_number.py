"""Order numbers as callers say them and recognisers write them."""

import pytest

from components.order_number import is_only_a_number, order_number_in


@pytest.mark.parametrize(
    "said",
    [
        "421807",
        "421-807",
        "421 807",
        "421,807.",
        "4 2 1 8 0 7",
        "4, 2, 1, 8, 0, 7.",
        "4-2-1-8-0-7",
        "42 18 07",
        "four two one eight oh seven",
        "Four, two, one, eight, zero, seven.",
        "It's four two one, um, eight oh seven, thanks",
        "four twenty one eight oh seven",
        "four twenty-one eight o seven",
        "forty two eighteen oh seven",
        "four hundred twenty one eight hundred seven",
        "four hundred and twenty one thousand eight hundred and seven",
        "421 thousand 807",
        "421 eight oh seven",
        "for two one ate oh seven",
        "four to one eight owe seven",
        "where is my order 421807 please",
        "no sorry I mean four two one eight oh seven",
        "four two two no wait four two one eight oh seven",
        "I have two orders and it's about 421807",
        "four two one then let me see eight oh seven",
    ],
)
def test_the_same_number_is_understood_however_it_is_said(said: str) -> None:
    assert order_number_in(said) == "421807"


def test_double_and_triple_repeat_the_next_digit() -> None:
    assert order_number_in("double five one triple two") == "551222"
    assert order_number_in("double 5 one treble nine") == "551999"


def test_zeros_inside_thousands_are_kept() -> None:
    assert order_number_in("four hundred thousand") == "400000"
    assert order_number_in("four hundred and one thousand and seven") == "401007"


def test_an_incomplete_number_is_given_as_far_as_it_goes() -> None:
    assert order_number_in("four two one") == "421"
    assert order_number_in("it's four two") == "42"
    assert order_number_in("4218077") == "4218077"


def test_a_whole_number_is_as_long_as_it_is_said_to_be() -> None:
    assert order_number_in("four two one eight, no, four two one nine", 4) == "4219"
    assert order_number_in("one two three four five six seven eight", 8) == "12345678"


@pytest.mark.parametrize(
    "said",
    ["", "hello", "that one", "the one I ordered on the 2nd", "no one called me", "for you to see", "it was won"],
)
def test_words_that_merely_sound_like_digits_are_no_number(said: str) -> None:
    assert order_number_in(said) is None


def test_a_bare_number_is_told_from_a_request_that_holds_one() -> None:
    assert is_only_a_number("yeah it's four two one eight oh seven")
    assert not is_only_a_number("I want to return order 421807")
    assert not is_only_a_number("yes please")
