"""What callers mean by "it": what was told last is cancelled, moved, told again or asked about without its name."""

from __future__ import annotations

import pytest
from task_call import TaskCall

from talk.following import Thing, cancelled
from talk.giving_up import after_giving_up, gives_up, is_giving_up

ORDER = ("order_status", "136648", "136648", "yes")
VISIT = ("appointment", "install my dishwasher, please send someone", "725184", "42911", "the first one", "yes")
MOVED = ("change_delivery", "move my delivery to another day", "136648", "42921", "the first one", "yes")
RETURN = ("returns", "I want to return something", "713596", "42912", "it's broken", "yes")
CALL = ("callback", "call me back", "917 555 0122", "the first one", "in the morning", "yes")
BALANCE = ("bill", "what do I owe", "613748", "42912")


def told(call: TaskCall, task: str, *said: str) -> str:
    heard = call.says(task, *said)
    assert call.work is None
    return heard


@pytest.mark.parametrize(
    ("said", "thing"),
    [
        ("cancel it", Thing.IT),
        ("Can I still cancel that one?", Thing.IT),
        ("That takes too long, I'm gonna cancel it.", Thing.IT),
        ("could you call it off please", Thing.IT),
        ("I don't need it any more", Thing.IT),
        ("I'd like to have it cancelled", Thing.IT),
        ("Is it too late to cancel?", Thing.NOTHING),
        ("please cancel that order then", Thing.ORDER),
        ("call off the technician", Thing.VISIT),
        ("don't cancel it", None),
        ("I never wanted to cancel that", None),
        ("why did you cancel it", None),
        ("cancel that contract", None),
        ("cancel my account", None),
        ("never mind", None),
        ("I don't want it", None),
    ],
)
def test_a_wish_to_cancel_is_known_by_its_words_and_what_it_names(said: str, thing: Thing | None) -> None:
    assert cancelled(said) is thing


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("cancel it", "change_mind"),
        ("please cancel that order then", "change_delivery"),
        ("Then I want to cancel it.", "cancel_contract"),
        ("Could you call it off?", "callback"),
        ("No, I'd rather cancel.", "change_mind"),
    ],
)
def test_an_order_that_was_told_is_cancelled_whatever_it_is_taken_for(said: str, intent: str, call: TaskCall) -> None:
    told(call, *ORDER)
    assert call.say(said, intent) == "About order 1 3 6, 6 4 8. And your five digit zip code?"
    heard = call.say("42921")
    assert heard == "I'll cancel the order of the wooden bird table. That can't be undone. Shall I do that?"
    assert call.expects["binding"]
    assert "is cancelled" in call.say("yes")


def test_what_was_delivered_is_sent_back_and_what_was_cancelled_is_told_again(call: TaskCall) -> None:
    told(call, "order_status", "527981", "yes")
    assert call.say("cancel it", "change_mind") == "About order 5 2 7, 9 8 1. And your five digit zip code?"
    call.say("42913")
    told(call, "order_status", "882204", "yes")
    assert call.say("cancel it", "change_mind").startswith("Order 8 8 2, 2 0 4, the wool blanket, was cancelled.")


def test_just_the_visit_that_was_booked_is_cancelled_or_moved(call: TaskCall) -> None:
    booked = told(call, "appointment", "book a repair please", "613748", "42912", "the first one", "yes")
    when = booked.removeprefix("That's booked: ").split(".")[0]
    heard = call.say("Oh wait, that doesn't work for me, cancel it", "change_delivery")
    assert heard == f"About account 6 1 3, 7 4 8. I'll cancel the visit for your repair {when}. Shall I do that?"
    call.say("no, keep it")
    told(call, *VISIT[:1], "book a repair please", "the second one", "yes")
    assert "I can offer" in call.say("can we make that another day", "correct", 0.7)


def test_a_new_visit_is_booked_in_the_place_of_a_cancelled_one(call: TaskCall) -> None:
    told(call, "appointment", "cancel the visit", "381967", "42931", "yes")
    assert call.say("cancel it", "change_mind").startswith("That's done. The visit")
    assert "I can offer" in call.say("now book me a new one", "appointment", 0.7)
    assert call.work
    assert call.work.answers["job"] == "installation"


@pytest.mark.parametrize("told_last", [RETURN, CALL])
def test_what_only_people_can_undo_is_offered_to_a_person(told_last: tuple[str, ...], call: TaskCall) -> None:
    told(call, *told_last)
    heard = call.say("Actually, cancel it", "change_mind")
    assert heard.endswith("from here, but a person can. Shall I put you through to a person?")
    assert call.expects == {"kind": "yes_no"}


@pytest.mark.parametrize(
    ("told_last", "said", "intent"),
    [
        (VISIT, "When are they coming?", "order_status"),
        (VISIT, "so what time does he come", "appointment"),
        (CALL, "when will they call me", "callback"),
        (RETURN, "How much do I get back?", "bill"),
        (BALANCE, "And when's that due?", "order_status"),
        (MOVED, "what day is it coming again", "order_status"),
    ],
)
def test_what_was_told_last_is_told_again(told_last: tuple[str, ...], said: str, intent: str, call: TaskCall) -> None:
    heard = told(call, *told_last)
    assert call.say(said, intent) == heard


def test_the_day_that_a_delivery_was_moved_to_can_be_changed_again(call: TaskCall) -> None:
    told(call, *MOVED)
    assert "Which day suits you?" in call.say("Hmm, make it a later day after all", "change_delivery", 0.7)
    call.say("never mind", "change_mind")
    assert call.say("cancel the whole thing", "cancel_contract").endswith("Shall I do that?")


@pytest.mark.parametrize(
    ("said", "intent", "asked"),
    [
        ("where is my order", "order_status", "order number?"),
        ("when does my parcel come", "order_status", "order number?"),
        ("cancel my order", "change_delivery", "order number?"),
        ("what do I owe", "bill", "You owe"),
        ("actually it's something else", "correct", "What can I help you with?"),
    ],
)
def test_what_is_named_is_not_what_was_told(said: str, intent: str, asked: str, call: TaskCall) -> None:
    told(call, *VISIT)
    assert asked in call.say(said, intent)


def test_another_one_is_not_the_one_that_was_told(call: TaskCall) -> None:
    told(call, *ORDER)
    assert call.say("cancel my other order", "change_delivery") == "What's your six digit order number?"


def test_nothing_is_meant_where_nothing_was_told(call: TaskCall) -> None:
    assert call.say("can we make that another day", "correct") == "What can I help you with?"
    assert call.work is None


def test_a_sentence_without_a_thing_of_its_own_is_about_what_is_at_hand(call: TaskCall) -> None:
    call.say("move my appointment please", "appointment")
    heard = call.say("can we make that a different day", "change_delivery")
    assert heard == "Sorry, I didn't catch that. What's your six digit account number?"


@pytest.mark.parametrize(
    ("said", "given_up"),
    [
        ("cancel that", True),
        ("no, cancel that please", True),
        ("cancel that order", False),
        ("please cancel that appointment", False),
        ("stop that order before it goes out", False),
    ],
)
def test_a_named_thing_is_not_the_task_at_hand(said: str, given_up: bool) -> None:
    assert gives_up(said) is given_up
    assert after_giving_up(said) in {"", "please"}


def test_who_refuses_twice_gives_up_nothing_and_a_wish_behind_a_refusal_is_one() -> None:
    assert after_giving_up("I don't want to cancel it, and I don't want to book a new one either.") == ""
    assert after_giving_up("Oh, don't change it. Where's my order?") == "Where's my order?"
    assert after_giving_up("It doesn't matter when he comes") == ""
    assert after_giving_up("It doesn't matter, when are you open?") == "when are you open?"


@pytest.mark.parametrize("said", ["No, that's fine, leave it.", "forget the order", "oh never mind then, thanks"])
def test_giving_up_in_whole_phrases_needs_no_model(said: str) -> None:
    assert is_giving_up(said)
    assert not is_giving_up(f"{said} What do I owe?")
