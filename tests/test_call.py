"""Scripted calls: what the caller does, in audio time, and what the core commands."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import (
    Ask,
    Clear,
    CloseStream,
    HangUp,
    Parse,
    RecordDisclosure,
    RecordSaid,
    Speak,
    Transcribe,
    Transfer,
)
from ivr.core.events import Parsed
from ivr.core.record import Awaited, Disposition, Engine, Expects, Prompt, Reason, Reply, Understanding, Words
from ivr.core.states import State

from .english import ENGLISH
from .scripted import CLIP_SECONDS, RULES, Caller


@pytest.fixture
def caller() -> Caller:
    return Caller(CallSession(RULES, ENGLISH))


@pytest.fixture
def listened(caller: Caller) -> Caller:
    """A caller who has heard the disclosure and the first question."""
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    return caller


def test_the_disclosure_is_the_first_thing_said(caller: Caller) -> None:
    caller.rings()
    first = next(c for c in caller.commands if isinstance(c, Speak))
    assert first.lines[0] == Prompt("disclosure")
    assert caller.call.state is State.DISCLOSING


def test_the_disclosure_cannot_be_talked_over_and_nothing_of_it_is_transcribed_before_its_end(caller: Caller) -> None:
    caller.rings()
    caller.speaks(2.0)
    assert caller.count(Clear) == 0
    assert caller.count(Transcribe) == 0
    caller.hears_it_out()
    assert caller.only(RecordDisclosure).complete


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_mark_that_comes_too_early_is_no_evidence_before_the_disclosure_can_have_been_heard(
    caller: Caller, share: float
) -> None:
    caller.rings()
    caller.is_silent(CLIP_SECONDS * share)
    caller.mark_returns(after_seconds=CLIP_SECONDS * share)
    caller.is_silent(CLIP_SECONDS * (1 - share) - 0.2)
    assert caller.count(RecordDisclosure) == 0
    assert caller.only(Speak).lines[0] == Prompt("disclosure")
    caller.is_silent(0.2)
    evidence = caller.only(RecordDisclosure)
    assert evidence.complete
    assert evidence.ended_seconds - evidence.started_seconds >= CLIP_SECONDS - 0.1
    assert caller.all(Speak)[-1].lines == (Prompt("ask_how"),)


def test_a_disclosure_mark_that_never_comes_is_no_dead_end(caller: Caller) -> None:
    caller.rings()
    caller.is_silent(60)
    assert caller.call.memory.disclosed or caller.count(Transfer) == 1


def test_zero_during_the_disclosure_reaches_a_person_and_says_so_in_the_evidence(caller: Caller) -> None:
    caller.rings()
    caller.is_silent(1.0)
    caller.presses("0")
    evidence = caller.only(RecordDisclosure)
    assert (evidence.complete, evidence.cut_by) == (False, Reason.KEY_PRESSED)
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED


def test_a_question_is_transcribed_parsed_asked_and_answered(listened: Caller) -> None:
    listened.says("what are your opening hours", "opening_hours", 0.97)
    assert listened.only(Ask).text == "what are your opening hours"
    listened.is_answered(Reply(("We open at nine.",)))
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)
    listened.hears_it_out()
    assert listened.call.state is State.LISTENING


def test_transcription_begins_before_the_turn_is_over(listened: Caller) -> None:
    listened.speaks(1.0)
    listened.is_silent(0.14)
    assert listened.only(Transcribe).attempt == 1
    assert listened.call.state is State.HEARING


def test_a_caller_who_goes_on_makes_the_attempt_stale(listened: Caller) -> None:
    listened.speaks(1.0)
    listened.is_silent(0.14)
    listened.speaks(0.5)
    listened.is_transcribed("where is", attempt=1)
    assert listened.count(Parse) == 0
    listened.is_silent(0.14)
    second = listened.all(Transcribe)[-1]
    assert second.attempt == 2
    assert len(second.pcm) > len(listened.all(Transcribe)[0].pcm)


@pytest.mark.parametrize("words", ["human", "a real person please", "representative", "I want to talk to a human"])
def test_asking_for_a_person_transfers_with_no_model_involved(listened: Caller, words: str) -> None:
    listened.says(words)
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED
    assert listened.count(Parse) == listened.count(Ask) == 0


def test_asking_for_a_person_works_when_the_dialogue_is_dead(listened: Caller) -> None:
    listened.speaks(0.6)
    listened.is_silent(0.14)
    listened.is_transcribed("I need to speak to a person")
    listened.fails(Engine.DIALOGUE)
    listened.is_silent(1.0)
    assert listened.only(Transfer).reason is Reason.CALLER_ASKED


def test_the_hand_off_is_saved_before_it_is_announced_and_the_stream_closed_after(listened: Caller) -> None:
    listened.says("human")
    kinds = [type(c) for c in listened.commands]
    assert kinds.index(Transfer) < max(i for i, c in enumerate(listened.commands) if isinstance(c, Speak))
    assert CloseStream not in kinds
    listened.hears_it_out()
    assert isinstance(listened.commands[-1], CloseStream)
    assert listened.call.state is State.ENDED


def test_asking_whether_we_are_a_robot_gets_the_truth_without_a_model(listened: Caller) -> None:
    listened.says("are you a real person")
    assert Prompt("robot_answer") in listened.all(Speak)[-1].lines
    assert listened.count(Transfer) == listened.count(Parse) == 0


def test_two_silences_in_a_row_go_to_a_person(listened: Caller) -> None:
    listened.is_silent(6.2)
    assert listened.all(Speak)[-1].lines[0] == Prompt("no_input_1")
    listened.hears_it_out()
    listened.is_silent(6.2)
    assert listened.only(Transfer).reason is Reason.NO_INPUT


def test_two_misses_in_a_row_go_to_a_person(listened: Caller) -> None:
    listened.says("mumble mumble", "greet", 0.2)
    listened.hears_it_out()
    listened.says("more mumble", "greet", 0.2)
    assert listened.only(Transfer).reason is Reason.LOW_CONFIDENCE


def test_three_misses_in_a_call_go_to_a_person(listened: Caller) -> None:
    for _ in range(2):
        listened.says("mumble", "greet", 0.2)
        listened.hears_it_out()
        listened.says("opening hours", "opening_hours", 0.95)
        listened.is_answered(Reply(("We open at nine.",)))
        listened.hears_it_out()
    assert listened.count(Transfer) == 0
    listened.says("mumble", "greet", 0.2)
    assert listened.only(Transfer).reason is Reason.LOW_CONFIDENCE


def test_a_transfer_rule_sends_the_intent_to_its_route_with_the_callers_wish(listened: Caller) -> None:
    listened.says("this is a joke and nobody calls me back", "complaint", 0.9)
    transfer = listened.only(Transfer)
    assert (transfer.route, transfer.reason) == ("complaints", Reason.TRANSFER_RULE)
    assert transfer.wish == "this is a joke and nobody calls me back"


def test_barge_in_empties_the_carriers_buffer_and_hears_the_caller(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine and close at five.",)))
    listened.is_silent(1.0)
    listened.speaks(0.22)
    assert [type(c) for c in listened.commands[-2:]] == [Clear, RecordSaid]
    assert listened.call.state is State.HEARING


def test_a_false_stop_says_the_line_again(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine.",)))
    listened.says("")
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_the_mark_of_cleared_audio_is_not_taken_for_the_next(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine.",)))
    old = listened.all(Speak)[-1].mark
    listened.speaks(0.4)
    listened.mark_returns(old)
    assert listened.call.state is State.HEARING


def test_a_late_reply_is_ignored(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    spoken = listened.count(Speak)
    listened.is_answered(Reply(("Too late.",)), turn=99)
    assert listened.count(Speak) == spoken


def test_a_reply_that_comes_while_the_caller_has_begun_to_speak_is_kept_for_a_false_start(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.speaks(0.4)
    listened.is_answered(Reply(("We open at nine.",)), turn=listened.only(Ask).turn)
    listened.is_silent(0.14)
    listened.is_transcribed("")
    listened.is_silent(0.8)
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


@pytest.mark.parametrize("engine", [Engine.TRANSCRIBER, Engine.DIALOGUE])
def test_a_failed_engine_ends_at_a_person(listened: Caller, engine: Engine) -> None:
    listened.speaks(1.0)
    listened.is_silent(0.14)
    if engine is Engine.DIALOGUE:
        listened.is_transcribed("where is my parcel")
    listened.fails(engine)
    listened.is_silent(2.0)
    assert listened.only(Transfer).reason is Reason.ENGINE_FAILED


def test_an_answer_that_cannot_be_spoken_ends_at_a_person(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.sends_audio = False
    listened.is_answered(Reply(("We open at nine.",)))
    listened.sends_audio = True
    listened.fails(Engine.SYNTHESIZER)
    assert listened.only(Transfer).reason is Reason.ENGINE_FAILED


def test_engines_that_never_answer_end_at_a_person_after_a_word_to_the_caller(listened: Caller) -> None:
    listened.speaks(1.0)
    listened.is_silent(3.0)
    assert Prompt("one_moment") in listened.all(Speak)[-1].lines
    listened.is_silent(RULES.timing.engine_deadline_seconds)
    assert listened.only(Transfer).reason is Reason.ENGINE_FAILED


def test_digits_by_key_are_given_to_the_assistant_when_they_are_complete(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6)))
    for key in "421897":
        listened.presses(key)
    assert listened.all(Ask)[-1].text == "421897"


def test_a_menu_key_stands_for_its_intent(listened: Caller) -> None:
    listened.presses("2")
    assert listened.only(Ask).text == "/opening_hours"


def test_a_spoken_slash_cannot_pass_for_a_key(listened: Caller) -> None:
    listened.says("/order_status", "order_status", 0.95)
    assert listened.only(Ask).text == "order_status"


def test_one_and_two_answer_yes_and_no(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("Is that right?",), expects=Expects(Awaited.YES_NO)))
    listened.presses("1")
    assert listened.all(Ask)[-1].text == "/affirm"


def test_an_unknown_route_from_the_assistant_becomes_the_fallback(listened: Caller) -> None:
    listened.says("where is it", "order_status", 0.95)
    listened.is_answered(Reply((), transfer_route="+19005550000"))
    assert listened.only(Transfer).route == "support"


def test_goodbye_is_spoken_before_the_line_is_closed(listened: Caller) -> None:
    listened.says("goodbye", "goodbye", 0.95)
    listened.is_answered(Reply(("Goodbye.",), hang_up=True))
    assert listened.count(HangUp) == 0
    listened.hears_it_out()
    assert listened.only(HangUp).disposition is Disposition.GOODBYE


def test_repeat_says_the_last_answer_again(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine.",)))
    listened.hears_it_out()
    listened.says("say that again", "repeat", 0.95)
    listened.is_answered(Reply((), repeat=True))
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_speech_without_a_pause_is_transcribed_in_stretches(listened: Caller) -> None:
    listened.speaks(16.0)
    assert len([attempt for attempt in listened.all(Transcribe) if attempt.attempt > 0]) == 1


def test_a_call_has_a_longest_length(listened: Caller) -> None:
    listened.rings_for(minutes=RULES.limits.call_minutes)
    assert listened.count(Transfer) == 1


def test_a_silent_line_is_handed_off_and_closed_at_once(listened: Caller) -> None:
    listened.line_goes_silent()
    assert listened.only(Transfer).reason is Reason.LINE_FAILED
    assert isinstance(listened.commands[-1], CloseStream)


def test_a_resumed_call_says_so_and_repeats_its_question(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6)))
    resumed = Caller(CallSession.resume(RULES, ENGLISH, listened.events))
    resumed.rings(resumed=True)
    assert resumed.only(Speak).lines == (Prompt("sorry_dropped"), Words("What is the number?"))
    assert resumed.only(Speak).mark not in {c.mark for c in listened.all(Speak)}


def test_a_call_that_lost_its_stream_during_the_disclosure_is_told_again(caller: Caller) -> None:
    caller.rings()
    caller.is_silent(1.0)
    resumed = Caller(CallSession.resume(RULES, ENGLISH, caller.events))
    resumed.rings(resumed=True)
    assert resumed.only(Speak).lines[0] == Prompt("disclosure")


def test_the_assistants_own_words_for_a_transfer_are_said(listened: Caller) -> None:
    listened.says("where is it", "order_status", 0.95)
    listened.is_answered(Reply(("I couldn't find that order.",), transfer_route="support"))
    assert listened.all(Speak)[-1].lines == (Words("I couldn't find that order."),)


def test_words_that_come_after_the_turn_is_over_are_asked_all_the_same(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(2.0)
    assert listened.call.state is State.THINKING
    listened.is_transcribed("where is my order")
    listened.does(Parsed(1, listened.all(Transcribe)[-1].attempt, Understanding("order_status", 0.99)))
    assert listened.only(Ask).text == "where is my order"
    listened.is_answered(Reply(("What's your order number?",)))
    assert listened.call.state is State.SPEAKING


def test_words_that_come_late_are_still_answered(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(1.6)
    assert listened.call.state is State.THINKING
    listened.is_transcribed("what are your opening hours")
    listened.understands("opening_hours", 0.97)
    assert listened.only(Ask).text == "what are your opening hours"
    listened.is_answered(Reply(("We open at nine.",)))
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_a_key_with_no_meaning_is_a_miss(listened: Caller) -> None:
    listened.presses("8")
    assert listened.all(Speak)[-1].lines[0] == Prompt("no_match_1")


def test_star_says_the_last_words_again(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine.",)))
    listened.hears_it_out()
    listened.presses("*")
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_keys_have_no_meaning_during_the_disclosure(caller: Caller) -> None:
    caller.rings()
    caller.presses("1")
    assert caller.count(Ask) == caller.count(Clear) == 0


def test_an_unfinished_number_is_taken_after_a_pause(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6)))
    for key in "421":
        listened.presses(key)
    listened.is_silent(4.9)
    assert listened.count(Ask) == 1
    listened.is_silent(0.2)
    assert listened.all(Ask)[-1].text == "421"


def test_a_menu_key_may_have_a_transfer_rule(listened: Caller) -> None:
    listened.presses("3")
    transfer = listened.only(Transfer)
    assert (transfer.route, transfer.reason, transfer.intent) == ("complaints", Reason.TRANSFER_RULE, "complaint")


def test_a_call_has_a_greatest_number_of_turns(caller: Caller) -> None:
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    caller.call.memory.turn = RULES.limits.turns
    caller.says("opening hours", "opening_hours", 0.95)
    assert caller.only(Transfer).reason is Reason.LIMIT_REACHED


def test_words_that_are_too_uncertain_are_asked_for_again(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed("mmrph", confidence=0.1)
    listened.understands("opening_hours", 0.9)
    listened.is_silent(1.0)
    assert listened.all(Speak)[-1].lines[0] == Prompt("no_match_1")


def test_an_answer_that_fits_the_question_needs_no_intent(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What is the number?",), expects=Expects(Awaited.DIGITS, 6)))
    listened.hears_it_out()
    listened.says("421 897", "greet", 0.2)
    assert listened.all(Ask)[-1].text == "421 897"


def test_a_caller_who_goes_on_before_the_words_came_is_heard_to_the_end(listened: Caller) -> None:
    listened.speaks(0.8)
    listened.is_silent(1.5)
    assert listened.call.state is State.THINKING
    listened.speaks(0.4)
    assert listened.call.state is State.HEARING
    listened.is_silent(0.14)
    assert listened.all(Transcribe)[-1].attempt == 2


def test_a_second_start_changes_nothing(listened: Caller) -> None:
    spoken = listened.count(Speak)
    listened.rings()
    assert listened.count(Speak) == spoken


def test_a_short_sound_is_forgotten(listened: Caller) -> None:
    listened.speaks(0.06)
    listened.is_silent(1.0)
    listened.speaks(0.08)
    assert listened.call.state is State.LISTENING


def test_a_false_start_while_the_assistant_thinks_waits_for_its_reply(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.says("")
    assert listened.call.state is State.THINKING
    listened.is_answered(Reply(("We open at nine.",)))
    assert listened.all(Speak)[-1].lines == (Words("We open at nine."),)


def test_noise_that_stops_the_assistant_again_and_again_goes_to_a_person(listened: Caller) -> None:
    listened.says("opening hours", "opening_hours", 0.95)
    listened.is_answered(Reply(("We open at nine.",)))
    for _ in range(3):
        listened.says("")
    assert listened.only(Transfer).reason is Reason.LOW_CONFIDENCE
