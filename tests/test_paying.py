"""A caller leaves to pay on the keys and comes back: in between nothing is heard, and a person is one key away."""

import pytest
from hypothesis import given, settings

from ivr.core.call import CallSession
from ivr.core.commands import Abandon, Ask, CloseStream, LeaveToPay, LookBack, Parse, Speak, Transcribe, Transfer
from ivr.core.events import CameBack, EngineFailed, Event, KeyPressed, Replied, StreamLost, Transcribed
from ivr.core.payment import CardPayment
from ivr.core.record import Engine, HowPaid, Prompt, Reason, Reply, Transcript, Words
from ivr.core.rules import Rules, TransferRule
from ivr.core.said.reminding import REMINDER
from ivr.core.states import State
from ivr.core.words.card import HIDDEN_KEY

from .english import ENGLISH
from .scripted import HOURS, Caller, asks, caller_who_listened, rules_with
from .test_invariants import calls

PAY = {"agents": ["+15005550004"], "pay": {"payment_connector": "Stripe_1"}}
BY_RULE = {"name": "card", "intents": ["pay_by_card"], "route": "card"}
ROUTES = {"support": {"agents": ["+15005550001"]}, "complaints": {"agents": ["+15005550004"]}}
PAYING = rules_with(routes=ROUTES | {"card": PAY}, transfer_rules=[BY_RULE], menu={"4": "pay_by_card"})
NUMBER = "4929123456789014"


def caller_who_pays(rules: Rules = PAYING) -> Caller:
    caller = caller_who_listened(rules)
    caller.says("i want to pay my bill by card", "pay_by_card", 0.95)
    return caller


def back(caller: Caller, how: HowPaid) -> Caller:
    """On a new stream, with what the journal of the first has."""
    again = Caller(CallSession.resume(caller.call.rules, ENGLISH, caller.events))
    again.events = list(caller.events)
    again.does(CameBack(how))
    again.rings(resumed=True)
    return again


def said_last(caller: Caller) -> tuple[object, ...]:
    return caller.all(Speak)[-1].lines


def test_a_rule_that_leads_to_a_route_with_payment_is_saved_then_told_then_left() -> None:
    caller = caller_who_pays()
    assert said_last(caller) == (Prompt("pay_by_keys"),)
    assert caller.call.state is State.PAYING
    saved, told = caller.only(LeaveToPay), caller.all(Speak)[-1]
    assert saved.route == "card"
    assert caller.commands.index(saved) < caller.commands.index(told)
    assert caller.count(CloseStream) == caller.count(Transfer) == 0
    caller.hears_it_out()
    assert caller.count(CloseStream) == 1
    assert caller.call.state is State.ENDED


def test_the_key_of_the_menu_and_the_assistants_own_word_lead_there_too() -> None:
    by_key = caller_who_listened(PAYING)
    by_key.presses("4")
    assert by_key.only(LeaveToPay).route == "card"
    decided = caller_who_listened(PAYING)
    asks(decided, "what do i owe", "balance")
    decided.is_answered(Reply(("Let's do that now.",), transfer_route="card"))
    assert said_last(decided) == (Words("Let's do that now."), Prompt("pay_by_keys"))


def test_without_a_connector_the_wish_goes_to_a_person_as_before() -> None:
    rules = rules_with(routes=ROUTES | {"card": {"agents": PAY["agents"]}}, transfer_rules=[BY_RULE])
    caller = caller_who_pays(rules)
    assert caller.count(LeaveToPay) == 0
    assert (caller.only(Transfer).route, caller.only(Transfer).reason) == ("card", Reason.TRANSFER_RULE)


def test_who_asks_for_the_team_of_that_name_is_given_a_person_of_it() -> None:
    caller = caller_who_listened(PAYING)
    caller.says("can I speak to someone in card")
    assert caller.count(LeaveToPay) == 0
    assert caller.only(Transfer).route == "card"


def test_no_engine_hears_a_word_from_there_on_and_no_key_is_kept() -> None:
    caller = caller_who_pays()
    before = len(caller.commands)
    assert not caller.call.heeds_audio
    caller.speaks(1.0)
    caller.is_silent(0.5)
    for key in NUMBER.replace("0", ""):
        caller.presses(key)
    caller.does(Transcribed(9, 1, Transcript("my card is", 0.9)))
    after = caller.commands[before:]
    assert not [c for c in after if isinstance(c, Transcribe | Parse | Ask | LookBack | Abandon)]
    assert {event.key for event in caller.events if isinstance(event, KeyPressed)} == {HIDDEN_KEY}
    assert caller.call.memory.typed.is_card is False


def test_zero_is_a_person_there_too() -> None:
    caller = caller_who_pays()
    caller.presses("0")
    assert caller.only(Transfer).reason is Reason.KEY_PRESSED
    caller.hears_it_out()
    assert caller.count(CloseStream) == 1


@pytest.mark.parametrize("comes", ["a failure", "an answer"])
def test_what_comes_late_of_an_earlier_question_does_not_keep_them_from_paying(comes: str) -> None:
    caller = caller_who_listened(PAYING)
    asks(caller, "what do i owe", "balance")
    turn = caller.all(Ask)[-1].turn
    caller.says("i want to pay my bill by card", "pay_by_card", 0.95)
    assert caller.call.state is State.PAYING
    before = len(caller.commands)
    late = Replied(turn, Reply(("You owe twenty.",))) if comes == "an answer" else EngineFailed(Engine.DIALOGUE, turn)
    caller.does(late)
    assert caller.commands[before:] == []
    caller.hears_it_out()
    assert (caller.count(CloseStream), caller.count(Transfer)) == (1, 0)


def test_a_line_that_dies_over_the_announcement_is_a_person() -> None:
    caller = caller_who_pays()
    caller.line_goes_silent()
    assert caller.only(Transfer).reason is Reason.LINE_FAILED


@pytest.mark.parametrize("how", list(HowPaid))
def test_who_comes_back_is_told_how_it_went_what_speaks_and_asked_what_else(how: HowPaid) -> None:
    caller = caller_who_pays()
    caller.hears_it_out()
    again = back(caller, how)
    assert said_last(again) == (Prompt(f"pay_{how}"), *REMINDER, Prompt("anything_else"))
    again.hears_it_out()
    asks(again, "what are your opening hours", "opening_hours")
    again.is_answered(HOURS)
    assert said_last(again)[0] == Words("We open at nine and close at six.")


def test_the_disclosure_that_was_heard_before_is_not_said_again_and_the_turns_go_on() -> None:
    caller = caller_who_pays()
    caller.hears_it_out()
    again = back(caller, HowPaid.PAID)
    assert again.call.memory.disclosed
    assert again.call.memory.turn == caller.call.memory.turn
    assert again.call.memory.marks > caller.call.memory.marks


def test_a_stream_that_is_lost_after_the_payment_goes_on_from_there_and_tells_it_no_second_time() -> None:
    caller = caller_who_pays()
    caller.hears_it_out()
    again = back(caller, HowPaid.PAID)
    again.hears_it_out()
    asks(again, "what are your opening hours", "opening_hours")
    again.is_answered(HOURS)
    again.does(StreamLost())
    journal = [event for event in again.events if not isinstance(event, StreamLost)]
    third = Caller(CallSession.resume(PAYING, ENGLISH, journal))
    third.rings(resumed=True)
    assert said_last(third) == (Prompt("sorry_dropped"), Words("We open at nine and close at six."))


def test_who_comes_back_to_a_call_of_which_nothing_is_known_hears_the_disclosure_first() -> None:
    caller = Caller(CallSession(PAYING, ENGLISH))
    caller.does(CameBack(HowPaid.PAID))
    caller.rings()
    assert said_last(caller)[0] == Prompt("disclosure")


@pytest.mark.parametrize(
    ("amount", "charges"), [("0", False), ("0.00", False), ("20.45", True), ("0.05", True), ("100", True)]
)
def test_an_amount_of_nothing_only_keeps_the_card(amount: str, charges: bool) -> None:
    assert CardPayment(payment_connector="Stripe_1", charge_amount=amount).charges is charges


WISHES = (
    "i want to pay by card",
    "I'd like to pay my bill with my credit card, please",
    "Can I pay this bill by card over the phone?",
    "pay by card",
    "Yes, pay by card please.",
    "let me make a card payment now",
    "I need to pay what I owe with a debit card",
    "can i pay over the phone",
    "I want to make a payment by card",
)
NO_WISHES = (
    "when do i have to pay",
    "did you get my card payment",
    "I paid by card last week",
    "someone paid with my card",
    "my card payment failed",
    "why was my card charged twice",
    "i won't pay by card",
    "do you know if i can pay by card in the shop",
    "I pay by direct debit",
    "what do i owe",
    "my card was stolen",
    "i have never paid with this card",
)


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_to_pay_by_card_leads_there_by_its_words_whatever_the_model_makes_of_them(text: str) -> None:
    caller = caller_who_listened(PAYING)
    caller.says(text, "balance", 0.4)
    assert caller.only(LeaveToPay).route == "card"


@pytest.mark.parametrize("text", NO_WISHES)
def test_whoever_asks_or_tells_of_paying_is_not_led_there(text: str) -> None:
    assert not ENGLISH.cards.asks_to_pay(text)


def test_where_no_route_takes_a_card_the_dialogue_answers_as_before() -> None:
    caller = caller_who_listened(rules_with(routes=ROUTES))
    caller.says("i want to pay by card", "balance", 0.95)
    assert caller.count(LeaveToPay) == caller.count(Transfer) == 0
    assert caller.count(Ask) == 1


def test_who_reads_out_a_card_is_stopped_and_told_the_words_that_lead_to_the_keys() -> None:
    caller = caller_who_listened(PAYING)
    caller.says("my card is 4929 1234 5678 9014")
    assert said_last(caller) == (Prompt("card_number"), Prompt("pay_offer"))
    caller.hears_it_out()
    caller.says("pay by card", "balance", 0.4)
    assert caller.only(LeaveToPay).route == "card"


@settings(max_examples=100)
@given(calls)
def test_whatever_happened_before_nothing_is_asked_of_an_engine_once_they_pay(events: list[Event]) -> None:
    rules = PAYING.model_copy(update={"transfer_rules": (TransferRule(name="c", intents=("greet",), route="card"),)})
    call, pays = CallSession(rules, ENGLISH), False
    for event in events:
        commands = call.receive(event)
        assert not (pays and any(isinstance(c, Transcribe | Parse | Ask | LookBack) for c in commands))
        pays = pays or any(isinstance(c, LeaveToPay) for c in commands)
