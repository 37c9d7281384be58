"""What a sentence means in answer to what was asked counts where patterns read nothing of it, or too much."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from task_call import TaskCall

from tasks.answered import is_answer
from tasks.callback import PART_READER
from tasks.meant import NOTHING_MEANT, Meant, as_meant

VISIT = ("move my visit", "613748", "42912")
DELIVERY = ("change my delivery",)
RETURN = ("a return", "713596", "42912")
TODAY = date(2026, 3, 10)


def meaning(kind: str, name: str, chance: float = 0.9) -> Meant:
    return Meant({kind: (name, chance)})


@pytest.mark.parametrize(
    ("task", "before", "kind"),
    [
        ("returns", ("a return",), "number"),
        ("bill", ("what I owe",), "number"),
        ("callback", ("call me back",), "number"),
        ("appointment", VISIT, "time"),
        ("change_delivery", ("move my delivery", "136648", "42921"), "time"),
        ("callback", ("call me back", "917 555 0122"), "time"),
        ("callback", ("call me back", "917 555 0122", "the first one"), "time"),
        ("returns", RETURN, "reason"),
        ("change_delivery", DELIVERY, "change"),
    ],
)
def test_who_gives_up_in_words_of_their_own_is_left_alone(
    task: str, before: tuple[str, ...], kind: str, call: TaskCall
) -> None:
    call.says(task, *before)
    heard = call.say("my wife has fallen in love with things as they are", meant=meaning(kind, "keep"))
    assert "left" in heard
    assert call.work is None


def test_another_task_that_is_surely_wished_for_is_begun_all_the_same(call: TaskCall) -> None:
    call.says("returns", "a return")
    heard = call.say("what do I owe you", "bill", meant=meaning("number", "keep"))
    assert "account number" in heard


@pytest.mark.parametrize("chance", [0.0, 0.4, 0.54])
def test_what_is_meant_by_half_chance_counts_for_nothing(chance: float, call: TaskCall) -> None:
    call.says("returns", "a return")
    assert "order number" in call.say("the parrot, you see", meant=meaning("number", "keep", chance))


def test_the_meaning_for_another_kind_of_question_counts_for_nothing(call: TaskCall) -> None:
    call.says("returns", *RETURN)
    heard = call.say("the parrot, you see", meant=meaning("number", "keep"))
    assert "Why is it coming back" in heard


def test_a_number_that_was_read_counts_whatever_is_meant(call: TaskCall) -> None:
    call.says("returns", "a return")
    assert "zip code" in call.say("713596, the parrot says", meant=meaning("number", "keep"))


def test_who_has_no_number_is_told_where_it_stands(call: TaskCall) -> None:
    call.says("returns", "a return")
    plainly = call.say("I have not got it", "no_order_number")
    call.work = None
    call.says("returns", "a return")
    assert call.say("the paperwork went in the bin", meant=meaning("number", "lacks")) == plainly


def test_who_leaves_it_to_us_gets_the_first(call: TaskCall) -> None:
    call.says("appointment", *VISIT)
    first = call.say("the first one")
    call.work = None
    call.says("appointment", *VISIT)
    assert call.say("my diary is as empty as the moon", meant=meaning("time", "any")) == first


def test_whom_nothing_suits_is_offered_what_comes_next(call: TaskCall) -> None:
    call.says("appointment", *VISIT)
    later = call.say("something later")
    call.work = None
    call.says("appointment", *VISIT)
    assert call.say("that whole stretch is out, with the harvest", meant=meaning("time", "none")) == later


def test_a_time_that_is_only_named_to_exclude_it_is_not_taken(call: TaskCall) -> None:
    call.says("callback", "call me back", "917 555 0122", "the second one")
    heard = call.say("the morning is for my swim", meant=meaning("time", "refuses"))
    assert "Shall I" not in heard
    assert "afternoon" in heard


def test_a_day_that_is_only_named_to_exclude_it_is_not_taken(call: TaskCall) -> None:
    assert "tomorrow" in call.says("appointment", *VISIT)
    heard = call.say("tomorrow is jury duty", meant=meaning("time", "refuses"))
    assert "tomorrow" not in heard
    assert "Which suits you" in heard


def test_a_time_is_taken_where_it_is_not_surely_refused(call: TaskCall) -> None:
    call.says("appointment", *VISIT)
    heard = call.say("tomorrow is jury duty", meant=meaning("time", "refuses", 0.55))
    assert "tomorrow" in heard
    assert "Shall I" in heard


@pytest.mark.parametrize(
    ("said", "name", "told"),
    [
        ("it hums like a swarm of bees", "broken", "broken"),
        ("I live in one room and it is for a palace", "not_wanted", "don't want"),
        ("not damaged, I ordered blue and red came", "wrong_item", "wrong item"),
    ],
)
def test_a_choice_is_known_by_what_is_meant(said: str, name: str, told: str, call: TaskCall) -> None:
    call.says("returns", *RETURN)
    heard = call.say(said, meant=meaning("reason", name))
    assert told in heard
    assert "Shall I" in heard


def test_a_choice_that_was_named_is_only_overruled_by_what_is_surely_meant(call: TaskCall) -> None:
    for chance, told in ((0.7, "I'll cancel"), (0.9, "Which suits you")):
        call.says("appointment", "my visit", "613748", "42912")
        call.work = None
        call.says("appointment", "I have a question about my visit")
        call.say("cancelling is the last thing on my mind", meant=meaning("change", "move", chance))
        call.say("613748")
        assert told in call.say("42912")
        call.work = None


@pytest.mark.parametrize("told", [None, [], "x", {}, {"number": "keep"}, {"number": {"name": "keep"}}])
def test_a_pipeline_that_tells_nothing_of_it_means_nothing(told: object) -> None:
    assert Meant.of(told) == NOTHING_MEANT


def test_the_phone_is_told_that_it_is_an_answer(call: TaskCall) -> None:
    call.says("returns", "a return")
    assert call.work is not None
    slots = {"task": call.work.kept(), "requested_slot": "task_answer"}
    said = "my wife has fallen in love with it"
    assert not is_answer(slots, said, {})
    assert is_answer(slots, said, {"answers": {"number": {"name": "keep", "confidence": 0.8}}})
    assert not is_answer(slots, said, {"answers": {"number": {"name": "other", "confidence": 0.8}}})


@pytest.mark.parametrize(
    ("said", "intent", "sure"),
    [
        ("never mind", "change_mind", 1.0),
        ("goodbye", "goodbye", 1.0),
        ("no thanks", "deny", 1.0),
        ("thank you", "thanks", 1.0),
        ("I'm still here", "goodbye", 0.6),
        ("yes", "affirm", 1.0),
        ("okay", "affirm", 1.0),
        ("I don't know", "deny", 0.86),
        ("what do I owe you", "bill", 0.97),
        ("are you open on Sunday", "opening_hours", 0.97),
    ],
)
def test_what_is_known_without_it_is_no_choice_of_a_time(said: str, intent: str, sure: float, call: TaskCall) -> None:
    call.says("appointment", *VISIT)
    assert "Shall I" not in call.say(said, intent, sure, meant=meaning("time", "any", 0.95))


@pytest.mark.parametrize(
    ("said", "intent", "sure"),
    [
        ("okay", "affirm", 1.0),
        ("what time do you close", "opening_hours", 0.97),
        ("I have not got it", "no_order_number", 0.97),
        ("713, I have kept it here", "", 0.0),
        ("713596 or 613748", "", 0.0),
    ],
)
def test_what_is_known_without_it_gives_nothing_up(said: str, intent: str, sure: float, call: TaskCall) -> None:
    call.says("returns", "a return")
    call.say(said, intent, sure, meant=meaning("number", "keep", 0.95))
    assert call.work is not None


def test_a_sure_wish_is_no_choice(call: TaskCall) -> None:
    call.says("returns", *RETURN)
    heard = call.say("where is my order", "order_status", 1.0, meant=meaning("reason", "wrong_item", 0.95))
    assert "wrong item" not in heard


def test_part_of_a_number_is_read_back_though_the_rest_is_lacking(call: TaskCall) -> None:
    call.says("returns", "a return")
    assert "7 1 3" in call.say("all I can make out is 7 1 3", meant=meaning("number", "lacks"))


def test_a_key_is_its_place_whatever_is_meant(call: TaskCall) -> None:
    call.says("returns", *RETURN)
    assert "broken" in call.say("1", meant=meaning("reason", "wrong_item", 0.95))


def test_of_what_is_left_today_nothing_is_taken_that_is_over() -> None:
    reader = replace(PART_READER, now=datetime(2026, 3, 12, 13, 0), is_today=True)  # local time
    text, today = "evenings are for choir", date(2026, 3, 12)
    read = as_meant(reader.read(text, today), reader, meaning("time", "refuses"), text, today)
    assert read.value == "afternoon"
