"""What comes back of our own words is no caller; who speaks over them, in the same words or others, is one."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Speak, Transcribe, Transfer
from ivr.core.events import FRAME_SECONDS, AudioHeard
from ivr.core.record import Prompt
from ivr.core.states import State

from .scripted import RULES, SILENCE, Caller

TEXTS = {
    "ask_how": "How can I help?",
    "no_input_1": "I still can't hear you. Tell me what you need. For a person, press zero.",
    "offer_person": "If you'd rather talk to a person, say human or press zero.",
}
SAID = Prompt("no_input_1")


def caller_hearing_how_to_reach_a_person() -> Caller:
    caller = Caller(CallSession(RULES, texts=TEXTS))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.is_silent(RULES.timing.no_input_after_seconds + 0.1)
    assert SAID in caller.all(Speak)[-1].lines
    return caller


def is_heard(caller: Caller, text: str, *, echo: float) -> None:
    """Speech over the prompt of which so much of the power is our voice, and the words that were made of it."""
    for _ in range(round(0.8 / FRAME_SECONDS)):
        caller.does(AudioHeard(SILENCE, 0.95, echo))
    caller.is_silent(0.2)
    caller.is_transcribed(text)
    caller.is_silent(0.5)


ECHOES = [
    "For a person, press zero.",
    "for a person press hero",
    "Tell me what you need for a person, press zero.",
    "I still can't hear you. Tell me what you need",
    "still can't hear you tell me what unique for a person press zero",
]


@pytest.mark.parametrize("text", ECHOES)
def test_what_is_mostly_our_voice_in_our_words_is_no_caller(text: str) -> None:
    caller = caller_hearing_how_to_reach_a_person()
    before = caller.call.memory.misses_in_call
    is_heard(caller, text, echo=0.7)
    assert caller.count(Transfer) == 0
    assert caller.call.memory.misses_in_call == before
    assert SAID in caller.all(Speak)[-1].lines


@pytest.mark.parametrize("text", ["human", "a person", "a person please", "get me a person", "press zero", "agent"])
@pytest.mark.parametrize("echo", [0.0, 0.1])
def test_who_asks_for_a_person_over_it_reaches_one(text: str, echo: float) -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, text, echo=echo)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 1


def test_where_nothing_ever_came_back_a_few_words_of_ours_are_the_callers() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, "for a person press zero", echo=0.0)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 1


@pytest.mark.parametrize("wish", ["human", "get me somebody real", "I want an operator"])
def test_what_the_caller_says_besides_is_theirs(wish: str) -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, f"tell me what you need {wish}", echo=0.5)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 1


def test_who_answers_in_our_words_after_they_died_away_is_a_caller() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    caller.hears_it_out()
    caller.is_silent(2.5)
    is_heard(caller, "for a person press zero", echo=0.0)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 1


def test_once_our_own_voice_stopped_us_sound_alone_does_so_no_more_and_words_do() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, "I still can't hear you. Tell me what you need", echo=0.7)
    spoken = caller.count(Speak)
    is_heard(caller, "what you need for a person", echo=0.7)
    assert (caller.count(Speak), caller.call.state) == (spoken, State.SPEAKING)
    is_heard(caller, "human", echo=0.1)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 1
    assert caller.count(Transcribe) >= 3
