"""In a long call, and after a long wait, callers hear again that an AI speaks and how they reach a person."""

from itertools import pairwise

from ivr.core.call import CallSession
from ivr.core.commands import RecordSaid, Speak
from ivr.core.events import FRAME_SECONDS
from ivr.core.record import Prompt, Reply
from ivr.core.said.reminding import LONG_WAIT_SECONDS, REMIND_AFTER_SECONDS, REMINDER, TELL_WHAT_WE_ARE

from .english import ENGLISH
from .scripted import Caller, rules_with

MINUTES = 12
FIVE_MINUTES = 300.0
LONG = rules_with(limits={"turns": 400, "call_minutes": 30})


def caller_who_listened() -> Caller:
    caller = Caller(CallSession(LONG, ENGLISH))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    return caller


def seconds_of(caller: Caller) -> float:
    return caller.call.memory.heard_frames * FRAME_SECONDS


THINGS = ("shoes", "coats", "lamps", "chairs", "tables", "hats", "rugs", "pots", "kites", "tents", "boats", "socks")


def asks(caller: Caller, number: int) -> None:
    """Another thing each time: who goes round in circles is offered a person for that."""
    caller.says(f"do you sell {THINGS[number % len(THINGS)]}", "opening_hours", 0.9)
    caller.is_answered(Reply((f"This is answer number {number}.",)))


def hears_a_long_answer_out(caller: Caller, seconds: float) -> None:
    caller.rings_for(minutes=(seconds_of(caller) + seconds) / 60)
    caller.mark_returns(after_seconds=seconds)


def said_last(caller: Caller) -> tuple[object, ...]:
    return caller.all(Speak)[-1].lines


def test_in_a_call_of_twelve_minutes_no_five_pass_without_it() -> None:
    caller, told_at, known = caller_who_listened(), [0.0], 0
    for number in range(len(THINGS)):
        asks(caller, number)
        began = seconds_of(caller)
        hears_a_long_answer_out(caller, 55.0)
        heard = caller.all(RecordSaid)
        if any(not TELL_WHAT_WE_ARE.isdisjoint(said.lines) for said in heard[known:]):
            told_at.append(began)
        known = len(heard)
    assert seconds_of(caller) >= MINUTES * 60 - 60
    told_at.append(seconds_of(caller))
    assert len(told_at) >= 4
    assert max(after - before for before, after in pairwise(told_at)) <= FIVE_MINUTES


def test_a_short_call_is_not_told_twice() -> None:
    caller = caller_who_listened()
    for number in range(5):
        asks(caller, number)
        assert TELL_WHAT_WE_ARE.isdisjoint(said_last(caller))
        caller.hears_it_out()


def test_what_was_not_heard_to_its_end_is_told_with_the_next_answer() -> None:
    caller = caller_who_listened()
    caller.call.memory.told_at = -REMIND_AFTER_SECONDS
    asks(caller, 1)
    assert said_last(caller)[:2] == REMINDER
    caller.is_silent(0.4)
    caller.speaks(0.8)
    caller.is_silent(0.2)
    caller.is_transcribed("no I mean on sunday")
    caller.understands("opening_hours", 0.9)
    caller.is_silent(1.5)
    caller.is_answered(Reply(("On Sunday we are closed.",)))
    assert said_last(caller)[:2] == REMINDER


def test_who_was_told_what_speaks_for_asking_is_not_told_again_soon() -> None:
    caller = caller_who_listened()
    caller.call.memory.told_at = -REMIND_AFTER_SECONDS
    caller.says("are you a robot")
    assert Prompt("robot_answer") in said_last(caller)
    caller.hears_it_out()
    asks(caller, 1)
    assert TELL_WHAT_WE_ARE.isdisjoint(said_last(caller))


def test_after_a_long_wait_the_question_comes_behind_it() -> None:
    caller = caller_who_listened()
    caller.says("hold on a moment please")
    caller.is_silent(LONG_WAIT_SECONDS / 2)
    caller.says("hold on a moment", "greet", 0.2)
    caller.is_silent(LONG_WAIT_SECONDS / 2)
    caller.says("I'm back", "greet", 0.2)
    assert said_last(caller)[:2] == REMINDER


def test_after_a_short_one_it_does_not() -> None:
    caller = caller_who_listened()
    caller.says("hold on a moment please")
    caller.is_silent(5.0)
    caller.says("I'm back", "greet", 0.2)
    assert TELL_WHAT_WE_ARE.isdisjoint(said_last(caller))


def test_its_recordings_say_that_it_is_an_ai_no_person_and_how_to_reach_one() -> None:
    from ivr.settings import ROOT
    from ivr.written.prompt_texts import load_texts

    texts = load_texts(ROOT / "audio_prompts")
    reminder = " ".join(texts[line.name]["en"] for line in REMINDER if isinstance(line, Prompt))
    assert "A.I." in reminder
    assert "not a person" in reminder
    assert "press zero" in reminder
