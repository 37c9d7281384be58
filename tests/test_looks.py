"""A way to a person is heard where noise or other voices leave the caller no pause."""

from ivr.core.commands import Ask, Parse, Transcribe, Transfer
from ivr.core.events import EngineFailed, Transcribed
from ivr.core.record import Engine, Reason, Transcript
from ivr.core.states import State

from .scripted import RULES, Caller, caller_who_listened


def test_human_is_heard_though_noise_leaves_no_pause(listened: Caller) -> None:
    listened.speaks(1.3)
    look = listened.only(Transcribe)
    listened.does(Transcribed(look.turn, look.attempt, Transcript("I want to talk to a human", 0.9)))
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_nothing_else_is_concluded_while_no_pause_comes(listened: Caller) -> None:
    for _ in range(2):
        listened.speaks(1.25)
        look = listened.all(Transcribe)[-1]
        listened.does(Transcribed(look.turn, look.attempt, Transcript("where is my order", 0.9)))
    assert (listened.count(Transcribe), listened.count(Parse), listened.count(Transfer)) == (2, 0, 0)
    assert listened.call.state is State.HEARING
    listened.is_silent(0.14)
    assert len(listened.all(Transcribe)[-1].pcm) > 2.0 * 16000


def test_no_second_look_is_begun_while_the_first_is_awaited(listened: Caller) -> None:
    listened.speaks(2.5)
    look = listened.only(Transcribe)
    listened.does(EngineFailed(Engine.TRANSCRIBER, look.turn, look.attempt))
    listened.speaks(0.1)
    assert listened.count(Transcribe) == 2


def test_on_a_line_without_pauses_the_end_of_the_words_is_looked_at_though_noise_goes_on(listened: Caller) -> None:
    listened.speaks(1.2)
    first = listened.only(Transcribe)
    listened.does(Transcribed(first.turn, first.attempt, Transcript("so we said", 0.4)))
    listened.speaks(0.6)
    listened.is_silent(0.14)
    assert listened.count(Transcribe) == 2
    listened.speaks(0.04)
    look = listened.all(Transcribe)[-1]
    assert look.attempt == -2
    listened.does(Transcribed(look.turn, look.attempt, Transcript("I want a human", 0.6)))
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_caller_between_two_words_is_not_looked_at(listened: Caller) -> None:
    for _ in range(4):
        listened.speaks(0.7)
        listened.is_silent(0.08)
    assert {look.attempt > 0 for look in listened.all(Transcribe)} == {True}


def test_a_look_that_is_answered_while_the_assistant_thinks_makes_way_for_the_next(listened: Caller) -> None:
    listened.speaks(1.2)
    look = listened.only(Transcribe)
    listened.is_silent(1.5)
    assert listened.call.state is State.THINKING
    listened.does(Transcribed(look.turn, look.attempt, Transcript("so we said", 0.4)))
    listened.speaks(1.3)
    assert listened.all(Transcribe)[-1].attempt == -2


def test_a_look_knows_the_operators_own_words_for_a_person() -> None:
    ways_out = RULES.ways_out.model_copy(update={"phrases": ("the workshop",)})
    caller = caller_who_listened(RULES.model_copy(update={"ways_out": ways_out}))
    caller.speaks(1.3)
    look = caller.only(Transcribe)
    caller.does(Transcribed(look.turn, look.attempt, Transcript("I mean the workshop", 0.9)))
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_look_that_fails_or_comes_late_changes_nothing(listened: Caller) -> None:
    listened.speaks(1.3)
    look = listened.only(Transcribe)
    listened.does(EngineFailed(Engine.TRANSCRIBER, look.turn, look.attempt))
    listened.is_silent(0.3)
    listened.is_transcribed("where is my order")
    listened.understands("order_status", 0.97)
    listened.does(Transcribed(look.turn, look.attempt, Transcript("human", 0.9)))
    assert (listened.count(Ask), listened.count(Transfer)) == (1, 0)
