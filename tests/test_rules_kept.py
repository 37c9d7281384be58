"""What a rule does beside a transfer: kept with the call, found by its tag, told to agents, the log and the counts."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from ivr.call.alerts import Alerts
from ivr.core.commands import RecordRule, RecordTurn, Transfer
from ivr.core.message import MessageKind
from ivr.core.record import Care, Priority, Reason, Slot, Topic
from ivr.core.rules import Rules
from ivr.engines.dialogue_answers import Replied, checked, reply_of
from ivr.ports import HandOff
from ivr.store import message_list
from ivr.store.database import engine_of
from ivr.store.journal import entry
from ivr.store.purge import delete_content
from ivr.store.search import Sought, page
from ivr.store.store import Store
from ivr.web import lines

from .conftest import CALL, CALLER, LINE, MONDAY_NOON
from .english import ENGLISH
from .test_store import rows

OpenStore = Callable[..., Store]
BY_RULE = Transfer("support", Reason.TRANSFER_RULE, "invoice", "my bill", rule="bills", priority=Priority.URGENT)
TURN = RecordTurn(1, None, "invoice", 0.9, "transfer", "typed; rule bills", 0.5, 0.1, rule="bills")


def decided(store: Store, rules: Rules, call: str = CALL, tag: str | None = "may_leave") -> None:
    store.begin_call(call, caller=CALLER, line=LINE, rules=rules, ready=True)
    held = [TURN, RecordRule("leaving", 1, tag, True), RecordRule("bills", 1, None, False), BY_RULE]
    store.append(call, [entry(seq, 0.1 * seq, one) for seq, one in enumerate(held, 1)])
    store.save_handoff(call, HandOff.of(BY_RULE))
    assert store.flush()


def test_the_rule_and_the_revision_behind_each_decision_are_on_record(
    open_store: OpenStore, rules: Rules, url: str
) -> None:
    decided(open_store(url), rules)
    assert [turn["rule"] for turn in rows(url, "SELECT rule FROM turns")] == ["bills"]
    [handoff] = rows(url, "SELECT * FROM handoffs")
    assert (handoff["rule"], handoff["reason"], handoff["priority"]) == ("bills", "transfer_rule", "urgent")
    held = rows(url, "SELECT rule, turn, tag FROM rules_held ORDER BY rule")
    assert [(one["rule"], one["turn"], one["tag"]) for one in held] == [("bills", 1, None), ("leaving", 1, "may_leave")]
    assert [call["rules_version"] for call in rows(url, "SELECT rules_version FROM calls")] == [rules.version]


def test_calls_are_found_by_the_tag_that_a_rule_gave_them(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    decided(store, rules, "CA1")
    decided(store, rules, "CA2", tag="other")
    decided(store, rules, "CA3", tag=None)
    engine = engine_of(url)
    assert [one.call for one in page(engine, Sought(tag="may_leave")).found] == ["CA1"]
    assert page(engine, Sought(tag="may")).found == ()
    engine.dispose()


def test_a_hand_off_read_back_is_as_urgent_and_of_the_same_rule(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    decided(store, rules)
    store.close()
    found = open_store(url).call(CALL)
    assert found is not None
    assert found.handoff is not None
    assert (found.handoff.rule, found.handoff.is_urgent) == ("bills", True)


def test_names_of_rules_go_with_the_words_as_they_may_tell_of_a_topic(
    open_store: OpenStore, rules: Rules, url: str
) -> None:
    decided(open_store(url), rules)
    engine = engine_of(url)
    with engine.begin() as connection:
        delete_content(connection, [CALL])
    engine.dispose()
    for table in ("turns", "handoffs"):
        assert [row["rule"] for row in rows(url, f"SELECT rule FROM {table}")] == [None]  # noqa: S608  # our own names
    assert rows(url, "SELECT * FROM rules_held") == []


@pytest.mark.parametrize(
    ("of_rule", "of_topic", "weight"),
    [
        (None, None, None),
        (Priority.HIGH, None, Priority.HIGH),
        (Priority.HIGH, Priority.URGENT, Priority.URGENT),
        (Priority.URGENT, Priority.NORMAL, Priority.URGENT),
        (Priority.NORMAL, Priority.HIGH, Priority.HIGH),
    ],
)
def test_a_rule_makes_nobody_less_urgent_than_what_they_speak_of(
    of_rule: Priority | None, of_topic: Priority | None, weight: Priority | None
) -> None:
    care = Care(Topic.FRAUD, of_topic) if of_topic else None
    assert HandOff("transfer", "support", care=care, priority=of_rule).weight is weight


def test_the_agent_hears_first_what_the_rule_wants_told_and_that_it_is_urgent() -> None:
    handoff = HandOff.of(replace(BY_RULE, priority=None))
    usual = lines.briefing(handoff, ENGLISH.briefing)
    told = lines.briefing(handoff, ENGLISH.briefing, whisper="A premium customer")
    assert told == (f"A premium customer. {usual[0]}", *usual[1:])
    urgent = lines.briefing(HandOff.of(BY_RULE), ENGLISH.briefing)
    assert urgent == (f"{ENGLISH.briefing.urgent} {usual[0]}", *usual[1:])


class AlertsLeft:
    """An AlertStore that keeps what it is told."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def alert(self, call: str) -> None:
        self.calls.append(call)


def test_a_call_that_a_rule_alerts_of_is_one_message_that_names_the_rules(
    open_store: OpenStore, rules: Rules, url: str
) -> None:
    store = open_store(url)
    decided(store, rules)
    store.messages.alert(CALL)
    store.messages.alert(CALL)
    assert store.flush()
    engine = engine_of(url)
    [one] = message_list.messages(engine, message_list.Which.OPEN, "", MONDAY_NOON)
    assert (one.kind, one.place.call, one.priority) == (MessageKind.ALERT, CALL, Priority.URGENT)
    assert message_list.rules_alerting(engine, CALL) == ("leaving",)
    engine.dispose()


def test_an_alert_is_told_in_the_log_and_counted_and_no_other_rule_is() -> None:
    counted: list[int] = []
    left = AlertsLeft()
    alerts = Alerts(CALL, left, lambda: counted.append(1))
    with capture_logs() as logs:
        for item in (RecordRule("leaving", 2, None, True), RecordRule("bills", 2, "t", False), BY_RULE):
            alerts.note(item)
    assert counted == [1]
    assert left.calls == [CALL]
    assert [(log["event"], log["rule"], log["call"]) for log in logs] == [("rule_alert", "leaving", CALL)]


def test_of_what_the_assistant_collected_single_values_are_told_as_text() -> None:
    collected = {"plan": "Gold", "paid": False, "orders": 3, "none": None, "list": ["a"], "long": "x" * 201, "no": ""}
    answer = json.loads(json.dumps({"messages": [{"text": "Yes."}], "slots": collected}))
    told = reply_of(checked(answer, Replied)).slots
    assert told == (Slot("plan", "Gold"), Slot("paid", "no"), Slot("orders", "3"))
