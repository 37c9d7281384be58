"""A running call is looked at from outside: cheaply, without a word of it, and nothing changes by it."""

from dataclasses import fields, replace

from ivr.core.events import Helped
from ivr.core.help import Help
from ivr.core.look import Look, Running, worst_first
from ivr.core.record import Awaited, Priority, Reason, Reply
from ivr.core.states import State
from ivr.core.words.frustration import Sign

from .scripted import HOURS, Caller, asks, caller_who_listened, rules_with


def look() -> Look:
    return caller_who_listened().call.look()


def running(call: str, *, since: float = 0.0, state_since: float = 0.0, **changes: object) -> Running:
    return Running(call, "123", "+15550001", since, state_since, replace(look(), **changes))  # type: ignore[arg-type]


def order(*calls: Running, now: float = 100.0) -> list[str]:
    return [one.call for one in worst_first(list(calls), now)]


def test_who_is_in_danger_comes_first_then_frustration_misses_silence_and_length() -> None:
    urgent = running("urgent", priority=Priority.URGENT, state=State.TRANSFERRING)
    swore = running("swore", frustration=4, state=State.SPEAKING)
    missed = running("missed", misses=2, state=State.SPEAKING)
    silent = running("silent", since=90, state_since=70, state=State.LISTENING)
    long = running("long", since=10, state=State.THINKING)
    new = running("new", since=95, state=State.THINKING)
    worst = ["urgent", "swore", "missed", "silent", "long", "new"]
    assert order(new, long, silent, missed, swore, urgent) == worst
    assert order(urgent, swore, missed, silent, long, new) == worst


def test_only_a_caller_whose_turn_it_is_is_silent() -> None:
    assert running("one", state_since=40, state=State.LISTENING).silent_seconds(100.0) == 60
    assert running("one", state_since=40, state=State.SPEAKING).silent_seconds(100.0) == 0


def test_what_was_understood_last_is_told_with_its_chance() -> None:
    caller = caller_who_listened()
    assert caller.call.look().understood is None
    asks(caller, "what are your opening hours", "opening_hours")
    known = caller.call.look().understood
    assert known is not None
    assert (known.intent, known.chance, known.least, known.outcome) == ("opening_hours", 0.97, 0.6, "ask")


def test_how_far_the_call_is_from_a_person_is_told_the_nearest_first() -> None:
    caller = caller_who_listened(rules_with(thresholds={"misses_in_a_row": 3, "misses_in_a_call": 5}))
    caller.says("mumble mumble", "greet", 0.1)
    near = {one.what: (one.reason, one.have, one.most) for one in caller.call.look().near}
    assert near["misses_in_a_row"] == (Reason.LOW_CONFIDENCE, 1, 3)
    assert near["misses_in_a_call"] == (Reason.LOW_CONFIDENCE, 1, 5)
    assert near["frustration_high"] == (Reason.FRUSTRATED, 1, 6)
    assert caller.call.look().near[0].what == "misses_in_a_row"
    assert caller.call.look().signs == (Sign.MISSED,)


def test_a_call_in_which_nothing_happens_looks_the_same_frame_after_frame() -> None:
    caller = caller_who_listened()
    before = caller.call.look()
    caller.is_silent(2.0)
    assert caller.call.look() == before
    caller.presses("1")
    assert caller.call.look() != before


def test_to_look_changes_nothing() -> None:
    looked, other = caller_who_listened(), caller_who_listened()
    for caller in (looked, other):
        asks(caller, "what are your opening hours", "opening_hours")
        if caller is looked:
            caller.call.look()
        caller.is_answered(HOURS)
        caller.hears_it_out()
    assert looked.commands == other.commands


def test_what_waits_for_its_moment_is_seen() -> None:
    caller = caller_who_listened()
    caller.speaks(0.5)
    caller.does(Helped(Help.OFFER_PERSON))
    assert caller.call.look().help is Help.OFFER_PERSON


def test_no_word_of_the_caller_or_of_ours_is_in_it() -> None:
    caller = caller_who_listened()
    asks(caller, "my name is Wilhelmina Featherstone", "give_name")
    caller.is_answered(Reply(("Thank you, Wilhelmina.",)))
    assert "wilhelmina" not in repr(caller.call.look()).lower()
    assert {field.name for field in fields(Look)} & {"wish", "given", "said", "transcript"} == set()


def test_what_the_caller_is_asked_for_is_told_by_its_kind(answered: Caller) -> None:
    assert answered.call.look().awaited is Awaited.FREE
