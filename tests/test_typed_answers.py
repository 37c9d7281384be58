"""A number on the keys stands, whatever is said between two of them; half of it may be spoken."""

import pytest

from ivr.core.commands import Ask, Transfer
from ivr.core.record import Awaited, Begins, Expects, Prompt, Reply

from .scripted import RULES, Caller, asks, caller_who_listened, typed

IS_THAT_RIGHT = Reply(("Order 4 2 1, 8 5 7. Is that right?",), Expects(Awaited.YES_NO))
POSTCODE = Reply(("What's the postcode?",), Expects(Awaited.DIGITS, 5))
QUESTION = Reply(("What's your six digit order number?",), Expects(Awaited.DIGITS, 6))
PAUSE = RULES.timing.key_pause_seconds + 0.1


@pytest.fixture
def caller() -> Caller:
    """One who was just asked for a number of six digits."""
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(QUESTION)
    caller.hears_it_out()
    return caller


@pytest.mark.parametrize("said", ["um", "eight one", "let me see", ""])
def test_what_is_said_between_two_keys_does_not_undo_the_first(caller: Caller, said: str) -> None:
    typed(caller, "421")
    caller.speaks(0.5)
    caller.is_silent(0.2)
    caller.is_transcribed(said)
    typed(caller, "857")
    assert caller.all(Ask)[-1].text == "421857"


def test_keys_count_while_somebody_speaks(caller: Caller) -> None:
    typed(caller, "42")
    for key in "1857":
        caller.speaks(0.6)
        caller.presses(key)
    assert caller.all(Ask)[-1].text == "421857"


def test_speech_that_comes_to_nothing_is_no_miss_while_a_number_is_typed(caller: Caller) -> None:
    typed(caller, "421")
    caller.says("mumble", "order_status", 0.1)
    assert not [line for line in caller.commands if getattr(line, "lines", ()) == (Prompt("no_match_1"),)]
    typed(caller, "857")
    assert caller.all(Ask)[-1].text == "421857"


@pytest.mark.parametrize(
    ("keys", "words"), [("421", "eight five seven"), ("42", "one eight five seven"), ("4", "21857")]
)
def test_the_rest_of_a_typed_number_may_be_spoken(caller: Caller, keys: str, words: str) -> None:
    typed(caller, keys)
    caller.says(words, "order_status", 0.9)
    assert caller.all(Ask)[-1].text == "421857"


def test_both_halves_of_a_number_with_its_countrys_code_are_as_long_as_that() -> None:
    phone = Expects(Awaited.DIGITS, 10, star_is_zero=True, begins=(Begins("1", 11),))
    caller = caller_who_listened()
    asks(caller, "call me back", "callback")
    caller.is_answered(Reply(("What's the phone number to reach you?",), phone))
    caller.hears_it_out()
    typed(caller, "1212")
    caller.says("five five five oh one four three", "callback", 0.9)
    assert caller.all(Ask)[-1].text == "12125550143"


def test_who_types_slowly_is_waited_for_from_key_to_key(caller: Caller) -> None:
    typed(caller, "421857", gap_seconds=PAUSE - 0.3)
    assert caller.all(Ask)[-1].text == "421857"


def test_a_number_that_is_spoken_whole_stands_for_what_was_typed_of_it(caller: Caller) -> None:
    typed(caller, "99")
    caller.says("four two one eight five seven", "order_status", 0.9)
    assert caller.all(Ask)[-1].text == "four two one eight five seven"


def test_the_rest_of_a_spoken_number_may_be_typed(caller: Caller) -> None:
    caller.speaks(0.9)
    caller.is_silent(0.14)
    caller.is_transcribed("four two one")
    typed(caller, "857")
    caller.is_silent(PAUSE)
    assert caller.all(Ask)[-1].text == "421857"


def test_who_begins_again_on_the_keys_is_taken_by_the_keys(caller: Caller) -> None:
    caller.speaks(0.9)
    caller.is_silent(0.14)
    caller.is_transcribed("four two nine")
    typed(caller, "421857")
    assert caller.all(Ask)[-1].text == "421857"


def test_a_person_is_had_by_voice_in_the_middle_of_typing(caller: Caller) -> None:
    typed(caller, "421")
    caller.says("I want to talk to a human")
    assert caller.only(Transfer).reason == "caller_asked"


def test_a_wish_in_the_middle_of_typing_leaves_no_digit_for_the_next_question(caller: Caller) -> None:
    typed(caller, "121")
    caller.says("what are your opening hours", "opening_hours", 0.97)
    caller.is_answered(QUESTION)
    caller.hears_it_out()
    typed(caller, "136648")
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["what are your opening hours", "136648"]


def asked_on_after(caller: Caller, keys: str, reply: Reply) -> None:
    """Types a whole number, and is asked the next question 0.3 s after its last key."""
    typed(caller, keys, 0.3)
    caller.is_answered(reply)


@pytest.mark.parametrize("reply", [IS_THAT_RIGHT, POSTCODE])
@pytest.mark.parametrize("heard_seconds", [0.1, 0.6, 0.8, 1.1])
def test_a_digit_too_many_answers_no_question_that_was_only_begun(
    caller: Caller, heard_seconds: float, reply: Reply
) -> None:
    asked_on_after(caller, "421857", reply)
    caller.is_silent(heard_seconds)
    typed(caller, "72")
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["421857"]
    caller.hears_it_out()
    keys, answer = ("1", "/affirm") if reply is IS_THAT_RIGHT else ("11377", "11377")
    typed(caller, keys)
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["421857", answer]


def test_after_a_digit_too_many_the_question_may_be_answered_before_its_end(caller: Caller) -> None:
    asked_on_after(caller, "421857", IS_THAT_RIGHT)
    typed(caller, "7", 1.3)
    typed(caller, "1")
    assert caller.all(Ask)[-1].text == "/affirm"


def test_a_digit_behind_the_hash_that_ended_a_number_is_no_answer(caller: Caller) -> None:
    asked_on_after(caller, "4218#", IS_THAT_RIGHT)
    caller.is_silent(0.4)
    typed(caller, "7")
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["4218"]


def test_zero_behind_a_number_is_a_person(caller: Caller) -> None:
    asked_on_after(caller, "421857", IS_THAT_RIGHT)
    caller.presses("0")
    assert caller.only(Transfer).reason == "key_pressed"
