"""What a caller gave for a task goes with them to a person; their number is known while they call and not kept."""

from collections.abc import Callable
from dataclasses import replace

from ivr.core.commands import Transfer
from ivr.core.record import Awaited, Expects, Reason, Reply
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.store import Store
from ivr.web import lines

from .english import ENGLISH
from .scripted import Caller

ORDER, PHONE = "the order number: 4 2 1, 8 0 7", "the phone number: 2 1 2, 5 5 5, 0 1 4 3"
ASKED = Expects(Awaited.DIGITS, 6)


def test_who_asks_for_a_person_in_the_middle_of_a_task_has_given_nothing_in_vain(listened: Caller) -> None:
    listened.says("i want to return this", "returns", 0.95)
    listened.is_answered(Reply(("What's the zip code?",), ASKED, given=(ORDER,)))
    listened.hears_it_out()
    listened.presses("0")
    assert listened.only(Transfer).given == (ORDER,)


def test_what_fails_is_handed_over_with_all_that_was_given(listened: Caller) -> None:
    listened.says("leave a message", "leave_message", 0.95)
    listened.is_answered(Reply(("That did not work.",), transfer_route="support", given=(ORDER, PHONE)))
    assert listened.only(Transfer).given == (ORDER, PHONE)


def test_a_task_that_is_done_leaves_nothing_for_the_agent(listened: Caller) -> None:
    listened.says("leave a message", "leave_message", 0.95)
    listened.is_answered(Reply(("What number?",), given=(ORDER,)))
    listened.hears_it_out()
    listened.says("the blue one", "inform", 0.95)
    listened.is_answered(Reply(("Done.",)))
    listened.hears_it_out()
    listened.presses("0")
    assert listened.only(Transfer).given == ()


def test_an_agent_hears_what_was_given() -> None:
    handoff = HandOff("transfer", "support", Reason.KEY_PRESSED, given=(ORDER, PHONE))
    told = lines.briefing(handoff, ENGLISH.briefing)
    assert told[-1] == f"They have given {ORDER}; {PHONE}."


def test_it_is_kept_with_the_wish_and_read_back(
    open_store: Callable[..., Store], rules: Rules, settings: Settings
) -> None:
    url = settings.effective_database_url
    store = open_store(url)
    store.begin_call("CA1", caller="+14155550100", line="+15005550006", rules=rules, ready=True)
    handed = HandOff("transfer", "support", Reason.KEY_PRESSED, wish="my order", given=(ORDER,))
    store.save_handoff("CA1", handed)
    assert store.flush()
    store.close()
    found = open_store(url).call("CA1")
    assert found is not None
    assert found.handoff == replace(handed, given=("the order number: [given]",))
    assert store.record("CA1").handoff == handed, "the agent of this call is told what was given"


def test_the_callers_number_is_known_while_they_call_and_never_written(
    open_store: Callable[..., Store], rules: Rules
) -> None:
    store = open_store()
    record = store.begin_call("CA1", caller="+14155550100", line="+15005550006", rules=rules, ready=True)
    assert record.number == "+14155550100"
    assert "4155550100" not in repr(record)
    assert store.begin_call("CA2", caller="+266696687", line="", rules=rules, ready=True).number == ""
    store.over("CA1")
    assert store.record("CA1").number == ""
