"""A recording or a bot on the line is told goodbye; a person is never cut off, whatever they quote."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ivr.core.commands import Ask, Clear, HangUp, Parse, RecordTurn, Speak, Transfer
from ivr.core.record import Disposition, Prompt, Reason, Reply
from ivr.core.states import State
from ivr.core.words.answering_machine import ENOUGH

from .english import ENGLISH
from .moments_of_a_call import over_the_goodbye_to_a_machine
from .scripted import Caller, asks, caller_who_listened
from .source_tree import ROOT

machine_evidence = ENGLISH.machines.evidence

DATA = yaml.safe_load((ROOT / "tests" / "data" / "answering_machine.yml").read_text(encoding="utf-8"))
GOODBYE = (Prompt("machine_goodbye"),)
MESSAGE = "Please leave a message after the tone."


@pytest.mark.parametrize("text", DATA["machines"])
def test_what_only_machines_say_is_enough(text: str) -> None:
    assert machine_evidence(text) >= ENOUGH


@pytest.mark.parametrize(("first", "second"), DATA["in_two_turns"])
def test_what_leaves_a_little_doubt_is_not_enough_by_itself(first: str, second: str) -> None:
    assert 0 < machine_evidence(first) < ENOUGH
    assert 0 < machine_evidence(second) < ENOUGH


@pytest.mark.parametrize("text", DATA["people"])
def test_what_people_say_or_quote_is_not_enough(text: str) -> None:
    assert machine_evidence(text) < ENOUGH


def test_no_two_sentences_of_people_running_are_enough() -> None:
    assert [text for text in DATA["people"] if machine_evidence(text)] == []


def says(text: str) -> Caller:
    caller = caller_who_listened()
    caller.says(text)
    return caller


@pytest.mark.parametrize("text", DATA["machines"][::6])
def test_a_machine_is_told_goodbye_and_rung_off_with_the_reason_kept_and_no_model_asked(text: str) -> None:
    caller = says(text)
    assert caller.all(Speak)[-1].lines == GOODBYE
    assert caller.count(HangUp) == 0
    caller.hears_it_out()
    assert caller.only(HangUp).disposition is Disposition.MACHINE
    assert caller.all(RecordTurn)[-1].outcome == "machine"
    assert caller.count(Transfer) == caller.count(Parse) == caller.count(Ask) == 0
    assert caller.call.state is State.ENDED


def test_a_menu_that_offers_its_own_agents_is_not_put_through_to_ours() -> None:
    caller = says("To speak to a representative, press one. To hear these options again, press star.")
    assert caller.count(Transfer) == 0
    assert caller.all(Speak)[-1].lines == GOODBYE


@pytest.mark.parametrize(("first", "second"), DATA["in_two_turns"])
def test_two_such_turns_running_end_the_call(first: str, second: str) -> None:
    caller = caller_who_listened()
    caller.says(first, "out_of_scope", 0.97)
    if caller.count(Ask):
        caller.is_answered(Reply(("What can I do for you?",)))
    assert caller.all(Speak)[-1].lines != GOODBYE
    caller.hears_it_out()
    caller.is_silent(1.2)
    caller.says(second, "out_of_scope", 0.9)
    assert caller.all(Speak)[-1].lines == GOODBYE


def test_a_word_of_a_person_s_in_between_clears_the_line_of_suspicion() -> None:
    caller = caller_who_listened()
    for text in ("For sales press one.", "no sorry I want to know about my order", "For support press two."):
        asks(caller, text, "out_of_scope")
        caller.is_answered(Reply((f"You said {text}",)))
        caller.hears_it_out()
        caller.is_silent(1.2)
    assert caller.count(HangUp) == caller.count(Transfer) == 0
    assert GOODBYE not in [speak.lines for speak in caller.all(Speak)]


def test_words_that_we_are_unsure_of_ring_nobody_off() -> None:
    caller = caller_who_listened()
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed(MESSAGE, confidence=0.1)
    caller.understands("greet", 0.9)
    caller.is_silent(1.5)
    assert caller.all(Speak)[-1].lines[0] == Prompt("no_match_1")


@settings(max_examples=80)
@given(st.lists(st.sampled_from(DATA["people"]), min_size=1, max_size=4))
def test_a_person_who_quotes_machines_is_never_rung_off(texts: list[str]) -> None:
    caller = caller_who_listened()
    for text in texts:
        caller.says(text, "out_of_scope", 0.9)
        caller.hears_it_out()
    assert GOODBYE not in [speak.lines for speak in caller.all(Speak)]


def test_a_recording_that_talks_on_does_not_stop_the_goodbye() -> None:
    caller = over_the_goodbye_to_a_machine()
    cleared = caller.count(Clear)
    caller.speaks(0.6)
    caller.is_silent(0.14)
    caller.is_transcribed("When you have finished, just hang up.")
    assert caller.count(Clear) == cleared
    caller.hears_it_out()
    assert caller.only(HangUp).disposition is Disposition.MACHINE


def test_a_person_after_all_stops_it_and_is_put_through() -> None:
    caller = over_the_goodbye_to_a_machine()
    caller.says("human")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED
    assert caller.count(HangUp) == 0


@pytest.mark.parametrize("text", ["no, I'm a person", "no I'm human", "hello? I'm still here", "don't hang up on me"])
def test_whoever_protests_in_any_words_is_listened_to(text: str) -> None:
    caller = over_the_goodbye_to_a_machine()
    caller.says(text, "out_of_scope", 0.9)
    caller.is_silent(2.0)
    assert caller.count(HangUp) == 0
    assert caller.count(Clear) == 1


def test_whoever_says_wait_goes_on_with_the_call() -> None:
    caller = over_the_goodbye_to_a_machine()
    caller.says("no wait")
    assert caller.call.state is State.LISTENING
    asks(caller, "where is my order", "order_status")
    assert caller.only(Ask).text == "where is my order"
    caller.is_answered(Reply(("Goodbye.",), hang_up=True))
    caller.hears_it_out()
    assert caller.only(HangUp).disposition is Disposition.GOODBYE


def test_zero_reaches_a_person_over_the_goodbye() -> None:
    caller = over_the_goodbye_to_a_machine()
    caller.presses("0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED
