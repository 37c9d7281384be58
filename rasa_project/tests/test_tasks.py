"""What holds for every task: nothing is done unconfirmed, nothing is asked for ever, and trouble is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from offices import AT
from pydantic import BaseModel
from task_call import CUSTOM, RESPONSES, ROOT, TaskCall

from back_office.errors import BackOfficeError, Reason, RefusedError, UnavailableError
from back_office.port import BackOffice
from back_office.tasks import Task as OfficeTask
from shop.office import ShopOffice
from tasks.every import EVERY
from tasks.work import Work

PERSON = {"transfer": {"route": None}}
WISHES: dict[str, tuple[str, list[str]]] = {
    "returns": ("start_return", ["713596", "42912", "it's broken"]),
    "change_delivery": ("cancel_delivery", ["cancel it", "136648", "42921"]),
    "appointment": ("book_appointment", ["book one", "a repair", "725184", "42911", "the first one"]),
    "report_fault": ("report_fault", ["the internet", "42911", "it keeps dropping out"]),
    "change_contact": ("change_contact", ["my phone number", "613748", "42912", "212 555 0198"]),
    "reset_password": ("request_reset_code", ["613748", "42912"]),
    "leave_message": ("leave_message", ["please tell them I rang", "212 555 0143"]),
    "callback": ("ask_for_callback", ["212 555 0143", "the first one", "in the morning"]),
}
"""By task: what it writes, and answers that bring it to its confirmation."""
READS: dict[str, tuple[str, list[str]]] = {
    "order_status": ("order", ["421807", "yes"]),
    "bill": ("balance", ["what I owe", "613748", "42912"]),
    "nearest_shop": ("shops", ["42932"]),
}


class Watched(BackOffice):
    """The shop, with what was asked of it; `breaks` says what goes wrong with a task of its port."""

    def __init__(self, folder: Path) -> None:
        self.shop = ShopOffice(folder, lambda: AT)
        self.asked: list[str] = []
        self.keys: list[str | None] = []
        self.breaks: dict[str, BackOfficeError] = {}

    async def carry_out(self, task: OfficeTask, asked: BaseModel, key: str | None) -> Any:
        self.asked.append(task.name)
        if key:
            self.keys.append(key)
        if error := self.breaks.get(task.name):
            raise error
        return await self.shop.carry_out(task, asked, key)

    async def close(self) -> None:
        """Nothing is kept open."""


class Sent:
    """Text messages that would have been sent."""

    def __init__(self) -> None:
        self.texts: list[tuple[str, str]] = []

    async def send(self, phone: str, text: str, *, key: str) -> None:
        self.texts.append((phone, text))


@pytest.fixture
def office(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


@pytest.fixture
def call(tmp_path: Path, office: Watched) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path, office, Sent())
    yield call
    call.close()


def begin(call: TaskCall, task: str, answers: list[str]) -> str:
    heard = call.say("well I", task)
    for answer in answers:
        heard = call.say(answer)
    return heard


@pytest.mark.parametrize("task", WISHES)
def test_nothing_is_written_before_a_yes_to_a_binding_question_and_then_once(
    task: str, call: TaskCall, office: Watched
) -> None:
    write, answers = WISHES[task]
    assert begin(call, task, answers).endswith("?")
    assert call.expects.items() >= {"kind": "yes_no", "binding": True}.items()
    assert not office.keys
    assert "Is there anything else I can help with?" in call.say("yes please")
    assert office.asked[-1] == write
    assert len(office.keys) == 1


@pytest.mark.parametrize("task", WISHES)
def test_a_no_writes_nothing_and_leaves_the_caller_in_charge(task: str, call: TaskCall, office: Watched) -> None:
    begin(call, task, WISHES[task][1])
    call.say("no")
    assert "I've left that" in call.say("nothing, leave it") if call.work else True
    assert not office.keys


@pytest.mark.parametrize("task", WISHES)
def test_words_that_are_neither_yes_nor_no_write_nothing_and_end_at_a_person(
    task: str, call: TaskCall, office: Watched
) -> None:
    begin(call, task, WISHES[task][1])
    assert "I need a yes or a no" in call.say("the weather is nice")
    assert call.say("mumble mumble").endswith("?")  # the phone tells the keys, and puts it in short
    assert "putting you through to a person" in call.say("mumble mumble")
    assert call.custom == [PERSON]
    assert not office.keys


@pytest.mark.parametrize("task", WISHES)
def test_never_mind_leaves_every_task_at_its_confirmation(task: str, call: TaskCall, office: Watched) -> None:
    begin(call, task, WISHES[task][1])
    assert call.say("actually never mind").startswith("All right, I've left that.")
    assert not office.keys


@pytest.mark.parametrize("task", WISHES)
def test_a_write_that_gives_no_answer_is_not_told_as_done(task: str, call: TaskCall, office: Watched) -> None:
    write, answers = WISHES[task]
    office.breaks[write] = UnavailableError("", in_doubt=True)
    begin(call, task, answers)
    heard = call.say("yes")
    assert "I can't tell whether that has worked" in heard
    assert heard.endswith("Shall I put you through to a person?")


@pytest.mark.parametrize("task", WISHES)
def test_a_refusal_is_said_with_its_reason_and_a_person_offered(task: str, call: TaskCall, office: Watched) -> None:
    write, answers = WISHES[task]
    office.breaks[write] = RefusedError(Reason.TOO_OFTEN)
    begin(call, task, answers)
    heard = call.say("yes")
    assert heard == f"{RESPONSES['utter_refused_too_often']} Shall I put you through to a person?"


@pytest.mark.parametrize("task", READS)
def test_a_dead_back_office_is_said_so_and_a_person_offered(task: str, call: TaskCall, office: Watched) -> None:
    read, answers = READS[task]
    office.breaks[read] = UnavailableError("")
    assert (
        begin(call, task, answers) == "I'm sorry, I can't look that up just now. Shall I put you through to a person?"
    )


@pytest.mark.parametrize("task", WISHES)
def test_a_back_office_that_dies_in_the_middle_ends_the_task(task: str, call: TaskCall, office: Watched) -> None:
    looks = {"returns": "return_of", "change_delivery": "delivery", "appointment": "free_slots"}
    looks |= {"report_fault": "outages", "change_contact": "customer", "reset_password": "contact"}
    if task not in looks:
        return  # it asks nothing before it writes
    office.breaks[looks[task]] = UnavailableError("")
    begin(
        call,
        task,
        WISHES[task][1][: -1 if task in {"returns", "appointment", "report_fault", "change_contact"} else None],
    )
    assert call.work is None
    assert not office.keys


@pytest.mark.parametrize("task", [*WISHES, *READS, "more_choices"])
def test_a_question_is_asked_twice_once_more_on_the_keys_and_then_a_person_comes(task: str, call: TaskCall) -> None:
    heard = [call.say("well I", task)]
    while call.work and len(heard) < 6:
        heard.append(call.say("purple", "nothing_known", 0.2))
    questions = [re.split(r"(?<=[.?!]) ", said)[-1] for said in heard[:-1]]
    assert "putting you through to a person" in heard[-1]
    assert len(heard) <= 4
    assert all(questions.count(question) <= 3 for question in questions)  # the phone tells the keys before the third


@pytest.mark.parametrize("task", [*WISHES, *READS])
def test_another_task_leaves_this_one_and_comes_back_to_it_once(task: str, call: TaskCall) -> None:
    if task in {"order_status", "nearest_shop"}:
        first, other = "bill", task
    else:
        first, other = task, "order_status"
    call.say("well I", first)
    assert call.say("and something quite different", other).startswith(f"I'll leave {EVERY[first].thing} for now.")
    for answer in READS[other][1]:
        heard = call.say(answer)
    assert heard.endswith(f"Shall we go on with {EVERY[first].thing}?")
    call.say("yes")
    assert call.work
    assert call.work.task == first
    assert call.say("never mind").startswith("All right, I've left that.")


def test_a_task_that_is_not_gone_on_with_is_let_go(call: TaskCall) -> None:
    call.say("well I", "returns")
    begin(call, "nearest_shop", ["42932"])
    assert call.say("no thanks") == "Is there anything else I can help with?"
    assert call.work is None


def test_questions_that_rules_answer_are_left_to_them(call: TaskCall) -> None:
    call.say("well I", "returns")
    before = call.work
    for intent in ("opening_hours", "help", "thanks", "repeat", "out_of_scope", "speak_to_person", "complaint"):
        assert call.say("so anyway", intent)
        assert call.aside
    assert call.work == before


def test_an_intent_that_is_not_sure_is_an_answer_that_was_not_understood(call: TaskCall) -> None:
    call.say("well I", "returns")
    assert call.say("garble", "opening_hours", 0.4).startswith("Sorry, I didn't catch that.")
    assert not call.aside


def test_a_code_goes_to_the_number_on_file_and_is_not_said(call: TaskCall) -> None:
    begin(call, "reset_password", ["613748", "42912"])
    heard = call.say("yes")
    sender = call.desk.sender
    assert isinstance(sender, Sent)
    ((phone, text),) = sender.texts
    assert phone == "+12125550143"
    assert text.split()[0] not in heard.replace(" ", "")


def test_no_code_is_promised_where_no_text_messages_are_sent(tmp_path: Path, office: Watched) -> None:
    call = TaskCall(tmp_path, office)
    assert call.say("I forgot my password", "reset_password").startswith("I'm sorry, I can't send text messages.")
    assert office.asked == []
    call.close()


def test_the_same_wish_of_a_call_has_one_key_and_another_has_its_own(call: TaskCall, office: Watched) -> None:
    for message in ("please tell them I rang", "please tell them I rang", "please tell them to ring"):
        begin(call, "leave_message", [message, "212 555 0143", "yes"])
    assert office.keys[0] == office.keys[1] != office.keys[2]


@pytest.mark.parametrize("task", EVERY)
def test_everything_a_task_says_is_in_the_domain(task: str) -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tasks").glob("*.py"))
    named = set(re.findall(r'"(utter_[a-z_]+)"', source))
    assert named <= RESPONSES.keys()
    assert all(RESPONSES[name] or CUSTOM[name] for name in named)
    for question in EVERY[task].questions(Work(task)):
        assert question.response in RESPONSES
        assert not question.hint or question.hint in RESPONSES


@pytest.mark.parametrize("reason", Reason)
def test_every_refusal_has_its_sentence(reason: Reason) -> None:
    assert RESPONSES[f"utter_refused_{reason.value}"]


@pytest.mark.parametrize(
    "said",
    [
        "421807 and also 993214",
        "It's either 421807 or 136648, I'm not sure.",
        "I've got two, 136648 and 709315",
        "7 0 9 3 1 5 and the other one is 4 1 8 6 6 7",
        "four two one eight oh seven and one three six six four eight",
    ],
)
def test_of_two_numbers_in_one_breath_one_is_asked_for(said: str, call: TaskCall) -> None:
    which = "I heard more than one number. Please say which one it is. What's your six digit order number?"
    call.say("where is my order", "order_status")
    assert call.say(said) == which
    assert call.say("136648") == "That's order 1 3 6, 6 4 8. Is that right?"
    call.say("yes")
    assert call.say(f"where are my orders {said}", "order_status") == which


@pytest.mark.parametrize(
    "said",
    ["421807, no wait, 136648", "it's 421807. Sorry, 136648", "136648, not 421807", "136648, I said 136648"],
)
def test_a_number_that_is_corrected_is_one(said: str, call: TaskCall) -> None:
    call.say("where is my order", "order_status")
    assert call.say(said) == "That's order 1 3 6, 6 4 8. Is that right?"
