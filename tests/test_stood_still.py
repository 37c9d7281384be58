"""A service that stood still, and a line that is slow: the caller is spoken to, and what they heard counts."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Clear, RecordDisclosure, Speak, Transfer
from ivr.core.events import LineFailed, PlaybackFinished, StoodStill
from ivr.core.record import Prompt, Words
from ivr.core.states import State

from .english import ENGLISH
from .scripted import CLIP_SECONDS, HOURS, RULES, Caller, asks, caller_just_answered, caller_who_listened

SORRY = Prompt("sorry_dropped")


def test_who_waited_is_told_and_asked_again_at_once() -> None:
    caller = caller_who_listened()
    caller.is_silent(1.0)
    caller.does(StoodStill(30.0))
    assert caller.all(Speak)[-1].lines == (SORRY, Prompt("ask_how"))
    assert caller.call.state is State.SPEAKING


def test_what_was_being_said_meanwhile_is_not_taken_for_a_whole() -> None:
    caller = caller_who_listened()
    caller.speaks(0.6)
    caller.does(StoodStill(12.0))
    assert caller.all(Speak)[-1].lines[0] == SORRY
    caller.hears_it_out()
    assert caller.call.state is State.LISTENING
    assert caller.call.memory.misses_in_call == 0


def test_an_answer_that_is_awaited_comes_all_the_same() -> None:
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.does(StoodStill(8.0))
    caller.is_answered(HOURS)
    assert caller.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)


def test_what_is_being_said_is_said_to_its_end() -> None:
    caller = caller_just_answered()
    before = caller.count(Clear)
    caller.does(StoodStill(5.0))
    assert caller.count(Clear) == before
    assert caller.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)


@pytest.mark.parametrize("share", [0.95, 0.9, 0.8, 0.5, 0.0])
def test_a_disclosure_heard_over_a_slow_line_was_heard(share: float) -> None:
    """Of its length, so much is counted in frames; by the clock it was played whole."""
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.is_silent(CLIP_SECONDS * share)
    caller.does(PlaybackFinished(caller.all(Speak)[-1].mark, CLIP_SECONDS + 0.1))
    assert [evidence.complete for evidence in caller.all(RecordDisclosure)] == [True]
    assert caller.all(Speak)[-1].lines == (Prompt("ask_how"),)


def test_a_mark_that_is_early_by_the_clock_too_is_no_evidence_until_the_time_has_gone_by() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.is_silent(CLIP_SECONDS * 0.5)
    caller.does(PlaybackFinished(caller.all(Speak)[-1].mark, CLIP_SECONDS * 0.6))
    assert caller.all(RecordDisclosure) == []
    caller.is_silent(CLIP_SECONDS * 0.5)
    assert [evidence.complete for evidence in caller.all(RecordDisclosure)] == [True]


def test_a_line_that_is_dead_is_still_a_person() -> None:
    caller = caller_who_listened()
    caller.does(LineFailed())
    assert caller.count(Transfer) == 1
