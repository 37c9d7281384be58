"""Consent to a recording: asked once behind the disclosure, given by a plain yes alone, and refused at no cost."""

from collections.abc import Callable

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Parse, RecordChoice, RecordConsent, Speak, Transfer
from ivr.core.events import ChoicesKnown, Event, RecordingFailed
from ivr.core.record import Awaited, By, Choice, Expects, Prompt, Reason, Recording, Reply, Words
from ivr.core.states import State
from ivr.store.journal import decoded, entry

from .english import ENGLISH
from .scripted import CLIP_SECONDS, HOURS, RULES, Caller, asks, rules_with

ASKING = rules_with(recording="ask")
ASK, HOW = "ask_recording", "ask_how"


def told(caller: Caller) -> list[str]:
    return [line.name for line in caller.all(Speak)[-1].lines if isinstance(line, Prompt)]


def stands(caller: Caller) -> list[tuple[Recording, By]]:
    return [(one.stands, one.by) for one in caller.all(RecordConsent)]


def caller_of(rules: object = ASKING, *known: Event) -> Caller:
    """One who has heard the disclosure."""
    assert isinstance(rules, type(RULES))
    caller = Caller(CallSession(rules, ENGLISH))
    for event in known:
        caller.does(event)
    caller.rings()
    caller.hears_it_out()
    return caller


def asked() -> Caller:
    """One who has heard the question to its end."""
    caller = caller_of()
    assert told(caller) == [ASK]
    caller.hears_it_out()
    return caller


def test_as_shipped_nobody_is_asked_and_nothing_is_recorded() -> None:
    caller = caller_of(RULES)
    assert told(caller) == [HOW]
    caller.hears_it_out()
    caller.says("yes")
    assert stands(caller) == []


def test_the_question_comes_behind_the_disclosure_and_before_the_first_question() -> None:
    caller = Caller(CallSession(ASKING, ENGLISH))
    caller.rings()
    assert told(caller) == ["disclosure", "notice"]
    caller.hears_it_out()
    assert told(caller) == [ASK]


@pytest.mark.parametrize(
    "words", ["yes", "Yes, please.", "Sure, go ahead.", "okay", "That's fine.", "Yeah, you can record the call.", "one"]
)
def test_a_plain_yes_is_consent_and_no_model_is_asked(words: str) -> None:
    caller = asked()
    caller.says(words)
    assert stands(caller) == [(Recording.ON, By.VOICE)]
    assert told(caller) == ["recording_on", HOW]
    assert not any(isinstance(command, Ask | Parse) for command in caller.commands)


@pytest.mark.parametrize("words", ["no", "No, thank you.", "I'd rather not.", "I don't agree", "nope", "No way", "two"])
def test_a_no_is_one_and_the_call_goes_on(words: str) -> None:
    caller = asked()
    caller.says(words)
    assert stands(caller) == [(Recording.REFUSED, By.VOICE)]
    assert told(caller) == ["recording_off", HOW]


@pytest.mark.parametrize(("key", "stand"), [("1", Recording.ON), ("2", Recording.REFUSED)])
def test_keys_answer_it_too_whatever_the_menu_has_them_for(key: str, stand: Recording) -> None:
    caller = asked()
    caller.presses(key)
    assert stands(caller) == [(stand, By.KEY)]
    assert told(caller)[-1] == HOW
    caller.hears_it_out()
    caller.presses(key)
    assert caller.count(Ask) == 1, "from then on it is the menu's"


def test_it_can_be_answered_over_its_last_word() -> None:
    caller = caller_of()
    caller.is_silent(CLIP_SECONDS - 0.5)
    caller.presses("1")
    assert stands(caller) == [(Recording.ON, By.KEY)]
    assert told(caller) == ["recording_on", HOW]


def by_key(caller: Caller) -> None:
    caller.presses("1")


def by_voice(caller: Caller) -> None:
    """To the moment at which it is acted on."""
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("okay")
    caller.is_silent(0.6)


@pytest.mark.parametrize("agrees", [by_key, by_voice])
def test_a_yes_over_its_first_words_is_no_consent_and_it_is_put_again(agrees: Callable[[Caller], None]) -> None:
    caller = caller_of()
    caller.is_silent(0.4)
    agrees(caller)
    assert stands(caller) == []
    assert told(caller) == [ASK]
    caller.hears_it_out()
    agrees(caller)
    assert [stand for stand, _ in stands(caller)] == [Recording.ON]


@pytest.mark.parametrize("agrees", [by_key, by_voice])
def test_a_second_yes_over_its_first_words_is_a_no(agrees: Callable[[Caller], None]) -> None:
    caller = caller_of()
    for _ in range(2):
        caller.is_silent(0.4)
        agrees(caller)
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]
    assert told(caller) == ["recording_off", HOW]


def test_a_yes_behind_the_choices_is_no_consent() -> None:
    caller = asked()
    caller.presses("9")
    assert told(caller) == ["choices_keys"]
    caller.hears_it_out()
    caller.says("yes")
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]


def test_a_no_over_its_first_words_counts_at_once() -> None:
    caller = caller_of()
    caller.is_silent(0.4)
    caller.says("no")
    assert stands(caller) == [(Recording.REFUSED, By.VOICE)]


def test_silence_is_a_no_and_no_miss() -> None:
    caller = asked()
    caller.is_silent(6.5)
    assert stands(caller) == [(Recording.REFUSED, By.SILENCE)]
    assert told(caller) == ["recording_off", HOW]
    assert caller.call.memory.misses_in_call == 0


def test_a_key_that_means_nothing_is_no_consent() -> None:
    caller = asked()
    caller.presses("5")
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]
    assert told(caller) == ["recording_off", HOW]


@pytest.mark.parametrize("words", ["Yes, where is my order?", "what are your opening hours", "yes yes I want a refund"])
def test_whoever_says_what_they_want_instead_has_not_agreed_and_is_helped(words: str) -> None:
    caller = asked()
    asks(caller, words, "opening_hours")
    caller.is_silent(0.5)
    assert stands(caller) == [(Recording.REFUSED, By.VOICE)]
    assert caller.only(Ask).text == words
    caller.is_answered(HOURS)
    assert caller.call.memory.wish == words


def test_a_key_of_the_menu_is_a_wish_as_well() -> None:
    caller = asked()
    caller.presses("3")
    assert caller.only(Transfer).route == "complaints"
    assert stands(caller) == []


@pytest.mark.parametrize("words", ["yes", "mumble"])
def test_words_that_were_hardly_heard_are_no_consent(words: str) -> None:
    caller = asked()
    caller.speaks(0.6)
    caller.is_silent(0.14)
    caller.is_transcribed(words, confidence=0.1)
    caller.understands("greet", 0.3)
    caller.is_silent(2.0)
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]
    assert told(caller)[-1] == HOW


def test_a_yes_that_goes_on_is_none() -> None:
    caller = asked()
    caller.speaks(0.4)
    caller.is_silent(0.14)
    caller.is_transcribed("Yes")
    caller.is_silent(0.3)
    assert stands(caller) == []
    caller.speaks(0.6)
    caller.is_silent(0.14)
    caller.is_transcribed("Yes no I don't know what you mean")
    caller.understands("greet", 0.97)
    caller.is_silent(2.0)
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]


@pytest.mark.parametrize(
    ("words", "reason"), [("a human please", Reason.CALLER_ASKED), ("there is smoke here", Reason.SENSITIVE_TOPIC)]
)
def test_a_person_and_an_emergency_win(words: str, reason: Reason) -> None:
    caller = asked()
    caller.says(words)
    assert caller.only(Transfer).reason is reason
    assert stands(caller) == []


def test_zero_wins_too() -> None:
    caller = asked()
    caller.presses("0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED
    assert stands(caller) == []


def test_whoever_chose_to_have_no_recording_is_never_asked() -> None:
    caller = caller_of(ASKING, ChoicesKnown((Choice.NO_RECORDING,)))
    assert told(caller) == [HOW]
    caller.hears_it_out()
    caller.says("yes")
    assert stands(caller) == []


def test_a_choice_in_the_place_of_an_answer_is_kept_and_a_no() -> None:
    caller = asked()
    caller.says("Please don't record me.")
    assert caller.only(RecordChoice).choice is Choice.NO_RECORDING
    assert stands(caller) == [(Recording.REFUSED, By.VOICE)]
    assert told(caller) == ["chosen_no_recording", HOW]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("are you recording me", "recorded_answer_asked"),
        ("are you a robot", "robot_answer"),
        ("what can I do here", "help"),
    ],
)
def test_a_question_is_answered_and_ours_put_again(words: str, answer: str) -> None:
    caller = asked()
    caller.says(words)
    assert told(caller) == [answer, ASK]
    caller.hears_it_out()
    caller.says("yes")
    assert stands(caller) == [(Recording.ON, By.VOICE)]


def test_repeat_says_the_question_again_and_it_can_be_answered_then() -> None:
    caller = asked()
    caller.says("repeat that please")
    assert told(caller)[-1] == ASK
    caller.hears_it_out()
    caller.says("no thanks")
    assert stands(caller) == [(Recording.REFUSED, By.VOICE)]


def test_from_the_beginning_is_no_consent_by_a_later_yes() -> None:
    caller = asked()
    caller.says("start again")
    assert told(caller)[-1] == HOW
    caller.hears_it_out()
    caller.says("yes")
    assert [stand for stand, _ in stands(caller)] == [Recording.REFUSED]


@pytest.mark.parametrize(
    ("answer", "recorded", "data"),
    [
        ("yes", "recorded_answer_on", "data_answer_recorded"),
        ("no", "recorded_answer", "data_answer"),
    ],
)
def test_what_is_told_of_a_recording_is_true_then(answer: str, recorded: str, data: str) -> None:
    caller = asked()
    caller.says(answer)
    caller.hears_it_out()
    caller.says("are you recording me")
    assert told(caller)[0] == recorded
    caller.hears_it_out()
    caller.says("what do you do with my data")
    assert told(caller)[0] == data


def test_stop_recording_stops_it_at_once_and_what_is_told_then_is_true() -> None:
    caller = asked()
    caller.says("yes")
    caller.hears_it_out()
    caller.says("Stop recording.")
    assert stands(caller)[-1] == (Recording.STOPPED, By.VOICE)
    assert caller.only(RecordChoice).choice is Choice.NO_RECORDING
    caller.hears_it_out()
    caller.says("are you recording me")
    assert told(caller)[0] == "recorded_answer_stopped"


def test_of_a_recording_that_fails_the_truth_is_told_and_its_beginning_can_be_deleted() -> None:
    caller = asked()
    caller.says("yes")
    caller.hears_it_out()
    caller.does(RecordingFailed())
    caller.says("are you recording me")
    assert told(caller)[0] == "recorded_answer_stopped"
    caller.hears_it_out()
    caller.says("delete the recording")
    assert stands(caller)[-1] == (Recording.DELETED, By.VOICE)


def test_a_recording_that_fails_before_anybody_agreed_is_none() -> None:
    caller = asked()
    caller.does(RecordingFailed())
    caller.says("no")
    assert stands(caller)[-1] == (Recording.REFUSED, By.VOICE)


def test_key_nine_and_two_stop_it() -> None:
    caller = asked()
    caller.says("yes")
    caller.hears_it_out()
    for key in "92":
        caller.presses(key)
        caller.is_silent(0.5)
    assert stands(caller)[-1] == (Recording.STOPPED, By.KEY)


def test_a_choice_of_an_earlier_call_that_is_learnt_late_stops_it() -> None:
    caller = asked()
    caller.says("yes")
    caller.does(ChoicesKnown((Choice.NO_RECORDING,)))
    assert stands(caller)[-1] == (Recording.STOPPED, By.OPERATOR)


def test_on_a_new_stream_it_goes_on_as_it_stood() -> None:
    caller = asked()
    caller.says("yes")
    kept = [item for event in caller.events for item in decoded(entry(1, 0.0, event))]
    again = CallSession.resume(ASKING, ENGLISH, [item for item in kept if isinstance(item, Event)])
    assert again.memory.recording is Recording.ON
    assert again.state is State.STARTING


def test_what_is_said_over_the_opening_is_heard_before_anybody_is_asked() -> None:
    caller = Caller(CallSession(ASKING, ENGLISH))
    caller.rings()
    caller.is_silent(0.6)
    caller.speaks(0.6)
    caller.is_silent(0.8)
    caller.mark_returns()
    caller.is_transcribed("what are your opening hours")
    caller.understands("opening_hours", 0.97)
    caller.is_silent(1.5)
    assert caller.count(Ask) == 1
    assert stands(caller) == []
    assert not any(Prompt(ASK) in command.lines for command in caller.all(Speak))


# stopped, and deleted


def recorded() -> Caller:
    caller = asked()
    caller.says("yes")
    caller.hears_it_out()
    return caller


def test_whoever_stops_it_is_told_how_the_rest_is_deleted() -> None:
    caller = recorded()
    caller.says("Stop recording.")
    assert told(caller)[:2] == ["recording_stopped", "offer_deletion"]


@pytest.mark.parametrize(
    "words", ["delete the recording", "Please delete the recording.", "Erase what you recorded.", "delete my recording"]
)
@pytest.mark.parametrize("stopped", [True, False])
def test_it_is_deleted_by_voice_also_when_it_still_runs_and_no_model_is_asked(words: str, stopped: bool) -> None:
    caller = recorded()
    if stopped:
        caller.says("Stop recording.")
        caller.hears_it_out()
    caller.says(words)
    assert stands(caller)[-1] == (Recording.DELETED, By.VOICE)
    assert told(caller)[0] == "recording_deleted"
    assert not any(isinstance(command, Ask | Parse | Transfer) for command in caller.commands)
    caller.hears_it_out()
    caller.says("are you recording me")
    assert told(caller)[0] == "recorded_answer"


def test_it_is_deleted_by_keys_nine_and_four() -> None:
    caller = recorded()
    caller.presses("9")
    assert told(caller) == ["choices_keys_recorded"]
    caller.is_silent(0.5)
    caller.presses("4")
    assert stands(caller)[-1] == (Recording.DELETED, By.KEY)
    assert told(caller)[0] == "recording_deleted"


def test_where_nothing_is_recorded_the_words_are_the_right_that_they_were() -> None:
    caller = asked()
    caller.says("no")
    caller.hears_it_out()
    caller.says("delete the recording")
    assert caller.only(Transfer).reason is Reason.SENSITIVE_TOPIC


def test_in_the_middle_of_a_form_its_question_is_put_again() -> None:
    caller = recorded()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6)))
    caller.hears_it_out()
    caller.says("stop recording")
    assert caller.all(Speak)[-1].lines[-1] == Words("What is the number?")
    assert caller.call.memory.expects.kind is Awaited.DIGITS
