"""A turn that was taken back leaves no trace in what the assistant knows and asks."""

import asyncio
from typing import Any

import pytest
from rasa.core.agent import Agent
from sanic.exceptions import SanicException

from channels.conversation import Turn, converse
from channels.phone import _turn


def say(
    loop: asyncio.AbstractEventLoop, agent: Agent, call: str, text: str, number: int, instead_of: int = 0
) -> dict[str, Any]:
    return loop.run_until_complete(converse(agent, Turn(call, text=text, number=number, instead_of=instead_of)))


def heard(answer: dict[str, Any]) -> str:
    return " ".join(m["text"] for m in answer["messages"] if "text" in m)


def test_half_a_number_that_was_taken_back_is_not_joined_with_the_whole(
    loop: asyncio.AbstractEventLoop, agent: Agent
) -> None:
    say(loop, agent, "half", "where is my order", 1)
    half = say(loop, agent, "half", "four two one", 2)
    assert "4 2 1" in heard(half)
    whole = say(loop, agent, "half", "four two one eight oh seven", 3, instead_of=2)
    assert "4 2 1, 8 0 7" in heard(whole)
    assert "order_piece" not in whole["slots"]
    assert "order_misses" not in whole["slots"]


def test_a_form_that_was_begun_by_mistake_is_left(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    begun = say(loop, agent, "form", "where is my order", 1)
    assert begun["expects"] == {"kind": "digits", "digits": 6}
    other = say(loop, agent, "form", "what are your opening hours", 2, instead_of=1)
    assert "nine to six" in heard(other)
    assert other["expects"] == {"kind": "free"}


def test_a_question_answered_by_mistake_is_open_again(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    for number, text in enumerate(("where is my order", "421807"), start=1):
        say(loop, agent, "again", text, number)
    answered = say(loop, agent, "again", "yes", 3)
    assert "garden bench" in heard(answered)
    corrected = say(loop, agent, "again", "no that is wrong", 4, instead_of=3)
    assert "order number" in heard(corrected)
    assert corrected["expects"]["kind"] == "digits"


def test_several_turns_are_withdrawn_at_once_and_unknown_ones_change_nothing(
    loop: asyncio.AbstractEventLoop, agent: Agent
) -> None:
    say(loop, agent, "several", "where is my order", 1)
    say(loop, agent, "several", "421", 2)
    say(loop, agent, "several", "421 80", 3)
    whole = say(loop, agent, "several", "421 807", 4, instead_of=2)
    assert "4 2 1, 8 0 7" in heard(whole)
    assert "4 2 1, 8 0 7" in heard(say(loop, agent, "new", "421 807", 2, instead_of=1))


@pytest.mark.parametrize("number", [-1, "2", None, True, 1.5])
def test_turns_are_numbered_with_whole_numbers(number: Any, agent: Agent) -> None:
    with pytest.raises(SanicException):
        _turn(agent, {"call": "x", "text": "hello", "instead_of": number})


def test_going_back_step_by_step_leaves_each_question_as_it_was(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    say(loop, agent, "steps", "where is my order", 1)
    assert say(loop, agent, "steps", "421807", 2)["expects"] == {"kind": "yes_no"}
    other = say(loop, agent, "steps", "550912", 4, instead_of=2)
    assert "5 5 0, 9 1 2" in heard(other)
    hours = say(loop, agent, "steps", "what are your opening hours", 7, instead_of=1)
    assert "nine to six" in heard(hours)
    assert hours["expects"] == {"kind": "free"}
    assert not set(hours["slots"]) & {"order_number", "order_read_back", "requested_slot"}


def test_starting_again_forgets_what_was_done_long_ago(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    for number, text in enumerate(("where is my order", "421807", "yes"), start=1):
        say(loop, agent, "anew", text, number)
    anew = say(loop, agent, "anew", "where is my order", 6, instead_of=1)
    assert anew["expects"] == {"kind": "digits", "digits": 6}
    assert "order_number" not in anew["slots"]
