"""A card number on the keypad stops its caller, also where a shorter number was asked for; other numbers do not."""

import pytest

from ivr.core.commands import Ask, Speak, Transfer
from ivr.core.events import KeyPressed
from ivr.core.record import Awaited, Expects, Prompt, Reason, Reply, Words

from .scripted import Caller, asks, caller_who_listened, typed
from .test_card_calls import ASKS_NUMBER, REFUSED, asked_for_a_number, last_said


def keys_kept(caller: Caller) -> str:
    return "".join(event.key for event in caller.events if isinstance(event, KeyPressed))


@pytest.mark.parametrize("number", ["4929123456789114", "5512345678912346", "378282246311115"])
@pytest.mark.parametrize("asked", [True, False])
def test_a_typed_card_number_stops_the_caller_and_is_kept_no_further_than_the_banks_digits(
    number: str, asked: bool
) -> None:
    caller = asked_for_a_number() if asked else caller_who_listened()
    typed(caller, number)
    assert keys_kept(caller).startswith(number[:8] + "x")
    assert set(keys_kept(caller)[8:]) == {"x"}
    if asked:
        assert sum(REFUSED in command.lines for command in caller.all(Speak)) == 1
    else:
        assert caller.count(Transfer) == 1, "keys that mean nothing, or a complaint, were pressed before"
    assert all(number[8:12] not in ask.text for ask in caller.all(Ask))


IS_THAT_RIGHT = Reply(("That's the order. Is that right?",), Expects(Awaited.YES_NO))


def types_on_after(caller: Caller, first: str, rest: str, gap_seconds: float = 0.4) -> None:
    """Types on while the assistant answers what is whole with the first keys."""
    typed(caller, first, gap_seconds)
    caller.is_answered(IS_THAT_RIGHT)
    typed(caller, rest, gap_seconds)


@pytest.mark.parametrize("gap_seconds", [0.16, 0.4, 0.9])
@pytest.mark.parametrize("number", ["4929123456789114", "5512345678912346", "378282246311115"])
def test_a_card_number_that_is_typed_where_a_shorter_one_is_asked_for_stops_the_caller(
    number: str, gap_seconds: float
) -> None:
    caller = asked_for_a_number()
    types_on_after(caller, number[:6], number[6:], gap_seconds)
    assert last_said(caller) == (REFUSED, *map(Words, ASKS_NUMBER.texts)), "what was asked is asked again"
    assert keys_kept(caller) == number[:8] + "x" * (len(number) - 8)
    assert [ask.text for ask in caller.all(Ask)[1:]] == [number[:6]]
    assert caller.count(Transfer) == 0


@pytest.mark.parametrize("silent_seconds", [2.1, 3.0, 4.0, 5.5])
def test_the_number_that_is_typed_after_a_card_number_is_the_one_that_counts(silent_seconds: float) -> None:
    caller = asked_for_a_number()
    types_on_after(caller, "492912", "3456789114")
    caller.hears_it_out()
    caller.is_silent(silent_seconds)
    typed(caller, "421897")
    first, second = caller.all(Ask)[1:]
    assert (second.text, second.instead_of) == ("421897", first.turn)


def test_a_card_number_goes_on_after_a_look_at_the_card() -> None:
    caller = asked_for_a_number()
    types_on_after(caller, "492912", "34")
    caller.is_silent(1.2)
    typed(caller, "5678")
    assert last_said(caller)[0] == REFUSED


def test_a_card_number_is_found_after_the_key_for_the_wish() -> None:
    caller = caller_who_listened()
    typed(caller, "1", 0.6)
    caller.is_answered(ASKS_NUMBER)
    types_on_after(caller, "492912", "3456789114")
    assert last_said(caller)[0] == REFUSED
    assert "x" * 8 in keys_kept(caller)


def test_a_key_too_many_is_no_answer_to_a_question_that_nobody_can_have_heard() -> None:
    caller = asked_for_a_number()
    types_on_after(caller, "421897", "1")
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["421897"]
    caller.hears_it_out()
    typed(caller, "1")
    assert caller.all(Ask)[-1].text == "/affirm"


def test_who_has_heard_the_question_begin_may_answer_it_at_once() -> None:
    caller = asked_for_a_number()
    typed(caller, "421897", 0.1)
    caller.is_answered(IS_THAT_RIGHT)
    caller.is_silent(1.3)
    typed(caller, "1")
    assert caller.all(Ask)[-1].text == "/affirm"


def test_choices_may_be_made_before_they_are_read_out() -> None:
    caller = caller_who_listened()
    for key in "12":
        caller.presses(key)
        caller.is_answered(Reply(("This or that?",), Expects(Awaited.CHOICE)))
        caller.is_silent(0.2)
    assert caller.count(Ask) == 2


def test_zero_is_a_person_in_the_middle_of_a_typed_card_number() -> None:
    caller = asked_for_a_number()
    typed(caller, "492912345")
    caller.presses("0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED


def test_order_numbers_typed_one_after_another_are_no_card() -> None:
    caller = asked_for_a_number()
    for _ in range(3):
        typed(caller, "421897")
        caller.is_answered(ASKS_NUMBER)
        caller.hears_it_out()
        caller.is_silent(1.2)
    assert "x" not in keys_kept(caller)
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["421897"] * 3


def test_two_numbers_asked_for_one_after_the_other_are_no_card() -> None:
    caller = asked_for_a_number()
    typed(caller, "462815")
    caller.is_answered(Reply(("Your zip code?",), Expects(Awaited.DIGITS, 5)))
    caller.is_silent(1.2)
    typed(caller, "42911")
    assert "x" not in keys_kept(caller)
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["462815", "42911"]


def test_a_choice_made_by_key_is_no_part_of_the_number_that_is_typed_next() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("This or that?",), Expects(Awaited.CHOICE)))
    caller.hears_it_out()
    for typing, expects in (("2", Expects(Awaited.DIGITS, 6)), ("665219", Expects(Awaited.DIGITS, 5))):
        typed(caller, typing)
        caller.is_answered(Reply(("And the number?",), expects))
        caller.is_silent(1.2)
    typed(caller, "42913")
    assert "x" not in keys_kept(caller)


def test_a_phone_number_that_was_asked_for_may_be_typed() -> None:
    caller = caller_who_listened()
    asks(caller, "call me back", "callback")
    caller.is_answered(Reply(("Your number?",), Expects(Awaited.DIGITS, 10)))
    caller.hears_it_out()
    typed(caller, "4155552671")
    assert caller.all(Ask)[-1].text == "4155552671"


@pytest.mark.parametrize("keys", ["421897#", "421897##", "4218#", "4218##", "421897", "4218973#"])
@pytest.mark.parametrize("pause", [0.1, 0.8, 2.5])
def test_a_hash_behind_what_was_typed_ends_it_and_does_nothing_more(keys: str, pause: float) -> None:
    caller = asked_for_a_number()
    typed(caller, keys)
    caller.is_answered(IS_THAT_RIGHT)
    said = caller.count(Speak)
    caller.is_silent(pause)
    caller.presses("#")
    assert [ask.text for ask in caller.all(Ask)[1:]] == [keys.rstrip("#")[:6]]
    assert caller.count(Speak) == said


def test_a_hash_long_after_what_was_typed_is_a_wish_for_help() -> None:
    caller = asked_for_a_number()
    typed(caller, "421897#")
    caller.is_answered(IS_THAT_RIGHT)
    caller.hears_it_out()
    caller.is_silent(3.0)
    caller.presses("#")
    assert caller.all(Speak)[-1].lines[0] == Prompt("help")
