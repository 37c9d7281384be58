"""What a person is to deal with is written down while the call leaves for one, and never keeps it from leaving."""

from collections.abc import Callable

import pytest

from ivr.core.commands import Ask, CloseStream, Speak, Transfer
from ivr.core.events import EngineFailed
from ivr.core.record import Engine, Prompt, Reason, Reply, Topic, Words
from ivr.core.rules import TopicRule
from ivr.core.states import State

from .scripted import RULES, Caller, asks, caller_who_listened

WRITTEN_DOWN = Words("I've written that down for you. Your number for it is 4 1 7.")
TICKET = Reply((WRITTEN_DOWN.text, "I'm putting you through to a person."), transfer_route="complaints")
NO_TICKET = Reply(("I'm putting you through to a person.",), transfer_route="complaints")
RULES_WITH_TICKETS = RULES.model_copy(
    update={
        "topics": {Topic.COMPLAINT: TopicRule(tickets=("complaint",))},
        "transfer_rules": (RULES.transfer_rules[0].model_copy(update={"tickets": ("complaint",)}),),
    }
)


def by_topic(caller: Caller) -> Reason:
    caller.says("I want to make a complaint")
    return Reason.SENSITIVE_TOPIC


def by_rule(caller: Caller) -> Reason:
    asks(caller, "it arrived in pieces", "complaint")
    caller.is_silent(0.5)
    return Reason.TRANSFER_RULE


def by_key(caller: Caller) -> Reason:
    caller.presses("3")
    return Reason.TRANSFER_RULE


@pytest.mark.parametrize("complains", [by_topic, by_rule, by_key])
def test_a_complaint_is_written_down_and_its_number_said_before_the_call_leaves(
    complains: Callable[[Caller], Reason],
) -> None:
    caller = caller_who_listened(RULES_WITH_TICKETS)
    reason = complains(caller)
    assert (caller.only(Transfer).route, caller.only(Transfer).reason) == ("complaints", reason)
    assert caller.all(Ask)[-1].text == "/complaint"
    caller.is_answered(TICKET)
    caller.hears_it_out()
    assert caller.all(Speak)[-1].lines == (WRITTEN_DOWN,)
    caller.hears_it_out()
    assert caller.call.state is State.ENDED
    assert caller.count(Transfer) == caller.count(CloseStream) == 1


@pytest.mark.parametrize("complains", [by_topic, by_rule, by_key])
@pytest.mark.parametrize("dialogue", ["slow", "dead", "without a number", "of another mind"])
def test_a_person_comes_as_soon_as_ever_when_nothing_could_be_written_down(
    complains: Callable[[Caller], Reason], dialogue: str
) -> None:
    caller = caller_who_listened(RULES_WITH_TICKETS)
    complains(caller)
    if dialogue == "dead":
        caller.does(EngineFailed(Engine.DIALOGUE, caller.all(Ask)[-1].turn))
    elif dialogue == "without a number":
        caller.is_answered(NO_TICKET)
    elif dialogue == "of another mind":
        caller.is_answered(Reply(("What's your order number?", "Or its day?")))
    said = caller.count(Speak)
    caller.hears_it_out()
    assert caller.call.state is State.ENDED
    assert caller.count(Speak) == said


def test_who_also_asks_for_a_person_has_their_complaint_written_down() -> None:
    caller = caller_who_listened(RULES_WITH_TICKETS)
    caller.says("I want to complain, let me talk to a human")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED
    assert caller.only(Ask).text == "/complaint"


def test_a_number_that_cannot_be_spoken_keeps_nobody() -> None:
    caller = caller_who_listened(RULES_WITH_TICKETS)
    by_topic(caller)
    caller.is_answered(TICKET)
    caller.sends_audio = False
    caller.hears_it_out()
    caller.does(EngineFailed(Engine.SYNTHESIZER, caller.all(Ask)[-1].turn))
    assert caller.call.state is State.ENDED


def test_an_answer_that_was_due_to_something_else_is_no_number_of_a_complaint() -> None:
    caller = caller_who_listened(RULES_WITH_TICKETS)
    asks(caller, "where is my order", "order_status")
    asked = caller.only(Ask).turn
    caller.presses("0")
    caller.is_answered(TICKET, turn=asked)
    caller.hears_it_out()
    assert caller.all(Speak)[-1].lines == (Prompt("connecting"),)
    assert caller.call.state is State.ENDED


def test_without_a_ticket_in_the_rules_nothing_is_asked_of_the_dialogue() -> None:
    caller = caller_who_listened()
    by_topic(caller)
    assert caller.count(Ask) == 0


KINDS = RULES.model_copy(update={"topics": {Topic.RIGHTS: TopicRule(tickets=("dispute", "data_rights"))}})


def test_where_a_ticket_may_be_of_several_kinds_the_dialogue_is_told_what_was_said() -> None:
    caller = caller_who_listened(KINDS)
    caller.says("I dispute this charge")
    assert caller.only(Transfer).reason is Reason.SENSITIVE_TOPIC
    assert caller.only(Ask).text == "I dispute this charge"
    caller.is_answered(TICKET)
    caller.hears_it_out()
    assert caller.all(Speak)[-1].lines == (WRITTEN_DOWN,)


def test_what_the_dialogue_takes_for_something_else_than_a_ticket_is_not_said() -> None:
    caller = caller_who_listened(KINDS)
    caller.says("I dispute this charge")
    caller.is_answered(Reply(("Your bill is forty pounds.",)))
    said = caller.count(Speak)
    caller.hears_it_out()
    assert (caller.call.state, caller.count(Speak)) == (State.ENDED, said)
