"""Keys mean what the question awaits, and nothing else."""

import pytest

from ivr.core.heard.keypad import Keypad, Typed
from ivr.core.record import FREE, Awaited, Begins, Expects

from .scripted import RULES

DIGITS = Expects(Awaited.DIGITS, 3)


def presses(keys: str, expects: Expects) -> list[Typed | None]:
    keypad = Keypad()
    return [keypad.press(key, expects, RULES) for key in keys]


def test_digits_are_an_answer_once_all_are_there() -> None:
    assert presses("421", DIGITS) == [None, None, Typed("421")]


def test_hash_ends_a_number_early_and_star_begins_it_again() -> None:
    assert presses("42#", DIGITS)[-1] == Typed("42")
    assert presses("9*421", DIGITS)[-1] == Typed("421")
    assert presses("#", DIGITS) == [None]


PHONE = Expects(Awaited.DIGITS, 10, star_is_zero=True, begins=(Begins("1", 11), Begins("011", 0)))


def test_a_number_with_its_countrys_code_is_one_answer_and_no_key_of_it_another() -> None:
    typed = presses("1212555*143", PHONE)
    assert typed == [None] * 10 + [Typed("12125550143")]
    assert presses("212555*143", PHONE) == [None] * 9 + [Typed("2125550143")]


def test_a_number_of_another_country_ends_with_hash_or_a_pause() -> None:
    assert presses("*1144 2*79 46* 958#".replace(" ", ""), PHONE) == [None] * 15 + [Typed("011442079460958")]
    assert presses("555*143#", PHONE)[-1] == Typed("5550143")


def test_star_is_a_zero_where_the_number_may_hold_one() -> None:
    phone = Expects(Awaited.DIGITS, 4, star_is_zero=True)
    assert presses("*143", phone)[-1] == Typed("0143")
    assert presses("5*#", phone)[-1] == Typed("50")


def test_a_choice_is_made_by_its_number_and_not_by_the_menu() -> None:
    assert presses("2", Expects(Awaited.CHOICE)) == [Typed("2")]
    assert presses("1", Expects(Awaited.TEXT)) == [Typed("1")]


def test_without_a_known_length_only_hash_ends_a_number() -> None:
    assert presses("42189#", Expects(Awaited.DIGITS)) == [None] * 5 + [Typed("42189")]


def test_one_and_two_are_yes_and_no_when_that_is_asked_and_the_menu_otherwise() -> None:
    assert presses("1", Expects(Awaited.YES_NO)) == [Typed("/affirm", "affirm")]
    assert presses("2", Expects(Awaited.YES_NO)) == [Typed("/deny", "deny")]
    assert presses("1", FREE) == [Typed("/order_status", "order_status")]


def test_a_key_with_no_meaning_is_told() -> None:
    with pytest.raises(KeyError):
        presses("9", FREE)


def test_what_was_typed_is_taken_once() -> None:
    keypad = Keypad()
    keypad.press("4", DIGITS, RULES)
    assert (keypad.take(), keypad.take()) == (Typed("4"), None)
