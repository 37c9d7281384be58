"""What the phone is told before a turn is asked: whether a text answers the question of the task at hand."""

from typing import Any

import pytest
from task_call import TaskCall

from channels.phone import Phone
from tasks.answered import is_answer

SECRET = "a-secret-made-for-tests"  # noqa: S105  # made up


def slots(call: TaskCall) -> dict[str, Any]:
    """As the channel keeps them between two turns."""
    return {"task": call.work.kept(), "requested_slot": "task_answer"} if call.work else {}


@pytest.mark.parametrize(
    ("task", "before", "said"),
    [
        ("appointment", ("cancel my visit", "613748", "42912"), "Do it, yes. We can manage without."),
        ("appointment", ("cancel my visit", "613748", "42912"), "Hm, I think I'll hang on to it"),
        ("returns", ("a return", "713596", "42912"), "it fell apart in my hands"),
        ("returns", ("a return", "713596", "42912", "it's broken"), "Not yet, hold on."),
        ("returns", ("a return", "713596", "42912", "it's broken"), "actually it was the wrong size"),
        ("callback", ("call me back", "917 555 0122"), "no particular day"),
        ("callback", ("call me back", "917 555 0122"), "I'd rather not say"),
        ("report_fault", ("an outage",), "the lights are fine, it's the heating"),
        ("bill", ("what I owe",), "859672"),
    ],
)
def test_an_answer_is_one_whatever_the_model_makes_of_it(
    task: str, before: tuple[str, ...], said: str, call: TaskCall
) -> None:
    call.says(task, *before)
    kept = slots(call)
    was = repr(kept)
    assert is_answer(kept, said, {})
    assert repr(kept) == was  # nothing was done with it


@pytest.mark.parametrize("said", ["what a lovely tune", "thank you for watching", "she went down to the river"])
def test_what_answers_nothing_is_left_to_the_models_confidence(said: str, call: TaskCall) -> None:
    for task, *before in (
        ("appointment", "cancel my visit", "613748", "42912"),
        ("returns", "a return", "713596", "42912"),
        ("bill", "what I owe"),
        ("leave_message", "a message"),
    ):
        call.says(task, *before)
        assert not is_answer(slots(call), said, {}), task
        call.work = None


def test_where_nothing_was_asked_a_number_is_the_only_answer() -> None:
    assert is_answer({}, "Where's order 136648?", {})
    assert not is_answer({}, "yes please", {})
    told = {"known": {"last": {"task": "order_status", "answers": {}, "sentences": []}}}
    assert is_answer(told, "When's that due?", {})
    assert not is_answer(told, "what is my other bill", {})
    assert not is_answer({}, "When's that due?", {})
    assert not is_answer({"task": {"task": "returns", "asked": "confirm"}}, "yes please", {})  # it was left


def phone(answers: Any) -> Phone:
    return Phone(SECRET, answers=answers)


def test_the_channel_asks_with_what_goes_with_the_turn() -> None:
    asked: list[Any] = []

    def tell(slots: Any, text: str, told: Any) -> bool:
        asked.append((slots, text, told["time_zone"]))
        return True

    told = {"slots": {"a": 1}, "time_zone": "Europe/Berlin"}
    for way in ("ahead", "in_call"):
        assert phone(tell).is_answer({way: told}, "yes")
    assert asked == [({"a": 1}, "yes", "Europe/Berlin")] * 2
    assert not phone(tell).is_answer({}, "yes")
    assert not phone(None).is_answer({"in_call": told}, "yes")


def test_a_teller_that_fails_leaves_it_to_the_confidence() -> None:
    def fail(slots: Any, text: str, told: Any) -> bool:
        raise KeyError("gone")

    assert not phone(fail).is_answer({"in_call": {"slots": {}}}, "yes")


def test_the_teller_stands_in_the_credentials_by_its_name() -> None:
    made = Phone.from_credentials({"secret": SECRET, "answers": "tasks.answered.is_answer"})
    assert made.is_answer({"in_call": {"slots": {}}}, "136648")
    with pytest.raises((ImportError, AttributeError)):
        Phone.from_credentials({"secret": SECRET, "answers": "tasks.answered.no_such_thing"})
