"""Wherever a call is, whoever asks for a person gets one and whoever asks what we are is told, without any model."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.core.commands import Ask, Command, Parse, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import Transcribed
from ivr.core.record import Awaited, Engine, Prompt, Reason, Transcript

from .moments_of_a_call import MOMENTS
from .scripted import RULES, Caller, caller_who_listened
from .test_escape import ASKING, ESCAPE, WHAT_WE_ARE

everywhere = pytest.mark.parametrize("moment", MOMENTS)
LISTED = [*ESCAPE["one_word"], *ESCAPE["other_wordings"]]


def said_at(moment: str, text: str) -> tuple[Caller, list[Command]]:
    """The caller, and what was commanded from the moment on at which they said it."""
    caller = MOMENTS[moment]()
    before = len(caller.commands)
    caller.says(text)
    return caller, caller.commands[before:]


def transfers(commands: list[Command]) -> list[Reason]:
    return [command.reason for command in commands if isinstance(command, Transfer)]


@everywhere
@pytest.mark.parametrize("text", LISTED[::7])
def test_the_words_for_a_person_lead_to_one_at_every_moment_of_a_call(moment: str, text: str) -> None:
    _, commands = said_at(moment, text)
    assert transfers(commands) == [Reason.CALLER_ASKED]
    assert not any(isinstance(command, Parse | Ask) for command in commands)


@settings(max_examples=150)
@given(st.sampled_from(list(MOMENTS)), st.sampled_from([*ASKING, *ESCAPE["mishearings"]]))
def test_any_wording_at_any_moment_leads_to_a_person_without_a_model(moment: str, text: str) -> None:
    _, commands = said_at(moment, text)
    assert transfers(commands) == [Reason.CALLER_ASKED]
    assert not any(isinstance(command, Parse | Ask) for command in commands)


@settings(max_examples=60)
@given(st.sampled_from(ASKING))
def test_any_wording_is_found_in_speech_without_a_pause(text: str) -> None:
    caller = caller_who_listened()
    caller.speaks(3.0)
    look = caller.all(Transcribe)[-1]
    caller.does(Transcribed(look.turn, look.attempt, Transcript(text, 0.9)))
    assert transfers(caller.commands) == [Reason.CALLER_ASKED]


def test_the_operators_own_phrase_needs_no_model_either() -> None:
    rules = RULES.model_copy(update={"ways_out": RULES.ways_out.model_copy(update={"phrases": ("garden desk",)})})
    caller = caller_who_listened(rules)
    caller.says("the garden desk if you would")
    assert transfers(caller.commands) == [Reason.CALLER_ASKED]
    assert caller.count(Parse) == 0


@settings(max_examples=60)
@given(st.sampled_from(["listening", "asked yes or no", "asked for a name"]), st.sampled_from(ESCAPE["declined"]))
def test_whoever_declines_a_person_stays_with_the_assistant(moment: str, text: str) -> None:
    caller = MOMENTS[moment]()
    caller.says(text, "out_of_scope", 0.9)
    assert transfers(caller.commands) == []


@everywhere
@pytest.mark.parametrize("text", WHAT_WE_ARE["asks"][::8])
def test_what_we_are_is_told_in_the_same_turn_at_every_moment(moment: str, text: str) -> None:
    _, commands = said_at(moment, text)
    assert Prompt("robot_answer") in [c for c in commands if isinstance(c, Speak)][-1].lines
    assert not any(isinstance(command, Parse | Ask | Transfer) for command in commands)


@settings(max_examples=100)
@given(st.sampled_from(list(MOMENTS)), st.sampled_from(WHAT_WE_ARE["asks"]))
def test_however_it_is_asked_the_truth_is_told(moment: str, text: str) -> None:
    _, commands = said_at(moment, text)
    assert Prompt("robot_answer") in [c for c in commands if isinstance(c, Speak)][-1].lines
    assert not any(isinstance(command, Parse | Ask | Transfer) for command in commands)


def test_the_question_that_was_open_is_put_again_after_the_truth() -> None:
    caller = MOMENTS["asked for digits"]()
    question = caller.all(Speak)[-1].lines
    caller.says("are you a real person")
    assert caller.all(Speak)[-1].lines == (Prompt("robot_answer"), *question)
    assert caller.call.memory.expects.kind is Awaited.DIGITS


def test_whoever_asks_it_three_times_running_is_told_the_truth_and_given_a_person() -> None:
    caller = caller_who_listened()
    for _ in range(3):
        caller.says("are you a robot")
        caller.hears_it_out()
    assert [c.lines[0].name for c in caller.all(Speak)[-3:]] == ["robot_answer", "robot_answer", "robot_then_person"]
    assert transfers(caller.commands) == [Reason.NO_PROGRESS]


def test_the_truth_is_told_though_the_dialogue_is_dead() -> None:
    caller = MOMENTS["asked yes or no"]()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("am I talking to a machine")
    caller.fails(Engine.DIALOGUE)
    caller.is_silent(1.0)
    assert caller.all(Speak)[-1].lines[0] == Prompt("robot_answer")


def test_a_person_asked_for_after_half_a_sentence_is_not_lost_in_taking_it_back() -> None:
    caller = MOMENTS["answer just begun"]()
    caller.speaks(0.3)
    assert caller.count(TakeBack) == 1
    caller.speaks(0.5)
    caller.is_silent(0.14)
    caller.is_transcribed("what are your opening hours I want a human")
    caller.is_silent(1.5)
    assert transfers(caller.commands) == [Reason.CALLER_ASKED]


def test_every_moment_is_one_at_which_the_caller_is_heard() -> None:
    for moment, at in MOMENTS.items():
        assert at().call.heeds_audio, moment
