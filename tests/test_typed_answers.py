"""A number on the keys stands, whatever is said between two of them; half of it may be spoken."""

import pytest

from ivr.core.commands import Ask, Transfer
from ivr.core.record import Awaited, Expects, Prompt, Reply

from .scripted import RULES, Caller, asks, caller_who_listened, typed

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
