"""What was said in this call is known in this call, and shows only whose the number is that it was told with."""

from __future__ import annotations

import pytest
from task_call import TaskCall


def test_an_order_whose_status_was_told_is_not_asked_for_again(call: TaskCall) -> None:
    call.says("order_status", "where is my order", "421807", "yes")
    heard = call.say("when will it be delivered", "order_status")
    assert heard.startswith("Order 4 2 1, 8 0 7, the garden bench, is on its way")
    assert call.say("I want to send it back", "returns") == "About order 4 2 1, 8 0 7. And your five digit zip code?"


def test_account_and_zip_code_are_known_to_the_next_task_and_named_where_it_writes(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613748", "42912")
    assert call.say("and explain it please, line by line", "bill").startswith("Your bill for")
    call.say("no")
    heard = call.say("cancel my appointment", "appointment")
    assert heard.startswith("About account 6 1 3, 7 4 8. I'll cancel the visit")


@pytest.mark.parametrize(
    "said",
    [
        "what about another order",
        "where is my other parcel",
        "a different order please",
        "where is my wife's order",
        "the second order",
        "I ordered something for my mother",
    ],
)
def test_another_one_is_asked_for(said: str, call: TaskCall) -> None:
    call.says("order_status", "where is my order", "421807", "yes")
    assert call.say(said, "order_status") == "What's your six digit order number?"


def test_another_number_is_not_shown_to_be_the_callers_by_what_was_told_with_the_first(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613748", "42912")
    assert call.say("what is owed on account 725184", "bill") == "And your five digit zip code?"


def test_a_number_that_is_corrected_takes_the_zip_code_of_the_other_with_it(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613748", "42912")
    call.say("I want to change my phone number", "change_contact")
    assert "zip code?" in call.say("no, the account number is 725184")


def test_an_order_is_no_proof_for_an_account(call: TaskCall) -> None:
    call.says("returns", "a return", "527981", "42913")
    assert call.say("what do I owe", "bill") == "What's your six digit account number?"
    assert call.say("317584") == "And your five digit zip code?"


def test_a_zip_code_finds_the_nearest_shop(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613748", "42912")
    assert call.say("where is your nearest shop", "nearest_shop").startswith("The nearest shop is")


def test_a_number_that_was_not_found_is_not_known(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "613749", "42912", "613749", "42912")
    assert call.work is None
    assert "account number?" in call.say("what do I owe", "bill")


def test_a_phone_number_is_known_once_it_was_confirmed_and_is_read_back(call: TaskCall) -> None:
    call.says("callback", "call me back", "212 555 0143", "the first one", "in the morning", "yes")
    call.says("leave_message", "I'd like to leave a message")
    heard = call.say("please tell them I rang about the bench")
    assert "We reach you on 2 1 2, 5 5 5, 0 1 4 3." in heard


def test_on_the_keys_the_same_task_once_more_is_about_another_one(call: TaskCall) -> None:
    call.says("order_status", "/order_status", "421807", "/affirm")
    assert "order number?" in call.say("/order_status")
