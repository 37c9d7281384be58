"""A caller's patience: judged by words and events alone, each sign by name; first a person is offered, then given."""

import dataclasses

import pytest
import yaml

from ivr.core.call import CallSession
from ivr.core.commands import Ask, RecordFrustration, RecordTurn, Speak, TakeBack, Transfer
from ivr.core.events import AudioHeard
from ivr.core.record import Awaited, Expects, Prompt, Reason, Reply, Words
from ivr.core.words.frustration import WEIGHTS, Frustration, Heard, Sign, told

from .english import ENGLISH
from .scripted import HOURS, RULES, Caller, asks, caller_who_listened
from .source_tree import ROOT

WORDS = ENGLISH.impatience
is_only_impatience = WORDS.is_all_of

DATA: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "data" / "frustration.yml").read_text(encoding="utf-8"))
OFFER = Prompt("offer_person")


@pytest.mark.parametrize(("sign", "words"), [(sign, text) for sign in DATA if sign != "none" for text in DATA[sign]])
def test_each_sign_is_known_by_its_words(sign: str, words: str) -> None:
    assert Sign(sign) in Frustration().after(Heard(words), WORDS).signs


@pytest.mark.parametrize("words", DATA["none"])
def test_what_patient_callers_say_is_no_sign(words: str) -> None:
    assert Frustration().after(Heard(words), WORDS).signs == ()


@pytest.mark.parametrize(
    ("first", "then", "again"),
    [
        ("where is my order", "Where is my order?", True),
        ("where is my order", "I said, where is my parcel order", False),
        ("what are your opening hours on Sunday", "please, what are the opening hours on Sunday", True),
        ("book a technician for Monday", "book a technician for Tuesday", False),
        ("yes", "yes", False),
        ("my number is 421887", "my number is 421897", False),
        ("could you say that again", "could you say that again please", False),
    ],
)
def test_the_same_sentence_is_the_same_words_that_matter(first: str, then: str, again: bool) -> None:
    signs = Frustration().after(Heard(first), WORDS).after(Heard(then), WORDS).signs
    assert (Sign.SAID_AGAIN in signs) is again


def test_whoever_says_it_again_because_we_did_not_understand_was_asked_to() -> None:
    patience = Frustration().after(Heard("where is my order"), WORDS).missed().after(Heard("where is my order"), WORDS)
    assert patience.signs == (Sign.MISSED,)


def test_a_number_said_again_is_an_answer() -> None:
    number = Heard("four two one eight nine seven", awaited=True)
    assert Frustration().after(number, WORDS).after(number, WORDS).signs == ()


def test_what_once_is_a_question_and_what_what_is_a_sign() -> None:
    once = Frustration().after(Heard("what?"), WORDS)
    assert once.signs == ()
    assert once.after(Heard("sorry, what?"), WORDS).signs == (Sign.ASKED_WHAT,)


def test_asking_for_the_same_in_other_words_is_a_sign() -> None:
    patience = (
        Frustration().after(Heard("when do you open", "hours"), WORDS).after(Heard("your times please", "hours"), WORDS)
    )
    assert patience.signs == (Sign.ASKED_AGAIN,)


@pytest.mark.parametrize("sign", [Sign.MISSED, Sign.INTERRUPTED, Sign.ASKED_AGAIN])
def test_what_patient_callers_do_too_is_never_enough_by_itself(sign: Sign) -> None:
    assert Frustration(signs=(sign,) * 20).score < RULES.thresholds.frustration_warn


def test_no_sign_but_those_in_the_callers_words_or_the_calls_events_can_be_shown() -> None:
    assert {field.name for field in dataclasses.fields(Heard)} == {"text", "intent", "interrupted", "awaited"}
    assert set(WEIGHTS) == set(Sign)


def test_the_signs_are_told_in_words() -> None:
    assert told([Sign.SAID_AGAIN, Sign.INTERRUPTED, Sign.INTERRUPTED]) == "said the same again once, interrupted twice"
    assert told(["swore"] * 3) == "swore 3 times"
    assert told([]) == ""


def answered(caller: Caller, text: str, intent: str = "order_status", reply: Reply = HOURS) -> None:
    """One whole exchange, heard to the end of the answer."""
    asks(caller, text, intent)
    caller.is_answered(reply)
    caller.hears_it_out()
    caller.is_silent(1.2)


def test_a_patient_caller_with_one_miss_is_offered_nothing() -> None:
    caller = caller_who_listened()
    caller.says("mumble", "greet", 0.2)
    caller.hears_it_out()
    answered(caller, "where is my order please", reply=Reply(("Which number?",), Expects(Awaited.DIGITS, 6)))
    answered(caller, "421 897", "inform_order_number", Reply(("It arrives today.",)))
    answered(caller, "and what are your opening hours", "opening_hours")
    assert OFFER not in [line for c in caller.all(Speak) for line in c.lines]
    assert caller.count(Transfer) == 0


def test_a_quick_caller_who_interrupts_with_the_answers_is_offered_nothing() -> None:
    caller = caller_who_listened()
    for number in range(4):
        asks(caller, f"order number {number} where is it", "order_status")
        caller.is_answered(Reply((f"Which number, for {number}?",), Expects(Awaited.DIGITS, 6)))
        caller.is_silent(1.3)
        asks(caller, "four two one eight nine seven", "inform_order_number")
        caller.is_answered(Reply((f"It arrives on day {number}.",)))
        caller.hears_it_out()
        caller.is_silent(1.2)
    assert Sign.INTERRUPTED not in caller.call.memory.frustration.signs
    assert OFFER not in [line for c in caller.all(Speak) for line in c.lines]


def test_a_person_is_offered_once_before_the_next_answer() -> None:
    caller = caller_who_listened()
    answered(caller, "this is ridiculous where is my order", reply=Reply(("It arrives today.",)))
    assert caller.all(Speak)[-1].lines == (OFFER, Words("It arrives today."))
    answered(caller, "and the other one", reply=Reply(("That one arrives tomorrow.",)))
    assert caller.all(Speak)[-1].lines == (Words("That one arrives tomorrow."),)


def test_the_offer_comes_before_the_question_when_the_words_were_not_understood() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("Which number?",), Expects(Awaited.DIGITS, 6)))
    caller.hears_it_out()
    caller.is_silent(1.2)
    caller.says("you are no help at all", "greet", 0.2)
    assert caller.all(Speak)[-1].lines == (Prompt("no_match_1"), OFFER, Words("Which number?"))


def test_saying_it_twice_and_interrupting_is_offered_a_person_and_the_record_says_why() -> None:
    caller = caller_who_listened()
    answered(caller, "what are your opening hours on Sunday", "opening_hours")
    asks(caller, "tell me about returns", "returns")
    caller.is_answered(Reply(("You can return anything unused within thirty days.",)))
    caller.is_silent(1.3)
    asks(caller, "what are your opening hours on Sunday", "opening_hours")
    caller.is_answered(Reply(("On Sunday we are closed.",)))
    assert caller.all(Speak)[-1].lines == (OFFER, Words("On Sunday we are closed."))
    record = caller.all(RecordFrustration)[-1]
    assert (record.signs, record.score, record.offered) == ((Sign.SAID_AGAIN, Sign.INTERRUPTED), 3, True)


def test_a_person_is_given_without_asking_when_patience_is_gone_and_the_hand_off_says_so() -> None:
    caller = caller_who_listened()
    answered(caller, "this is useless", "out_of_scope", Reply(("I can't help with that.",)))
    asks(caller, "you are not listening", "out_of_scope")
    assert caller.only(Transfer).reason is Reason.FRUSTRATED
    assert caller.only(Transfer).route == RULES.ways_out.route
    assert caller.all(Speak)[-1].lines == (Prompt("connecting_frustrated"),)
    last = caller.all(RecordTurn)[-1]
    assert last.outcome == "transfer"
    assert "said twice that this is no use" in last.why


@pytest.mark.parametrize("words", ["this is ridiculous", "Oh, this is absolutely ridiculous.", "you stupid machine"])
def test_who_has_enough_of_the_assistant_after_a_person_was_offered_is_no_complainer(words: str) -> None:
    """Whatever intent the words are taken for: an agent for complaints would hear of a complaint about nothing."""
    caller = caller_who_listened()
    answered(caller, "that's not what I asked", "out_of_scope", Reply(("I can't help with that.",)))
    asks(caller, words, "complaint")
    caller.is_silent(0.5)
    assert (caller.only(Transfer).reason, caller.only(Transfer).route) == (Reason.FRUSTRATED, RULES.ways_out.route)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("this is ridiculous, half of my order is missing", Reason.TRANSFER_RULE),
        ("it arrived broken", Reason.TRANSFER_RULE),
        ("this is ridiculous, I want to complain", Reason.SENSITIVE_TOPIC),
    ],
)
def test_a_complaint_goes_to_who_deals_with_complaints_however_impatient_the_caller_is(
    words: str, reason: Reason
) -> None:
    caller = caller_who_listened()
    answered(caller, "that's not what I asked", "out_of_scope", Reply(("I can't help with that.",)))
    asks(caller, words, "complaint")
    caller.is_silent(0.5)
    assert (caller.only(Transfer).reason, caller.only(Transfer).route) == (reason, "complaints")


def test_a_caller_who_was_offered_nobody_goes_where_the_rules_send_the_intent() -> None:
    caller = caller_who_listened()
    asks(caller, "this is ridiculous", "complaint")
    caller.is_silent(0.5)
    assert caller.only(Transfer).reason is Reason.TRANSFER_RULE


@pytest.mark.parametrize("words", [words for sign in ("swore", "called_useless") for words in DATA[sign]])
def test_signs_without_a_matter_are_impatience_and_nothing_else(words: str) -> None:
    assert is_only_impatience(words) is ("parcel" not in words)


@pytest.mark.parametrize("words", DATA["none"])
def test_what_patient_callers_say_is_not_impatience_alone(words: str) -> None:
    assert not is_only_impatience(words)


def test_the_thresholds_are_the_operators() -> None:
    strict = RULES.thresholds.model_copy(update={"frustration_warn": 1, "frustration_high": 3})
    caller = caller_who_listened(RULES.model_copy(update={"thresholds": strict}))
    asks(caller, "this is useless", "out_of_scope")
    assert caller.only(Transfer).reason is Reason.FRUSTRATED


def test_words_that_we_are_unsure_of_are_held_against_nobody() -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("this is useless", confidence=0.1)
    caller.understands("greet", 0.9)
    caller.is_silent(1.5)
    assert caller.call.memory.frustration.signs == (Sign.MISSED,)


def test_a_turn_taken_back_takes_its_signs_with_it() -> None:
    caller = caller_who_listened()
    asks(caller, "this is useless", "out_of_scope")
    assert caller.call.memory.frustration.score == 3
    caller.is_answered(HOURS)
    caller.is_silent(0.1)
    caller.speaks(0.3)
    assert caller.count(TakeBack) == 1
    assert caller.call.memory.frustration == Frustration()
    assert caller.all(RecordFrustration)[-1].signs == ()


def test_a_turn_that_was_taken_back_for_a_cough_counts_after_all() -> None:
    caller = caller_who_listened()
    asks(caller, "this is useless", "out_of_scope")
    caller.is_answered(HOURS)
    caller.is_silent(0.1)
    caller.speaks(0.3)
    caller.is_silent(0.14)
    caller.is_transcribed("this is useless")
    caller.understands("out_of_scope", 0.97)
    caller.is_silent(1.5)
    assert caller.count(Ask) == 1
    assert caller.call.memory.frustration.signs == (Sign.CALLED_USELESS,)
    assert caller.call.memory.frustration.offered


def test_a_call_that_is_resumed_remembers_how_patient_its_caller_is() -> None:
    caller = caller_who_listened()
    answered(caller, "this is useless where is my order")
    resumed = CallSession.resume(RULES, ENGLISH, caller.events)
    assert resumed.memory.frustration == caller.call.memory.frustration
    assert resumed.memory.frustration.offered


def test_the_same_words_said_loudly_are_judged_like_those_said_softly() -> None:
    """No sample of audio reaches the judgement: other audio, the same signs."""
    loud, soft = caller_who_listened(), caller_who_listened()
    for caller, sample in ((loud, b"\xff\x7f"), (soft, b"\x01\x00")):
        for _ in range(40):
            caller.does(AudioHeard(sample * 160, 0.95))
        caller.is_silent(0.14)
        caller.is_transcribed("where is my order")
        caller.understands("order_status", 0.97)
        caller.is_silent(1.0)
    assert loud.call.memory.frustration == soft.call.memory.frustration


def test_whoever_asks_us_to_speak_up_again_and_again_is_not_impatient() -> None:
    caller = caller_who_listened()
    for _ in range(4):
        caller.says("could you speak a bit louder please")
        caller.hears_it_out()
        caller.is_silent(1.2)
    assert Sign.SAID_AGAIN not in caller.call.memory.frustration.signs
    assert caller.count(Transfer) == 0
