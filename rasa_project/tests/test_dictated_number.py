"""A phone number in a dictated message: taken as the answer, and written as it was confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from task_call import TaskCall
from test_tasks import Watched

from spoken.dictated_number import own_number_in, with_number

OWN = "+12125550143"


@pytest.fixture
def call(tmp_path: Path) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path, Watched(tmp_path), caller="+19175550122")
    call.say("I want to leave a message", "leave_message")
    yield call
    call.close()


@pytest.mark.parametrize(
    ("said", "country", "number"),
    [
        ("please ring me on 212-555-0143 after lunch", "US", OWN),
        ("this is Dana, my number is two one two, five five five, oh one four three", "US", OWN),
        ("Tell Bob the plumber's number is 212 555 0143", "US", None),
        ("please ring me on 212-555-143 after lunch", "US", None),
        ("you can reach me on 804, 6OO, 0130, thank you", "US", "+18046000130"),
        ("I live at 212 Oak Street", "US", None),
        ("you can reach us at 020 7946 0958", "GB", "+442079460958"),
    ],
)
def test_the_callers_own_whole_number_is_taken_from_a_message(said: str, country: str, number: str | None) -> None:
    assert own_number_in(said, country) == number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ring me on 212-555-143, please", "ring me on 212-555-0143, please"),
        ("ring me on 212, 555, O143", "ring me on 212-555-0143"),
        ("ring me on 212, 5O5, 143", "ring me on 212-555-0143"),
        ("ring me on 555-143", "ring me on 212-555-0143"),
        ("ring me on 212-555-00143.", "ring me on 212-555-0143."),
        ("my number is 212-525-0143", "my number is 212-555-0143"),
        ("ring me on two one two five five five one four three", "ring me on 212-555-0143"),
        ("the plumber is on 917 555 0122", "the plumber is on 917 555 0122"),
        ("about order 421807, which cost 250 dollars", "about order 421807, which cost 250 dollars"),
        ("I am in room 143", "I am in room 143"),
        ("nothing with a number", "nothing with a number"),
    ],
)
def test_the_number_that_was_confirmed_stands_in_the_message_in_place_of_what_was_heard_of_it(
    written: str, meant: str
) -> None:
    assert with_number(written, OWN) == meant


def test_a_number_of_another_country_is_written_with_its_code() -> None:
    assert with_number("ring me on 7700 900215", "+447700900215") == "ring me on +44 7700 900215"


def test_who_dictates_a_whole_number_is_not_asked_for_it_and_hears_it_back(call: TaskCall) -> None:
    heard = call.say("please ring me on 212 555 0143 about my lamp")
    assert heard.startswith("Your message is")
    assert "We reach you on 2 1 2, 5 5 5, 0 1 4 3." in heard


def test_who_dictates_a_number_that_is_too_short_is_asked_for_it_and_it_is_put_right_in_the_message(
    call: TaskCall,
) -> None:
    assert call.say("please ring me on 212-555-143 about my lamp").startswith("What's the phone number")
    heard = call.say("two one two, five five five, zero one four three")
    assert "ring me on 212-555-0143 about my lamp" in heard
    assert call.given.now[0] == "the message: please ring me on 212-555-0143 about my lamp"


def test_a_number_that_is_corrected_is_corrected_in_the_message_too(call: TaskCall) -> None:
    call.say("please ring me on 212 525 0143 about my lamp")
    heard = call.say("no, it's 212 555 0143", "deny")
    assert "ring me on 212-555-0143" in heard
    assert "2 1 2, 5 5 5, 0 1 4 3" in heard


def test_a_number_that_was_denied_is_asked_for_and_not_found_in_the_message_again(call: TaskCall) -> None:
    call.say("please ring me on 212 525 0143 about my lamp")
    call.say("no", "deny")
    assert call.say("the number").startswith("What's the phone number")


def test_the_phone_in_hand_may_be_named_in_the_message(call: TaskCall) -> None:
    assert "9 1 7, 5 5 5, 0 1 2 2" in call.say("please call me back on this number about my lamp")


@pytest.mark.parametrize("heard", ["212-555-143", "212-555-00143", "555-0143", "012-555-0143"])
def test_a_number_of_a_wrong_length_is_never_accepted_and_is_asked_for_digit_by_digit(
    call: TaskCall, heard: str
) -> None:
    call.say("please tell them that the gate is open")
    back = call.say(heard)
    assert back.startswith("I heard ")
    assert "one digit at a time, with zero for oh" in back
    assert call.work is not None
    assert "phone" not in call.work.answers


def test_a_number_that_is_wrong_whenever_it_is_read_back_is_typed_and_then_a_persons(call: TaskCall) -> None:
    call.say("please tell them that the gate is open")
    call.say("312 808 4010")
    call.say("no", "deny")
    assert call.say("the number").startswith("What's the phone number")
    call.say("312 808 4010")
    call.say("no", "deny")
    assert call.say("the number").startswith("What's the phone number")  # and the phone says how to type it
    call.say("312 808 4010")
    call.say("no", "deny")
    assert "I'm putting you through to a person." in call.say("the number")
    assert call.given.before == ("the message: please tell them that the gate is open",)
