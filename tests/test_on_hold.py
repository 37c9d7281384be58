"""A caller who asked for a moment gets it, whatever is to be heard meanwhile; then they are as any silent caller."""

import pytest

from ivr.core.commands import Speak, Transfer
from ivr.core.on_hold import is_said_on_hold, says_they_are_back
from ivr.core.record import Prompt
from ivr.core.states import State

from .scripted import Caller, caller_who_listened

ANNOUNCED = [
    "Thank you for holding.",
    "Your call is important to us, please stay on the line.",
    "The next available representative will be with you shortly.",
    "We apologize for the delay.",
]
BACK = ["I'm back", "Okay, I'm back.", "Sorry about that, I've got it.", "Hello?", "Thanks for waiting, I'm back."]


def caller_who_waits() -> Caller:
    caller = caller_who_listened()
    caller.says("hold on a moment")
    return caller


def is_heard(caller: Caller, text: str, confidence: float) -> None:
    caller.speaks(2.0)
    caller.is_silent(0.14)
    caller.is_transcribed(text, confidence=confidence)
    if text:
        caller.understands("greet", 0.2)
    caller.is_silent(1.5)


@pytest.mark.parametrize(("text", "confidence"), [("", 0.9), ("la la", 0.05), *((text, 0.9) for text in ANNOUNCED)])
def test_music_and_announcements_are_no_caller_while_the_moment_lasts(text: str, confidence: float) -> None:
    caller = caller_who_waits()
    before = caller.count(Speak)
    for _ in range(4):
        is_heard(caller, text, confidence)
    assert caller.count(Speak) == before
    assert caller.count(Transfer) == 0
    assert caller.call.state is State.LISTENING
    while caller.count(Speak) == before:
        is_heard(caller, text, confidence)
    assert caller.all(Speak)[before].lines[0] == Prompt("still_there")
    assert 20 <= caller.call.memory.heard_frames / 50 <= 34


@pytest.mark.parametrize("text", BACK)
def test_who_is_back_is_asked_where_they_were(text: str) -> None:
    caller = caller_who_waits()
    is_heard(caller, text, 0.9)
    assert caller.all(Speak)[-1].lines == (Prompt("ask_how"),)


def test_a_person_who_is_asked_for_comes_at_once() -> None:
    caller = caller_who_waits()
    is_heard(caller, "I want to talk to a human", 0.9)
    assert caller.count(Transfer) == 1


@pytest.mark.parametrize("text", ["421807", "I'm back in the shop tomorrow", "I've got it in red", "where is my order"])
def test_what_is_said_to_us_is_neither(text: str) -> None:
    assert not is_said_on_hold(text)
    assert not says_they_are_back(text)
