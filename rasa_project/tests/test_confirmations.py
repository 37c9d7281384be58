"""What is said to "Shall I do that?": giving up where that is what was asked, yes and no with more behind them."""

from __future__ import annotations

import pytest
from task_call import TaskCall

VISIT = ["613748", "42912"]
ORDER = ["136648", "42921"]
RETURN = ["713596", "42912", "it's broken"]


@pytest.mark.parametrize(
    "said",
    [
        "Yes, please cancel that visit.",
        "cancel it",
        "go ahead and cancel",
        "yes, call it off",
        "please cancel the appointment",
        "I want it cancelled",
        "Yes, I'd like to cancel it.",
        "Yes please, we don't need it any more.",
        "Yes. Nobody needs to come, it's mended.",
        "Yeah, my brother has fixed it already",
        "Right, take it off the list.",
        "We won't be wanting the engineer after all.",
        "Please do, I've no use for it now.",
        "Sure, we'll manage without him.",
        "Correct, no appointment for us, thanks.",
        "That's right, don't send anyone.",
        "I don't need him to come, no.",
        "Yes we found somebody cheaper",
        "Yes, I no longer need anyone to come round.",
        "I no longer need it.",
        "Yes, my neighbour lent me one so I don't need it.",
        "Yes, do cancel it, please. I booked it by mistake.",
        "No. I mean yes, sorry, cancel it please.",
    ],
)
def test_words_of_giving_up_are_a_yes_where_a_cancellation_was_asked(said: str, call: TaskCall) -> None:
    assert call.says("appointment", "cancel my visit", *VISIT).endswith("Shall I do that?")
    assert "is cancelled" in call.say(said, "change_mind", 0.9)


@pytest.mark.parametrize("said", ["stop it", "yes, stop the delivery", "scrap the order", "Yes, forget that order"])
def test_a_delivery_is_stopped_when_that_was_asked(said: str, call: TaskCall) -> None:
    call.says("change_delivery", "cancel my order", *ORDER)
    assert "is cancelled" in call.say(said, "change_mind", 0.9)


@pytest.mark.parametrize(
    "said",
    [
        "no, don't cancel it",
        "no, leave it as it is",
        "please don't cancel my appointment",
        "I'd rather keep it",
        "I don't want to cancel it",
        "no, cancel that",
        "never mind",
        "actually forget it",
        "I've changed my mind",
        "cancel my contract",
        "actually, cancel that",
        "Yes, keep it.",
        "No, we still need somebody.",
        "Hm, I think I'll hold on to that slot.",
        "Oh wait, no, let him come.",
        "I never said I wanted to cancel.",
        "No, it should go ahead as planned",
        "I wouldn't want to lose my place",
        "no, I don't need it",
        "cancel it, no, move it instead",
        "Yes, no.",
        "Yes. Oh no, don't.",
        "Okay. Let me think.",
        "Yes, what will that cost me?",
        "Alright, when would he have come?",
    ],
)
def test_nothing_is_cancelled_where_it_is_to_stay_or_may_be(said: str, call: TaskCall) -> None:
    call.says("appointment", "cancel my visit", *VISIT)
    assert "is cancelled" not in call.say(said, "change_mind", 0.9)


def test_a_cancellation_that_is_refused_is_left_and_the_visit_still_there(call: TaskCall) -> None:
    call.says("appointment", "cancel my visit", *VISIT)
    assert call.say("no, don't cancel it").startswith("All right, I've left that.")
    assert "I'll cancel the visit for your repair" in call.says("appointment", "cancel my visit")


def test_giving_up_leaves_a_task_that_cancels_nothing(call: TaskCall) -> None:
    call.says("returns", "a return", *RETURN)
    assert call.say("cancel that").startswith("All right, I've left that.")


def test_a_yes_is_one_though_the_model_takes_it_for_a_change_of_mind(call: TaskCall) -> None:
    call.says("returns", "a return", *RETURN)
    assert "return is started" in call.say("Fine, let's do that.", "change_mind", 0.93)


@pytest.mark.parametrize(
    "said", ["I'll ring again later.", "Oh, don't bother, I'll try another time", "I'll call back later on"]
)
def test_who_will_ring_again_leaves_it_and_wants_no_later_day(said: str, call: TaskCall) -> None:
    call.says("callback", "call me back", "917 555 0122")
    assert call.say(said, "change_mind", 0.5).startswith("All right, I've left that.")


def test_no_that_is_right_is_a_yes(call: TaskCall) -> None:
    call.says("order_status", "where is my order", "421807")
    assert "garden bench" in call.say("No, that's right", "deny", 0.98)


@pytest.mark.parametrize("said", ["yes, except the reason", "yes but not the reason", "yeah, apart from the reason"])
def test_a_yes_that_takes_something_out_asks_for_that_again(said: str, call: TaskCall) -> None:
    call.says("returns", "a return", *RETURN)
    assert "Why is it coming back" in call.say(said)


def test_a_yes_with_a_reservation_writes_nothing_and_asks_what_to_change(call: TaskCall) -> None:
    call.says("returns", "a return", *RETURN)
    assert "What should I change" in call.say("yes but hang on, not like that")


@pytest.mark.parametrize(
    "said",
    [
        *("Sorry, I'm not going to do anything after all", "I'd rather keep the one I've got"),
        *("No, leave everything as it is.", "keep my number the way it was"),
        *("no thanks", "no thank you", "I'd rather not say", "I'm not telling you that"),
        *("nah, I'm good", "not today, thanks", "I'll pass, thanks", "sorry, not right now", "no, I don't think so"),
        *("maybe another time", "no need, thanks", "I'm fine, thank you"),
    ],
)
def test_a_refusal_is_one_at_every_question(said: str, call: TaskCall) -> None:
    for task, before in (("returns", []), ("bill", ["what I owe"]), ("returns", ["713596"]), ("returns", RETURN[:2])):
        call.says(task, "well I", *before)
        assert call.say(said, "deny", 0.99).startswith("All right, I've left that."), (task, before)


@pytest.mark.parametrize("said", ["not yet", "no", "I don't", "I'm not sure", "no, I lost it"])
def test_who_has_not_got_it_refuses_nothing(said: str, call: TaskCall) -> None:
    call.says("returns", "a return")
    assert "I've left that" not in call.say(said, "deny", 0.99)


def test_a_plain_no_to_what_was_read_back_changes_it_in_whatever_words(call: TaskCall) -> None:
    call.says("returns", "a return", *RETURN)
    assert "What should I change" in call.say("I don't think so", "deny", 0.99)


def test_who_gives_up_a_task_and_names_it_once_more_has_left_it(call: TaskCall) -> None:
    """ "Never mind then, I'll ring back myself": what follows was understood as another wish for the same."""
    call.says("callback", "a call back", "917 555 0122")
    assert call.say("I'll ring back myself", "callback", 0.93, instead=True).startswith("All right, I've left that.")
    call.says("callback", "a call back", "917 555 0122")
    assert "In the morning" in call.say("make it the second day", "callback", 0.93, instead=True)


def test_a_number_that_the_caller_has_not_got_is_told_where_to_find(call: TaskCall) -> None:
    call.says("returns", "a return")
    assert "confirmation e-mail" in call.say("no", "deny", 0.99)
    assert "confirmation e-mail" in call.say("I don't have it", "no_order_number", 0.9)
