"""Tickets, callbacks and notes that the assistant puts down are messages for people, each once, whose team has them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ivr.core.events import Replied
from ivr.core.message import Left, MessageKind
from ivr.core.record import Reason, Reply
from ivr.core.rules import Rules
from ivr.engines.dialogue_answers import Replied as OnTheWire
from ivr.engines.dialogue_answers import checked, reply_of
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.journal import decoded, entry
from ivr.store.message_list import Which, messages
from ivr.store.store import Store
from ivr.store.telling import Telling
from tests.conftest import CALL, FakeClock
from tests.console import Browser
from tests.scripted import caller_who_listened
from tests.test_store import HANDOFF, begin
from tests.test_tickets import RULES_WITH_TICKETS, TICKET, by_rule

TOLD = Reply(("That's noted.",), left=(Left(MessageKind.TICKET, "417"),))


def found(settings: Settings) -> list[tuple[str, str, str]]:
    engine = engine_of(settings.effective_database_url)
    listed = messages(engine, Which.OPEN, "", datetime(2026, 1, 1, tzinfo=UTC))
    engine.dispose()
    return [(one.kind.value, one.reference, one.route) for one in listed]


def replied(store: Store, reply: Reply, seq: int = 1) -> None:
    store.append(CALL, [entry(seq, 1.0, Replied(seq, reply))])
    assert store.flush()


def test_what_the_assistant_tells_to_be_left_is_a_message(store: Store, rules: Rules, settings: Settings) -> None:
    begin(store, rules)
    replied(store, TOLD)
    assert found(settings) == [("ticket", "417", "")]


def test_the_same_number_told_again_is_the_same_message(store: Store, rules: Rules, settings: Settings) -> None:
    """As when a turn was taken back, and lived again."""
    begin(store, rules)
    replied(store, TOLD)
    replied(store, TOLD, seq=2)
    replied(store, Reply(("Done.",), left=(Left(MessageKind.NOTE, "418"),)), seq=3)
    assert sorted(found(settings)) == [("note", "418", ""), ("ticket", "417", "")]


def test_a_reply_that_leaves_nothing_is_no_message(store: Store, rules: Rules, settings: Settings) -> None:
    begin(store, rules)
    replied(store, Reply(("Hello.",)))
    assert found(settings) == []


def test_its_number_is_not_taken_for_the_one_by_which_the_caller_asks_after_the_call(
    open_store: Callable[..., Store], rules: Rules
) -> None:
    store = open_store()
    begin(store, rules)
    replied(store, TOLD)
    store.close()
    again = open_store()
    kept = again.call(CALL)
    assert kept is not None
    assert kept.reference == ""


def test_it_is_for_the_team_that_the_call_went_to_or_the_fallback(
    store: Store, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    begin(store, rules)
    store.save_handoff(CALL, replace(HANDOFF, route="support"))
    replied(store, TOLD)
    telling = Telling(settings.effective_database_url, lambda: rules, (), fake_clock.now)
    telling.look()
    telling.close()
    assert found(settings) == [("ticket", "417", "support")]


def test_a_ticket_of_a_transfer_rule_is_claimed_in_the_console(
    open_store: Callable[..., Store], rules: Rules, desk: object, signed_in: Callable[[str], Browser]
) -> None:
    """The rule sends the caller on and has it written down; the assistant answers with its number."""
    caller = caller_who_listened(RULES_WITH_TICKETS)
    assert by_rule(caller) is Reason.TRANSFER_RULE
    answer = replace(TICKET, left=TOLD.left)
    caller.is_answered(answer)
    store = open_store()
    begin(store, rules)
    store.save_handoff(CALL, replace(HANDOFF, route="support"))
    replied(store, answer)
    agent = signed_in("agent")
    page = agent.get("/messages/").text
    assert all(part in page for part in ("417", "ticket"))
    [where] = [part.split('"')[0] for part in page.split('href="')[1:] if part.startswith(f"/messages/{CALL}/")]
    agent.post(f"{where}/claim")
    assert "The assistant put it down in your back office" in agent.get(where).text
    assert "417" in agent.get("/messages/?list=mine").text


# As the assistant answers


def wire(*left: object) -> Reply:
    answer = {"messages": [{"text": "Done."}], "left": list(left)}
    return reply_of(checked(answer, OnTheWire))


def test_the_assistants_answer_tells_what_was_left() -> None:
    left = wire({"kind": "callback", "reference": "204117"}).left
    assert left == (Left(MessageKind.CALLBACK, "204117"),)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "pigeon", "reference": "1"},
        {"kind": "alert", "reference": "1"},
        {"kind": "ticket", "reference": ""},
        {"kind": "ticket", "reference": "x" * 17},
        {"kind": "ticket", "reference": "+1 415 555 0100"},
    ],
)
def test_what_is_none_of_ours_is_left_out_and_the_caller_hears_the_answer(other: dict[str, str]) -> None:
    assert wire(other) == Reply(("Done.",))


def test_a_journal_keeps_what_was_left_and_one_from_before_has_nothing() -> None:
    event = Replied(1, TOLD)
    kept = entry(1, 0.0, event)
    assert decoded(kept) == [event]
    body = dict(kept.body)
    body["reply"] = {name: value for name, value in body["reply"].items() if name != "left"}  # type: ignore[attr-defined]
    assert decoded(replace(kept, body=body)) == [Replied(1, replace(TOLD, left=()))]
