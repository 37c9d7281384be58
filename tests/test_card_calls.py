"""A caller who gives a card number is stopped, and of the number nothing is kept or passed on, but its first digits."""

import re

from ivr.core.commands import Ask, Parse, RecordTurn, Speak, Transcribe, Transfer
from ivr.core.events import Transcribed
from ivr.core.record import Awaited, Expects, Prompt, Reason, Reply, Transcript
from ivr.core.states import State
from ivr.core.words.card import CARD
from ivr.store.journal import entry

from .card_readings import LEADS, card_number, grouped, seeded, with_details, written
from .english import ENGLISH
from .scripted import Caller, asks, caller_who_listened, typed

NUMBER = "4929 1234 5678 9014"
REFUSED = Prompt("card_number")
ASKS_NUMBER = Reply(("What's your six digit order number?",), Expects(Awaited.DIGITS, 6))


def kept(caller: Caller) -> str:
    """Every digit and word that the journal and the dialogue would have of this call."""
    items = [*caller.events, *caller.commands]
    return " ".join(str(text) for item in items for text in entry(1, 0.0, item).said.values())


def longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"\d+", re.sub(r"(?<=\d)[ ,.-]+(?=\d)", "", text))), default=0)


def asked_for_a_number() -> Caller:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(ASKS_NUMBER)
    caller.hears_it_out()
    return caller


def last_said(caller: Caller) -> tuple[object, ...]:
    return caller.all(Speak)[-1].lines


def test_a_caller_who_reads_out_a_card_number_is_stopped_and_it_is_kept_nowhere() -> None:
    caller = caller_who_listened()
    caller.says(f"I'd like to pay, my card is {NUMBER}")
    assert last_said(caller) == (REFUSED,)
    assert caller.count(Parse) == caller.count(Ask) == 0
    assert caller.only(RecordTurn).outcome == "card_number"
    assert caller.only(RecordTurn).transcript.text == f"I'd like to pay, my card is {CARD}"
    assert longest_run(kept(caller)) == 0


def test_the_question_is_asked_again_behind_the_refusal() -> None:
    caller = asked_for_a_number()
    caller.says(NUMBER)
    assert last_said(caller)[0] == REFUSED
    assert len(last_said(caller)) == 2
    caller.hears_it_out()
    caller.says("421807", "inform_order_number", 0.97)
    assert caller.all(Ask)[-1].text == "421807"


def test_the_caller_is_stopped_while_they_still_read_it_out() -> None:
    caller = caller_who_listened()
    caller.speaks(2.0)
    caller.is_silent(0.12)
    caller.is_transcribed("4929 1234 5678")
    assert last_said(caller) == (REFUSED,)
    caller.speaks(2.0)
    assert caller.call.state is State.SPEAKING, "nobody talks over the refusal"


def test_a_look_at_unbroken_speech_finds_it_too() -> None:
    caller = caller_who_listened()
    caller.speaks(2.5)
    look = caller.all(Transcribe)[-1]
    assert look.attempt < 0
    caller.does(Transcribed(look.turn, look.attempt, Transcript(f"card number {NUMBER}", 0.9)))
    assert last_said(caller) == (REFUSED,)


def test_looks_into_the_middle_of_a_number_leave_no_piece_of_it() -> None:
    caller = caller_who_listened()
    caller.speaks(2.5)
    look = caller.all(Transcribe)[-1]
    caller.does(Transcribed(look.turn, look.attempt, Transcript("9 1 2 3 4 5 6 7 8 9", 0.9)))
    assert longest_run(kept(caller)) == 0
    assert caller.call.state is State.HEARING


def test_what_comes_behind_a_card_number_is_not_kept_either() -> None:
    caller = caller_who_listened()
    caller.says(NUMBER)
    caller.hears_it_out()
    caller.says("oh four twenty seven, and one two three")
    assert "oh four" not in kept(caller)
    assert caller.all(RecordTurn)[-1].outcome == "card_number"


def test_the_way_to_a_person_is_open_and_the_agent_does_not_hear_the_number() -> None:
    caller = caller_who_listened()
    caller.says(f"{NUMBER}. I want to talk to a human.")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED
    assert longest_run(kept(caller)) == 0


def test_a_third_card_number_reaches_a_person() -> None:
    caller = caller_who_listened()
    for _ in range(3):
        caller.says(NUMBER)
        if caller.call.state is State.SPEAKING:
            caller.hears_it_out()
    assert caller.only(Transfer).reason is Reason.CARD_NUMBER
    assert [command.lines for command in caller.all(Speak)].count((REFUSED,)) == 2


def test_a_number_read_out_over_several_turns_is_kept_no_further_than_the_banks_digits() -> None:
    for seed in range(40):
        chance = seeded(seed)
        number = card_number(chance)
        caller = asked_for_a_number() if seed % 2 else caller_who_listened()
        for piece in grouped(number):
            caller.says(piece, "out_of_scope", 0.9)
            if caller.call.state is State.THINKING:
                caller.is_answered(Reply(("Pardon?",), ASKS_NUMBER.expects if seed % 2 else Expects()))
            if caller.call.state is State.SPEAKING:
                caller.hears_it_out()
        assert REFUSED in {line for command in caller.all(Speak) for line in command.lines}
        said = "".join(c.text for c in caller.all(Ask)) + "".join(c.text for c in caller.all(Parse)[-1:])
        assert number[8:] not in re.sub(r"\D", "", kept(caller))
        assert number[:12] not in re.sub(r"\D", "", said)


def test_a_hundred_callers_read_out_their_cards_and_none_is_kept() -> None:
    stopped = 0
    for seed in range(120):
        chance = seeded(1000 + seed)
        caller = asked_for_a_number() if chance.random() < 0.5 else caller_who_listened()
        before = longest_run(kept(caller))
        caller.says(chance.choice(LEADS) + written(card_number(chance), chance) + with_details(chance), "affirm", 0.9)
        stopped += REFUSED in {line for command in caller.all(Speak) for line in command.lines}
        assert longest_run(kept(caller)) <= before
    assert stopped >= 119


def test_numbers_said_one_after_the_other_where_they_were_asked_for_are_no_card() -> None:
    caller = asked_for_a_number()
    caller.says("648836", "inform_order_number", 0.97)
    caller.is_answered(Reply(("Your zip code?",), Expects(Awaited.DIGITS, 5)))
    caller.hears_it_out()
    caller.says("42922", "inform_order_number", 0.97)
    caller.is_answered(Reply(("Which day suits you?",), Expects(Awaited.CHOICE, words=("first",))))
    caller.hears_it_out()
    caller.says("the 1st one", "inform_order_number", 0.97)
    assert [ask.text for ask in caller.all(Ask)[1:]] == ["648836", "42922", "the 1st one"]


def test_a_resumed_call_takes_the_same_decisions_from_what_was_kept() -> None:
    from ivr.core.call import CallSession

    from .scripted import RULES

    caller = caller_who_listened()
    caller.says("4929 1234", "out_of_scope", 0.9)
    caller.is_answered(Reply(("Pardon?",)))
    caller.hears_it_out()
    caller.says("5678 9014")
    caller.hears_it_out()
    typed(caller, "492912345678")
    assert CallSession.resume(RULES, ENGLISH, caller.events).memory == caller.call.memory
