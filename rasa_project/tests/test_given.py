"""What was given for a task that comes to nothing is there for the agent; what was done or given up is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from task_call import TaskCall
from test_tasks import Sent, Watched

from back_office.errors import UnavailableError

NUMBER = "the phone number: 2 1 2, 5 5 5, 0 1 4 3"


@pytest.fixture
def office(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


@pytest.fixture
def call(tmp_path: Path, office: Watched) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path, office, Sent())
    yield call
    call.close()


def test_in_the_middle_of_a_task_its_answers_are_told(call: TaskCall) -> None:
    for said in ("/returns", "713596", "42912"):
        call.say(said)
    assert call.given.now == ("the order number: 7 1 3, 5 9 6", "the zip code: 4 2 9 1 2")


def test_a_message_that_cannot_be_left_reaches_the_agent_with_its_number(call: TaskCall, office: Watched) -> None:
    office.breaks["leave_message"] = UnavailableError("down")
    for said in ("/leave_message", "please tell them the gate is open", "212 555 0143", "yes"):
        call.say(said)
    assert call.given.before == ("the message: please tell them the gate is open", NUMBER)


def test_a_number_that_is_never_understood_leaves_the_message(call: TaskCall) -> None:
    for said in ("/leave_message", "please tell them the gate is open", "mumble", "mumble", "mumble"):
        call.say(said)
    assert call.work is None
    assert call.given.before == ("the message: please tell them the gate is open",)


def test_the_task_that_waits_behind_another_is_told_too(call: TaskCall) -> None:
    for said in ("/returns", "713596"):
        call.say(said)
    call.say("i want a call back", "callback")
    call.say("212 555 0143")
    assert call.given.now[:2] == ("the order number: 7 1 3, 5 9 6", NUMBER)


def test_what_was_done_or_given_up_is_told_to_nobody(call: TaskCall) -> None:
    for said in ("/leave_message", "please tell them the gate is open", "212 555 0143", "yes"):
        call.say(said)
    assert (call.given.before, call.given.now) == ((), ())
    for said in ("/callback", "212 555 0143", "never mind"):
        call.say(said)
    assert (call.given.before, call.given.now) == ((), ())
