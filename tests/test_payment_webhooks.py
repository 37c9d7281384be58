"""The carrier takes a card and tells how it went: back to the assistant, or to a person, and nothing of it is kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from structlog.testing import capture_logs

from ivr.core.record import HowPaid, Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.store.writer import StoreError
from ivr.telephony.token import StreamTokens
from tests.conftest import CALL, FakeClock, FakeReadiness, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs

BILLING = "+15005550009"
PAY = {"payment_connector": "Stripe_1", "charge_amount": "77131.45", "currency": "eur", "postal_code": False}
OF_THE_CARD = {
    "PaymentCardNumber": "xxxx-xxxxxx-x4001",
    "PaymentCardType": "diners-club",
    "PaymentCardPostalCode": "the-code-94109",
    "ExpirationDate": "the-date-0531",
    "SecurityCode": "***hidden***",
    "PaymentToken": "tok_1Jx4001secret",
    "ProfileId": "cus_Kx9",
    "PaymentConfirmationCode": "ch_77120",
    "PaymentError": "card 4001 is declined",
    "ConnectorError": "do_not_honor 4001",
}
PAID = "/voice/paid?route=card"


@pytest.fixture
def paying_rules(rules_in_force: FakeRules) -> Callable[..., None]:
    def put(**changes: object) -> None:
        given = rules_in_force.rules.model_dump(mode="json")
        given["routes"]["card"] = {"agents": [BILLING], "pay": PAY | changes, "press_to_accept": False}
        rules_in_force.rules = Rules.model_validate(given)

    put()
    return put


@pytest.fixture
def left(twilio: Twilio, store: Store, paying_rules: Callable[..., None]) -> ElementTree.Element:
    """What the carrier is told of a call whose caller is to pay."""
    twilio.ask("/voice/incoming", CallStatus="ringing")
    store.paying.leave(CALL, "card")
    return twilio.ask("/voice/next")


def result(word: str) -> dict[str, str]:
    return OF_THE_CARD | {"Result": word}


def reason(store: Store) -> Reason | None:
    handoff = store.record(CALL).handoff
    return handoff.reason if handoff else None


def test_the_carrier_collects_the_card_as_the_rules_say_and_behind_it_stands_a_person(
    left: ElementTree.Element,
) -> None:
    assert verbs(left) == ["Pay", "Say", "Dial"]
    assert left[0].attrib == {
        "input": "dtmf",
        "paymentMethod": "credit-card",
        "action": "https://ivr.example.com/voice/paid?route=card",
        "paymentConnector": "Stripe_1",
        "chargeAmount": "77131.45",
        "currency": "eur",
        "tokenType": "reusable",
        "timeout": "5",
        "maxAttempts": "2",
        "securityCode": "true",
        "postalCode": "false",
        "validCardTypes": "visa mastercard amex",
        "language": "en-US",
    }


def test_no_stream_is_open_while_the_card_is_typed(left: ElementTree.Element) -> None:
    assert not list(left.iter("Stream"))
    assert not list(left.iter("Record"))


def test_nothing_to_charge_leaves_the_amount_out_and_the_token_goes_to_whom_the_rules_name(
    twilio: Twilio, store: Store, paying_rules: Callable[..., None]
) -> None:
    paying_rules(charge_amount="0", status_callback="https://billing.example.com/cards", min_postal_code_length=None)
    twilio.ask("/voice/incoming")
    store.paying.leave(CALL, "card")
    pay = twilio.ask("/voice/next")[0]
    assert "chargeAmount" not in pay.attrib
    assert pay.get("statusCallback") == "https://billing.example.com/cards"
    twilio.ask(PAID, result("success"))
    assert store.paying.news_of(CALL) is HowPaid.CARD_TAKEN


@pytest.mark.parametrize(
    ("word", "how"),
    [
        ("success", HowPaid.PAID),
        ("caller-interrupted-with-star", HowPaid.STOPPED),
        ("too-many-failed-attempts", HowPaid.NOT_COMPLETED),
    ],
)
def test_who_comes_back_goes_on_with_the_assistant_on_a_new_stream(
    word: str, how: HowPaid, twilio: Twilio, store: Store, tokens: StreamTokens, left: ElementTree.Element
) -> None:
    root = twilio.ask(PAID, result(word))
    assert verbs(root) == ["Connect", "Say", "Dial"]
    parameters = {p.get("name"): p.get("value") or "" for p in root.iter("Parameter")}
    assert parameters["resume"] == "1"
    assert tokens.redeem(CALL, parameters["token"])
    assert store.paying.route(CALL) is None
    assert store.paying.news_of(CALL) is how
    assert store.record(CALL).resumes == 0, "a stream that is lost later is still resumed once"


@pytest.mark.parametrize("word", ["payment-connector-error", "validation-error", "internal-error", "news", "", "Säcke"])
def test_where_nobody_can_tell_whether_it_was_paid_a_person_of_the_route_comes(
    word: str, twilio: Twilio, store: Store, left: ElementTree.Element
) -> None:
    root = twilio.ask(PAID, result(word))
    assert verbs(root) == ["Say", "Say", "Dial"]
    assert "I can't tell whether that was paid" in said(root)
    assert dialled_numbers(root) == [BILLING]
    assert reason(store) is Reason.PAYMENT_FAILED
    assert dialled_numbers(twilio.ask(PAID, result(word))) == [BILLING]
    assert len(store.record(CALL).dials) == 1, "asked again, the same agent rings on"


def test_a_result_for_a_route_that_takes_no_payment_is_believed_by_nobody(
    twilio: Twilio, store: Store, left: ElementTree.Element
) -> None:
    for path in ("/voice/paid", "/voice/paid?route=support", "/voice/paid?route=../card"):
        root = twilio.ask(path, result("success"), CallSid="CA7")
        assert "Dial" in verbs(root)


def test_without_a_signature_nothing_happens_and_the_payment_is_still_awaited(
    twilio: Twilio, store: Store, left: ElementTree.Element
) -> None:
    form = result("success") | {"CallSid": CALL, "CallStatus": "in-progress"}
    assert twilio.client.post(PAID, data=form).status_code == 403
    assert store.paying.route(CALL) == "card"
    assert store.paying.news_of(CALL) is None


def test_without_an_assistant_they_are_told_how_it_went_and_a_person_comes(
    twilio: Twilio, store: Store, readiness: FakeReadiness, left: ElementTree.Element
) -> None:
    readiness.ready = False
    root = twilio.ask(PAID, result("success"))
    assert "Your payment went through." in said(root)
    assert dialled_numbers(root) == [BILLING]
    assert reason(store) is Reason.NOT_READY


def test_with_the_store_down_they_are_told_how_it_went_and_a_person_comes(
    twilio: Twilio, store: Store, left: ElementTree.Element, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(call: str) -> None:
        raise StoreError("away")

    monkeypatch.setattr(store, "call", down)
    root = twilio.ask(PAID, result("success"))
    assert "Your payment went through." in said(root)
    assert dialled_numbers(root) == [BILLING]


def test_our_own_code_failing_is_a_person(
    twilio: Twilio, store: Store, left: ElementTree.Element, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(call: str, how: object = None) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(store.paying, "come_back", broken)
    assert "Dial" in verbs(twilio.ask(PAID, result("success")))


def test_the_verbs_behind_it_end_at_the_agent_that_is_on_record(
    twilio: Twilio, store: Store, left: ElementTree.Element
) -> None:
    """The carrier went on to them without a word to us: their dial is the first that we hear."""
    twilio.dialed(1, "completed", DialBridged="true")
    assert [(dialled.attempt, dialled.bridged) for dialled in store.record(CALL).dials] == [(1, True)]


def test_a_caller_who_hangs_up_in_it_is_over(twilio: Twilio, store: Store, left: ElementTree.Element) -> None:
    twilio.ask(PAID, result("caller-hung-up"), CallStatus="completed")
    assert store.record(CALL).over
    assert store.paying.route(CALL) is None
    assert verbs(twilio.ask("/voice/next", CallStatus="in-progress")) == ["Say", "Hangup"]


def test_a_person_who_was_asked_for_over_the_announcement_comes_before_the_payment(
    twilio: Twilio, store: Store, paying_rules: Callable[..., None]
) -> None:
    twilio.ask("/voice/incoming")
    store.paying.leave(CALL, "card")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.KEY_PRESSED))
    assert verbs(twilio.ask("/voice/next")) == ["Dial"]


def test_a_route_that_takes_none_any_more_is_a_person(
    twilio: Twilio, store: Store, rules_in_force: FakeRules, left: ElementTree.Element
) -> None:
    store.paying.leave("CA8", "gone")
    twilio.ask("/voice/incoming", CallSid="CA8")
    root = twilio.ask("/voice/next", CallSid="CA8")
    assert "Dial" in verbs(root)


def test_after_a_restart_the_carriers_word_is_enough(twilio: Twilio, store: Store, left: ElementTree.Element) -> None:
    store.paying.come_back(CALL)  # what was in memory is gone
    assert verbs(twilio.ask(PAID, result("success")))[0] == "Connect"
    assert store.paying.news_of(CALL) is HowPaid.PAID


def test_evidence_tells_of_leaving_and_of_coming_back_with_times_and_no_amount(
    twilio: Twilio, store: Store, facts: Facts, leaves: Leaves, fake_clock: FakeClock, paying_rules: Callable[..., None]
) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing")
    fake_clock.forward(30)
    store.paying.leave(CALL, "card")
    twilio.ask("/voice/next")
    fake_clock.forward(45.5)
    twilio.ask(PAID, result("success"))
    assert facts.flush()
    told = [(leaf["kind"], leaf["facts"]) for leaf in leaves.kept][1:]
    assert told == [
        ("left_to_pay", {"after_ms": 30_000}),
        ("came_back_from_paying", {"result": "success", "took_ms": 45_500}),
    ]


def test_nothing_of_the_card_its_token_or_its_amount_is_written_anywhere(
    twilio: Twilio, store: Store, facts: Facts, leaves: Leaves, left: ElementTree.Element, tmp_path: Path
) -> None:
    with capture_logs() as logs:
        for word in ("success", "payment-connector-error"):
            twilio.ask(PAID, result(word))
    assert facts.flush()
    assert store.flush()
    written = [json.dumps(logs), json.dumps(leaves.kept), repr(replace(store.record(CALL), rules=None))]
    written += [path.read_bytes().decode("latin-1") for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 4
    everything = "\n".join(written)
    for secret in (*OF_THE_CARD.values(), "x4001", "77131"):
        assert secret not in everything, secret


def test_where_the_team_is_closed_they_are_told_how_it_went_all_the_same(
    twilio: Twilio, store: Store, rules_in_force: FakeRules, left: ElementTree.Element
) -> None:
    given = rules_in_force.rules.model_dump(mode="json")
    given["routes"]["card"]["exceptions"] = [{"date": "2026-03-02", "closed": True}]
    rules_in_force.rules = Rules.model_validate(given)
    twilio.ask("/voice/incoming", CallSid="CA9")
    root = twilio.ask(PAID, result("internal-error"), CallSid="CA9")
    assert verbs(root)[-2:] == ["Record", "Redirect"]
    assert said(root).index("I can't tell whether that was paid.") < said(root).index("not in at the moment")
