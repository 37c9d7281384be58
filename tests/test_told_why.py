"""What a caller is told on the way to a person fits why they go there: nobody who was silent was misunderstood."""

from collections.abc import Callable

import pytest

from ivr.core.commands import Speak, Transcribe, Transfer
from ivr.core.events import ChoicesKnown, Helped, Transcribed
from ivr.core.help import Help
from ivr.core.record import Awaited, Choice, Engine, Expects, Prompt, Reason, Reply, Transcript, Words

from .scripted import RULES, Caller, asks, caller_who_listened, rules_with


def asks_for_a_person(caller: Caller) -> None:
    caller.says("can I talk to a human")


def presses_zero(caller: Caller) -> None:
    caller.presses("0")


def is_not_understood(caller: Caller) -> None:
    for _ in range(2):
        caller.says("mumble", "greet", 0.2)
        if not caller.count(Transfer):
            caller.hears_it_out()


def says_nothing(caller: Caller) -> None:
    caller.is_silent(6.2)
    caller.hears_it_out()
    caller.is_silent(6.2)


def complains(caller: Caller) -> None:
    caller.says("nothing of it works", "complaint", 0.95)


def speaks_of_a_death(caller: Caller) -> None:
    caller.says("my husband passed away last week")


def is_sent_on_by_the_assistant(caller: Caller) -> None:
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("I'll put you through to our drivers.",), transfer_route="support"))


def asks_a_broken_assistant(caller: Caller) -> None:
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("where is my order")
    caller.fails(Engine.DIALOGUE)
    caller.is_silent(1.5)


def talks_for_too_long(caller: Caller) -> None:
    caller.rings_for(minutes=RULES.limits.call_minutes)


def speaks_another_language(caller: Caller) -> None:
    caller.speaks(0.8)
    caller.is_silent(0.14)
    last = caller.all(Transcribe)[-1]
    caller.does(Transcribed(last.turn, last.attempt, Transcript("wo ist mein paket", 0.9, "de")))
    caller.understands("greet", 0.2)
    caller.is_silent(1.5)


def loses_patience(caller: Caller) -> None:
    for words in ("this is useless", "you're not listening"):
        caller.says(words, "greet", 0.2)
        if not caller.count(Transfer):
            caller.hears_it_out()


def goes_round_in_circles(caller: Caller) -> None:
    for _ in range(4):
        if not caller.count(Transfer):
            asks(caller, "my name is on the letter", "inform_name")
            caller.is_answered(Reply(("What's your name?",), Expects(Awaited.NAME)))
            caller.hears_it_out()


def reads_out_cards(caller: Caller) -> None:
    for _ in range(4):
        if not caller.count(Transfer):
            caller.says("my card is 4929 1234 5678 9114", "greet", 0.2)
            caller.hears_it_out()


def is_found_to_have_opted_out(caller: Caller) -> None:
    caller.does(ChoicesKnown((Choice.NO_MACHINE,)))


def is_sent_on_by_a_supervisor(caller: Caller) -> None:
    caller.does(Helped(Help.TO_AGENT, "support"))


TOLD: dict[Reason, tuple[Callable[[Caller], None], Prompt | Words]] = {
    Reason.CALLER_ASKED: (asks_for_a_person, Prompt("connecting")),
    Reason.KEY_PRESSED: (presses_zero, Prompt("connecting")),
    Reason.LOW_CONFIDENCE: (is_not_understood, Prompt("connecting_unsure")),
    Reason.NO_INPUT: (says_nothing, Prompt("connecting_silent")),
    Reason.TRANSFER_RULE: (complains, Prompt("connecting")),
    Reason.SENSITIVE_TOPIC: (speaks_of_a_death, Prompt("topic_bereavement")),
    Reason.ASSISTANT_DECIDED: (is_sent_on_by_the_assistant, Words("I'll put you through to our drivers.")),
    Reason.ENGINE_FAILED: (asks_a_broken_assistant, Prompt("connecting_trouble")),
    Reason.LIMIT_REACHED: (talks_for_too_long, Prompt("connecting")),
    Reason.OTHER_LANGUAGE: (speaks_another_language, Prompt("other_language_de")),
    Reason.FRUSTRATED: (loses_patience, Prompt("connecting_frustrated")),
    Reason.NO_PROGRESS: (goes_round_in_circles, Prompt("connecting_stuck")),
    Reason.CARD_NUMBER: (reads_out_cards, Prompt("connecting")),
    Reason.SUPERVISOR: (is_sent_on_by_a_supervisor, Prompt("connecting")),
    Reason.OPTED_OUT: (is_found_to_have_opted_out, Prompt("connecting")),
}
NOT_IN_A_CALL = {Reason.LINE_FAILED, Reason.NOT_READY, Reason.BUSY, Reason.PAYMENT_FAILED}
"""A line that failed says nothing more; the others are told by the web, before an assistant speaks."""


def test_no_reason_is_left_out() -> None:
    assert set(TOLD) | NOT_IN_A_CALL == set(Reason)


@pytest.mark.parametrize("reason", TOLD)
def test_what_is_said_on_the_way_to_a_person_fits_why_they_go(reason: Reason) -> None:
    happens, line = TOLD[reason]
    caller = caller_who_listened(rules_with(other_languages={"de": "other_language_de"}))
    happens(caller)
    assert caller.only(Transfer).reason is reason
    assert caller.all(Speak)[-1].lines[-1] == line
