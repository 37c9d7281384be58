"""What a caller may always ask is done in every state, the dialogue alive or not; the same question is open after."""

from collections.abc import Callable

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, HangUp, Parse, Speak, Transcribe, Transfer
from ivr.core.events import EngineFailed
from ivr.core.manner import PACES, PLAIN, Manner
from ivr.core.record import Awaited, Engine, Expects, Line, Prompt, Reason, Reply, Words
from ivr.core.rules import BargeIn
from ivr.core.states import State

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_who_listened

OPENING = (Prompt("disclosure"), Prompt("notice"), Prompt("ask_how"))
NUMBER = Reply(("Sure.", "What's your order number?"), expects=Expects(Awaited.DIGITS, 6))
OPEN: tuple[Line, ...] = (Words("Sure."), Words("What's your order number?"))
TOLD = {
    "what can I say": "help",
    "who are you": "who_answer",
    "are you recording me": "recorded_answer",
    "what do you do with my data": "data_answer",
    "are you a robot": "robot_answer",
}


def last_said(caller: Caller) -> tuple[Line, ...]:
    return caller.all(Speak)[-1].lines


def manner(caller: Caller) -> Manner:
    return caller.all(Speak)[-1].manner


def listening() -> Caller:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(NUMBER)
    caller.hears_it_out()
    return caller


def speaking() -> Caller:
    """The question is being said, and too late for a turn to be taken back."""
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(NUMBER)
    caller.is_silent(1.3)
    return caller


def hearing() -> Caller:
    caller = listening()
    caller.speaks(0.3)
    return caller


def after_a_miss() -> Caller:
    caller = listening()
    caller.says("mumble", "greet", 0.1)
    caller.hears_it_out()
    return caller


TALKING = pytest.mark.parametrize("in_state", [listening, speaking, hearing, after_a_miss])


@TALKING
@pytest.mark.parametrize(("words", "prompt"), TOLD.items())
def test_questions_about_us_are_answered_at_once_and_the_question_is_open_again(
    in_state: Callable[[], Caller], words: str, prompt: str
) -> None:
    caller = in_state()
    caller.says(words)
    assert last_said(caller) == (Prompt(prompt), *OPEN)
    caller.hears_it_out()
    assert caller.call.state is State.LISTENING
    assert caller.call.memory.expects.kind is Awaited.DIGITS
    assert caller.count(Transfer) == 0
    assert caller.count(Ask) == 1


@TALKING
def test_the_question_is_said_again_slower_and_is_still_open(in_state: Callable[[], Caller]) -> None:
    caller = in_state()
    spoken = caller.call.memory.spoken
    assert spoken is not None
    caller.says("slower please")
    assert last_said(caller) == spoken.lines
    assert manner(caller) == Manner(pace=0.8)
    assert caller.call.memory.expects.kind is Awaited.DIGITS


def test_it_stays_slower_and_louder_for_the_call(listened: Caller) -> None:
    listened.says("slower")
    listened.hears_it_out()
    listened.says("speak up please")
    listened.hears_it_out()
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(HOURS)
    assert manner(listened) == Manner(pace=0.8, gain_db=6.0)
    listened.hears_it_out()
    listened.presses("0")
    assert manner(listened) == Manner(pace=0.8, gain_db=6.0)


def test_normal_speed_does_not_take_the_loudness_back(listened: Caller) -> None:
    for words in ("louder", "slower", "normal speed"):
        listened.says(words)
        listened.hears_it_out()
    assert manner(listened) == Manner(gain_db=6.0)
    listened.says("normal volume")
    assert manner(listened) == PLAIN


def test_as_slow_as_can_be_stays_so_and_faster_leads_back(listened: Caller) -> None:
    for _ in range(4):
        listened.says("slower")
        listened.hears_it_out()
    assert manner(listened).pace == PACES[0]
    for _ in range(2):
        listened.says("a bit faster please")
        listened.hears_it_out()
    assert manner(listened) == PLAIN


def test_the_manner_outlives_the_stream(listened: Caller) -> None:
    for words in ("slower", "louder", "I need more time"):
        listened.says(words)
        listened.hears_it_out()
    resumed = Caller(CallSession.resume(RULES, ENGLISH, listened.events))
    resumed.rings(resumed=True)
    assert manner(resumed) == Manner(pace=0.8, gain_db=6.0)
    assert resumed.call.memory.patience == 2.0


def test_right_after_the_disclosure_repeat_says_the_disclosure_again(listened: Caller) -> None:
    listened.says("sorry could you say that again")
    assert last_said(listened) == OPENING
    listened.hears_it_out()
    assert listened.call.state is State.LISTENING


def test_the_disclosure_is_said_again_whenever_it_is_asked_for() -> None:
    caller = listening()
    caller.says("what did you say at the beginning")
    assert last_said(caller) == (*OPENING[:2], *OPEN)


def test_repeat_says_the_last_thing_whatever_it_was() -> None:
    caller = listening()
    caller.says("mumble", "greet", 0.1)
    caller.hears_it_out()
    missed = last_said(caller)
    caller.says("pardon")
    assert last_said(caller) == missed
    assert missed[0] == Prompt("no_match_1")


def test_repeat_can_be_asked_for_again_and_again_and_is_never_a_miss() -> None:
    caller = listening()
    for _ in range(6):
        caller.says("can you repeat that")
        assert last_said(caller) == OPEN
        caller.hears_it_out()
    assert caller.count(Transfer) == 0


def test_repeat_as_the_dialogue_understood_it_goes_the_same_way() -> None:
    caller = caller_who_listened()
    caller.says("I was not listening", "repeat", 0.95)
    caller.is_answered(Reply((), repeat=True))
    assert last_said(caller) == OPENING


def test_repeat_while_an_answer_is_due_waits_for_it() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.says("what are your opening hours what did you say")
    caller.is_answered(HOURS)
    assert last_said(caller) == (Words(HOURS.texts[0]),)


def test_a_question_about_us_while_an_answer_is_due_loses_neither() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.says("what are your opening hours wait are you recording me")
    assert last_said(caller) == (Prompt("recorded_answer"),)
    caller.is_answered(HOURS)
    caller.hears_it_out()
    assert last_said(caller) == (Words(HOURS.texts[0]),)


def test_talking_over_what_we_tell_meanwhile_does_not_lose_the_answer_that_is_due() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.says("what are your opening hours who are you")
    caller.is_answered(HOURS)
    caller.is_silent(0.8)
    caller.says("okay", "affirm", 0.9)
    assert last_said(caller) == (Words(HOURS.texts[0]),)


def test_what_was_being_said_is_begun_anew_after_a_question_about_us() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(HOURS)
    caller.is_silent(1.3)
    caller.says("are you recording this call")
    assert last_said(caller) == (Prompt("recorded_answer"), Words(HOURS.texts[0]))


def test_only_the_last_sentence_of_an_open_question_is_asked_again() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(Reply(("We open at nine.", "Is there anything else?")))
    caller.hears_it_out()
    caller.says("who are you")
    assert last_said(caller) == (Prompt("who_answer"), Words("Is there anything else?"))


def test_an_open_statement_is_not_told_again_after_a_question_about_us() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(HOURS)
    caller.hears_it_out()
    caller.says("who are you")
    assert last_said(caller) == (Prompt("who_answer"),)


@pytest.mark.parametrize("words", ["repeat that", "slower", "louder", "go back", "start again", "help", *TOLD])
def test_no_request_needs_the_dialogue(words: str) -> None:
    caller = listening()
    caller.says(words)
    assert caller.count(Parse) == 1  # of "where is my order"
    caller.hears_it_out()
    assert (caller.count(Transfer), caller.call.state) == (0, State.LISTENING)


def test_with_the_dialogue_dead_thanks_are_returned_and_a_goodbye_ends_the_call(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed("thank you very much")
    listened.fails(Engine.DIALOGUE)
    listened.is_silent(1.0)
    assert last_said(listened) == (Prompt("welcome"), Prompt("ask_how"))
    listened.hears_it_out()
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed("okay bye")
    listened.fails(Engine.DIALOGUE)
    listened.is_silent(1.0)
    assert last_said(listened) == (Prompt("goodbye"),)
    listened.hears_it_out()
    assert listened.count(HangUp) == 1
    assert listened.count(Transfer) == 0


def test_with_the_dialogue_dead_anything_else_still_goes_to_a_person(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed("thank you where is my order")
    listened.fails(Engine.DIALOGUE)
    listened.is_silent(1.0)
    assert listened.only(Transfer).reason is Reason.ENGINE_FAILED


def test_a_request_that_goes_on_as_something_else_is_taken_back_with_what_it_changed(listened: Caller) -> None:
    listened.speaks(0.5)
    listened.is_silent(0.14)
    listened.is_transcribed("slower")
    listened.is_silent(0.2)
    assert manner(listened).pace == 0.8
    listened.speaks(0.5)
    listened.is_silent(0.14)
    listened.is_transcribed("slower than promised is what your delivery was")
    listened.understands("complaint", 0.3)
    listened.is_silent(1.5)
    assert manner(listened) == PLAIN
    assert last_said(listened)[0] == Prompt("no_match_1")


def test_slower_said_into_the_first_words_of_an_answer_does_not_lose_it() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(HOURS)
    caller.is_silent(0.3)
    caller.speaks(0.5)
    caller.is_silent(0.14)
    caller.is_transcribed("what are your opening hours slower please")
    caller.is_silent(1.5)
    assert (last_said(caller), manner(caller)) == ((Words(HOURS.texts[0]),), Manner(pace=0.8))
    assert caller.count(Ask) == 1


def test_prompts_that_only_words_stop_are_stopped_by_a_request() -> None:
    caller = caller_who_listened(RULES.model_copy(update={"barge_in": {"ask_how": BargeIn.WORDS}}))
    caller.presses("*")
    caller.is_silent(1.0)
    caller.speaks(0.5)
    caller.is_silent(0.14)
    caller.is_transcribed("too fast")
    caller.is_silent(0.6)
    assert manner(caller).pace == 0.8


def test_a_choice_that_sounds_like_a_request_is_the_dialogues() -> None:
    caller = caller_who_listened()
    asks(caller, "I want to order", "order")
    caller.is_answered(Reply(("New or repeat?",), expects=Expects(Awaited.CHOICE, words=("new", "repeat"))))
    caller.hears_it_out()
    caller.says("repeat", "choose", 0.9)
    assert caller.all(Ask)[-1].text == "repeat"


def test_a_late_word_of_a_failed_engine_does_not_do_a_request_twice() -> None:
    caller = caller_who_listened()
    caller.says("what are your opening hours", "opening_hours", 0.95)
    caller.says("slower")
    last = caller.all(Transcribe)[-1]
    caller.does(EngineFailed(Engine.DIALOGUE, last.turn, last.attempt))
    assert caller.call.memory.manner.pace == 0.8


# --- time ---


def test_who_asks_for_a_moment_is_left_in_peace_and_then_asked_whether_they_are_there() -> None:
    caller = listening()
    caller.says("hold on let me find it")
    caller.says("just a second")
    caller.is_silent(RULES.timing.wait_seconds - 2)
    assert last_said(caller) == OPEN
    caller.is_silent(3)
    assert last_said(caller) == (Prompt("still_there"), *OPEN)
    assert caller.call.memory.misses_in_call == 0


def test_an_answer_that_came_while_the_caller_looked_for_something_is_told_when_they_are_back() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.says("what are your opening hours hang on a minute")
    assert caller.call.state is State.LISTENING
    caller.is_answered(HOURS)
    caller.is_silent(8)
    assert last_said(caller) == (Prompt("ask_how"),)
    caller.says("okay", "affirm", 0.9)
    assert last_said(caller) == (Words(HOURS.texts[0]),)


def test_after_that_silence_leads_to_a_person_as_ever() -> None:
    caller = listening()
    caller.says("one moment please")
    caller.is_silent(RULES.timing.wait_seconds + 1)
    caller.hears_it_out()
    caller.is_silent(RULES.timing.no_input_after_seconds + 0.2)
    assert last_said(caller)[0] == Prompt("no_input_1")
    caller.hears_it_out()
    caller.is_silent(RULES.timing.no_input_after_seconds + 0.2)
    assert last_said(caller)[0] == Prompt("keys_digits")  # it was asked often enough, and can be typed
    caller.hears_it_out()
    caller.is_silent(RULES.timing.no_input_after_seconds + 0.2)
    assert caller.only(Transfer).reason is Reason.NO_INPUT


def test_noises_while_the_caller_looks_for_something_are_no_misses_and_do_not_prolong_it() -> None:
    caller = listening()
    caller.says("give me a minute")
    for _ in range(3):
        caller.says("")
    assert last_said(caller) == OPEN
    caller.is_silent(RULES.timing.wait_seconds - 6)
    assert last_said(caller) == (Prompt("still_there"), *OPEN)


def test_more_time_doubles_every_time_out_for_the_call() -> None:
    caller = listening()
    caller.says("I need more time")
    assert last_said(caller) == (Prompt("take_your_time"),)
    caller.hears_it_out()
    caller.is_silent(2 * RULES.timing.wait_seconds - 5)
    assert last_said(caller) == (Prompt("take_your_time"),)
    caller.is_silent(3)
    assert last_said(caller) == (Prompt("still_there"), *OPEN)
    caller.hears_it_out()
    caller.is_silent(2 * RULES.timing.no_input_after_seconds - 1)
    assert last_said(caller)[0] == Prompt("still_there")
    caller.is_silent(1.5)
    assert last_said(caller)[0] == Prompt("no_input_1")


def test_more_time_doubles_the_pause_between_keys_and_within_sentences() -> None:
    caller = listening()
    caller.says("don't rush me")
    caller.hears_it_out()
    caller.presses("4")
    caller.is_silent(RULES.timing.key_pause_seconds + 1)
    assert caller.count(Ask) == 1
    caller.is_silent(RULES.timing.key_pause_seconds)
    assert caller.all(Ask)[-1].text == "4"
    caller.is_answered(NUMBER)
    caller.hears_it_out()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("four two one")
    caller.is_silent(RULES.timing.unfinished_after_seconds + 0.4)
    assert caller.count(Ask) == 2
    caller.is_silent(RULES.timing.unfinished_after_seconds)
    caller.understands("inform_order_number", 0.9)
    assert caller.count(Ask) == 3


def test_patience_has_an_end() -> None:
    caller = listening()
    for _ in range(8):
        caller.says("I need more time")
        caller.hears_it_out()
    assert caller.call.memory.patience == 4.0


# --- keys ---


def test_star_repeats_while_no_digits_are_typed_and_clears_them_when_some_are() -> None:
    caller = listening()
    caller.presses("*")
    assert last_said(caller) == OPEN
    for key in "999*421897":
        caller.presses(key)
    assert caller.all(Ask)[-1].text == "421897"


def test_hash_is_help_where_it_ends_no_number_and_the_menu_has_none(listened: Caller) -> None:
    listened.presses("#")
    assert last_said(listened) == (Prompt("help"), Prompt("ask_how"))
    assert listened.call.memory.misses_in_call == 0


def test_hash_with_no_digits_before_it_is_help_while_a_number_is_awaited() -> None:
    caller = listening()
    caller.presses("#")
    assert last_said(caller) == (Prompt("help"), *OPEN)


def test_the_menus_own_hash_comes_first() -> None:
    caller = caller_who_listened(RULES.model_copy(update={"menu": {"#": "opening_hours"}}))
    caller.presses("#")
    assert caller.all(Ask)[-1].text == "/opening_hours"


def test_zero_is_a_person_whatever_was_asked_for() -> None:
    caller = listening()
    caller.says("slower")
    caller.presses("0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED
