"""A choice for later calls: made by voice or key, confirmed in a sentence, and acted on from then on."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, CloseStream, Parse, RecordChoice, Speak, Transcribe, Transfer
from ivr.core.events import AudioHeard, CallStarted, ChoicesKnown, RoutesClosed
from ivr.core.record import Awaited, By, Choice, Expects, Prompt, Reason
from ivr.core.states import State

from .english import ENGLISH
from .moments_of_a_call import MOMENTS, asked
from .scripted import RULES, SILENCE, Caller, caller_who_listened, rules_with

NEVER = "I never want to talk to a machine again."
NOT_RECORDED = "Please don't record me."
NOT_TRAINED = "Don't use my words for training."
SAID = {Choice.NO_MACHINE: NEVER, Choice.NO_RECORDING: NOT_RECORDED, Choice.NO_TRAINING: NOT_TRAINED}
everywhere = pytest.mark.parametrize("moment", MOMENTS)


def chosen(caller: Caller) -> list[tuple[Choice, bool, By]]:
    return [(made.choice, made.stands, made.by) for made in caller.all(RecordChoice)]


def told(caller: Caller) -> list[str]:
    return [line.name for line in caller.all(Speak)[-1].lines if isinstance(line, Prompt)]


def by_keys(*keys: str) -> Caller:
    caller = caller_who_listened()
    for key in keys:
        caller.presses(key)
        caller.is_silent(0.5)
    return caller


@everywhere
@pytest.mark.parametrize("choice", Choice)
def test_a_choice_is_kept_at_every_moment_of_a_call_without_any_model(moment: str, choice: Choice) -> None:
    caller = MOMENTS[moment]()
    before = len(caller.commands)
    caller.says(SAID[choice])
    assert chosen(caller) == [(choice, True, By.VOICE)]
    assert not any(isinstance(command, Parse | Ask) for command in caller.commands[before:])


def test_who_wants_no_machine_ever_is_told_that_it_is_noted_and_put_through() -> None:
    caller = caller_who_listened()
    caller.says(NEVER)
    assert told(caller) == ["chosen_no_machine", "connecting"]
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED
    kept = [type(command) for command in caller.commands if isinstance(command, RecordChoice | Transfer)]
    assert kept == [RecordChoice, Transfer]


def test_a_person_for_now_leaves_no_choice_behind() -> None:
    caller = caller_who_listened()
    caller.says("I want a human, no machine please")
    assert caller.count(Transfer) == 1
    assert caller.count(RecordChoice) == 0


@pytest.mark.parametrize("choice", [Choice.NO_RECORDING, Choice.NO_TRAINING])
def test_the_others_are_confirmed_and_the_question_that_was_open_is_put_again(choice: Choice) -> None:
    caller = asked(Expects(Awaited.DIGITS, 6))
    question = caller.all(Speak)[-1].lines
    caller.says(SAID[choice])
    assert caller.all(Speak)[-1].lines == (Prompt(f"chosen_{choice}"), *question)
    assert caller.call.memory.expects.kind is Awaited.DIGITS
    assert caller.count(Transfer) == 0


def test_where_and_how_surely_it_was_said_is_told_for_the_record() -> None:
    caller = caller_who_listened()
    caller.says(NOT_RECORDED)
    made = caller.only(RecordChoice)
    assert made.state in {State.HEARING, State.THINKING}
    assert made.confidence == 0.9
    assert made.turn == caller.call.memory.turn


def test_three_choices_in_one_call_are_three_and_each_is_confirmed() -> None:
    caller = caller_who_listened()
    for said, line in ((NOT_RECORDED, "chosen_no_recording"), (NOT_TRAINED, "chosen_no_training")):
        caller.says(said)
        assert told(caller)[0] == line
        caller.hears_it_out()
    caller.says(NEVER)
    assert [choice for choice, _, _ in chosen(caller)] == [Choice.NO_RECORDING, Choice.NO_TRAINING, Choice.NO_MACHINE]
    assert caller.count(Transfer) == 1


def test_who_says_it_three_times_is_answered_three_times() -> None:
    caller = caller_who_listened()
    for _ in range(3):
        caller.says(NOT_RECORDED)
        assert told(caller)[0] == "chosen_no_recording"
        caller.hears_it_out()
    assert caller.count(RecordChoice) == 3
    assert caller.count(Transfer) == 0


def test_a_withheld_number_is_told_that_it_holds_for_this_call() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(ChoicesKnown((), remembered=False))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.says(NEVER)
    assert told(caller) == ["chosen_this_call", "connecting"]
    assert chosen(caller) == [(Choice.NO_MACHINE, True, By.VOICE)]


def test_words_that_were_hardly_heard_choose_nothing() -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(NOT_RECORDED, confidence=0.1)
    caller.is_silent(1.5)
    assert caller.count(RecordChoice) == 0


def test_nothing_is_kept_until_it_is_clear_that_the_sentence_is_over() -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("Don't record that")
    caller.is_silent(0.4)
    assert caller.count(RecordChoice) == 0
    caller.speaks(0.5)
    caller.is_silent(0.14)
    caller.is_transcribed("Don't record that order twice")
    caller.is_silent(0.9)
    assert caller.count(RecordChoice) == 0


def test_a_choice_and_a_person_in_one_breath_are_both_had() -> None:
    caller = caller_who_listened()
    caller.says("Don't record me. I want a human.")
    assert chosen(caller) == [(Choice.NO_RECORDING, True, By.VOICE)]
    assert told(caller) == ["chosen_no_recording", "connecting"]
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_what_is_graver_comes_first_and_the_choice_is_kept_in_silence() -> None:
    caller = caller_who_listened()
    caller.says("There's smoke coming out of it, and don't record me.")
    assert chosen(caller) == [(Choice.NO_RECORDING, True, By.VOICE)]
    assert caller.only(Transfer).reason is Reason.SENSITIVE_TOPIC
    assert told(caller)[0] == "emergency_911"


def test_a_right_that_is_called_on_in_the_same_breath_is_not_lost() -> None:
    caller = caller_who_listened()
    caller.says("Delete my data, and don't use my words for training.")
    assert chosen(caller) == [(Choice.NO_TRAINING, True, By.VOICE)]
    assert caller.only(Transfer).reason is Reason.SENSITIVE_TOPIC


def test_who_takes_it_back_on_the_same_call_is_told_so() -> None:
    caller = caller_who_listened()
    caller.says(NOT_RECORDED)
    caller.hears_it_out()
    caller.says("I don't mind being recorded any more.")
    assert chosen(caller)[-1] == (Choice.NO_RECORDING, False, By.VOICE)
    assert told(caller)[0] == "chosen_taken_back"
    assert caller.call.memory.choices == frozenset()


def test_every_time_said_over_the_way_to_a_person_counts_too() -> None:
    caller = caller_who_listened()
    caller.says("I want to talk to a person")
    caller.speaks(0.6)
    caller.is_silent(0.14)
    caller.is_transcribed("every time I call")
    caller.is_silent(1.0)
    caller.mark_returns()
    assert chosen(caller) == [(Choice.NO_MACHINE, True, By.VOICE)]
    assert told(caller) == ["chosen_no_machine"]
    caller.mark_returns()
    assert caller.count(CloseStream) == 1


# By key


@pytest.mark.parametrize(
    ("key", "choice"), [("1", Choice.NO_MACHINE), ("2", Choice.NO_RECORDING), ("3", Choice.NO_TRAINING)]
)
def test_each_choice_can_be_made_by_key_alone(key: str, choice: Choice) -> None:
    caller = by_keys("9")
    assert told(caller) == ["choices_keys"]
    caller.presses(key)
    assert chosen(caller) == [(choice, True, By.KEY)]
    assert told(caller)[0] == f"chosen_{choice}"
    assert caller.count(Transfer) == (choice is Choice.NO_MACHINE)
    assert caller.count(Ask) == 0


def test_a_key_that_is_pressed_later_means_what_it_always_means() -> None:
    caller = by_keys("9", "2", "2")
    assert caller.count(RecordChoice) == 1
    assert caller.only(Ask).text == "/opening_hours"


def test_what_is_said_after_the_choices_were_told_ends_the_offer() -> None:
    caller = by_keys("9")
    caller.says("are you a robot")
    caller.presses("2")
    assert caller.count(RecordChoice) == 0


def test_a_nine_of_a_number_is_a_nine() -> None:
    caller = asked(Expects(Awaited.DIGITS, 3))
    for key in "912":
        caller.presses(key)
    assert caller.all(Ask)[-1].text == "912"
    assert caller.count(RecordChoice) == 0


def test_a_menu_that_uses_the_key_keeps_it() -> None:
    caller = caller_who_listened(rules_with(menu={"9": "opening_hours"}))
    caller.presses("9")
    assert caller.only(Ask).text == "/opening_hours"


def test_the_operator_may_name_another_key() -> None:
    caller = caller_who_listened(rules_with(opt_out={"key": "7"}))
    caller.presses("7")
    assert told(caller) == ["choices_keys"]


def test_zero_is_a_person_over_the_choices_too() -> None:
    caller = by_keys("9", "0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED


# From the first second of the next call


def test_who_opted_out_before_hears_no_word_of_the_assistant_and_is_handed_on_at_once() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(ChoicesKnown((Choice.NO_MACHINE,)))
    caller.rings()
    assert caller.only(Transfer).reason is Reason.OPTED_OUT
    assert caller.count(CloseStream) == 1
    assert caller.count(Speak) == caller.count(Transcribe) == 0
    assert caller.call.state is State.ENDED


def test_they_go_where_the_rules_say() -> None:
    caller = Caller(CallSession(rules_with(opt_out={"route": "complaints"}), ENGLISH))
    caller.does(ChoicesKnown((Choice.NO_MACHINE,)))
    caller.rings()
    assert caller.only(Transfer).route == "complaints"


@everywhere
def test_who_is_found_to_have_opted_out_in_the_midst_of_a_call_is_let_go_wherever_it_is(moment: str) -> None:
    caller = MOMENTS[moment]()
    caller.does(ChoicesKnown((Choice.NO_MACHINE,)))
    assert caller.all(Transfer)[-1].reason is Reason.OPTED_OUT
    assert caller.call.state is State.TRANSFERRING


def test_a_stream_that_was_lost_after_the_choice_is_not_resumed_with_the_assistant() -> None:
    caller = caller_who_listened()
    caller.says(NEVER)
    again = Caller(CallSession.resume(RULES, ENGLISH, caller.events))
    again.does(CallStarted(resumed=True))
    assert again.count(Speak) == 0
    assert again.count(CloseStream) == 1


def test_the_other_choices_of_earlier_calls_change_nothing_about_who_answers() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(ChoicesKnown((Choice.NO_RECORDING, Choice.NO_TRAINING)))
    caller.rings()
    assert caller.all(Speak)[0].lines[0] == Prompt("disclosure")
    assert caller.call.memory.choices == {Choice.NO_RECORDING, Choice.NO_TRAINING}


def test_out_of_hours_the_choice_is_confirmed_and_no_person_promised() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(RoutesClosed(("support", "complaints")))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.says(NEVER)
    assert told(caller) == ["chosen_no_machine", "closed"]


def test_silence_after_the_choices_were_told_brings_the_usual_question() -> None:
    caller = by_keys("9")
    caller.hears_it_out()
    for _ in range(50 * 8):
        caller.does(AudioHeard(SILENCE, 0.0))
    assert caller.count(RecordChoice) == 0
    assert told(caller)[-1] == "ask_how"
