""" "Stop talking" ends what is being said, not the call: the assistant listens, and asks, in short, after a silence."""

import pytest

from ivr.core.commands import Ask, Clear, HangUp, Speak, Transfer
from ivr.core.record import Awaited, Engine, Expects, Line, Prompt, Reply, Words
from ivr.core.states import State

from .english import ENGLISH
from .scripted import RULES, Caller, asks, caller_who_listened

asks_to_wait = ENGLISH.small_words.asks_to_wait
asks_for_silence = ENGLISH.silence.is_asked_for
has_heard_enough = ENGLISH.silence.has_heard_enough

USUAL = RULES.timing.no_input_after_seconds
LONG = "I can offer Monday at ten, Tuesday at two in the afternoon, or Friday at half past nine. Which suits you?"
SAID = [
    "stop talking",
    "Stop.",
    "okay, stop",
    "shut up",
    "be quiet",
    "Be quiet, please!",
    "will you just stop",
    "that's enough",
    "stop, stop, stop",
]
OVER_A_LINE = [
    "Okay okay, I get it.",
    "yeah I know that already",
    "I heard you the first time",
    "let me talk",
    "Can I say something?",
    "let me finish",
    "enough of the reading",
    "I don't need to hear all that",
    "skip the list",
    "you can stop right there",
]
HURRIES = ["get to the point", "come on, get on with it", "okay, what's the question?"]
NOT_ONLY_SILENCE = ["wait", "hold on", "stop, wait", "stop for a second", "one moment", "be quiet, I'm looking for it"]
NOT_ONLY_SILENCE += ["could you be quiet for a minute"]
NO_SILENCE = ["stop my delivery", "I want to stop it", "is that enough", "it stopped working", "don't say that to me"]
NOT_HEARD_ENOUGH = ["I get it delivered on Friday", "I know my number", "let me talk to a person", "I don't want it"]


def being_told(text: str, expects: Expects) -> Caller:
    caller = caller_who_listened()
    asks(caller, "move my delivery", "change_delivery")
    caller.is_answered(Reply((text,), expects))
    caller.is_silent(1.3)
    return caller


@pytest.mark.parametrize("words", [*SAID, *OVER_A_LINE])
def test_the_line_ends_and_after_the_usual_silence_one_short_question_comes(words: str) -> None:
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    spoken = caller.count(Speak)
    caller.says(words, "greet", 0.3)
    assert caller.count(Clear) == 1
    assert caller.call.state is State.LISTENING
    caller.is_silent(USUAL - 2)
    assert caller.count(Speak) == spoken
    caller.is_silent(2)
    assert caller.all(Speak)[-1].lines == (Words("Which suits you?"),)
    assert caller.count(Speak) == spoken + 1
    assert not caller.count(HangUp)
    assert not caller.count(Transfer)
    assert caller.call.memory.misses_in_call == 0


def test_who_is_then_silent_is_asked_like_anybody_else() -> None:
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    caller.says("shut up")
    caller.is_silent(USUAL)
    caller.hears_it_out()
    caller.is_silent(USUAL + 0.2)
    assert caller.all(Speak)[-1].lines[0] == Prompt("no_input_1")


@pytest.mark.parametrize("words", HURRIES)
def test_who_wants_the_point_of_a_line_is_asked_the_question_at_once(words: str) -> None:
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    caller.says(words, "greet", 0.3)
    assert caller.all(Speak)[-1].lines == (Words("Which suits you?"),)


def test_a_yes_with_it_is_no_answer_to_what_cannot_be_undone() -> None:
    caller = being_told("I'll cancel your visit on Tuesday. Shall I do that?", Expects(Awaited.YES_NO, binding=True))
    asked = caller.count(Ask)
    caller.says("yes yes, I know", "affirm", 0.9)
    assert caller.count(Ask) == asked
    caller.is_silent(USUAL)
    assert caller.all(Speak)[-1].lines == (Words("Shall I do that?"),)


def test_with_the_dialogue_dead_it_is_known_all_the_same() -> None:
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("okay okay, I get it")
    caller.fails(Engine.DIALOGUE)
    caller.is_silent(1.0)
    assert caller.call.state is State.LISTENING
    assert not caller.count(Transfer)


def test_enough_where_nothing_is_being_said_is_the_dialogues_to_understand() -> None:
    caller = caller_who_listened()
    asks(caller, "no, that's enough, thank you", "goodbye")
    assert caller.count(Ask) == 1


@pytest.mark.parametrize("words", NOT_HEARD_ENOUGH)
def test_what_goes_on_with_a_wish_or_an_answer_stops_nothing(words: str) -> None:
    assert not has_heard_enough(words)


def test_many_words_that_can_be_read_in_many_ways_are_judged_at_once() -> None:
    assert has_heard_enough("stop it " * 12)
    assert not has_heard_enough("i know all of that it this all that so " * 2 + "number")


def test_what_they_want_next_is_heard_at_once() -> None:
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    caller.says("stop talking")
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(Reply(("We open at nine.",)))
    assert caller.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_who_was_told_and_asked_nothing_is_asked_what_they_want() -> None:
    caller = being_told("We open at nine and close at six, but on Sundays we are closed.", Expects())
    caller.says("be quiet")
    caller.is_silent(USUAL)
    last: tuple[Line, ...] = caller.all(Speak)[-1].lines
    assert last == (Prompt("ask_how"),)


@pytest.mark.parametrize("words", NOT_ONLY_SILENCE)
def test_who_asks_for_time_is_granted_it(words: str) -> None:
    assert asks_to_wait(words)
    assert not asks_for_silence(words)
    caller = being_told(LONG, Expects(Awaited.CHOICE))
    spoken = caller.count(Speak)
    caller.says(words)
    caller.is_silent(RULES.timing.wait_seconds - 2)
    assert caller.count(Speak) == spoken


@pytest.mark.parametrize("words", NO_SILENCE)
def test_what_only_sounds_like_it_asks_for_no_silence(words: str) -> None:
    assert not asks_for_silence(words)
    assert not asks_to_wait(words)
