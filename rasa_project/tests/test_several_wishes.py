"""Two wishes in one breath: where a sentence is cut, what comes first, and that none of them is forgotten."""

from __future__ import annotations

import pytest
from task_call import TaskCall

from components.several_wishes import Said, SeveralWishes
from components.telling_apart import Opinion
from tasks.wish import Wish

WISHES = SeveralWishes(
    ("order_status", "bill", "returns"), ("opening_hours",), ("complaint",), ("inform_order_number",)
)


def opinion(intent: str, right: float = 0.9) -> Opinion:
    return Opinion(right, [(intent, 1.0), ("out_of_scope", 0.0)])


def judged(*parts: tuple[str, str, float]) -> list[tuple[str, Opinion]]:
    return [(text, opinion(intent, right)) for text, intent, right in parts]


def names(said: Said | None) -> list[str]:
    return [wish.intent for _, wish in said.wishes] if said else []


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("Where's my order, and also what time do you close", ("Where's my order", "what time do you close")),
        ("what do I owe and where is my parcel", ("what do I owe", "where is my parcel")),
        ("What do I owe? And by the way are you open today?", ("What do I owe", "are you open today?")),
        ("I want to send it back. What are your hours", ("I want to send it back", "What are your hours")),
        ("Never mind, what do I owe", ("what do I owe",)),
        ("Actually no, forget it, I want to know my balance", ("I want to know my balance",)),
        ("Hm, drop that, can you tell me when you're open?", ("can you tell me when you're open?",)),
        ("Forget the return, where's my parcel?", ("where's my parcel?",)),
        ("never mind about the e-mail, it's my phone number", ("it's my phone number",)),
        ("Oh, leave it as it is. What do I owe?", ("What do I owe?",)),
        ("Not a return, I just want to know where it is", ("I just want to know where it is",)),
        ("I don't want to do that, tell me your hours", ("tell me your hours",)),
        ("I don't have time for that now, what time do you close?", ("what time do you close?",)),
        ("859672, and what time do you close?", ("859672", "what time do you close?")),
        ("It's 421807. And are you open on Sunday?", ("It's 421807", "are you open on Sunday?")),
    ],
)
def test_a_sentence_may_be_cut_where_it_is_joined(said: str, parts: tuple[str, ...]) -> None:
    assert parts in WISHES.ways(said)


@pytest.mark.parametrize(
    "said",
    ["where is my order", "salt and pepper", "never mind", "forget it please", "leave the parcel with my neighbour"],
)
def test_what_is_one_thing_is_not_cut(said: str) -> None:
    assert WISHES.ways(said) == []


def test_an_assistant_that_names_no_wishes_cuts_nothing() -> None:
    assert SeveralWishes.of({}).ways("Where's my order, and also what time do you close") == []


def test_parts_that_are_unsure_or_alike_are_one_wish() -> None:
    assert WISHES.found([judged(("my lamp", "returns", 0.3), ("my table arrived broken", "complaint", 0.9))]) is None
    assert (
        WISHES.found([judged(("I ordered a lamp", "order_status", 0.9), ("where is it", "order_status", 0.9))]) is None
    )
    assert WISHES.found([judged(("thanks a lot", "thanks", 0.9), ("where is it", "order_status", 0.9))]) is None
    assert WISHES.found([]) is None


def test_people_come_before_tasks_and_tasks_before_what_is_told() -> None:
    told_first = judged(("when are you open", "opening_hours", 0.9), ("what do I owe", "bill", 0.8))
    assert names(WISHES.found([told_first])) == ["bill", "opening_hours"]
    with_people = judged(("where is it", "order_status", 0.9), ("I want to complain", "complaint", 0.7))
    assert names(WISHES.found([with_people])) == ["complaint", "order_status"]
    two_tasks = judged(("where is it", "order_status", 0.7), ("what do I owe", "bill", 0.9))
    assert names(WISHES.found([two_tasks])) == ["order_status", "bill"]


def test_of_several_cuts_the_surest_counts() -> None:
    worse = judged(("a", "bill", 0.9), ("b", "returns", 0.61))
    better = judged(("c", "order_status", 0.8), ("d", "bill", 0.8))
    assert names(WISHES.found([worse, better])) == ["order_status", "bill"]


def test_another_wish_in_the_place_of_this_one() -> None:
    said = WISHES.found([judged(("what do I owe", "bill", 0.9))])
    assert said
    assert said.instead
    assert WISHES.found([judged(("it's fine", "affirm", 0.9))]) is None


def test_what_needs_no_question_is_told_at_once(call: TaskCall) -> None:
    heard = call.say("where's my order", "order_status", also=(Wish("opening_hours", "what time do you close"),))
    assert heard.startswith("We're open Monday to Friday from nine to six")
    assert heard.endswith("What's your six digit order number?")


def test_the_other_task_is_offered_when_the_first_is_done(call: TaskCall) -> None:
    call.say("where's my order", "order_status", also=(Wish("bill", "and what do I owe"),))
    call.say("421807")
    heard = call.say("yes")
    assert heard.endswith("You also asked about your bill. Shall we go on with that?")
    assert call.say("yes please") == "What's your six digit account number?"
    call.say("613748")
    assert call.say("42912").endswith("Is there anything else I can help with?")


def test_the_other_task_is_let_go_when_it_is_not_wanted(call: TaskCall) -> None:
    call.say("where's my order", "order_status", also=(Wish("bill", "and what do I owe"),))
    call.say("421807")
    call.say("yes")
    assert call.say("no thanks") == "Is there anything else I can help with?"
    assert call.work is None


def test_two_wishes_in_the_middle_of_a_task_are_dealt_with_before_it_is_gone_on_with(call: TaskCall) -> None:
    call.say("I want to send it back", "returns")
    heard = call.say("where's my order", "order_status", also=(Wish("bill", "and what do I owe"),))
    assert heard.startswith("I'll leave your return for now.")
    call.say("421807")
    assert "You also asked about your bill." in call.say("yes")
    assert call.say("no").endswith("Shall we go on with your return?")


def test_another_wish_in_the_place_of_a_task_leaves_it_for_good(call: TaskCall) -> None:
    call.say("I want to send it back", "returns")
    assert call.say("what do I owe", "bill", instead=True) == "What's your six digit account number?"
    call.say("613748")
    assert call.say("42912").endswith("Is there anything else I can help with?")
    call.say("I want to send it back", "returns")
    heard = call.say("when are you open", "opening_hours", instead=True)
    assert heard.startswith("All right, I've left that. We're open")
    assert call.work is None


def test_a_wish_behind_a_number_is_one_and_the_number_comes_first() -> None:
    both = judged(("what time do you close", "opening_hours", 0.9), ("859672", "inform_order_number", 1.0))
    assert names(WISHES.found([both])) == ["inform_order_number", "opening_hours"]
    two = judged(("859672", "inform_order_number", 1.0), ("my zip is 42911", "inform_order_number", 0.9))
    assert WISHES.found([two]) is None
    talk = judged(("I have two parcels", "inform_order_number", 0.9), ("when are you open", "opening_hours", 0.9))
    assert WISHES.found([talk]) is None
    orders = judged(("about my orders, 421807", "order_status", 0.9), ("304471", "inform_order_number", 1.0))
    assert WISHES.found([orders]) is None


def test_what_is_asked_beside_a_number_is_told_and_the_task_goes_on(call: TaskCall) -> None:
    call.say("what do I owe", "bill")
    heard = call.say("859672", "inform_order_number", also=(Wish("opening_hours", "what time do you close"),))
    assert heard.index("open") < heard.index("zip code")
    assert "You owe" in call.say("42911")


def test_a_task_wished_for_beside_the_last_number_is_begun_when_the_first_is_done(call: TaskCall) -> None:
    call.says("bill", "what do I owe", "859672")
    heard = call.say("42911", "inform_order_number", also=(Wish("report_fault", "my internet is down"),))
    assert "You owe" in heard
    assert "anything else" not in heard.lower()
    assert call.work is not None
    assert call.work.task == "report_fault"


def test_of_what_is_told_that_comes_first_which_tells_all_of_it() -> None:
    wishes = SeveralWishes(told=("opening_hours", "return_policy"))
    both = judged(("how do returns work", "return_policy", 0.9), ("when are you open", "opening_hours", 0.8))
    assert names(wishes.found([both])) == ["opening_hours", "return_policy"]
