"""Messages in the console: claimed, done, given back; the number is shown to who has claimed it, and that is noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from ivr.console import create_console
from ivr.console.desk import Desk
from ivr.core.rules import Rules
from ivr.store import copies
from ivr.store.message_acts import Place
from ivr.store.message_list import message
from ivr.store.store import Store
from tests.conftest import CALL, CALLER
from tests.console import Browser, over_https
from tests.test_message_acts import leave
from tests.test_store import begin, whole_call

OpenStore = Callable[..., Store]
SignIn = Callable[[str], Browser]
CALLBACK, VOICEMAIL = f"/messages/{CALL}/2", f"/messages/{CALL}/1"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "


@pytest.fixture
def told(desk: Desk, open_store: OpenStore, rules: Rules) -> str:
    """The reference of a callback that a caller asked for, in the console's database."""
    store = open_store(desk.settings.effective_database_url)
    begin(store, rules)
    reference = store.messages.callback(CALL, "support")
    assert store.flush()
    return reference


@pytest.fixture
def spoken(desk: Desk, open_store: OpenStore, rules: Rules) -> Store:
    """A voicemail that was fetched from the carrier."""
    store = open_store(desk.settings.effective_database_url)
    whole_call(store, rules)
    store.reference(CALL)
    store.left_voicemail(CALL, "RE5eeded")
    assert store.flush()
    copies.keep(desk.engine, desk.vault, CALL, WAV, desk.now())
    return store


def acts(desk: Desk) -> list[str]:
    return [entry.act for entry in desk.audit.entries() if entry.about == CALL]


def test_an_agent_sees_what_is_open_and_no_number(told: str, signed_in: SignIn) -> None:
    page = signed_in("agent").get("/messages/").text
    assert all(part in page for part in (told, "callback", "support", "Open (1)", "Unclaimed (1)", "Overdue (0)"))
    assert CALLER[1:] not in page


def test_who_has_claimed_it_is_shown_the_number_and_each_look_is_noted_first(
    told: str, signed_in: SignIn, desk: Desk
) -> None:
    agent = signed_in("agent")
    assert CALLER not in agent.get(CALLBACK).text
    assert acts(desk) == []
    assert agent.post(f"{CALLBACK}/claim").status_code == 302
    assert f"tel:{CALLER}" in agent.get(CALLBACK).text
    assert acts(desk) == ["looked_at_number", "message_claimed"]


def test_nobody_else_is_shown_the_number(told: str, signed_in: SignIn, desk: Desk) -> None:
    signed_in("agent").post(f"{CALLBACK}/claim")
    for role in ("supervisor", "auditor", "admin"):
        assert CALLER[1:] not in signed_in(role).get(CALLBACK).text, role
    assert "looked_at_number" not in acts(desk)


def test_the_second_is_told_who_has_it_and_nothing_changes(told: str, signed_in: SignIn, desk: Desk) -> None:
    signed_in("agent").post(f"{CALLBACK}/claim")
    second = signed_in("supervisor")
    second.post(f"{CALLBACK}/claim")
    page = second.get(CALLBACK).text
    assert "Too late: agent has it now: nothing was changed." in page
    assert acts(desk) == ["message_claimed"]


def test_it_is_taken_over_from_whom_it_was_seen_with_and_that_is_noted(
    told: str, signed_in: SignIn, desk: Desk
) -> None:
    signed_in("agent").post(f"{CALLBACK}/claim")
    boss = signed_in("supervisor")
    assert "Take it over from agent" in boss.get(CALLBACK).text
    boss.post(f"{CALLBACK}/claim", instead_of="agent")
    assert f"tel:{CALLER}" in boss.get(CALLBACK).text
    [entry] = [one for one in desk.audit.entries() if one.name == "supervisor" and one.act == "message_claimed"]
    assert entry.detail["instead_of"] == "agent"


def test_it_is_given_back(told: str, signed_in: SignIn, desk: Desk) -> None:
    agent = signed_in("agent")
    agent.post(f"{CALLBACK}/claim")
    agent.post(f"{CALLBACK}/let-go")
    assert "Claim it" in agent.get(CALLBACK).text
    assert CALLER not in agent.get(CALLBACK).text


def test_it_is_done_with_what_was_done_and_taken_up_again(told: str, signed_in: SignIn, desk: Desk) -> None:
    agent = signed_in("agent")
    agent.post(f"{CALLBACK}/claim")
    refused = agent.post(f"{CALLBACK}/done")
    assert (refused.status_code, "Say what was done." in refused.text) == (422, True)
    agent.post(f"{CALLBACK}/done", outcome="reached")
    page = agent.get(CALLBACK).text
    assert "by agent: I spoke with the caller" in page
    assert CALLER not in page, "who is done with it needs no number"
    assert told in agent.get("/messages/?list=done").text
    assert told not in agent.get("/messages/").text
    agent.post(f"{CALLBACK}/reopen")
    assert told in agent.get("/messages/?list=mine").text


@pytest.mark.parametrize(
    ("before", "act", "form"),
    [
        ((), "claim", {}),
        (("claim",), "let-go", {}),
        (("claim",), "done", {"outcome": "left_word"}),
        (("claim", "done"), "reopen", {}),
    ],
)
def test_the_same_form_twice_does_it_once_and_is_noted_once(
    told: str, signed_in: SignIn, desk: Desk, before: tuple[str, ...], act: str, form: dict[str, str]
) -> None:
    agent = signed_in("agent")
    for earlier in before:
        agent.post(f"{CALLBACK}/{earlier}", outcome="reached")
    agent.post(f"{CALLBACK}/{act}", **form)
    once, noted = message(desk.engine, Place(CALL, 2)), len(acts(desk))
    assert agent.post(f"{CALLBACK}/{act}", **form).status_code == 302
    assert (message(desk.engine, Place(CALL, 2)), len(acts(desk))) == (once, noted)


def test_an_auditor_reads_and_changes_nothing(told: str, signed_in: SignIn, desk: Desk) -> None:
    auditor = signed_in("auditor")
    page = auditor.get(CALLBACK).text
    assert told in page
    assert "What you can do" not in page
    assert "Claim" not in auditor.get("/messages/").text
    assert auditor.post(f"{CALLBACK}/claim").status_code == 403


def test_a_voicemail_is_played_to_who_has_claimed_it_or_may_see_words_and_noted(
    spoken: Store, signed_in: SignIn, desk: Desk
) -> None:
    agent = signed_in("agent")
    assert "<audio" not in agent.get(VOICEMAIL).text
    assert agent.get(f"{VOICEMAIL}/sound").status_code == 404
    agent.post(f"{VOICEMAIL}/claim")
    assert "<audio" in agent.get(VOICEMAIL).text
    heard = agent.get(f"{VOICEMAIL}/sound")
    assert (heard.data, heard.mimetype, heard.headers["Cache-Control"]) == (WAV, "audio/wav", "no-store")
    assert signed_in("auditor").get(f"{VOICEMAIL}/sound").status_code == 200
    assert acts(desk).count("heard_message") == 2
    assert agent.get(f"{VOICEMAIL}/sound", headers={"Range": "bytes=4-"}).status_code == 206
    assert acts(desk).count("heard_message") == 2


def test_what_was_not_fetched_yet_is_told_to_be(
    desk: Desk, open_store: OpenStore, rules: Rules, signed_in: SignIn
) -> None:
    store = open_store(desk.settings.effective_database_url)
    whole_call(store, rules)
    store.reference(CALL)
    store.left_voicemail(CALL, "RE5eeded")
    assert store.flush()
    page = signed_in("agent").get(VOICEMAIL).text
    assert "not fetched from the carrier yet" in page


@pytest.fixture
def hidden(desk: Desk, signed_in: SignIn) -> Browser:
    """An agent's, in the console of who has health data."""
    signed_in("agent")
    app = create_console(replace(desk, settings=replace(desk.settings, hide_transcripts=1)))
    app.config["RATELIMIT_ENABLED"] = False
    agent = Browser(over_https(app))
    agent.sign_in("agent")
    return agent


def test_where_words_are_hidden_the_number_is_shown_to_who_says_why_and_that_is_noted(
    told: str, hidden: Browser, desk: Desk
) -> None:
    hidden.post(f"{CALLBACK}/claim")
    page = hidden.get(CALLBACK).text
    assert (CALLER in page, "Why you look" in page) == (False, True)
    assert hidden.post(f"{CALLBACK}/look", why=" ").status_code == 422
    assert hidden.post(f"{CALLBACK}/look", why="x" * 201).status_code == 422
    hidden.post(f"{CALLBACK}/look", why="to ring them back")
    assert f"tel:{CALLER}" in hidden.get(CALLBACK).text
    [look, *_] = [one for one in desk.audit.entries() if one.act == "looked_at_number"]
    assert look.detail["why"] == "to ring them back"


def test_where_words_are_hidden_nothing_is_heard_without_a_reason(spoken: Store, hidden: Browser, desk: Desk) -> None:
    hidden.post(f"{VOICEMAIL}/claim")
    assert hidden.get(f"{VOICEMAIL}/sound").status_code == 403
    hidden.post(f"{VOICEMAIL}/look", why="to hear what they need")
    assert hidden.get(f"{VOICEMAIL}/sound").data == WAV


def test_a_reason_for_one_message_shows_no_other(told: str, hidden: Browser, desk: Desk) -> None:
    leave(desk.engine, "CA-other", sealed=b"locked")
    for path in (CALLBACK, "/messages/CA-other/1"):
        hidden.post(f"{path}/claim")
    hidden.post("/messages/CA-other/1/look", why="to ring them back")
    assert CALLER not in hidden.get(CALLBACK).text


def test_a_number_that_is_kept_no_longer_is_told_to_be_gone(desk: Desk, signed_in: SignIn) -> None:
    agent = signed_in("agent")
    for call, sealed in (("CA-none", None), ("CA-lost", b"locked with a key that is gone")):
        leave(desk.engine, call, kind="callback", sealed=sealed)
        agent.post(f"/messages/{call}/1/claim")
        assert "no number to ring any more" in agent.get(f"/messages/{call}/1").text


def test_what_must_not_be_done_for_a_caller_is_told_before_all_else(desk: Desk, signed_in: SignIn) -> None:
    leave(desk.engine, "CA-care", urgent=True)
    page = signed_in("agent").get("/messages/CA-care/1").text
    assert page.index("Leave no word on their voicemail.") < page.index("<dl")
    assert '<span class="tag">urgent</span>' in signed_in("agent").get("/messages/").text


def test_a_long_list_goes_on_on_another_page(desk: Desk, signed_in: SignIn) -> None:
    for number in range(51):
        leave(desk.engine, f"CA{number}", reference=f"{1000 + number}", at=desk.now() + timedelta(minutes=number))
    agent = signed_in("agent")
    first, rest = agent.get("/messages/").text, agent.get("/messages/?after=50").text
    assert (first.count('<th scope="row">'), rest.count('<th scope="row">')) == (50, 1)
    assert ("More" in first, "Before these" in rest) == (True, True)


@pytest.mark.parametrize(
    "asked",
    ["?list=nonsense", "?after=-1", "?after=x", "?after=99999999999999999999", "?route=%00", "?route=" + "x" * 999],
)
def test_what_cannot_be_asked_for_is_asked_for_as_nearly_as_can_be(signed_in: SignIn, asked: str) -> None:
    assert signed_in("agent").get(f"/messages/{asked}").status_code == 200


@pytest.mark.parametrize("path", ["CA-none/1", "CA1/99999999999999999999", f"{CALL}/0", "x/x"])
def test_a_message_that_is_not_there_is_told_to_be(signed_in: SignIn, told: str, path: str) -> None:
    assert signed_in("agent").get(f"/messages/{path}").status_code == 404


def test_a_script_in_a_name_or_route_is_shown_and_not_run(desk: Desk, signed_in: SignIn) -> None:
    leave(desk.engine, "CA-evil", route="<script>1</script>", claimed_by="<b>x</b>")
    for path in ("/messages/", "/messages/CA-evil/1"):
        page = signed_in("agent").get(path).text
        assert "<script>1" not in page
        assert "<b>x" not in page
