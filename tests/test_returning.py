"""A caller who had left for a person goes on with the assistant: told what it is, asked what was open, and no more."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, CloseStream, Speak, Transfer
from ivr.core.events import BackFromPeople, ChoicesKnown, Event
from ivr.core.record import Awaited, Back, Choice, Expects, Prompt, Reason, Reply, Words
from ivr.core.rules import Rules
from ivr.core.said.reminding import REMINDER
from ivr.core.states import State

from .english import ENGLISH
from .scripted import Caller, asks, caller_who_listened, rules_with

ROUTES = {"support": {"agents": ["+15005550001"]}, "complaints": {"agents": ["+15005550004"]}}
RULES = rules_with(routes=ROUTES)
NUMBER_ASKED = Reply(("Which order is it?",), Expects(Awaited.DIGITS, 6))


def back(caller: Caller, by: Back = Back.CALLER, done: str = "", times: int = 1, *more: Event) -> Caller:
    """On a new stream, with what the journal of those before it has."""
    again = Caller(CallSession.resume(caller.call.rules, ENGLISH, caller.events))
    again.events = list(caller.events)
    for event in (*more, BackFromPeople(by, done, times)):
        again.does(event)
    again.rings(resumed=True)
    return again


def said_last(caller: Caller) -> tuple[object, ...]:
    return caller.all(Speak)[-1].lines


def who_left(rules: Rules = RULES, reply: Reply | None = None) -> Caller:
    """They asked for a person, after what was asked of them, if anything."""
    caller = caller_who_listened(rules)
    if reply:
        asks(caller, "where is my order", "order_status")
        caller.is_answered(reply)
        caller.hears_it_out()
    caller.presses("0")
    caller.hears_it_out()
    assert caller.count(CloseStream) == 1
    return caller


def test_to_whom_nobody_came_the_machine_says_that_it_is_one_and_puts_the_open_question_again() -> None:
    caller = back(who_left(reply=NUMBER_ASKED))
    assert said_last(caller) == (Prompt("going_on"), *REMINDER, Words("Which order is it?"))
    assert caller.call.memory.expects.kind is Awaited.DIGITS
    caller.hears_it_out()
    assert caller.call.state is State.LISTENING


def test_the_task_goes_on_where_it_was() -> None:
    caller = back(who_left(reply=NUMBER_ASKED))
    caller.hears_it_out()
    caller.says("four two one eight oh seven", "give_number", 0.95)
    asked = caller.all(Ask)[-1]
    assert (asked.text, asked.instead_of) == ("four two one eight oh seven", 0)


def test_without_an_open_question_they_are_asked_what_else() -> None:
    caller = back(who_left(reply=Reply(("It comes on Monday.",))))
    assert said_last(caller) == (Prompt("going_on"), *REMINDER, Prompt("anything_else"))


def test_what_an_agent_has_done_is_told_and_the_task_before_is_not_gone_on_with() -> None:
    caller = back(who_left(reply=NUMBER_ASKED), Back.AGENT, "done_settled")
    assert said_last(caller) == (Prompt("done_settled"), *REMINDER, Prompt("anything_else"))
    caller.hears_it_out()
    asks(caller, "what are your hours", "opening_hours")
    assert caller.all(Ask)[-1].instead_of == 1, "nothing of what was asked before counts"
    assert caller.call.memory.given == ()


def test_an_agent_may_give_back_without_a_word() -> None:
    caller = back(who_left(), Back.AGENT)
    assert said_last(caller) == (Prompt("going_on"), *REMINDER, Prompt("anything_else"))


def test_a_person_is_one_word_or_key_away_over_the_first_line() -> None:
    by_key = back(who_left())
    by_key.presses("0")
    assert by_key.all(Transfer)[-1].reason is Reason.KEY_PRESSED
    by_word = back(who_left())
    by_word.hears_it_out()
    by_word.says("a human please")
    assert by_word.all(Transfer)[-1].reason is Reason.CALLER_ASKED
    by_word.hears_it_out()
    assert by_word.call.state is State.ENDED


def test_they_come_back_as_often_as_they_leave() -> None:
    once = back(who_left(reply=NUMBER_ASKED))
    once.presses("0")
    once.hears_it_out()
    twice = back(once, times=2)
    assert said_last(twice) == (Prompt("going_on"), *REMINDER, Words("Which order is it?"))
    assert twice.call.memory.times_back == 2


def test_what_sent_them_to_a_person_does_not_do_so_again_at_the_next_word() -> None:
    caller = caller_who_listened(RULES)
    for _ in range(2):
        caller.says("mumble", "order_status", 0.1)
        caller.hears_it_out()
    assert caller.all(Transfer)[-1].reason is Reason.LOW_CONFIDENCE
    again = back(caller)
    again.hears_it_out()
    again.says("mumble", "order_status", 0.1)
    assert again.count(Transfer) == 0


def test_who_has_chosen_no_machine_meanwhile_goes_to_a_person_without_a_word_of_it() -> None:
    known = ChoicesKnown((Choice.NO_MACHINE,))
    caller = back(who_left(), Back.CALLER, "", 1, known)
    assert caller.count(Speak) == 0
    assert caller.only(Transfer).reason is Reason.OPTED_OUT
    assert caller.count(CloseStream) == 1


def test_who_left_before_the_disclosure_was_heard_hears_it_first() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.presses("0")
    caller.hears_it_out()
    again = back(caller)
    assert said_last(again)[0] == Prompt("disclosure")
    assert again.call.state is State.DISCLOSING


def test_a_stream_that_is_lost_behind_it_goes_on_as_any() -> None:
    caller = back(who_left(reply=NUMBER_ASKED))
    lost = Caller(CallSession.resume(RULES, ENGLISH, caller.events))
    lost.rings(resumed=True)
    assert lost.call.memory.times_back == 1
    assert lost.call.memory.expects.kind is Awaited.DIGITS


@pytest.mark.parametrize("by", list(Back))
def test_nothing_of_the_call_is_said_before_the_stream_is_there(by: Back) -> None:
    caller = Caller(CallSession.resume(RULES, ENGLISH, who_left().events))
    caller.does(BackFromPeople(by))
    assert caller.count(Speak) == 0
