"""An answer that was worked out ahead changes nothing until it is asked for, and is then the one that is given."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered, UserUttered
from sanic.exceptions import SanicException

from channels.ahead import Ahead
from channels.conversation import Turn, Worked, converse, parse
from channels.phone import Phone

T = TypeVar("T")
ORDER = Turn("ahead", text="where is my order", number=1)


@pytest.fixture
def run(loop: asyncio.AbstractEventLoop) -> Any:
    def until(work: Awaitable[T]) -> T:
        return loop.run_until_complete(work)

    return until


async def worked_out(agent: Agent, turn: Turn, asked: Turn) -> Worked | None:
    ahead = Ahead()
    ahead.begin(agent, turn, await agent.parse_message(turn.text or ""))
    return await ahead.take(asked)


def test_nothing_was_said_before_it_is_asked(run: Any, agent: Agent) -> None:
    turn = Turn("unasked", text="where is my order", number=1)
    assert run(worked_out(agent, turn, turn)) is not None
    tracker = run(agent.tracker_store.retrieve("unasked"))
    assert tracker is None or not [e for e in tracker.events if isinstance(e, UserUttered | BotUttered)]


def test_a_call_that_goes_on_under_a_fresh_name_knows_its_slots_though_another_turn_was_worked_out(
    run: Any, agent: Agent
) -> None:
    task = {"task": "order_status", "answers": {"order": "421807"}, "asked": "confirm"}
    slots = {"task": task, "requested_slot": "task_answer"}
    other = Turn("fresh#1", text="yes and", slots=slots, number=1)
    asked = Turn("fresh#1", text="yes", slots=slots, number=1)
    assert run(worked_out(agent, other, asked)) is None
    assert "garden bench" in str(run(converse(agent, asked)))


def test_it_is_the_answer_that_would_have_been_given(run: Any, agent: Agent) -> None:
    ahead = run(converse(agent, ORDER, run(worked_out(agent, ORDER, ORDER))))
    plain = run(converse(agent, Turn("plain", text=ORDER.text, number=1)))
    assert ahead["messages"] == plain["messages"]
    assert ahead["expects"] == plain["expects"] == {"kind": "digits", "digits": 6}
    assert "4 2 1, 8 0 7" in str(run(converse(agent, Turn("ahead", text="421807", number=2))))


@pytest.mark.parametrize("change", [{"text": "goodbye"}, {"instead_of": 1}, {"number": 2}, {"slots": {"a": 1}}])
def test_another_turn_is_worked_out_anew(change: dict[str, Any], run: Any, agent: Agent) -> None:
    asked = Turn(**({"call": "other", "text": ORDER.text, "number": 1} | change))
    assert run(worked_out(agent, Turn("other", text=ORDER.text, number=1), asked)) is None


def test_one_that_went_wrong_is_worked_out_anew(run: Any, agent: Agent) -> None:
    assert run(worked_out(agent, Turn("", text="", intent="no_such_intent" * 9, slots={"x": object()}), ORDER)) is None


def test_a_parse_may_ask_for_it(run: Any, agent: Agent) -> None:
    phone = Phone("a-secret-made-for-tests")
    body = {"text": "where is my order", "ahead": {"call": "wire", "slots": {}, "turn": 1, "instead_of": 0}}
    found = run(phone.understood(agent, body))
    assert found == run(parse(agent, "where is my order")) | {"answers": False}
    with pytest.raises(SanicException):
        run(phone.understood(agent, body | {"ahead": "yes"}))
