"""What a caller has given is told to the phone by name: supervisors' rules ask for it."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.agent import Agent
from task_call import TaskCall

from channels.collected import collected
from channels.conversation import Turn, converse


def kept(call: TaskCall) -> dict[str, Any]:
    """The slots between two turns."""
    return {"task": call.work.kept() if call.work else None, "known": call.desk.known.kept()}


def test_answers_of_the_task_at_hand_are_collected(call: TaskCall) -> None:
    call.say("where is my order", "order_status")
    assert collected(kept(call)) == {}
    call.say("421807")
    assert collected(kept(call)) == {"order": "421807"}


def test_what_was_told_in_a_task_that_is_done_stays_collected(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613748", "42912")
    call.say("no")
    assert call.work is None
    assert collected(kept(call)) == {"account": "613748", "postcode": "42912"}


def test_an_assistant_that_keeps_nothing_of_the_kind_has_collected_nothing_of_it() -> None:
    assert collected({"plan": "gold", "task": "no mapping", "known": None}) == {}


def test_it_stands_in_each_answer_of_the_channel(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    loop.run_until_complete(converse(agent, Turn("collected", intent="order_status")))
    answer = loop.run_until_complete(converse(agent, Turn("collected", text="421807")))
    assert answer["collected"] == {"order": "421807"}
