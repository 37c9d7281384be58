"""A caller who goes on after being answered had not finished: both stretches become one turn, and nothing is lost."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Abandon, Ask, Clear, Parse, RecordSaid, RecordTurn, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import EngineFailed, Transcribed
from ivr.core.record import Awaited, Engine, Expects, Prompt, Reason, Reply, Transcript, Words
from ivr.core.rules import BargeIn
from ivr.core.states import State

from .scripted import CLIP_SECONDS, RULES, Caller

ORDER = Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6))
HOURS = Reply(("We open at nine and close at six.",))


@pytest.fixture
def listened() -> Caller:
    """A caller who has heard the disclosure and the first question."""
    caller = Caller(CallSession(RULES))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    return caller


@pytest.fixture
def answered(listened: Caller) -> Caller:
    """A caller who has just begun to hear the answer to the first half of what they want to say."""
    asks(listened, "what are your opening hours", "opening_hours")
    listened.is_answered(HOURS)
    listened.is_silent(0.1)
    return listened


def asks(caller: Caller, text: str, intent: str) -> None:
    """An utterance of which we are sure, up to the moment at which it is committed."""
    caller.speaks(0.8)
    caller.is_silent(0.12)
    caller.is_transcribed(text)
    caller.understands(intent, 0.97)
    caller.is_silent(0.1)


def test_a_caller_who_goes_on_as_the_answer_begins_silences_it_and_is_heard_as_one(answered: Caller) -> None:
    first = answered.all(Transcribe)[-1]
    answered.speaks(0.14)
    assert answered.only(TakeBack).turn == answered.only(Ask).turn
    assert answered.count(Clear) == 1
    answered.speaks(0.6)
    answered.is_silent(0.12)
    joined = answered.all(Transcribe)[-1]
    assert joined.turn == first.turn + 1
    assert len(joined.pcm) > len(first.pcm) + 0.6 * 16000


def test_the_assistant_is_asked_instead_of_what_it_was_asked_before(answered: Caller) -> None:
    first = answered.only(Ask).turn
    answered.speaks(0.5)
    answered.is_silent(0.12)
    answered.is_transcribed("what are your opening hours on Sunday")
    answered.understands("opening_hours", 0.97)
    answered.is_silent(0.4)
    assert answered.count(Ask) == 1  # who went on once is given more time
    answered.is_silent(0.4)
    again = answered.all(Ask)[-1]
    assert (again.text, again.instead_of) == ("what are your opening hours on Sunday", first)


def test_a_turn_taken_back_twice_is_withdrawn_from_its_beginning(answered: Caller) -> None:
    first = answered.only(Ask).turn
    for text in ("opening hours on Sunday", "opening hours on Sunday in Leeds"):
        answered.speaks(0.5)
        answered.is_silent(0.12)
        answered.is_transcribed(text)
        answered.understands("opening_hours", 0.97)
        answered.is_silent(0.7)
    assert [ask.instead_of for ask in answered.all(Ask)] == [0, first, answered.all(Ask)[1].turn]


def test_a_turn_taken_back_is_kept_as_such(answered: Caller) -> None:
    answered.speaks(0.2)
    assert answered.all(RecordTurn)[-1].outcome == "taken_back"
    assert answered.all(RecordTurn)[-1].turn == answered.only(Ask).turn


def test_the_question_that_was_being_answered_is_awaited_again(listened: Caller) -> None:
    asks(listened, "where is my order", "order_status")
    listened.is_answered(ORDER)
    listened.hears_it_out()
    asks(listened, "four two one eight oh seven", "inform_order_number")
    listened.is_answered(Reply(("Is that right?",), expects=Expects(Awaited.YES_NO)))
    listened.speaks(0.5)
    listened.is_silent(0.12)
    assert listened.all(Transcribe)[-1].expects.kind is Awaited.DIGITS


def test_a_caller_who_goes_on_before_the_reply_came_is_heard_as_one(listened: Caller) -> None:
    asks(listened, "where is my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    assert listened.only(TakeBack).turn == asked
    listened.is_answered(ORDER, turn=asked)
    assert listened.all(Speak)[-1].lines == (Prompt("ask_how"),)
    listened.is_silent(0.12)
    listened.is_transcribed("where is my order I need it today")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.7)
    assert listened.all(Ask)[-1].instead_of == asked


def test_a_noise_as_the_answer_begins_does_not_start_it_again(answered: Caller) -> None:
    answered.speaks(0.3)
    answered.is_silent(0.12)
    answered.is_transcribed("What are your opening hours?")
    answered.understands("opening_hours", 0.97)
    answered.is_silent(0.7)
    assert answered.count(Ask) == 1
    assert answered.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)
    answered.hears_it_out()
    asks(answered, "thank you", "thanks")
    assert answered.all(Ask)[-1].instead_of == 0


def test_a_reply_that_came_meanwhile_is_said_after_a_noise(listened: Caller) -> None:
    asks(listened, "what are your opening hours", "opening_hours")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(HOURS, turn=asked)
    listened.is_silent(0.12)
    listened.is_transcribed("what are your opening hours")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.7)
    assert listened.count(Ask) == 1
    assert listened.all(Speak)[-1].lines == (Words("We open at nine and close at six."),)


def test_a_transfer_that_was_decided_on_half_a_sentence_is_not_made(listened: Caller) -> None:
    asks(listened, "my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(Reply((), transfer_route="support"), turn=asked)
    assert listened.count(Transfer) == 0
    listened.is_silent(0.12)
    listened.is_transcribed("my order is fine when do you close")
    listened.understands("opening_hours", 0.97)
    listened.is_silent(0.7)
    assert (listened.count(Transfer), listened.count(Ask)) == (0, 2)


def test_human_said_after_half_a_sentence_reaches_a_person(answered: Caller) -> None:
    answered.speaks(0.4)
    answered.is_silent(0.12)
    answered.is_transcribed("what are your opening hours human")
    answered.is_silent(0.5)
    assert answered.only(Transfer).reason is Reason.CALLER_ASKED


def test_an_answer_that_sets_something_in_motion_waits_and_is_never_taken_back(listened: Caller) -> None:
    asks(listened, "cancel my order", "order_status")
    listened.is_answered(Reply(("Shall I cancel it?",), expects=Expects(Awaited.YES_NO, binding=True)))
    listened.hears_it_out()
    listened.speaks(0.4)
    listened.is_silent(0.12)
    listened.is_transcribed("yes")
    listened.understands("affirm", 0.99)
    listened.is_silent(0.4)
    assert listened.count(Ask) == 1
    listened.is_silent(RULES.timing.binding_after_seconds)
    assert listened.count(Ask) == 2
    listened.speaks(0.4)
    assert listened.count(TakeBack) == 0


def test_later_in_the_answer_the_caller_is_heard_as_a_new_turn(answered: Caller) -> None:
    answered.is_silent(RULES.timing.take_back_within_seconds)
    answered.speaks(0.3)
    assert (answered.count(TakeBack), answered.count(Clear)) == (0, 1)
    answered.is_silent(0.12)
    assert len(answered.all(Transcribe)[-1].pcm) < 0.9 * 16000


def test_a_stale_attempt_is_abandoned_as_soon_as_the_caller_goes_on(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    attempt = listened.only(Transcribe)
    listened.speaks(0.1)
    assert listened.only(Abandon) == Abandon(attempt.turn, attempt.attempt)


def test_an_attempt_that_was_answered_is_not_abandoned(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    listened.is_transcribed("where is")
    listened.speaks(0.1)
    assert listened.count(Abandon) == 0


def test_a_transfer_that_was_decided_on_the_whole_is_made_after_a_noise(listened: Caller) -> None:
    asks(listened, "my order", "order_status")
    asked = listened.only(Ask).turn
    listened.speaks(0.3)
    listened.is_answered(Reply((), transfer_route="support"), turn=asked)
    listened.is_silent(0.12)
    listened.is_transcribed("my order")
    listened.understands("order_status", 0.97)
    listened.is_silent(0.7)
    assert listened.only(Transfer).reason is Reason.ASSISTANT_DECIDED


@pytest.mark.parametrize(("prompts", "said"), [({"es": "other_es"}, "other_es"), ({}, "connecting")])
def test_a_caller_in_another_language_hears_so_in_theirs_if_it_was_recorded(prompts: dict[str, str], said: str) -> None:
    caller = Caller(CallSession(RULES.model_copy(update={"other_languages": prompts})))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.speaks(1.2)
    caller.is_silent(0.12)
    attempt = caller.all(Transcribe)[-1]
    caller.does(Transcribed(attempt.turn, attempt.attempt, Transcript("quiero hablar de mi pedido", 0.8, "es")))
    caller.understands("greet", 0.2)
    caller.is_silent(0.6)
    assert caller.only(Transfer).reason is Reason.OTHER_LANGUAGE
    assert caller.all(Speak)[-1].lines == (Prompt(said),)


def test_a_transcriber_with_too_much_to_do_means_the_keys(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.12)
    last = listened.all(Transcribe)[-1]
    listened.does(EngineFailed(Engine.TRANSCRIBER, last.turn, last.attempt, busy=True))
    listened.is_silent(0.6)
    assert listened.all(Speak)[-1].lines == (Prompt("keys_hint"),)
    listened.presses("2")
    assert listened.only(Ask).text == "/opening_hours"


# --- false stops ---


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
    caller = Caller(CallSession(RULES.model_copy(update={"barge_in": {"ask_how": policy}})))
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
    listened.speaks(0.16)
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


def test_a_look_knows_the_operators_own_words_for_a_person() -> None:
    ways_out = RULES.ways_out.model_copy(update={"phrases": ("the workshop",)})
    caller = Caller(CallSession(RULES.model_copy(update={"ways_out": ways_out})))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
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
