"""Gateways that return a mark as they take the audio, or never: what is being heard is what the clock says."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Clear, CloseStream, HangUp, RecordDisclosure, RecordSaid, Speak, Transfer
from ivr.core.events import StoodStill
from ivr.core.record import Prompt, Reply
from ivr.core.states import State

from .english import ENGLISH
from .scripted import CLIP_SECONDS, HOURS, RULES, Caller, asks, caller_who_listened


def answered(reply: Reply = HOURS) -> Caller:
    """One whose answer was sent and its mark returned at once."""
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(reply)
    caller.mark_returns(after_seconds=0.0)
    return caller


def test_what_is_still_heard_is_interrupted_as_ever() -> None:
    caller = answered()
    caller.is_silent(1.3)
    caller.speaks(0.6)
    assert caller.count(Clear) == 1
    assert not caller.all(RecordSaid)[-1].whole
    assert caller.call.state is State.HEARING


def test_what_was_heard_out_was_heard_whole_and_the_next_question_waits_for_it() -> None:
    caller = answered()
    caller.is_silent(CLIP_SECONDS - 0.2)
    assert caller.call.state is State.SPEAKING
    caller.is_silent(0.2)
    assert caller.call.state is State.LISTENING
    assert caller.all(RecordSaid)[-1].whole


def test_a_silent_caller_is_asked_no_sooner() -> None:
    early, usual = answered(), caller_who_listened()
    asks(usual, "what are your opening hours", "opening_hours")
    usual.is_answered(HOURS)
    usual.hears_it_out()
    early.is_silent(CLIP_SECONDS)
    for caller in (early, usual):
        caller.is_silent(RULES.timing.no_input_after_seconds - 0.2)
        assert caller.call.state is State.LISTENING
    for caller in (early, usual):
        caller.is_silent(0.4)
        assert caller.call.state is State.SPEAKING


def test_a_goodbye_is_heard_to_its_end() -> None:
    caller = answered(Reply(("Goodbye.",), hang_up=True))
    caller.is_silent(CLIP_SECONDS - 0.2)
    assert caller.count(HangUp) == 0
    caller.is_silent(0.2)
    assert caller.count(HangUp) == 1


def test_where_the_call_goes_is_heard_before_it_goes() -> None:
    caller = caller_who_listened()
    caller.presses("0")
    caller.mark_returns(after_seconds=0.0)
    caller.is_silent(CLIP_SECONDS - 0.2)
    assert (caller.count(Transfer), caller.count(CloseStream)) == (1, 0)
    caller.is_silent(0.2)
    assert caller.count(CloseStream) == 1


def test_what_was_sent_before_is_heard_before() -> None:
    """ "One moment" is still being played when the answer is sent behind it."""
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    while Prompt("one_moment") not in caller.all(Speak)[-1].lines:
        caller.is_silent(0.1)
    caller.is_silent(0.5)
    caller.is_answered(HOURS)
    caller.mark_returns(after_seconds=0.0)
    caller.is_silent(2 * CLIP_SECONDS - 0.8)
    assert caller.call.state is State.SPEAKING
    caller.is_silent(0.3)
    assert caller.call.state is State.LISTENING


def test_key_0_is_a_person_also_while_an_early_mark_waits() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.mark_returns(after_seconds=0.0)
    caller.is_silent(1.0)
    caller.presses("0")
    assert caller.count(Transfer) == 1
    assert not caller.only(RecordDisclosure).complete


def test_time_in_which_the_service_stood_still_went_by() -> None:
    caller = answered()
    caller.does(StoodStill(30.0))
    caller.is_silent(0.1)
    assert caller.call.state is State.LISTENING


@pytest.mark.parametrize("turns", [1, 3])
def test_where_marks_never_come_each_line_ends_a_moment_after_it_was_heard(turns: int) -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    grace = RULES.timing.mark_grace_seconds + 0.1
    caller.rings()
    caller.is_silent(CLIP_SECONDS + grace)
    assert caller.only(RecordDisclosure).complete
    caller.is_silent(CLIP_SECONDS + grace)
    for _ in range(turns):
        assert caller.call.state is State.LISTENING
        asks(caller, "what are your opening hours", "opening_hours")
        caller.is_answered(HOURS)
        caller.is_silent(CLIP_SECONDS + grace)
        assert caller.all(RecordSaid)[-1].whole
    caller.presses("0")
    caller.is_silent(CLIP_SECONDS + grace)
    assert caller.count(CloseStream) == 1
