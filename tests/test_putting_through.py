"""Who is put through by rule has finished first; what they add on the way reaches the agent, too."""

import pytest

from ivr.core.commands import AddToHandOff, Ask, Clear, CloseStream, Parse, RecordTurn, Speak, Transcribe, Transfer
from ivr.core.events import CallerHungUp, EngineFailed, Transcribed
from ivr.core.record import Awaited, Engine, Expects, Prompt, Reason, Reply, Topic, Transcript
from ivr.core.states import State

from .scripted import Caller, asks, caller_who_listened, rules_with

NEWEST = -1
TEAMS = ("support", "complaints", "billing")
BY_TOPIC = [
    "I want to make a complaint",
    "I'll see you in court",
    "delete my data",
    "I can't afford to pay",
    "my husband passed away",
    "my card was stolen",
]


def is_heard(caller: Caller, text: str, seconds: float = 0.8) -> None:
    """An utterance and its words, up to 0.14 s of silence."""
    caller.speaks(seconds)
    caller.is_silent(0.14)
    newest = caller.all(Transcribe)[NEWEST]
    caller.does(Transcribed(newest.turn, newest.attempt, Transcript(text, 0.9)))


@pytest.mark.parametrize("text", BY_TOPIC)
@pytest.mark.parametrize("pause", [0.2, 0.4, 0.54])
def test_a_pause_inside_the_sentence_puts_nobody_through(text: str, pause: float) -> None:
    caller = caller_who_listened()
    is_heard(caller, text)
    caller.is_silent(pause - 0.14)
    caller.speaks(0.8)
    assert caller.count(Transfer) == 0
    caller.is_silent(0.14)
    whole = f"{text}, and I want somebody to look at it."
    newest = caller.all(Transcribe)[NEWEST]
    caller.does(Transcribed(newest.turn, newest.attempt, Transcript(whole, 0.9)))
    caller.is_silent(0.7)
    assert caller.only(Transfer).wish == whole


def test_a_rule_on_the_intent_waits_as_well() -> None:
    caller = caller_who_listened()
    is_heard(caller, "My lamp arrived with a crack in it")
    caller.understands("complaint", 0.97)
    caller.is_silent(0.4)
    assert caller.count(Transfer) == 0
    caller.is_silent(0.2)
    assert caller.only(Transfer).reason is Reason.TRANSFER_RULE


@pytest.mark.parametrize("text", ["human", "I want to speak to an agent", "there's smoke coming out of it"])
def test_a_way_out_and_an_emergency_do_not_wait(text: str) -> None:
    caller = caller_who_listened()
    is_heard(caller, text)
    caller.is_silent(0.1)
    assert caller.count(Transfer) == 1


def put_through(caller: Caller, text: str = "I want to make a complaint") -> Transfer:
    is_heard(caller, text)
    caller.is_silent(0.7)
    caller.is_silent(0.3)
    return caller.only(Transfer)


def test_who_goes_on_over_the_line_that_says_where_they_go_is_let_finish_and_the_agent_is_told_it() -> None:
    caller = caller_who_listened()
    put_through(caller)
    cleared = caller.count(Clear)
    caller.speaks(1.0)
    assert caller.count(Clear) == cleared + 1
    caller.is_silent(0.14)
    newest = caller.all(Transcribe)[NEWEST]
    caller.does(Transcribed(newest.turn, newest.attempt, Transcript("about the driver", 0.9)))
    caller.is_silent(0.7)
    assert caller.only(AddToHandOff).wish == "I want to make a complaint about the driver"
    assert caller.all(Speak)[-1].lines == (Prompt("connecting"),)
    caller.hears_it_out()
    assert caller.count(CloseStream) == 1
    assert (caller.count(Parse), caller.count(Ask)) == (0, 0)


@pytest.mark.parametrize("text", ["", "okay", "thank you"])
def test_after_a_cough_or_thanks_the_line_goes_on_where_it_was_cut(text: str) -> None:
    caller = caller_who_listened()
    put_through(caller)
    said = caller.all(Speak)[-1]
    is_heard(caller, text, 0.3)
    caller.is_silent(0.7)
    assert caller.count(AddToHandOff) == 0
    assert caller.all(Speak)[-1].lines == said.lines
    caller.hears_it_out()
    assert caller.call.state is State.ENDED


@pytest.mark.parametrize("engine", [Engine.TRANSCRIBER, Engine.DETECTOR])
def test_a_broken_engine_keeps_nobody_from_the_agent(engine: Engine) -> None:
    caller = caller_who_listened()
    put_through(caller)
    caller.speaks(0.8)
    caller.is_silent(0.14)
    newest = caller.all(Transcribe)[NEWEST]
    caller.does(EngineFailed(engine, newest.turn, newest.attempt))
    caller.is_silent(0.7)
    caller.hears_it_out()
    assert caller.call.state is State.ENDED


def test_words_that_never_come_keep_nobody_from_the_agent() -> None:
    caller = caller_who_listened()
    put_through(caller)
    caller.speaks(0.8)
    caller.is_silent(6.0)
    caller.hears_it_out()
    assert caller.call.state is State.ENDED


def test_who_talks_on_and_on_is_put_through() -> None:
    caller = caller_who_listened()
    put_through(caller)
    for _ in range(60):
        caller.speaks(1.0)
        if caller.call.state is State.TRANSFERRING and caller.all(Speak)[-1].lines == (Prompt("connecting"),):
            break
    caller.sends_audio = True
    for _ in range(60):
        if caller.call.state is State.ENDED:
            break
        caller.speaks(1.0)
    assert caller.call.state is State.ENDED


def test_an_emergency_that_is_told_on_the_way_is_told_the_number_and_known_to_the_agent() -> None:
    caller = caller_who_listened()
    put_through(caller)
    is_heard(caller, "there's smoke coming out of it")
    caller.is_silent(0.7)
    care = caller.only(AddToHandOff).care
    assert care is not None
    assert care.topic is Topic.EMERGENCY
    assert Prompt("emergency_911") in caller.all(Speak)[-1].lines


def test_a_number_to_call_is_not_stopped_by_talking_over_it() -> None:
    caller = caller_who_listened()
    is_heard(caller, "there's smoke coming out of it")
    caller.is_silent(0.3)
    cleared = caller.count(Clear)
    caller.speaks(1.0)
    assert caller.count(Clear) == cleared


def test_what_led_away_in_the_middle_of_a_task_reaches_the_agent_with_the_wish() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("Your number?",), Expects(Awaited.DIGITS, 6)))
    caller.hears_it_out()
    assert put_through(caller).wish == "where is my order I want to make a complaint"
    assert caller.all(RecordTurn)[-1].outcome == "transfer"


def test_a_call_that_ends_at_the_very_frame_in_which_it_is_heard_is_over(listened: Caller) -> None:
    put_through(listened)
    listened.is_silent(30.0)
    assert (listened.call.state, listened.call.heeds_audio) == (State.ENDED, False)


def test_who_hangs_up_in_the_words_that_say_where_they_go_is_put_through_to_nobody() -> None:
    caller = caller_who_listened()
    is_heard(caller, "human")
    caller.is_silent(0.2)
    assert caller.call.state is State.TRANSFERRING
    before = len(caller.commands)
    caller.does(CallerHungUp())
    caller.hears_it_out()
    assert caller.call.state is State.ENDED
    assert caller.commands[before:] == []


def caller_with_teams() -> Caller:
    return caller_who_listened(rules_with(routes={name: {"agents": ["+15005550001"]} for name in TEAMS}))


def asks_for_a_person(caller: Caller, text: str = "Can I speak to someone?") -> None:
    is_heard(caller, text)
    caller.is_silent(0.3)
    assert caller.only(Transfer).route == "support"


@pytest.mark.parametrize(
    ("first", "then", "route"),
    [
        ("Can I speak to someone?", "in billing", "billing"),
        ("human", "the complaints team please", "complaints"),
        ("operator", "it's about billing", "billing"),
        ("a person please", "about my lamp", None),
    ],
)
def test_who_asks_for_a_person_may_name_the_team_while_they_are_put_through(
    first: str, then: str, route: str | None
) -> None:
    caller = caller_with_teams()
    asks_for_a_person(caller, first)
    cleared = caller.count(Clear)
    is_heard(caller, then)
    caller.is_silent(0.7)
    assert (caller.only(AddToHandOff).route, caller.only(AddToHandOff).wish) == (route, f"{first} {then}")
    assert caller.count(Clear) == cleared, "the line that a person comes goes on"
    assert caller.count(CloseStream) == 0
    caller.mark_returns()
    assert caller.count(CloseStream) == 1


def test_a_team_that_is_being_named_as_the_line_ends_is_waited_for() -> None:
    caller = caller_with_teams()
    asks_for_a_person(caller)
    caller.speaks(0.8)
    caller.mark_returns()
    assert caller.count(CloseStream) == 0
    caller.is_silent(0.14)
    newest = caller.all(Transcribe)[NEWEST]
    caller.does(Transcribed(newest.turn, newest.attempt, Transcript("in billing", 0.9)))
    caller.is_silent(0.7)
    assert (caller.only(AddToHandOff).route, caller.count(CloseStream)) == ("billing", 1)


def test_who_has_asked_for_a_person_and_talks_on_has_one_three_seconds_after_the_line() -> None:
    caller = caller_with_teams()
    asks_for_a_person(caller)
    caller.speaks(0.8)
    caller.mark_returns()
    caller.speaks(2.9)
    assert caller.count(CloseStream) == 0
    caller.speaks(0.2)
    assert caller.count(CloseStream) == 1


def test_who_asked_for_a_team_or_pressed_zero_is_not_listened_to_any_more() -> None:
    caller = caller_with_teams()
    is_heard(caller, "Can I speak to someone in billing?")
    caller.is_silent(0.3)
    assert (caller.only(Transfer).route, caller.call.heeds_audio) == ("billing", False)
    caller = caller_with_teams()
    caller.presses("0")
    assert (caller.count(Transfer), caller.call.heeds_audio) == (1, False)


def test_with_one_team_alone_nobody_who_asks_for_a_person_is_kept_for_a_word_more() -> None:
    caller = caller_who_listened(rules_with(routes={"support": {"agents": ["+15005550001"]}}, transfer_rules=[]))
    asks_for_a_person(caller)
    assert not caller.call.heeds_audio
