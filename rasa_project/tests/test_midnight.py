"""A call that goes on over midnight: "tomorrow" is counted from the day on which the question was put."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from task_call import TaskCall

BEFORE = datetime(2026, 11, 29, 23, 59)
"""A Sunday."""


@pytest.fixture
def call(tmp_path: Path) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path, now=BEFORE)
    yield call
    call.close()


def midnight_passes(call: TaskCall) -> None:
    call.desk = replace(call.desk, now=call.desk.now + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("tomorrow", "today, "),
        ("tomorrow morning please", "today, in the morning"),
        ("Tuesday at ten", "tomorrow, around ten"),
        ("the first one", "today, "),
    ],
)
def test_what_was_offered_before_midnight_is_what_the_caller_takes(call: TaskCall, said: str, meant: str) -> None:
    assert "We could call you tomorrow" in call.says("callback", "please call me back", "212 555 0143")
    midnight_passes(call)
    heard = call.say(said)
    if "In the morning" in heard:
        heard = call.say("in the morning")
    assert meant in heard


def test_what_is_asked_after_midnight_is_of_the_new_day(call: TaskCall) -> None:
    call.say("please call me back", "callback")
    midnight_passes(call)
    assert "We could call you today, tomorrow," in call.say("212 555 0143")
    assert "tomorrow, in the morning" in call.say("tomorrow morning")


def test_a_wish_told_before_midnight_is_of_that_day(call: TaskCall) -> None:
    call.say("can somebody call me back tomorrow morning", "callback")
    midnight_passes(call)
    assert "today, in the morning" in call.say("212 555 0143")
