"""A way to a person is heard where noise or other voices leave the caller no pause."""

from ivr.core.commands import Abandon, Ask, Parse, RecordTurn, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import EngineFailed, Replied, Transcribed
from ivr.core.heard.decision import Outcome
from ivr.core.record import Engine, Reason, Reply, Transcript
from ivr.core.states import State

from .scripted import HOURS, RULES, Caller, caller_who_listened, rules_with


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


def says_with_doubt(caller: Caller, text: str) -> Transcribe:
    """Words that may have been others, at the beginning of a pause; the attempt that heard them."""
    caller.speaks(0.8)
    caller.is_silent(0.12)
    first = caller.all(Transcribe)[-1]
    caller.does(Transcribed(first.turn, first.attempt, Transcript(text, 0.5, doubtful=True)))
    return first


def is_heard_with_doubt(caller: Caller, text: str) -> Transcribe:
    """Words that may have been others; the second listen that is begun for them."""
    first = says_with_doubt(caller, text)
    caller.is_silent(0.2)
    second = caller.all(Transcribe)[-1]
    assert second.attempt < 0
    assert second.turn == first.turn
    return second


def hears(caller: Caller, second: Transcribe, text: str) -> None:
    caller.does(Transcribed(second.turn, second.attempt, Transcript(text, 0.6)))


def test_doubtful_words_are_given_on_at_once_and_listened_to_once_more_beside_it(listened: Caller) -> None:
    says_with_doubt(listened, "where is my daughter")
    assert listened.count(Parse) == 1
    listened.understands("order_status", 0.97)
    listened.is_silent(0.1)
    assert listened.only(Ask).text == "where is my daughter"
    assert [one.attempt for one in listened.all(Transcribe)] == [1, -1]


def test_sure_words_are_not_listened_to_once_more(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    listened.is_transcribed("where is my order")
    assert listened.count(Transcribe) == 1


def test_a_person_who_was_asked_for_after_all_takes_the_call_before_the_turn_is_over(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "inchang")
    hears(listened, second, "Agent.")
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_person_who_was_asked_for_after_all_takes_the_call_though_the_turn_was_missed(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "the ocean")
    listened.understands("greet", 0.1)
    listened.is_silent(0.9)
    assert listened.call.memory.misses_in_a_row == 1
    hears(listened, second, "human")
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED
    assert listened.call.memory.misses_in_a_row == 0
    assert [one.outcome for one in listened.all(RecordTurn)] == [Outcome.MISS, Outcome.TAKEN_BACK, Outcome.TRANSFER]


def test_a_person_who_was_asked_for_after_all_takes_the_call_while_the_assistant_thinks(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "where is my daughter")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.3)
    asked = listened.only(Ask)
    hears(listened, second, "operator")
    assert listened.only(TakeBack).turn == asked.turn
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED
    said = listened.count(Speak)
    listened.does(Replied(asked.turn, HOURS))
    assert listened.count(Speak) == said


def test_a_person_who_was_asked_for_after_all_takes_the_call_in_the_midst_of_the_answer(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "what are your hours")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.3)
    listened.is_answered(HOURS)
    listened.is_silent(1.5)
    hears(listened, second, "a person please")
    assert listened.count(TakeBack) == 0
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_person_is_heard_once_more_over_a_line_that_speech_does_not_stop() -> None:
    caller = caller_who_listened(
        rules_with(barge_in={"how_can_i_help": "words"}, disclosure={"prompts": ["disclosure"]})
    )
    caller.rings()
    second = is_heard_with_doubt(caller, "the ocean")
    hears(caller, second, "human")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_second_listen_that_hears_nobody_asked_for_changes_nothing(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "where is my daughter")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.3)
    before = len(listened.commands)
    hears(listened, second, "where is my daughter")
    listened.does(EngineFailed(Engine.TRANSCRIBER, second.turn, second.attempt))
    assert len(listened.commands) == before
    listened.is_answered(Reply(("It comes today.",)))
    assert listened.count(Transfer) == 0


def test_a_second_listen_to_words_that_went_on_is_given_up_and_no_longer_counts(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "the ocean")
    listened.speaks(0.3)
    assert [(one.turn, one.attempt) for one in listened.all(Abandon)] == [(second.turn, second.attempt)]
    hears(listened, second, "human")
    assert listened.count(Transfer) == 0


def test_the_second_listen_hears_what_the_first_heard(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "the ocean")
    first = listened.all(Transcribe)[0]
    assert second.pcm[: len(first.pcm)] == first.pcm


def test_in_a_short_pause_nothing_is_listened_to_once_more(listened: Caller) -> None:
    says_with_doubt(listened, "I would like")
    listened.is_silent(0.1)
    listened.speaks(0.5)
    assert listened.count(Transcribe) == 1


def test_doubtful_words_are_listened_to_once_more_once(listened: Caller) -> None:
    is_heard_with_doubt(listened, "the ocean")
    listened.is_silent(0.2)
    assert listened.count(Transcribe) == 2


def test_a_wish_for_a_person_that_was_taken_for_a_wish_to_wait_is_no_half_wish(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "hang on")
    listened.is_silent(1.0)
    hears(listened, second, "human")
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_an_answer_that_was_heard_to_its_end_is_not_taken_back(listened: Caller) -> None:
    second = is_heard_with_doubt(listened, "what are your hours")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.3)
    listened.is_answered(HOURS)
    listened.is_silent(1.9)
    listened.mark_returns()
    hears(listened, second, "human")
    assert listened.count(Transfer) == 1
    assert listened.count(TakeBack) == 0


def test_what_was_told_in_long_speech_before_it_is_of_the_same_turn(listened: Caller) -> None:
    listened.speaks(6.5)
    listened.is_silent(0.2)
    first = next(one for one in reversed(listened.all(Transcribe)) if one.attempt > 0)
    told = Transcript("my invoice is wrong and it is the third time now", 0.9)
    listened.does(Transcribed(first.turn, first.attempt, told))
    listened.speaks(0.8)
    listened.is_silent(0.2)
    last = listened.all(Transcribe)[-1]
    listened.does(Transcribed(last.turn, last.attempt, Transcript("inchang", 0.5, doubtful=True)))
    listened.is_silent(2.6)
    assert listened.call.state is State.THINKING
    hears(listened, listened.all(Transcribe)[-1], "human")
    assert listened.count(Transfer) == 1
    assert "invoice" in listened.only(RecordTurn).transcript.text


def test_what_an_agent_must_know_is_not_forgotten_for_the_wish_for_a_person(listened: Caller) -> None:
    says_with_doubt(listened, "my husband hits me")
    listened.is_silent(1.0)
    assert listened.call.memory.asked_if_safe
    hears(listened, listened.all(Transcribe)[-1], "human")
    assert listened.only(Transfer).care is not None


def test_who_is_put_through_is_not_listened_to_once_more(listened: Caller) -> None:
    says_with_doubt(listened, "I want a human")
    listened.is_silent(1.0)
    assert (listened.count(Transfer), listened.count(Transcribe)) == (1, 1)
