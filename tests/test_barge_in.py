"""What stops the assistant and what does not: a false stop goes on where it was cut, and what was heard is told."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Clear, RecordSaid, Speak, TakeBack, Transcribe, Transfer
from ivr.core.record import Awaited, Expects, Reason, Reply, Words
from ivr.core.rules import BargeIn
from ivr.core.states import State

from .english import ENGLISH
from .scripted import CLIP_SECONDS, HOURS, RULES, Caller, asks


@pytest.fixture
def interrupted(answered: Caller) -> Caller:
    """A second into the answer, something sounds for a quarter of a second, and it falls silent."""
    answered.is_silent(0.9)
    answered.speaks(0.26)
    answered.is_silent(0.12)
    return answered


@pytest.mark.parametrize("words", ["mm-hm", "Okay.", "thank you", "uh-huh", "Right.", "yeah", "I see"])
def test_words_that_only_show_that_the_caller_listens_do_not_stop_the_answer(interrupted: Caller, words: str) -> None:
    asked = interrupted.count(Ask)
    interrupted.is_transcribed(words)
    interrupted.understands("affirm", 0.97)
    interrupted.is_silent(0.6)
    resumed = interrupted.all(Speak)[-1]
    assert interrupted.count(Ask) == asked
    assert resumed.lines == (Words("We open at nine and close at six."),)
    assert 0.7 <= resumed.skip_seconds <= 1.2


def test_the_answer_goes_on_after_a_noise_and_can_be_heard_to_its_end(interrupted: Caller) -> None:
    interrupted.is_transcribed("")
    interrupted.is_silent(0.6)
    assert interrupted.all(Speak)[-1].skip_seconds > 0
    interrupted.hears_it_out()
    assert interrupted.call.state is State.LISTENING


def test_wait_silences_the_assistant_which_then_listens(interrupted: Caller) -> None:
    spoken = interrupted.count(Speak)
    interrupted.is_transcribed("wait a moment")
    interrupted.is_silent(1.5)
    assert interrupted.call.state is State.LISTENING
    assert interrupted.count(Speak) == spoken


def test_yes_over_a_question_that_awaits_it_is_an_answer(listened: Caller) -> None:
    asks(listened, "where is my order", "order_status")
    listened.is_answered(Reply(("Is that order 4 2 1?",), expects=Expects(Awaited.YES_NO)))
    listened.is_silent(1.2)
    asks(listened, "yeah", "affirm")
    assert listened.all(Ask)[-1].text == "yeah"


def test_what_the_caller_heard_is_told_in_words(interrupted: Caller) -> None:
    said = interrupted.all(RecordSaid)[-1]
    assert not said.whole
    assert said.heard_seconds == pytest.approx(1.2, abs=0.1)
    interrupted.is_transcribed("")
    interrupted.is_silent(0.6)
    interrupted.hears_it_out()
    assert interrupted.all(RecordSaid)[-1].whole
    assert interrupted.all(RecordSaid)[-1].lines == (Words("We open at nine and close at six."),)


@pytest.mark.parametrize(("policy", "words", "stops"), [
    (BargeIn.KEYS, "human", False),
    (BargeIn.WORDS, "what is this", False),
    (BargeIn.WORDS, "human", True),
    (BargeIn.WORDS, "stop", True),
])  # fmt: skip
def test_a_prompt_may_say_what_stops_it(policy: BargeIn, words: str, stops: bool) -> None:
    caller = Caller(CallSession(RULES.model_copy(update={"barge_in": {"ask_how": policy}}), ENGLISH))
    caller.rings()
    caller.hears_it_out()
    caller.is_silent(0.2)
    caller.speaks(0.4)
    assert caller.count(Clear) == 0
    caller.is_silent(0.12)
    if policy is BargeIn.WORDS:
        caller.is_transcribed(words)
    assert (caller.count(Clear) == 1) is stops
    caller.presses("0")
    assert caller.count(Transfer) == 1


@pytest.mark.parametrize(
    ("words", "stops"), [("stop", True), ("wait", True), ("human", True), ("so", False), ("", False)]
)
def test_a_word_too_short_to_stop_the_assistant_stops_it_by_its_meaning(
    listened: Caller, words: str, stops: bool
) -> None:
    listened.is_silent(7.0)  # so that it is asked again
    listened.speaks(0.14)
    assert listened.count(Clear) == 0
    listened.is_silent(0.08)
    listened.is_transcribed(words)
    assert (listened.count(Clear) == 1) is stops
    listened.is_silent(0.6)
    listened.speaks(0.3)
    assert listened.count(Clear) == 1


def test_a_short_sound_at_the_beginning_of_an_answer_leaves_it_to_be_taken_back(answered: Caller) -> None:
    transcribed = answered.count(Transcribe)
    answered.speaks(0.12)
    answered.is_silent(0.1)
    assert answered.count(Transcribe) == transcribed
    answered.speaks(0.14)
    assert answered.count(TakeBack) == 1


def test_seconds_of_an_interrupted_answer_are_never_more_than_it_has(interrupted: Caller) -> None:
    interrupted.is_transcribed("okay")
    interrupted.is_silent(0.6)
    for _ in range(3):
        interrupted.is_silent(0.9)
        interrupted.speaks(0.26)
        interrupted.is_silent(0.12)
        if interrupted.call.state is State.HEARING:
            interrupted.is_transcribed("okay")
            interrupted.is_silent(0.6)
    assert all(speak.skip_seconds < 10 * CLIP_SECONDS for speak in interrupted.all(Speak))


def test_a_reply_to_keys_is_kept_while_the_caller_speaks_and_said_when_it_was_nothing(listened: Caller) -> None:
    listened.presses("2")
    listened.speaks(0.3)
    listened.is_answered(HOURS)
    listened.is_silent(0.12)
    listened.is_transcribed("")
    listened.is_silent(0.6)
    assert listened.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)


def test_sounds_without_words_are_asked_about_once_and_then_a_person_is_called(listened: Caller) -> None:
    for _ in range(2):
        listened.speaks(0.4)
        listened.is_silent(0.12)
        listened.is_transcribed("")
        listened.is_silent(0.6)
        if listened.call.state is State.SPEAKING:
            listened.hears_it_out()
    assert listened.only(Transfer).reason is Reason.LOW_CONFIDENCE
