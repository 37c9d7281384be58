"""A supervisor helps a call by one button: the caller hears only the result, at a moment that fits, if one comes."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, HangUp, RecordHelp, Speak, Transfer
from ivr.core.events import CallerHungUp, Helped, RoutesClosed
from ivr.core.help import Help, NotNow, Stands
from ivr.core.record import Awaited, Expects, Prompt, Reason, Reply
from ivr.core.states import State

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_just_answered, caller_who_listened

LINE = Prompt("take_your_time")
SAY = Helped(Help.SAY_NEXT, "take_your_time", "s-1")
TO_AGENT = Helped(Help.TO_AGENT, "complaints", "s-1")
NUMBER = Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6))


def stands(caller: Caller) -> list[tuple[Stands, NotNow | None]]:
    return [(one.stands, one.why) for one in caller.all(RecordHelp)]


def last_said(caller: Caller) -> tuple[object, ...]:
    return caller.all(Speak)[-1].lines


def caller_in_silence() -> Caller:
    caller = caller_who_listened()
    caller.is_silent(1.0)
    assert caller.call.state is State.LISTENING
    return caller


@pytest.mark.parametrize(
    ("help_", "said"),
    [
        (SAY, (LINE,)),
        (Helped(Help.OFFER_PERSON), (Prompt("offer_person"),)),
        (Helped(Help.ASK_AGAIN), (Prompt("no_match_1"), Prompt("ask_how"))),
    ],
)
def test_into_a_silence_it_comes_at_once(help_: Helped, said: tuple[Prompt, ...]) -> None:
    caller = caller_in_silence()
    caller.does(help_)
    assert last_said(caller) == said
    assert stands(caller) == [(Stands.TAKEN, None), (Stands.DONE, None)]


def test_who_is_sent_to_an_agent_is_told_so_and_the_agent_why() -> None:
    caller = caller_in_silence()
    caller.does(TO_AGENT)
    handed = caller.only(Transfer)
    assert (handed.route, handed.reason) == ("complaints", Reason.SUPERVISOR)
    assert last_said(caller) == (Prompt("connecting"),)


def test_behind_a_line_comes_the_question_that_is_open() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(NUMBER)
    caller.hears_it_out()
    caller.is_silent(1.0)
    caller.does(SAY)
    assert last_said(caller)[0] == LINE
    assert last_said(caller)[1:] == caller.all(Speak)[-2].lines[-1:]


def test_nothing_is_said_over_the_caller_and_a_miss_of_theirs_brings_it() -> None:
    caller = caller_in_silence()
    caller.speaks(0.4)
    caller.does(SAY)
    before = caller.count(Speak)
    caller.speaks(0.4)
    caller.is_silent(0.14)
    assert caller.count(Speak) == before
    caller.is_transcribed("mumble mumble")
    caller.understands("greet", 0.1)
    caller.is_silent(1.5)
    assert last_said(caller)[0] == LINE
    assert caller.call.memory.misses_in_call == 1


def test_it_stands_before_the_answer_that_was_awaited() -> None:
    caller = caller_in_silence()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.does(SAY)
    caller.is_answered(HOURS)
    assert last_said(caller)[0] == LINE
    assert len(last_said(caller)) == 2


def test_what_is_being_said_is_heard_out_first_and_who_is_about_to_answer_is_let() -> None:
    caller = caller_just_answered()
    before = caller.count(Speak)
    caller.does(SAY)
    caller.hears_it_out()
    caller.is_silent(0.5)
    assert caller.count(Speak) == before
    caller.is_silent(0.2)
    assert last_said(caller) == (LINE,)


def test_before_the_opening_has_ended_nothing_comes_and_then_it_does() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.does(SAY)
    caller.is_silent(1.0)
    assert caller.count(Speak) == 1
    caller.is_silent(1.0)
    caller.mark_returns()
    assert last_said(caller) == (LINE, Prompt("ask_how"))


def test_a_turn_that_would_be_a_miss_or_a_question_goes_to_the_agent_with_its_words() -> None:
    caller = caller_in_silence()
    caller.speaks(0.4)
    caller.does(TO_AGENT)
    caller.speaks(0.4)
    caller.is_silent(0.14)
    caller.is_transcribed("what are your opening hours")
    caller.understands("opening_hours", 0.97)
    caller.is_silent(1.0)
    assert caller.count(Ask) == 0
    assert (caller.only(Transfer).route, caller.only(Transfer).wish) == ("complaints", "what are your opening hours")


@pytest.mark.parametrize(
    ("words", "reason"), [("human", Reason.CALLER_ASKED), ("there's smoke coming out of it", Reason.SENSITIVE_TOPIC)]
)
def test_the_ways_out_and_emergencies_come_first(words: str, reason: Reason) -> None:
    caller = caller_in_silence()
    caller.speaks(0.4)
    caller.does(TO_AGENT)
    caller.speaks(0.4)
    caller.is_silent(0.14)
    caller.is_transcribed(words)
    caller.is_silent(1.0)
    assert caller.only(Transfer).reason is reason
    assert stands(caller)[-1] == (Stands.DROPPED, NotNow.LEAVING)


def test_a_binding_answer_is_acted_on_before_the_agent_comes() -> None:
    caller = caller_who_listened()
    asks(caller, "cancel my order", "cancel_order")
    caller.is_answered(Reply(("Shall I cancel it?",), expects=Expects(Awaited.YES_NO, binding=True)))
    caller.hears_it_out()
    caller.speaks(0.4)
    caller.does(TO_AGENT)
    caller.is_silent(0.14)
    caller.is_transcribed("yes")
    caller.understands("affirm", 0.97)
    caller.is_silent(2.0)
    assert caller.all(Ask)[-1].text == "yes"
    assert caller.count(Transfer) == 0
    caller.is_answered(Reply(("It is cancelled.",)))
    caller.hears_it_out()
    assert caller.only(Transfer).reason is Reason.SUPERVISOR


def test_instead_of_a_goodbye_of_ours_the_agent_comes() -> None:
    caller = caller_in_silence()
    asks(caller, "that was all", "goodbye")
    caller.is_answered(Reply(("Goodbye.",), hang_up=True))
    caller.does(TO_AGENT)
    caller.hears_it_out()
    assert caller.count(HangUp) == 0
    assert caller.only(Transfer).route == "complaints"


def test_a_question_that_was_answered_meanwhile_is_not_put_again() -> None:
    caller = caller_in_silence()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.does(Helped(Help.ASK_AGAIN))
    caller.is_answered(HOURS)
    assert stands(caller)[-1] == (Stands.DROPPED, NotNow.ANSWERED)


def test_a_line_before_an_answer_that_is_taken_back_is_still_to_come() -> None:
    caller = caller_in_silence()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.does(SAY)
    caller.is_answered(HOURS)
    caller.is_silent(0.1)
    caller.speaks(0.5)
    assert stands(caller)[-1] == (Stands.TAKEN, None)
    caller.is_silent(0.12)
    caller.is_transcribed("what are your opening hours on Sunday")
    caller.understands("opening_hours", 0.97)
    caller.is_silent(1.0)
    caller.is_answered(HOURS)
    assert last_said(caller)[0] == LINE


def test_what_found_no_moment_in_half_a_minute_is_dropped() -> None:
    caller = caller_in_silence()
    caller.speaks(0.4)
    caller.does(SAY)
    caller.says("hold on a second", "wait", 0.9)
    caller.is_silent(27.0)
    assert stands(caller) == [(Stands.TAKEN, None)]
    caller.is_silent(2.0)
    assert stands(caller)[-1] == (Stands.DROPPED, NotNow.TOO_LATE)


def test_none_of_two_is_lost_in_silence_the_second_is_refused() -> None:
    caller = caller_in_silence()
    caller.speaks(0.4)
    caller.does(SAY)
    caller.does(TO_AGENT)
    assert stands(caller) == [(Stands.TAKEN, None), (Stands.REFUSED, NotNow.ANOTHER_WAITS)]


@pytest.mark.parametrize(
    ("help_", "why"),
    [
        (Helped(Help.SAY_NEXT, "disclosure"), NotNow.NO_SUCH_LINE),
        (Helped(Help.SAY_NEXT, "Your order is lost."), NotNow.NO_SUCH_LINE),
        (Helped(Help.TO_AGENT, "nowhere"), NotNow.NO_SUCH_ROUTE),
        (Helped(Help.TO_AGENT, ""), NotNow.NO_SUCH_ROUTE),
    ],
)
def test_only_lines_and_routes_of_the_rules_will_do(help_: Helped, why: NotNow) -> None:
    caller = caller_in_silence()
    before = caller.count(Speak)
    caller.does(help_)
    assert stands(caller) == [(Stands.REFUSED, why)]
    assert caller.count(Speak) == before


def test_nobody_is_sent_where_nobody_is_at_work() -> None:
    caller = caller_in_silence()
    caller.does(RoutesClosed(("complaints",)))
    caller.does(TO_AGENT)
    assert stands(caller) == [(Stands.REFUSED, NotNow.NOBODY_THERE)]


def test_after_the_hand_off_it_is_refused_and_after_the_end_nothing_comes() -> None:
    caller = caller_in_silence()
    caller.presses("0")
    caller.does(SAY)
    assert stands(caller) == [(Stands.REFUSED, NotNow.LEAVING)]
    caller.does(CallerHungUp())
    caller.does(SAY)
    assert caller.count(RecordHelp) == 1


def test_who_asked_for_a_moment_is_left_in_peace() -> None:
    caller = caller_in_silence()
    caller.says("hold on a second", "wait", 0.9)
    caller.does(SAY)
    assert stands(caller) == [(Stands.REFUSED, NotNow.AWAY)]


def test_while_it_is_asked_whether_it_is_safe_to_talk_nothing_else_is_said() -> None:
    caller = caller_in_silence()
    caller.says("my husband hits me", "greet", 0.2)
    assert caller.call.memory.asked_if_safe
    caller.does(SAY)
    assert stands(caller) == [(Stands.REFUSED, NotNow.IN_DANGER)]


def test_zero_is_a_person_while_a_help_waits_and_while_it_is_said() -> None:
    for seconds in (0.0, 0.4):
        caller = caller_in_silence()
        caller.speaks(seconds)
        caller.does(SAY)
        caller.presses("0")
        assert caller.only(Transfer).reason is Reason.KEY_PRESSED


def test_who_types_is_not_spoken_into() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(NUMBER)
    caller.hears_it_out()
    caller.presses("4")
    caller.does(SAY)
    before = caller.count(Speak)
    caller.is_silent(1.0)
    assert caller.count(Speak) == before


def test_a_replay_helps_as_the_call_was_helped() -> None:
    caller = caller_in_silence()
    caller.does(SAY)
    caller.hears_it_out()
    again = CallSession(RULES, ENGLISH)
    assert [command for event in caller.events for command in again.receive(event)] == caller.commands
