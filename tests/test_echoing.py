"""What comes back of our own words is no caller; who speaks over them, in the same words or others, is one."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Clear, Speak, Transcribe, Transfer
from ivr.core.events import FRAME_SECONDS, AudioHeard, Transcribed
from ivr.core.record import Prompt, Reply
from ivr.core.states import State
from ivr.store.journal import decoded, entry

from .english import ENGLISH
from .scripted import CLIP_SECONDS, RULES, SILENCE, Caller

TEXTS = {
    "ask_how": "How can I help?",
    "no_input_1": "I still can't hear you. Tell me what you need. For a person, press zero.",
    "offer_person": "If you'd rather talk to a person, say human or press zero.",
}
SAID = Prompt("no_input_1")


def caller_hearing_how_to_reach_a_person() -> Caller:
    caller = Caller(CallSession(RULES, ENGLISH, texts=TEXTS))
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


def test_words_of_any_kind_stop_us_where_our_own_voice_did() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, "I still can't hear you. Tell me what you need", echo=0.7)
    spoken = caller.count(Speak)
    is_heard(caller, "where is my order", echo=0.1)
    caller.understands("order_status", 0.98)
    caller.is_silent(0.8)
    assert caller.all(Ask)[-1].text == "where is my order"
    assert caller.count(Speak) == spoken


@pytest.mark.parametrize("text", ["mm-hm", ""])
def test_nothing_that_says_anything_stops_us_twice_on_a_line_that_echoes(text: str) -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, "", echo=0.7)
    spoken = caller.count(Speak)
    is_heard(caller, text, echo=0.3)
    assert (caller.count(Speak), caller.count(Transfer), caller.call.state) == (spoken, 0, State.SPEAKING)


def test_the_answer_to_a_choice_is_the_callers_though_each_of_its_words_was_ours() -> None:
    choice = "I can offer Thursday between eight and ten or Friday between two and four."
    caller = Caller(CallSession(RULES, ENGLISH, texts=TEXTS))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.says("move my delivery", "move_delivery", 0.98)
    caller.is_answered(Reply((choice,)))
    for _ in range(round(CLIP_SECONDS / FRAME_SECONDS)):
        caller.does(AudioHeard(SILENCE, 0.02, 0.9))
    caller.mark_returns()
    caller.is_silent(0.9)
    is_heard(caller, "Thursday between eight and ten or Friday between two and four", echo=0.0)
    assert heard_by(caller)[-1].startswith("Thursday between")


@pytest.mark.parametrize("echo", [0.0, 0.05, 0.3])
@pytest.mark.parametrize(
    "text", ["I'd rather talk to a person", "rather talk to a person please", "this is an emergency"]
)
def test_a_persons_help_is_not_taken_for_an_echo_where_the_line_explains_little_of_it(text: str, echo: float) -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, text, echo=echo)
    assert heard_by(caller)[-1] == text


def test_a_replay_knows_what_was_an_echo() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    is_heard(caller, "I still can't hear you. Tell me what you need", echo=0.7)
    is_heard(caller, "mm-hm", echo=0.7)
    caller.hears_it_out()
    kept = [entry(number, 0.0, event) for number, event in enumerate(caller.events)]
    again = CallSession.resume(RULES, ENGLISH, [event for one in kept for event in decoded(one)], TEXTS)
    assert again.memory == caller.call.memory


def heard_by(caller: Caller) -> list[str]:
    return [event.transcript.text for event in caller.events if isinstance(event, Transcribed)]


def on_a_line_that_echoes() -> Caller:
    caller = caller_hearing_how_to_reach_a_person()
    for _ in range(20):
        caller.does(AudioHeard(SILENCE, 0.02, 0.9))
    return caller


def test_sound_as_a_line_begins_stops_it_on_no_line_that_echoes() -> None:
    caller = on_a_line_that_echoes()
    caller.does(AudioHeard(SILENCE, 0.02, 0.0))
    spoken = caller.count(Speak)
    for _ in range(20):
        caller.does(AudioHeard(SILENCE, 0.95, 0.0))
    assert (caller.count(Clear), caller.count(Speak)) == (0, spoken)
    caller.is_silent(0.2)
    caller.is_transcribed("I want to return something")
    assert caller.call.state is State.HEARING


def test_who_speaks_over_the_middle_of_a_line_stops_it_at_once_where_the_echo_is_taken_out() -> None:
    caller = on_a_line_that_echoes()
    caller.is_silent(1.0)
    caller.speaks(0.3)
    assert caller.count(Clear) == 1


@pytest.mark.parametrize("text", ["I still", "I still can't", "I still can hear", "hear you", "hear"])
def test_the_first_words_of_a_line_heard_as_it_begins_are_no_caller(text: str) -> None:
    caller = on_a_line_that_echoes()
    is_heard(caller, text, echo=0.0)
    assert heard_by(caller)[-1] == ""


def test_what_is_not_understood_as_we_fall_silent_is_let_pass_but_not_for_ever() -> None:
    caller = on_a_line_that_echoes()
    before = caller.call.memory.misses_in_call
    for _ in range(3):
        is_misheard(caller)
        assert (caller.call.memory.misses_in_call, caller.call.state) == (before, State.LISTENING)
        is_heard(caller, "say that again", echo=0.0)
    is_misheard(caller)
    assert caller.call.memory.misses_in_call == before + 1


def is_misheard(caller: Caller) -> None:
    """Right after what was said; nobody knows the words for sure."""
    caller.hears_it_out()
    for _ in range(round(0.6 / FRAME_SECONDS)):
        caller.does(AudioHeard(SILENCE, 0.95, 0.05))
    caller.is_silent(0.2)
    caller.is_transcribed("happy life", confidence=0.01)
    caller.understands("nothing_of_ours", 0.1)
    caller.is_silent(1.5)


def test_on_a_line_without_an_echo_what_is_not_understood_is_a_miss_at_once() -> None:
    caller = caller_hearing_how_to_reach_a_person()
    before = caller.call.memory.misses_in_call
    caller.says("happy life", "nothing_of_ours", 0.1)
    assert caller.call.memory.misses_in_call == before + 1


@pytest.mark.parametrize(
    ("text", "stops"), [("need", False), ("tell person", False), ("my bill", True), ("cancel", True)]
)
def test_single_words_of_ours_do_not_stop_us_while_some_of_our_voice_is_heard(text: str, stops: bool) -> None:
    caller = on_a_line_that_echoes()
    caller.is_silent(1.0)
    for _ in range(20):
        caller.does(AudioHeard(SILENCE, 0.95, 0.2))
    caller.is_silent(0.2)
    caller.is_transcribed(text)
    assert (caller.call.state is State.HEARING) == stops


@pytest.mark.parametrize("text", ["yes", "no", "four two one", "person", "a person", "stop"])
def test_a_short_answer_as_a_line_begins_is_the_callers(text: str) -> None:
    caller = on_a_line_that_echoes()
    is_heard(caller, text, echo=0.0)
    assert heard_by(caller)[-1] == text
