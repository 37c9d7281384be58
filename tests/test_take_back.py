"""A caller who goes on after being answered had not finished: both stretches become one turn, and nothing is lost."""

import pytest

from ivr.core.commands import Abandon, Ask, Clear, RecordTurn, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import EngineFailed, Transcribed
from ivr.core.record import Awaited, Engine, Expects, Prompt, Reason, Reply, Transcript, Words

from .scripted import HOURS, RULES, Caller, asks, caller_who_listened

ORDER = Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6))


def goes_on(answered: Caller, text: str) -> None:
    """The caller speaks over the answer; `text` is what both stretches make."""
    answered.speaks(0.5)
    answered.is_silent(0.12)
    answered.is_transcribed(text)
    answered.understands("opening_hours", 0.97)


def test_a_caller_who_goes_on_as_the_answer_begins_silences_it_and_is_heard_as_one(answered: Caller) -> None:
    first = answered.all(Transcribe)[-1]
    answered.speaks(0.14)
    assert answered.only(TakeBack).turn == answered.only(Ask).turn
    assert answered.count(Clear) == 1
    answered.speaks(0.6)
    answered.is_silent(0.12)
    joined = answered.all(Transcribe)[-1]
    assert joined.turn == first.turn + 1
    assert len(joined.pcm) > len(first.pcm) + 0.6 * 16000


def test_the_assistant_is_asked_instead_of_what_it_was_asked_before(answered: Caller) -> None:
    first = answered.only(Ask).turn
    goes_on(answered, "what are your opening hours on Sunday")
    answered.is_silent(0.4)
    assert answered.count(Ask) == 1  # who went on once is given more time
    answered.is_silent(0.4)
    again = answered.all(Ask)[-1]
    assert (again.text, again.instead_of) == ("what are your opening hours on Sunday", first)


def test_who_went_on_to_the_end_of_a_whole_sentence_waits_no_longer_than_where_it_is_unsure(answered: Caller) -> None:
    goes_on(answered, "What are your opening hours in the shop in Leeds?")
    answered.is_silent(0.2)
    assert answered.count(Ask) == 1
    answered.is_silent(0.14)
    assert answered.count(Ask) == 2


def test_a_turn_taken_back_twice_is_withdrawn_from_its_beginning(answered: Caller) -> None:
    first = answered.only(Ask).turn
    for text in ("opening hours on Sunday", "opening hours on Sunday in Leeds"):
        goes_on(answered, text)
        answered.is_silent(0.7)
    assert [ask.instead_of for ask in answered.all(Ask)] == [0, first, answered.all(Ask)[1].turn]


def test_a_turn_taken_back_is_kept_as_such(answered: Caller) -> None:
    answered.speaks(0.2)
    assert answered.all(RecordTurn)[-1].outcome == "taken_back"
    assert answered.all(RecordTurn)[-1].turn == answered.only(Ask).turn


def test_the_question_that_was_being_answered_is_awaited_again(listened: Caller) -> None:
    asks(listened, "where is my order", "order_status")
    listened.is_answered(ORDER)
    listened.hears_it_out()
    asks(listened, "four two one eight oh seven", "inform_order_number")
    listened.is_answered(Reply(("Is that right?",), expects=Expects(Awaited.YES_NO)))
    listened.speaks(0.5)
    listened.is_silent(0.12)
    assert listened.all(Transcribe)[-1].expects.kind is Awaited.DIGITS


def test_a_caller_who_goes_on_before_the_reply_came_is_heard_as_one(listened: Caller) -> None:
    asks(listened, "where is my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    assert listened.only(TakeBack).turn == asked
    listened.is_answered(ORDER, turn=asked)
    assert listened.all(Speak)[-1].lines == (Prompt("ask_how"),)
    listened.is_silent(0.12)
    listened.is_transcribed("where is my order I need it today")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.7)
    assert listened.all(Ask)[-1].instead_of == asked


def test_a_noise_as_the_answer_begins_does_not_start_it_again(answered: Caller) -> None:
    answered.speaks(0.3)
    answered.is_silent(0.12)
    answered.is_transcribed("What are your opening hours?")
    answered.understands("opening_hours", 0.97)
    answered.is_silent(0.7)
    assert answered.count(Ask) == 1
    assert answered.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)
    answered.hears_it_out()
    asks(answered, "thank you", "thanks")
    assert answered.all(Ask)[-1].instead_of == 0


def test_a_reply_that_came_meanwhile_is_said_after_a_noise(listened: Caller) -> None:
    asks(listened, "what are your opening hours", "opening_hours")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(HOURS, turn=asked)
    listened.is_silent(0.12)
    listened.is_transcribed("what are your opening hours")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.7)
    assert listened.count(Ask) == 1
    assert listened.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)


def test_a_transfer_that_was_decided_on_half_a_sentence_is_not_made(listened: Caller) -> None:
    asks(listened, "my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(Reply((), transfer_route="support"), turn=asked)
    assert listened.count(Transfer) == 0
    listened.is_silent(0.12)
    listened.is_transcribed("my order is fine when do you close")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.7)
    assert (listened.count(Transfer), listened.count(Ask)) == (0, 2)


def test_human_said_after_half_a_sentence_reaches_a_person(answered: Caller) -> None:
    answered.speaks(0.4)
    answered.is_silent(0.12)
    answered.is_transcribed("what are your opening hours human")
    answered.is_silent(0.5)
    assert answered.only(Transfer).reason is Reason.CALLER_ASKED


def test_an_answer_that_sets_something_in_motion_waits_and_is_never_taken_back(listened: Caller) -> None:
    asks(listened, "cancel my order", "order_status")
    listened.is_answered(Reply(("Shall I cancel it?",), expects=Expects(Awaited.YES_NO, binding=True)))
    listened.hears_it_out()
    listened.speaks(0.4)
    listened.is_silent(0.12)
    listened.is_transcribed("yes")
    listened.understands("affirm", 0.99)
    listened.is_silent(0.4)
    assert listened.count(Ask) == 1
    listened.is_silent(RULES.timing.binding_after_seconds)
    assert listened.count(Ask) == 2
    listened.speaks(0.4)
    assert listened.count(TakeBack) == 0


def test_later_in_the_answer_the_caller_is_heard_as_a_new_turn(answered: Caller) -> None:
    answered.is_silent(RULES.timing.take_back_within_seconds)
    answered.speaks(0.3)
    assert (answered.count(TakeBack), answered.count(Clear)) == (0, 1)
    answered.is_silent(0.12)
    assert len(answered.all(Transcribe)[-1].pcm) < 0.9 * 16000


def test_a_stale_attempt_is_abandoned_as_soon_as_the_caller_goes_on(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    attempt = listened.only(Transcribe)
    listened.speaks(0.1)
    assert listened.only(Abandon) == Abandon(attempt.turn, attempt.attempt)


def test_an_attempt_that_was_answered_is_not_abandoned(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    listened.is_transcribed("where is")
    listened.speaks(0.1)
    assert listened.count(Abandon) == 0


def test_a_transfer_that_was_decided_on_the_whole_is_made_after_a_noise(listened: Caller) -> None:
    asks(listened, "my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(Reply((), transfer_route="support"), turn=asked)
    listened.is_silent(0.12)
    listened.is_transcribed("my order")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.7)
    assert listened.only(Transfer).reason is Reason.ASSISTANT_DECIDED


@pytest.mark.parametrize(("prompts", "said"), [({"es": "other_es"}, "other_es"), ({}, "connecting")])
def test_a_caller_in_another_language_hears_so_in_theirs_if_it_was_recorded(prompts: dict[str, str], said: str) -> None:
    caller = caller_who_listened(RULES.model_copy(update={"other_languages": prompts}))
    caller.speaks(1.2)
    caller.is_silent(0.12)
    attempt = caller.all(Transcribe)[-1]
    caller.does(Transcribed(attempt.turn, attempt.attempt, Transcript("quiero hablar de mi pedido", 0.8, "es")))
    caller.understands("greet", 0.2)
    caller.is_silent(0.6)
    assert caller.only(Transfer).reason is Reason.OTHER_LANGUAGE
    assert caller.all(Speak)[-1].lines == (Prompt(said),)


def test_a_transcriber_with_too_much_to_do_means_the_keys(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    last = listened.all(Transcribe)[-1]
    listened.does(EngineFailed(Engine.TRANSCRIBER, last.turn, last.attempt, busy=True))
    listened.is_silent(0.6)
    assert listened.all(Speak)[-1].lines == (Prompt("keys_hint"),)
    listened.presses("2")
    assert listened.only(Ask).text == "/opening_hours"


@pytest.mark.parametrize("pause_seconds", [0.8, 1.0])
@pytest.mark.parametrize("confidence", [0.9, 0.05])
def test_who_is_taken_back_again_and_again_and_never_understood_reaches_a_person(
    pause_seconds: float, confidence: float
) -> None:
    caller = caller_who_listened()
    for number in range(30):
        caller.speaks(0.5)
        caller.is_silent(0.12)
        if caller.count(Transfer):
            break
        caller.is_transcribed(f"mumble {number}", confidence=confidence)
        caller.understands("greet", 0.1)
        caller.is_silent(pause_seconds)
    assert caller.count(Transfer) == 1
    assert caller.call.memory.heard_frames < 50 * 25


def test_a_miss_in_the_middle_of_what_is_then_understood_does_not_count() -> None:
    caller = caller_who_listened()
    caller.speaks(0.5)
    caller.is_silent(0.12)
    caller.is_transcribed("mumble")
    caller.understands("greet", 0.1)
    caller.is_silent(0.5)
    caller.speaks(0.5)
    caller.is_silent(0.12)
    caller.is_transcribed("mumble what are your opening hours")
    caller.understands("opening_hours", 0.97)
    caller.is_silent(1.0)
    assert caller.count(TakeBack) == 1
    assert caller.count(Ask) == 1
    assert caller.call.memory.misses_in_call == caller.call.memory.misses_taken_back == 0
