"""Refusing, leaving it to us and giving up where only the meaning tells, and something else was read too."""

from datetime import date, timedelta

import pytest
from task_call import TaskCall

from tasks.appointment import WISH as VISIT_WISH
from tasks.choice import NOT_THAT
from tasks.delivery import WISH as DELIVERY_WISH
from tasks.meant import Meant, as_meant
from tasks.offers import Offer, Offers
from tasks.reader import Read

VISIT = ("move my visit", "613748", "42912")
DELIVERY = ("change my delivery",)
RETURN = ("a return", "713596", "42912")
TODAY = date(2026, 3, 10)


def meaning(kind: str, name: str, chance: float = 0.9) -> Meant:
    return Meant({kind: (name, chance)})


@pytest.mark.parametrize(("refused", "left"), [("cancel", "move"), ("move", "cancel")])
def test_of_two_things_the_one_that_is_not_refused_is_meant(refused: str, left: str) -> None:
    meant = meaning("change", f"not_{refused}")
    assert as_meant(Read(), DELIVERY_WISH.reader, meant, "my parrot would be sad", TODAY).value == left
    taken = Read(refused, "my parrot would be sad")
    assert as_meant(taken, DELIVERY_WISH.reader, meant, "my parrot would be sad", TODAY).value == left


def test_of_three_things_a_refusal_chooses_none() -> None:
    read = as_meant(Read(), VISIT_WISH.reader, meaning("change", "not_cancel"), "my parrot would be sad", TODAY)
    assert read == Read(why=NOT_THAT)


@pytest.mark.parametrize("said", ["I never asked for the parrot to go", "not that, for the parrot's sake"])
def test_what_patterns_chose_against_a_refusal_by_half_chance_stays(said: str) -> None:
    taken = Read("move", said)
    assert as_meant(taken, DELIVERY_WISH.reader, meaning("change", "not_move", 0.7), said, TODAY) == taken


def test_whom_it_does_matter_to_does_not_get_the_first() -> None:
    said = "it does matter, the parrot bites"
    reader = Offers(tuple(Offer(day.isoformat(), day) for day in (TODAY, TODAY + timedelta(days=1))))
    assert as_meant(Read(), reader, meaning("time", "any"), said, TODAY) == Read()


@pytest.mark.parametrize("task", ["returns", "callback"])
def test_who_will_not_tell_a_number_is_left_alone(task: str, call: TaskCall) -> None:
    call.says(task, "a return" if task == "returns" else "call me back")
    assert "left" in call.say("the parrot keeps that to itself", meant=meaning("number", "refuses"))
    assert call.work is None


def test_a_reason_that_is_refused_leaves_nothing(call: TaskCall) -> None:
    call.says("returns", *RETURN)
    assert "Why is it coming back" in call.say("the parrot keeps that to itself", meant=meaning("number", "refuses"))


def test_who_gives_up_what_was_read_back_is_left_alone(call: TaskCall) -> None:
    call.says("returns", *RETURN, "it's broken")
    assert "left" in call.say("the parrot has taken to it", meant=meaning("number", "keep"))
    assert call.work is None


def test_what_is_to_be_cancelled_is_not_left_by_its_meaning(call: TaskCall) -> None:
    call.says("appointment", "cancel my visit", "613748", "42912")
    call.say("the parrot has taken to it", meant=meaning("number", "keep"))
    assert call.work is not None


@pytest.mark.parametrize("said", ["it is about my parrot, no, forget it", "I wanted to tell them, oh, never mind."])
def test_a_message_that_is_given_up_in_its_last_words_is_none(said: str, call: TaskCall) -> None:
    call.says("leave_message", "a message")
    assert "left" in call.say(said)
    assert call.work is None


@pytest.mark.parametrize("said", ["tell him that he can forget it", "please say they should never mind the parrot"])
def test_a_message_about_giving_up_is_one(said: str, call: TaskCall) -> None:
    call.says("leave_message", "a message")
    assert "phone number" in call.say(said)


@pytest.mark.parametrize("said", ["no, not the parrot, it's not that one", "no the parrot was there before"])
def test_a_no_to_a_question_that_asks_for_none_is_less_than_what_is_surely_meant(said: str, call: TaskCall) -> None:
    call.says("returns", *RETURN)
    assert "Shall I do that" in call.say(said, meant=meaning("reason", "wrong_item"))


@pytest.mark.parametrize(("said", "intent"), [("no thank you, it's all right", "affirm"), ("rather not", "deny")])
def test_a_number_is_refused_or_given_up_in_words_that_sound_like_a_yes_or_a_no(
    said: str, intent: str, call: TaskCall
) -> None:
    call.says("bill", "what I owe")
    assert "left" in call.say(said, intent, 1.0, meant=meaning("number", "keep", 0.9))


def test_a_bare_no_to_a_number_leaves_nothing(call: TaskCall) -> None:
    call.says("bill", "what I owe")
    assert "account number" in call.say("no", "deny", 1.0, meant=meaning("number", "keep", 0.9))


@pytest.mark.parametrize("said", ["I don't need him any more, the parrot did it", "we won't be needing him, forget it"])
def test_where_it_is_asked_what_to_cancel_words_of_giving_up_mean_that(said: str, call: TaskCall) -> None:
    call.says("appointment", "my visit")
    call.say(said, meant=meaning("change", "cancel"))
    assert call.work is not None
    assert call.work.answers["visit_wish"] == "cancel"


def test_who_only_gives_up_there_cancels_nothing(call: TaskCall) -> None:
    call.says("appointment", "my visit")
    assert "left" in call.say("forget it", meant=meaning("change", "cancel"))


def test_a_day_that_is_named_with_no_preference_stays_in_it(call: TaskCall) -> None:
    call.says("callback", "call me back", "917 555 0122")
    reader = call.steps.tasks["callback"].question(call.work, "day").reader  # type: ignore[arg-type, union-attr]
    days = reader.shown  # type: ignore[union-attr]
    assert as_meant(Read(narrowed=days[1:]), reader, meaning("time", "any"), "", TODAY) == Read(days[1])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "offered"),
    [
        ("Wednesday the parrot sings", {1, 2}),
        ("we're out, Wednesday the parrot sings", {1, 2}),
        ("I never work Wednesday", {0}),
    ],
)
def test_a_named_day_is_refused_by_its_meaning_unless_they_say_that_they_are_free(said: str, offered: set[int]) -> None:
    days = tuple(Offer(day.isoformat(), day) for n in (1, 2, 3) for day in [TODAY + timedelta(days=n)])
    reader = Offers(days)
    read = as_meant(reader.read(said, TODAY), reader, meaning("time", "refuses", 0.75), said, TODAY)
    assert set(read.narrowed or [read.value]) == {days[place].name for place in offered}
