""" "Oh." asks for nothing and answers nothing: the call waits for what it is about. "Zero" alone is a person."""

import pytest

from ivr.core.commands import Ask, Speak, Transfer
from ivr.core.record import FREE, Awaited, Expects, Prompt, Reply
from ivr.core.states import State

from .english import ENGLISH
from .scripted import asks, caller_who_listened

only_exclaims = ENGLISH.small_words.only_exclaims
is_backchannel = ENGLISH.small_words.is_backchannel

NUMBER = Reply(("What's your order number?",), Expects(Awaited.DIGITS, 6))


@pytest.mark.parametrize("said", ["Oh.", "Oh, oh!", "Ooh!", "ah", "O."])
def test_an_exclamation_alone_gets_no_answer_and_is_no_miss(said: str) -> None:
    caller = caller_who_listened()
    lines = caller.count(Speak)
    caller.says(said, "greet", 0.4)
    assert caller.call.state is State.LISTENING
    assert caller.count(Speak) == lines
    assert caller.count(Transfer) == caller.call.memory.misses_in_call == 0


@pytest.mark.parametrize(
    "said", ["m" * 80 + " no", "hm" * 40 + " no", "o" * 80 + " no", "a" * 80 + "h no", "mm " * 40 + "no"]
)
def test_a_sound_that_is_drawn_out_holds_up_nobody(said: str) -> None:
    assert not is_backchannel(said, FREE)
    assert not is_backchannel(said, Expects(Awaited.YES_NO))
    assert not only_exclaims(said)


@pytest.mark.parametrize(
    "said", ["Mmmmmmm.", "mm-hm", "M-hm, m-hm", "uh-huh", "Mm hmm, uh huh", "hm, ahhh", "mhm mhm thanks"]
)
def test_a_hum_shows_that_the_caller_listens_however_long(said: str) -> None:
    assert is_backchannel(said, FREE)


def test_what_is_said_after_an_exclamation_counts() -> None:
    caller = caller_who_listened()
    caller.says("oh", "greet", 0.4)
    asks(caller, "where is my order", "order_status")
    assert caller.only(Ask).text == "where is my order"


def test_who_exclaims_and_says_no_more_is_asked_whether_they_are_there() -> None:
    caller = caller_who_listened()
    caller.says("oh", "greet", 0.4)
    caller.is_silent(6.5)
    assert caller.all(Speak)[-1].lines[0] == Prompt("no_input_1")


def test_an_exclamation_over_a_question_does_not_end_it() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(NUMBER)
    caller.is_silent(1.4)
    caller.says("oh!", "greet", 0.4)
    assert caller.all(Speak)[-1].lines == caller.all(Speak)[-2].lines
    assert caller.count(Transfer) == 0


@pytest.mark.parametrize("said", ["zero", "0", "zero, please", "press oh"])
def test_zero_said_alone_is_a_person(said: str) -> None:
    caller = caller_who_listened()
    caller.says(said)
    assert caller.only(Transfer).reason == "caller_asked"


@pytest.mark.parametrize("said", ["oh no", "oh dear", "oh yes", "oh, my order", "oh one four three", "", "own"])
def test_what_says_more_than_oh_is_no_exclamation(said: str) -> None:
    assert not only_exclaims(said)
