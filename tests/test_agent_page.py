"""The agent who is rung has a page about the call: by a link that works once, with what the caller said and no more."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from structlog.testing import capture_logs

from ivr.asgi import Service
from ivr.core.commands import RecordSaid, RecordTurn, Transcribe, Transfer
from ivr.core.record import FREE, Care, Disposition, Flag, Priority, Prompt, Reason, Topic, Transcript, Words
from ivr.core.rules import Rules
from ivr.doors import create_asgi
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.facts import Facts
from ivr.store.journal import entry
from ivr.store.store import Store
from ivr.telephony.signature import Signatures
from ivr.web.agent_links import MOST_LOOKS
from ivr.web.agent_page import create_agent_app
from ivr.web.desk import Desk
from ivr.web.readiness import Counts
from ivr.written.prompt_texts import PromptTexts
from tests.conftest import AGENTS, CALL, CALLER, FakeClock, FakeRules, Leaves, Twilio, dialled_numbers, said, verbs

from .desks import Browser, DeskSoftware, forms_of, text_of
from .outsiders import over_http

WISH = "Where is my order four two one eight?"
TO_SUPPORT = HandOff("transfer", "support", Reason.TRANSFER_RULE, "order_status", WISH, given=("the order: 4 2 1",))


@pytest.fixture
def facts(open_facts: Callable[..., Facts], request: pytest.FixtureRequest) -> Facts:
    return open_facts(start="leaves" in request.fixturenames)


@pytest.fixture
def software() -> DeskSoftware:
    return DeskSoftware()


@pytest.fixture
def told_settings(settings: Settings, software: DeskSoftware) -> Iterator[Settings]:
    with over_http(software) as url:
        yield replace(settings, desk_webhook=f"{url}/desk?token=of-the-desk")


@pytest.fixture
def counts() -> Counts:
    return Counts()


@pytest.fixture
def desk(told_settings: Settings, counts: Counts, fake_clock: FakeClock) -> Iterator[Desk]:
    desk = Desk(told_settings, counts, fake_clock.monotonic)
    yield desk
    desk.close()


@pytest.fixture
def twilio(make_app: Callable[..., Flask], told_settings: Settings, desk: Desk) -> Twilio:
    return Twilio(make_app(told_settings, desk=desk).test_client(), Signatures(told_settings))


@pytest.fixture
def pages(told_settings: Settings, store: Store, rules_in_force: FakeRules, desk: Desk, fake_clock: FakeClock) -> Flask:
    texts = PromptTexts(told_settings.prompts_dir, "en")
    return create_agent_app(told_settings, store, rules_in_force, texts, desk, fake_clock.now)


def spoken(store: Store, *words: str, handoff: HandOff = TO_SUPPORT) -> None:
    """What the caller said, one turn after the other, what they heard, and that the call is handed on."""
    items: list[Any] = []
    for turn, text in enumerate(words, start=1):
        items.append(Transcribe(turn, 0, bytes(32000), FREE))
        items.append(RecordTurn(turn, Transcript(text, 0.9), "order_status", 0.9, "ask", "", 1.0, 0.2))
        items.append(RecordSaid(f"m{turn}", turn, (Words(f"I heard you, turn {turn}."),), 1.0, 1.0, True))
    items.append(Transfer("support", Reason.TRANSFER_RULE, None, ""))
    items.append(RecordSaid("m99", len(words) + 1, (Prompt("connecting"),), 1.0, 1.0, True))
    store.append(CALL, [entry(number, 0.0, item) for number, item in enumerate(items, start=1)])
    store.save_handoff(CALL, handoff)


@pytest.fixture
def rung(twilio: Twilio, store: Store, software: DeskSoftware) -> str:
    """The link to the page of a call for which the first agent is rung."""
    twilio.ask("/voice/incoming", CallStatus="ringing", StirVerstat="TN-Validation-Passed-A")
    spoken(store, "Hello.", WISH)
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]
    software.awaited(1)
    return software.link()


WHISPER = f"/voice/whisper?call={CALL}&attempt=1"


def picks_up(twilio: Twilio) -> Any:
    return twilio.ask(WHISPER, CallSid="CA9", ParentCallSid=CALL)


# The link


def test_the_desk_is_told_which_agent_is_rung_and_nothing_of_the_caller(rung: str, software: DeskSoftware) -> None:
    [told] = software.told
    assert (told["agent"], told["route"], told["attempt"], told["urgent"]) == (AGENTS[0], "support", 1, False)
    assert told["link"].startswith("https://ivr.example.com/agent/")
    body = software.bodies[0].decode()
    for secret in (CALLER, CALLER[1:], CALLER[-4:], "order", "four two"):
        assert secret not in body


def test_asked_again_the_same_agent_is_told_of_once(rung: str, twilio: Twilio, software: DeskSoftware) -> None:
    twilio.ask("/voice/next")
    twilio.dialed(1, "busy")
    software.awaited(2)
    assert [told["attempt"] for told in software.told] == [1, 2]
    assert len({told["link"] for told in software.told}) == 2


def test_nothing_of_the_call_can_be_read_in_a_link(rung: str) -> None:
    token = rung.strip("/")
    assert len(token) == 43
    assert CALL not in token


def test_the_page_opens_in_the_first_browser_and_in_no_other(rung: str, pages: Flask) -> None:
    first, second = Browser(pages), Browser(pages)
    assert "A caller for you" in text_of(first.open(rung))
    other = second.open(rung)
    assert (other.status_code, "This link was used" in text_of(other)) == (403, True)
    assert "order" not in text_of(other)
    assert first.open(rung).status_code == 200


def test_what_looks_at_links_before_people_do_opens_none(rung: str, pages: Flask) -> None:
    """Programs that send text messages and chats fetch what is in them."""
    previewer = pages.test_client()
    for method in ("get", "head"):
        looked = getattr(previewer, method)(rung)
        assert looked.status_code == 200
        assert "Set-Cookie" not in looked.headers
        assert "order" not in looked.get_data(as_text=True)
    assert "A caller for you" in text_of(Browser(pages).open(rung))


def test_a_browser_that_does_not_say_who_asks_opens_it_by_a_button(rung: str, pages: Flask) -> None:
    old = Browser(pages)
    asked = old.get(rung, **{"Sec-Fetch-Dest": ""})
    assert forms_of(asked) == ["open"]
    assert old.post(f"{rung}/open").status_code == 303
    assert "order" in text_of(old.get(rung))


@pytest.mark.parametrize(("after", "status"), [(599.0, 200), (601.0, 410)])
def test_a_link_is_good_for_ten_minutes(
    rung: str, pages: Flask, fake_clock: FakeClock, after: float, status: int
) -> None:
    fake_clock.forward(after)
    assert Browser(pages).open(rung).status_code == status


def test_an_opened_page_is_gone_after_ten_minutes_unless_its_agent_has_the_call(
    rung: str, pages: Flask, twilio: Twilio, fake_clock: FakeClock
) -> None:
    agent = Browser(pages)
    agent.open(rung)
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    fake_clock.forward(1200)
    assert "You have the call" in text_of(agent.get(rung))


def test_a_minute_after_the_call_the_page_is_gone(
    rung: str, pages: Flask, twilio: Twilio, fake_clock: FakeClock
) -> None:
    agent = Browser(pages)
    agent.open(rung)
    twilio.post("/voice/status", CallStatus="completed")
    over = agent.get(rung)
    assert "This call is over for you" in text_of(over)
    assert "order" not in text_of(over)
    fake_clock.forward(61)
    assert agent.get(rung).status_code == 410


@pytest.mark.parametrize("token", ["/x", "/" + "A" * 43, "/" + "é" * 10, "/a/b/c", "/static/../x"])
def test_a_link_that_is_none_says_nothing(pages: Flask, token: str) -> None:
    assert Browser(pages).get(token).status_code in {404, 410}


def test_who_asks_too_often_waits(rung: str, pages: Flask, fake_clock: FakeClock) -> None:
    agent = Browser(pages)
    agent.open(rung)
    answers = [agent.get(rung).status_code for _ in range(MOST_LOOKS)]
    assert 429 in answers
    fake_clock.forward(61)
    assert agent.get(rung).status_code == 200
    guesses = [Browser(pages).get(f"/guess{number}").status_code for number in range(130)]
    assert guesses[-1] == 429
    assert agent.get(rung).status_code == 200, "guesses of others cost an agent nothing"


def test_no_answer_may_be_kept_framed_or_told_to_others(rung: str, pages: Flask) -> None:
    agent = Browser(pages)
    for answer in (agent.get(rung), agent.get(rung), agent.get("/none"), Browser(pages).get(rung)):
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
    page = agent.get(rung).get_data(as_text=True)
    assert "style=" not in page
    assert "<script>" not in page


def test_the_cookie_is_for_this_page_alone_and_out_of_reach_of_scripts(rung: str, pages: Flask) -> None:
    cookie = Browser(pages).get(rung).headers["Set-Cookie"]
    assert f"Path=/agent{rung}" in cookie
    for wanted in ("Secure", "HttpOnly", "SameSite=Lax"):
        assert wanted in cookie


def test_no_log_line_holds_a_link(
    rung: str, pages: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    agent = Browser(pages)
    with capture_logs() as logs:
        agent.open(rung)
        agent.post(f"{rung}/decline")
        monkeypatch.setattr("ivr.web.agent_page._state_of", lambda *_: 1 / 0)
        assert agent.get(rung).status_code == 500
    assert [one["event"] for one in logs] == ["agent_page_opened", "agent_decided", "agent_page_failed"]
    everything = repr(logs) + caplog.text
    assert rung.strip("/") not in everything
    assert "order" not in everything


# What is shown


def test_who_it_is_what_they_want_why_and_what_was_said(rung: str, pages: Flask) -> None:
    page = text_of(Browser(pages).open(rung))
    assert "A number that ends in 100; their carrier vouches for the number" in page
    assert CALLER not in page
    assert "A transfer rule sent the call to you (about order status)." in page
    assert "the order: 4 2 1" in page
    assert "What they were told last One moment, I'm connecting you to a person." in page
    assert "Caller: Hello. Assistant: I heard you, turn 1." in page


def test_the_sentence_is_of_the_callers_own_words_and_leads_to_the_turn(rung: str, pages: Flask, store: Store) -> None:
    answer = Browser(pages).open(rung)
    html, page = answer.get_data(as_text=True), text_of(answer)
    wanted = html.split("<blockquote>")[1].split("</blockquote>")[0].removeprefix("<p>").removesuffix("</p>")
    turn = html.split('id="turn-2"')[1].split("</li>")[0]
    assert wanted in turn
    assert 'href="#turn-2"' in html
    assert "In their words" in page


def test_words_are_shown_as_they_may_be_kept(
    twilio: Twilio, store: Store, software: DeskSoftware, pages: Flask
) -> None:
    twilio.ask("/voice/incoming")
    card = "My card is four one one one one one one one one one one one one one one one."
    spoken(store, card, handoff=replace(TO_SUPPORT, wish=card))
    twilio.ask("/voice/next")
    software.awaited(1)
    page = text_of(Browser(pages).open(software.link()))
    assert "My card is" in page
    assert "one one one" not in page


def test_scripts_in_what_is_said_are_shown_and_not_run(
    twilio: Twilio, store: Store, software: DeskSoftware, pages: Flask
) -> None:
    twilio.ask("/voice/incoming")
    words = '<script>alert(1)</script> & "so on"'
    spoken(store, words, handoff=replace(TO_SUPPORT, wish=words, given=(words,)))
    twilio.ask("/voice/next")
    software.awaited(1)
    html = Browser(pages).open(software.link()).get_data(as_text=True)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_what_must_be_known_first_stands_first(
    twilio: Twilio, store: Store, software: DeskSoftware, pages: Flask
) -> None:
    twilio.ask("/voice/incoming")
    care = Care(Topic.ABUSE, Priority.URGENT, (Flag.UNSAFE_TO_TALK, Flag.NO_CALLBACK))
    spoken(store, "It's my husband.", handoff=replace(TO_SUPPORT, reason=Reason.SENSITIVE_TOPIC, care=care))
    twilio.ask("/voice/next")
    software.awaited(1)
    assert software.told[0]["urgent"] is True
    page = text_of(Browser(pages).open(software.link()))
    told = ("Urgent.", "They spoke of being hurt", "name nothing", "Do not offer to call back", "Who")
    places = [page.index(line) for line in told]
    assert places == sorted(places)


def test_where_transcripts_are_hidden_no_turn_is_shown(
    rung: str, told_settings: Settings, store: Store, rules_in_force: FakeRules, desk: Desk
) -> None:
    hidden = replace(told_settings, hide_transcripts=1)
    pages = create_agent_app(hidden, store, rules_in_force, PromptTexts(hidden.prompts_dir, "en"), desk)
    page = text_of(Browser(pages).open(rung))
    assert "Hello." not in page
    assert "The words of this call are not shown here." in page


@pytest.mark.parametrize(
    ("verdict", "shown"),
    [("TN-Validation-Failed-A", "may be false"), ("", "nobody vouches"), ("No-TN-Validation", "nobody vouches")],
)
def test_a_number_that_nobody_vouches_for_is_called_so(
    twilio: Twilio, store: Store, software: DeskSoftware, pages: Flask, verdict: str, shown: str
) -> None:
    twilio.ask("/voice/incoming", StirVerstat=verdict)
    spoken(store, "Hello.")
    twilio.ask("/voice/next")
    software.awaited(1)
    assert shown in text_of(Browser(pages).open(software.link()))


def test_the_page_follows_the_call(rung: str, pages: Flask, twilio: Twilio) -> None:
    agent = Browser(pages)
    ringing = agent.open(rung)
    assert "Your telephone rings" in text_of(ringing)
    assert b'<noscript><meta http-equiv="refresh"' in ringing.data, "without scripts it reloads itself"
    picks_up(twilio)
    assert "Your telephone is picked up" in text_of(agent.get(rung))
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    talking = agent.get(rung)
    assert "You have the call" in text_of(talking)
    assert b"http-equiv" not in talking.data
    twilio.dialed(1, "completed", DialBridged="true")
    assert "This call is over for you" in text_of(agent.get(rung))


# Accepted, declined


def test_accepted_on_the_page_is_as_good_as_key_one(
    rung: str, pages: Flask, twilio: Twilio, store: Store, facts: Facts, leaves: Leaves
) -> None:
    agent = Browser(pages)
    agent.open(rung)
    root = picks_up(twilio)
    assert verbs(root) == ["Gather", "Hangup"]
    assert root[0].get("actionOnEmptyResult") == "true"
    assert forms_of(agent.get(rung)) == ["accept", "decline"]
    assert agent.post(f"{rung}/accept").status_code == 303
    following = (root[0].get("action") or "").removeprefix("https://ivr.example.com")
    assert verbs(twilio.ask(following, CallSid="CA9")) == [], "the next round joins them"
    assert store.record(CALL).dials[0].accepted
    assert verbs(twilio.dialed(1, "completed", DialBridged="true")) == ["Hangup"]
    assert facts.flush()
    steps = [leaf["facts"]["step"] for leaf in leaves.kept if leaf["kind"] == "person_answered"]
    assert steps == ["picked_up", "accepted"]


def test_nothing_is_accepted_before_somebody_has_picked_up(
    rung: str, pages: Flask, twilio: Twilio, store: Store
) -> None:
    """An agent's mailbox that picks up later would have the caller."""
    agent = Browser(pages)
    assert forms_of(agent.open(rung)) == ["decline"]
    agent.post(f"{rung}/accept")
    assert verbs(picks_up(twilio)) == ["Gather", "Hangup"]
    assert not store.record(CALL).dials[0].accepted


def test_declined_on_the_page_the_next_agent_is_rung(
    rung: str, pages: Flask, twilio: Twilio, software: DeskSoftware
) -> None:
    agent = Browser(pages)
    agent.open(rung)
    agent.post(f"{rung}/decline")
    assert "The call goes on to somebody else." in text_of(agent.get(rung))
    assert verbs(picks_up(twilio)) == ["Hangup"]
    assert dialled_numbers(twilio.dialed(1, "completed", DialBridged="false")) == [AGENTS[1]]
    software.awaited(2)
    assert "A caller for you" in text_of(Browser(pages).open(software.link()))


def test_declined_in_mid_briefing_the_telephone_is_let_go(rung: str, pages: Flask, twilio: Twilio) -> None:
    agent = Browser(pages)
    agent.open(rung)
    picks_up(twilio)
    agent.post(f"{rung}/decline")
    assert verbs(twilio.ask(f"{WHISPER}&round=1", CallSid="CA9")) == ["Hangup"]


def test_the_first_decision_holds(rung: str, pages: Flask, twilio: Twilio) -> None:
    agent = Browser(pages)
    agent.open(rung)
    picks_up(twilio)
    agent.post(f"{rung}/decline")
    agent.post(f"{rung}/accept")
    assert verbs(twilio.ask(f"{WHISPER}&round=1", CallSid="CA9")) == ["Hangup"]


def test_key_one_works_in_every_round_and_in_vain_is_waited_as_long_as_ever(
    rung: str, twilio: Twilio, store: Store
) -> None:
    root, waited, told = picks_up(twilio), 0, []
    while "Gather" in verbs(root):
        waited += int(root[0].get("timeout") or 0)
        told.append(said(root))
        path = (root[0].get("action") or "").removeprefix("https://ivr.example.com")
        root = twilio.ask(path, CallSid="CA9")
    assert verbs(root) == ["Hangup"]
    assert waited == 12
    assert ["Press 1" in one for one in told] == [True, False, False, True, False, False]
    assert verbs(twilio.ask(f"{WHISPER}&round=4", CallSid="CA9", Digits="1")) == []
    assert store.record(CALL).dials[0].accepted


def test_who_has_the_page_before_them_is_told_the_first_line_alone(rung: str, pages: Flask, twilio: Twilio) -> None:
    assert "In their words" in said(picks_up(twilio))
    Browser(pages).open(rung)
    briefly = said(picks_up(twilio))
    assert "In their words" not in briefly
    assert "Press 1 to accept." in briefly


def test_another_browser_decides_nothing_nor_does_a_form_of_elsewhere(rung: str, pages: Flask, twilio: Twilio) -> None:
    agent = Browser(pages)
    agent.open(rung)
    assert Browser(pages).post(f"{rung}/decline").status_code == 403
    forged = agent._client.post(
        f"{rung}/decline", headers={"Sec-Fetch-Site": "cross-site"}, base_url="https://ivr.example.com/agent"
    )
    assert forged.status_code == 403
    assert verbs(picks_up(twilio)) == ["Gather", "Hangup"]


def test_what_is_chosen_when_the_ringing_is_over_changes_nothing(rung: str, pages: Flask, twilio: Twilio) -> None:
    agent = Browser(pages)
    agent.open(rung)
    twilio.dialed(1, "no-answer")
    agent.post(f"{rung}/decline")
    assert verbs(twilio.ask(f"/voice/whisper?call={CALL}&attempt=2", CallSid="CA9")) == ["Gather", "Hangup"]


# Whatever breaks, the telephone rings


def test_without_a_desk_everything_is_as_ever(
    make_app: Callable[..., Flask], settings: Settings, store: Store, signatures: Signatures
) -> None:
    twilio = Twilio(make_app(settings).test_client(), signatures)
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    twilio.ask("/voice/next")
    assert verbs(picks_up(twilio)) == ["Gather", "Gather", "Hangup"]


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_desk_that_refuses_costs_the_page_and_is_counted(
    twilio: Twilio, store: Store, software: DeskSoftware, counts: Counts, desk: Desk, status: int
) -> None:
    software.status = status
    twilio.ask("/voice/incoming")
    spoken(store, "Hello.")
    with capture_logs() as logs:
        assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]
        software.awaited(2 if status == 500 else 1)
        desk.drained()
    assert counts.all() == {"desks_not_told": 1}
    assert [one["problem"] for one in logs if one["event"] == "desk_not_told"] == [f"answered {status}"]
    assert "of-the-desk" not in repr(logs)
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    assert store.record(CALL).dials[0].accepted


def test_a_desk_that_hangs_holds_up_no_ring(twilio: Twilio, store: Store, software: DeskSoftware) -> None:
    software.hangs = threading.Event()
    for number in range(20):
        call = f"CA{number}"
        twilio.ask("/voice/incoming", CallSid=call)
        store.save_handoff(call, TO_SUPPORT)
        assert dialled_numbers(twilio.ask("/voice/next", CallSid=call)) == [AGENTS[0]]
    software.hangs.set()


def test_links_that_break_end_no_ring(
    twilio: Twilio, store: Store, desk: Desk, counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise MemoryError

    monkeypatch.setattr(desk.links, "issue", broken)
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, TO_SUPPORT)
    assert dialled_numbers(twilio.ask("/voice/next")) == [AGENTS[0]]
    assert counts.all() == {"desks_not_told": 1}


def test_after_a_restart_the_page_is_gone_and_the_telephone_goes_on(
    rung: str, make_app: Callable[..., Flask], told_settings: Settings, store: Store, rules_in_force: FakeRules
) -> None:
    desk = Desk(told_settings)
    texts = PromptTexts(told_settings.prompts_dir, "en")
    assert Browser(create_agent_app(told_settings, store, rules_in_force, texts, desk)).open(rung).status_code == 410
    twilio = Twilio(make_app(told_settings, desk=desk).test_client(), Signatures(told_settings))
    root = twilio.ask(f"{WHISPER}&round=2", CallSid="CA9")
    assert verbs(root) == ["Gather", "Gather", "Hangup"], "a round that was begun before goes on as ever"
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    assert store.record(CALL).dials[0].accepted


async def test_it_is_mounted_under_the_public_path_with_its_styles(settings: Settings) -> None:
    service = Service(
        replace(settings, public_url="https://ivr.example.com/phone", desk_webhook="https://desk.example")
    )
    token = service.desk.links.issue(CALL, 1)
    transport = httpx.ASGITransport(create_asgi(service))
    async with httpx.AsyncClient(transport=transport, base_url="https://ivr.example.com") as client:
        asked = await client.get(f"/phone/agent/{token}")
        assert f'action="/phone/agent/{token}/open"' in asked.text
        assert asked.headers["Cache-Control"] == "no-store"
        style = await client.get("/phone/agent/static/agent.css")
        assert (style.status_code, style.headers["Content-Type"].partition(";")[0]) == (200, "text/css")
        opened = await client.post(f"/phone/agent/{token}/open")
        assert opened.headers["Location"] == f"/phone/agent/{token}"
        assert (await client.get("/agent/x")).status_code == 404
    await asyncio.to_thread(service.store.close)


# By text message


def test_an_agent_may_be_told_by_text_message(
    settings: Settings, store: Store, make_app: Callable[..., Flask], software: DeskSoftware
) -> None:
    with over_http(software) as url:
        sms = {"sms_account_sid": "AC2", "sms_auth_token": "token-of-messages", "sms_from": "+15005550199"}
        told = replace(settings, desk_sms=1, twilio_api_url=url, **sms)
        desk = Desk(told)
        twilio = Twilio(make_app(told, desk=desk).test_client(), Signatures(told))
        twilio.ask("/voice/incoming")
        store.save_handoff(CALL, TO_SUPPORT)
        twilio.ask("/voice/next")
        [body] = software.awaited(1)
        desk.drained()
    assert b"To=%2B15005550001" in body
    assert b"From=%2B15005550199" in body
    assert b"https%3A%2F%2Fivr.example.com%2Fagent%2F" in body
    assert CALLER[1:].encode() not in body


def test_no_file_holds_a_link(rung: str, store: Store, tmp_path: Path) -> None:
    store.close()
    token = rung.strip("/").encode()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert token not in path.read_bytes(), path


# The rule


def test_the_page_names_the_rule_that_sent_the_caller_and_what_it_wants_told(
    rules_in_force: FakeRules, twilio: Twilio, store: Store, software: DeskSoftware, pages: Flask
) -> None:
    rule = {"name": "late_orders", "words": ["order"], "route": "support", "whisper": "Look into <the> log."}
    given = rules_in_force.rules.model_dump(mode="json") | {"transfer_rules": [rule]}
    rules_in_force.rules = Rules.model_validate(given)
    twilio.ask("/voice/incoming", CallStatus="ringing")
    spoken(store, WISH, handoff=replace(TO_SUPPORT, rule="late_orders"))
    twilio.ask("/voice/next")
    software.awaited(1)
    page = Browser(pages).open(software.link()).get_data(as_text=True)
    assert "By the rule late orders: “Look into &lt;the&gt; log.”" in page


# On to another route

SALES, NIGHT = "+15005550071", "+15005550072"


@pytest.fixture
def teams(rules_in_force: FakeRules) -> None:
    """Beside support: sales, and one that is never open."""
    given = rules_in_force.rules.model_dump(mode="json")
    closed = {"agents": [NIGHT], "exceptions": [{"date": "2026-03-02", "closed": True}]}
    given["routes"] |= {"sales_team": {"agents": [SALES]}, "night": closed}
    rules_in_force.rules = Rules.model_validate(given)


@pytest.fixture
def talking(teams: None, rung: str, pages: Flask, twilio: Twilio) -> Browser:
    """The agent who has the caller, with the page before them."""
    agent = Browser(pages)
    agent.open(rung)
    picks_up(twilio)
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    return agent


def hangs_up(twilio: Twilio) -> Any:
    return twilio.dialed(1, "completed", DialBridged="true")


def test_who_has_the_caller_may_send_them_on_to_another_team(
    talking: Browser, rung: str, twilio: Twilio, store: Store, software: DeskSoftware
) -> None:
    page = talking.get(rung)
    assert "onward" in forms_of(page)
    assert "go on to sales team" in text_of(page)
    talking.post(f"{rung}/onward", route="sales_team")
    assert "Hang up now, and they go on to sales team" in text_of(talking.get(rung))
    root = hangs_up(twilio)
    assert dialled_numbers(root) == [SALES]
    assert dialled_numbers(hangs_up(twilio)) == [SALES], "asked twice, the same"
    assert store.record(CALL).disposition is None, "it goes on"
    software.awaited(2)
    assert software.told[1]["route"] == "sales_team"
    twilio.ask(f"/voice/whisper?call={CALL}&attempt=2", CallSid="CA10", Digits="1")
    assert verbs(twilio.dialed(2, "completed", DialBridged="true")) == ["Hangup"]
    assert store.record(CALL).disposition is Disposition.TRANSFERRED


def test_where_the_other_team_does_not_answer_it_is_no_dead_end(talking: Browser, rung: str, twilio: Twilio) -> None:
    talking.post(f"{rung}/onward", route="sales_team")
    hangs_up(twilio)
    assert "press 1" in said(twilio.dialed(2, "no-answer"))


def test_the_wish_can_be_taken_back(talking: Browser, rung: str, twilio: Twilio) -> None:
    talking.post(f"{rung}/onward", route="sales_team")
    talking.post(f"{rung}/onward", route="")
    assert verbs(hangs_up(twilio)) == ["Hangup"]


@pytest.mark.parametrize("route", ["night", "support", "+15005550099", "<script>"])
def test_nobody_is_sent_to_where_nobody_is_nor_to_a_number(
    talking: Browser, rung: str, twilio: Twilio, route: str
) -> None:
    talking.post(f"{rung}/onward", route=route)
    assert verbs(hangs_up(twilio)) == ["Hangup"]


def test_another_browser_sends_nobody_on_nor_does_who_has_no_caller(
    teams: None, rung: str, pages: Flask, twilio: Twilio
) -> None:
    agent = Browser(pages)
    agent.open(rung)
    assert Browser(pages).post(f"{rung}/onward", route="sales_team").status_code == 403
    agent.post(f"{rung}/onward", route="sales_team")
    picks_up(twilio)
    twilio.ask(WHISPER, CallSid="CA9", Digits="1")
    assert verbs(hangs_up(twilio)) == ["Hangup"]


def test_who_hangs_up_instead_is_sent_nowhere(talking: Browser, rung: str, twilio: Twilio) -> None:
    talking.post(f"{rung}/onward", route="sales_team")
    root = twilio.dialed(1, "completed", DialBridged="true", CallStatus="completed")
    assert verbs(root) == []
