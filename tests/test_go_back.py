""" "Go back" asks the question before; "start again" begins anew; what was done is never undone in silence."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Speak, Transfer
from ivr.core.record import Awaited, Expects, Line, Prompt, Reply, Words
from ivr.core.said.playback import Saying
from ivr.core.said.steps import Step, way_back
from ivr.core.states import State

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_who_listened

NUMBER = Reply(("What's your order number?",), expects=Expects(Awaited.DIGITS, 6))
CONFIRM = Reply(("That's 421 807. Is that right?",), expects=Expects(Awaited.YES_NO))
CANCEL = Reply(("Shall I cancel the delivery?",), expects=Expects(Awaited.YES_NO, binding=True))
DONE = Reply(("It's cancelled.", "Is there anything else?"))
MORE = Reply(("We open at nine.", "Is there anything else?"))


def last_said(caller: Caller) -> tuple[Line, ...]:
    return caller.all(Speak)[-1].lines


def answers(caller: Caller, text: str, intent: str, reply: Reply) -> None:
    """The caller says this, surely ended, and hears the reply out."""
    caller.says(text, intent, 0.97)
    caller.is_answered(reply)
    caller.hears_it_out()


@pytest.fixture
def confirming() -> Caller:
    """Asked for the number, gave it, and hears it read back."""
    caller = caller_who_listened()
    answers(caller, "where is my order", "order_status", NUMBER)
    answers(caller, "four two one eight oh seven", "inform_order_number", CONFIRM)
    return caller


def test_going_back_asks_the_question_before_and_awaits_its_answer(confirming: Caller) -> None:
    confirming.says("go back")
    assert last_said(confirming) == (Prompt("going_back"), Words("What's your order number?"))
    confirming.hears_it_out()
    assert confirming.call.memory.expects == NUMBER.expects
    assert confirming.count(Ask) == 2  # the dialogue hears of it with the next answer


def test_the_next_answer_takes_the_place_of_the_one_that_was_gone_back_over(confirming: Caller) -> None:
    second = confirming.all(Ask)[-1].turn
    confirming.says("go back")
    confirming.hears_it_out()
    answers(confirming, "five five zero nine one two", "inform_order_number", CONFIRM)
    assert confirming.all(Ask)[-1].instead_of == second
    assert confirming.call.memory.withdrawn_from == 0


def test_going_back_twice_leads_to_the_beginning_and_no_further(confirming: Caller) -> None:
    first = confirming.all(Ask)[0].turn
    confirming.says("go back")
    confirming.hears_it_out()
    confirming.says("the question before that")
    assert last_said(confirming) == (Prompt("going_back"), Prompt("ask_how"))
    assert confirming.call.memory.withdrawn_from == first
    confirming.hears_it_out()
    confirming.says("go back")
    assert last_said(confirming) == (Prompt("nothing_before"), Prompt("ask_how"))
    assert confirming.call.memory.withdrawn_from == first


def test_a_question_asked_in_between_is_gone_past(confirming: Caller) -> None:
    aside = Reply(("We open at nine.", *CONFIRM.texts), expects=CONFIRM.expects)
    answers(confirming, "what are your opening hours", "opening_hours", aside)
    number = confirming.all(Ask)[1].turn
    confirming.says("go back")
    assert last_said(confirming) == (Prompt("going_back"), Words("What's your order number?"))
    assert confirming.call.memory.withdrawn_from == number


def test_going_back_while_the_answer_is_awaited_asks_that_question_again() -> None:
    caller = caller_who_listened()
    answers(caller, "where is my order", "order_status", NUMBER)
    caller.speaks(1.0)
    asks(caller, "four two one eight oh seven", "inform_order_number")
    turn = caller.all(Ask)[-1].turn
    caller.says("four two one eight oh seven no go back")
    assert last_said(caller) == (Prompt("going_back"), Words("What's your order number?"))
    caller.is_answered(CONFIRM, turn=turn)
    caller.hears_it_out()
    assert caller.call.memory.expects == NUMBER.expects
    assert caller.call.memory.withdrawn_from == turn


def test_a_repetition_by_the_dialogue_is_no_step(confirming: Caller) -> None:
    confirming.says("I was not listening", "repeat", 0.95)
    confirming.is_answered(Reply((), repeat=True))
    confirming.hears_it_out()
    confirming.says("go back")
    assert last_said(confirming)[-1] == Words("What's your order number?")


def test_going_back_that_was_only_the_beginning_of_a_sentence_is_taken_back(confirming: Caller) -> None:
    confirming.speaks(0.5)
    confirming.is_silent(0.14)
    confirming.is_transcribed("can we go back")
    confirming.is_silent(0.4)
    assert confirming.call.memory.expects == NUMBER.expects
    confirming.speaks(0.5)
    assert confirming.call.memory.expects == CONFIRM.expects
    assert confirming.call.memory.withdrawn_from == 0


def test_going_back_outlives_the_stream(confirming: Caller) -> None:
    second = confirming.all(Ask)[-1].turn
    confirming.says("go back")
    resumed = Caller(CallSession.resume(RULES, ENGLISH, confirming.events))
    resumed.rings(resumed=True)
    assert last_said(resumed) == (Prompt("sorry_dropped"), Words("What's your order number?"))
    assert resumed.call.memory.withdrawn_from == second


@pytest.mark.parametrize("words", ["start again", "main menu please"])
def test_starting_again_withdraws_everything_and_asks_the_first_question(confirming: Caller, words: str) -> None:
    confirming.says(words)
    assert last_said(confirming) == (Prompt("starting_again"), Prompt("ask_how"))
    confirming.hears_it_out()
    answers(confirming, "what are your opening hours", "opening_hours", HOURS)
    assert confirming.all(Ask)[-1].instead_of == 1
    confirming.presses("0")
    assert confirming.only(Transfer).wish == "what are your opening hours"


def test_nothing_can_be_gone_back_to_after_starting_again(confirming: Caller) -> None:
    confirming.says("start over")
    confirming.hears_it_out()
    confirming.says("go back")
    assert last_said(confirming) == (Prompt("nothing_before"), Prompt("ask_how"))


def test_starting_again_at_the_start_withdraws_nothing(listened: Caller) -> None:
    listened.says("start again")
    listened.hears_it_out()
    answers(listened, "what are your opening hours", "opening_hours", HOURS)
    assert listened.only(Ask).instead_of == 0


# --- what cannot be undone ---


@pytest.fixture
def cancelled() -> Caller:
    """A binding question was answered, and the answer acted on."""
    caller = caller_who_listened()
    answers(caller, "cancel my delivery", "cancel", CANCEL)
    answers(caller, "yes", "affirm", DONE)
    return caller


def test_what_was_done_is_said_and_a_person_offered_instead_of_going_back(cancelled: Caller) -> None:
    cancelled.says("go back")
    assert last_said(cancelled) == (Prompt("already_done"), Words("Is there anything else?"))
    assert cancelled.call.memory.withdrawn_from == 0


def test_what_was_done_bars_the_way_from_further_on_too(cancelled: Caller) -> None:
    answers(cancelled, "what are your opening hours", "opening_hours", MORE)
    cancelled.says("go back")
    assert last_said(cancelled)[0] == Prompt("already_done")


def test_a_binding_question_that_was_not_answered_bars_nothing() -> None:
    caller = caller_who_listened()
    answers(caller, "cancel my delivery", "cancel", CANCEL)
    caller.says("go back")
    assert last_said(caller) == (Prompt("going_back"), Prompt("ask_how"))


def test_starting_again_says_that_what_was_done_stays_done(cancelled: Caller) -> None:
    cancelled.says("start again")
    assert last_said(cancelled) == (Prompt("done_stays_done"), Prompt("ask_how"))


@pytest.mark.parametrize("words", ["go back", "wait", "stop"])
def test_while_a_binding_answer_is_acted_on_its_reply_is_heard_whatever_is_said(words: str) -> None:
    caller = caller_who_listened()
    answers(caller, "cancel my delivery", "cancel", CANCEL)
    asks(caller, "yes", "affirm")
    caller.is_silent(RULES.timing.binding_after_seconds)
    turn = caller.all(Ask)[-1].turn
    caller.says(words)
    assert caller.call.memory.withdrawn_from == 0
    caller.is_answered(DONE, turn=turn)
    if caller.call.state is State.SPEAKING and last_said(caller)[0] == Prompt("already_done"):
        caller.hears_it_out()
    assert last_said(caller) == (Words("It's cancelled."), Words("Is there anything else?"))


def test_a_second_press_of_the_key_does_not_lose_the_reply_to_a_binding_answer() -> None:
    caller = caller_who_listened()
    answers(caller, "cancel my delivery", "cancel", CANCEL)
    caller.presses("1")
    caller.presses("1")
    caller.is_answered(DONE)
    assert last_said(caller)[0] == Words("It's cancelled.")
    assert caller.count(Ask) == 2


# --- an answer that was never heard ---


def test_a_key_pressed_while_the_answer_is_awaited_takes_the_place_of_that_turn() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    turn = caller.only(Ask).turn
    caller.presses("1")
    assert caller.all(Ask)[-1].instead_of == turn


# --- the way itself ---


def said(*lines: str, binding: bool = False) -> Saying:
    return Saying(tuple(Words(line) for line in lines), Expects(Awaited.YES_NO, binding=binding))


def test_turns_since_the_last_thing_heard_are_gone_back_over_as_one() -> None:
    first, second = said("One?"), said("Two?")
    steps = (Step(1, first), Step(3, second), Step(4, second))
    way = way_back(steps, second)
    assert way.to is not None
    assert (way.to.turn, way.left) == (3, steps[:1])
    assert way_back((), second).to is None


def test_a_question_that_came_again_after_not_being_understood_is_one_question() -> None:
    steps = (Step(1, said("One?")), Step(2, said("Two?")), Step(3, said("Sorry.", "Two?")))
    way = way_back(steps, said("Sorry again.", "Two?"))
    assert way.to == steps[0]
