"""The agent who has the caller may give them back to the assistant, with a written line of what was done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ivr.core.record import Back, By, Choice, Disposition, Reason
from ivr.core.rules import Rules
from ivr.ports import GoneOn, HandOff
from ivr.settings import Settings
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.telephony.signature import Signatures
from tests.conftest import (
    AGENTS,
    CALL,
    FakeClock,
    FakeReadiness,
    FakeRules,
    Leaves,
    Twilio,
    dialled_numbers,
    said,
    verbs,
)

from .desks import Browser, forms_of, text_of
from .test_agent_page import TO_SUPPORT, WHISPER, hangs_up, picks_up
from .test_agent_page import counts as counts
from .test_agent_page import desk as desk
from .test_agent_page import pages as pages
from .test_agent_page import software as software
from .test_agent_page import told_settings as told_settings
from .test_agent_page import twilio as twilio
from .test_going_on import streams, token_of

SETTLED = {"done": "done_settled"}


@pytest.fixture
def facts(open_facts: Callable[..., Facts], request: pytest.FixtureRequest) -> Facts:
    return open_facts(start="leaves" in request.fixturenames)


@pytest.fixture
def has_caller(twilio: Twilio, store: Store, software: Any, pages: Flask) -> Callable[..., tuple[Browser, str]]:
    """An agent with the page before them and a caller who was with the assistant, and the page's path."""

    def take(handoff: HandOff = TO_SUPPORT, **form: str) -> tuple[Browser, str]:
        twilio.ask("/voice/incoming", **form)
        streams(store)
        store.save_handoff(CALL, handoff)
        twilio.ask("/voice/next")
        software.awaited(1)
        agent, path = Browser(pages), software.link()
        agent.open(path)
        picks_up(twilio)
        twilio.ask(WHISPER, CallSid="CA9", Digits="1")
        return agent, path

    return take


HasCaller = Callable[..., tuple[Browser, str]]


def test_the_page_offers_it_with_what_may_be_told_and_without_javascript(has_caller: HasCaller) -> None:
    agent, path = has_caller()
    page = agent.get(path)
    assert "back" in forms_of(page)
    assert "I'm told that this is settled." in text_of(page)
    assert agent.post(f"{path}/back", **SETTLED).status_code == 303
    assert "Hang up now, and they go on with the assistant" in text_of(agent.get(path))


def test_when_the_agent_hangs_up_the_caller_is_on_a_new_stream_and_told_what_was_done(
    has_caller: HasCaller, twilio: Twilio, store: Store, tokens: Any
) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back", **SETTLED)
    root = hangs_up(twilio)
    assert verbs(root) == ["Connect", "Say", "Dial"]
    assert tokens.redeem(CALL, token_of(root))
    assert store.gone_on(CALL) == GoneOn(Back.AGENT, "done_settled", 1)
    assert (store.record(CALL).disposition, store.record(CALL).handoff) == (None, None)
    assert verbs(hangs_up(twilio))[0] == "Connect", "asked twice, the same"
    assert len(store.record(CALL).handed_back) == 1
    assert "This call is over for you" in text_of(agent.get(path))


def test_it_works_once_and_while_they_have_the_caller(has_caller: HasCaller, twilio: Twilio, store: Store) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back")
    hangs_up(twilio)
    streams(store)
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    agent.post(f"{path}/back")
    root = twilio.dialed(2, "completed", DialBridged="true")
    assert verbs(root) == ["Hangup"], "another agent had them then"


def test_nobody_is_given_back_before_they_were_taken_nor_by_another_browser(
    twilio: Twilio, store: Store, software: Any, pages: Flask
) -> None:
    twilio.ask("/voice/incoming")
    streams(store)
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    software.awaited(1)
    agent, path = Browser(pages), software.link()
    agent.open(path)
    assert "back" not in forms_of(agent.get(path))
    assert agent.post(f"{path}/back").status_code == 303
    picks_up(twilio)
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    assert Browser(pages).post(f"{path}/back").status_code == 403
    assert verbs(hangs_up(twilio)) == ["Hangup"]


@pytest.mark.parametrize("done", ["", "disclosure", "anything that I type", "<script>"])
def test_only_written_lines_are_told(has_caller: HasCaller, twilio: Twilio, store: Store, done: str) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back", done=done)
    hangs_up(twilio)
    assert store.gone_on(CALL) == GoneOn(Back.AGENT, "", 1)


def test_the_last_choice_holds_until_they_hang_up(
    has_caller: HasCaller, twilio: Twilio, rules_in_force: FakeRules, store: Store
) -> None:
    given = rules_in_force.rules.model_dump(mode="json")
    given["routes"]["sales_team"] = {"agents": ["+15005550071"]}
    rules_in_force.rules = Rules.model_validate(given)
    agent, path = has_caller()
    agent.post(f"{path}/onward", route="sales_team")
    agent.post(f"{path}/back", **SETTLED)
    assert "go on to sales team. Tell" not in text_of(agent.get(path))
    agent.post(f"{path}/onward", route="")
    assert verbs(hangs_up(twilio)) == ["Hangup"]
    assert store.gone_on(CALL) is None


# Who stays with people


def test_who_wants_no_machine_is_not_given_back_and_the_agent_is_told_why(
    has_caller: HasCaller, twilio: Twilio, store: Store
) -> None:
    agent, path = has_caller()
    store.choices.keep(CALL, Choice.NO_MACHINE, By.VOICE, "listening", stands=True)
    assert "back" not in forms_of(agent.get(path))
    refused = agent.post(f"{path}/back", **SETTLED)
    assert refused.status_code == 409
    assert "They stay with people" in text_of(refused)
    assert "chose to have no machine" in text_of(refused)
    assert verbs(hangs_up(twilio)) == ["Hangup"]


@pytest.mark.parametrize("reason", [Reason.OTHER_LANGUAGE, Reason.LIMIT_REACHED, Reason.OPTED_OUT])
def test_whom_the_machine_cannot_serve_is_not_given_back(has_caller: HasCaller, reason: Reason) -> None:
    agent, path = has_caller(HandOff("transfer", "support", reason))
    assert "back" not in forms_of(agent.get(path))
    assert agent.post(f"{path}/back").status_code == 409


def test_who_asked_for_no_machine_after_the_button_was_pressed_has_people_again(
    has_caller: HasCaller, twilio: Twilio, store: Store
) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back")
    store.choices.keep(CALL, Choice.NO_MACHINE, By.OPERATOR, "", stands=True)
    root = hangs_up(twilio)
    assert dialled_numbers(root) == [AGENTS[0]]
    assert store.gone_on(CALL) is None


@pytest.mark.parametrize("what", ["ready", "room"])
def test_where_the_assistant_cannot_take_them_the_team_is_rung_again(
    has_caller: HasCaller, twilio: Twilio, store: Store, readiness: FakeReadiness, fake_clock: FakeClock, what: str
) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back")
    setattr(readiness, what, False)
    fake_clock.forward(90)
    root = hangs_up(twilio)
    assert "there is a problem on our side" in said(root)
    assert dialled_numbers(root) == [AGENTS[0]]
    assert dialled_numbers(hangs_up(twilio)) == [AGENTS[0]], "asked twice, the same"
    assert [one.attempt for one in store.record(CALL).dials] == [1, 2]
    assert dialled_numbers(twilio.dialed(2, "no-answer")) == [AGENTS[1]]
    assert "press 1" in said(twilio.dialed(3, "busy"))


@pytest.mark.parametrize(("ready", "then"), [(True, "Connect"), (False, "Say")])
def test_a_restart_forgets_no_caller_who_was_promised_more(
    has_caller: HasCaller,
    store: Store,
    open_store: Callable[..., Store],
    make_app: Callable[..., Flask],
    settings: Settings,
    readiness: FakeReadiness,
    ready: bool,
    then: str,
) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back", **SETTLED)
    assert store.flush()
    store.close()
    again = open_store()
    assert again.flush()
    readiness.ready = ready
    root = hangs_up(Twilio(make_app(settings, other_store=again).test_client(), Signatures(settings)))
    assert verbs(root)[0] == then
    assert "Dial" in verbs(root)
    assert again.gone_on(CALL) == (GoneOn(Back.AGENT, "done_settled", 1) if ready else None)


def test_who_hangs_up_first_is_over(has_caller: HasCaller, twilio: Twilio, store: Store) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back")
    root = twilio.dialed(1, "completed", DialBridged="true", CallStatus="completed")
    assert verbs(root) == []
    assert (store.record(CALL).over, store.record(CALL).disposition) == (True, Disposition.TRANSFERRED)


def test_evidence_and_files_tell_that_an_agent_gave_them_back_and_no_word(
    has_caller: HasCaller,
    twilio: Twilio,
    facts: Facts,
    leaves: Leaves,
    fake_clock: FakeClock,
    store: Store,
    tmp_path: Path,
) -> None:
    agent, path = has_caller()
    agent.post(f"{path}/back", done="my secret remark")
    fake_clock.forward(200)
    hangs_up(twilio)
    assert facts.flush()
    assert store.flush()
    told = [leaf["facts"]["by"] for leaf in leaves.kept if leaf["kind"] == "came_back_from_people"]
    assert told == ["agent"]
    assert not [one for one in tmp_path.rglob("*") if one.is_file() and b"secret remark" in one.read_bytes()]
