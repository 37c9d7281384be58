"""One call in the console: what all see of it, whose words are shown to whom, and that each look is noted first."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import update

from ivr.console import create_console
from ivr.console.desk import Desk
from ivr.core.commands import RecordSaid, RecordTurn
from ivr.core.events import CallerHungUp, CallStarted, KeyPressed
from ivr.core.record import Prompt, Reason, Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.simulator.scenario import Scenario
from ivr.store.journal import entry
from ivr.store.schema import TURNS

from .calls_on_record import OnRecord
from .conftest import CALLER, LINE, FakeClock
from .console import Browser, over_https
from .test_sealed_records import OpenStore

SignedIn = Callable[[str], Browser]
HEARD = "where is <script>alert(1)</script> my marmalade"


@pytest.fixture
def call(desk: Desk, open_store: OpenStore, rules: Rules) -> str:
    """One in which the caller asked, pressed a key, stopped us, and went to people."""
    store = open_store()
    store.begin_call("CA1", caller=CALLER, line=LINE, rules=rules, ready=True)
    said = Prompt("disclosure"), Words("It is in the garden shed")
    told = (
        (0.0, CallStarted()),
        (8.0, RecordSaid("m1", 0, said[:1], 8.0, 8.0, True)),
        (12.0, RecordTurn(1, Transcript(HEARD, 0.83), "order_status", 0.91, "ask", "understood", 2.5, 0.4)),
        (14.0, RecordSaid("m2", 1, said[1:], 1.1, 4.0, False)),
        (15.0, KeyPressed("2")),
        (16.0, CallerHungUp()),
    )
    store.append("CA1", [entry(seq, at, item) for seq, (at, item) in enumerate(told, start=1)])
    store.save_handoff("CA1", HandOff("transfer", "support", Reason.CALLER_ASKED, wish="the marmalade"))
    store.over("CA1")
    assert store.flush()
    store.close()
    return "CA1"


def looks(desk: Desk) -> list[tuple[str, str, dict[str, object]]]:
    acts = ("looked_at_words", "made_a_test", "listened")
    return [(one.act, one.about, dict(one.detail)) for act in acts for one in desk.audit.entries(act=act)]


def test_everybody_who_sees_calls_sees_how_it_went_and_no_word(call: str, signed_in: SignedIn, desk: Desk) -> None:
    for role in ("viewer", "supervisor"):
        text = signed_in(role).get(f"/calls/{call}").text
        assert "83.0 %" in text  # the chance that the words are right
        assert "caller asked" in text
        assert "marmalade" not in text
        assert "garden shed" not in text
    assert looks(desk) == []


def test_words_are_shown_to_who_may_see_them_once_it_is_noted(call: str, signed_in: SignedIn, desk: Desk) -> None:
    page = f"/calls/{call}"
    text = signed_in("supervisor").post(f"{page}/words", page).text
    assert "my marmalade" in text
    assert "<script>" not in text
    assert "It is in the garden shed" in text
    assert "stopped: the caller spoke" in text
    assert looks(desk) == [("looked_at_words", call, {})]


def test_lines_of_ours_are_told_in_their_words_from_when_they_began(call: str, signed_in: SignedIn) -> None:
    page = f"/calls/{call}"
    text = signed_in("supervisor").post(f"{page}/words", page).text
    told = text.partition('aria-label="What was said"')[2]
    assert "(disclosure)" not in told
    assert "A.I." in told  # of the disclosure, as it is worded
    rows = [re.sub(r"<[^>]+>|\s+", " ", row).split(maxsplit=3) for row in re.findall(r"<tr>(.+?)</tr>", told, re.S)]
    began = [(row[0], row[2]) for row in rows if len(row) > 3 and row[2] in {"we", "caller"}]
    assert began == [("0.0", "we"), ("9.1", "caller"), ("12.9", "we"), ("15.0", "caller")]
    assert "clip seconds" not in told


@pytest.mark.parametrize("what", ["words", "test", "listen"])
def test_a_viewer_sees_no_word_whatever_is_asked_for(call: str, signed_in: SignedIn, desk: Desk, what: str) -> None:
    assert signed_in("viewer").post(f"/calls/{call}/{what}").status_code == 403
    assert looks(desk) == []


def test_where_transcripts_are_hidden_a_reason_is_asked_for_and_noted(
    call: str, desk: Desk, signed_in: SignedIn
) -> None:
    signed_in("supervisor")
    hidden = replace(desk, settings=replace(desk.settings, hide_transcripts=True))
    app = create_console(hidden)
    app.config["RATELIMIT_ENABLED"] = False
    mine, page = Browser(over_https(app)), f"/calls/{call}"
    mine.sign_in("supervisor")
    answer = mine.post(f"{page}/words", page, why=" ")
    assert answer.status_code == 422
    assert "marmalade" not in answer.text
    assert mine.post(f"{page}/test", page).status_code == 422
    assert looks(desk) == []
    assert "marmalade" in mine.post(f"{page}/words", page, why="a complaint, by letter").text
    assert looks(desk) == [("looked_at_words", call, {"why": "a complaint, by letter"})]


def test_a_call_becomes_a_scenario_that_the_simulator_reads(call: str, signed_in: SignedIn, desk: Desk) -> None:
    page = f"/calls/{call}"
    answer = signed_in("supervisor").post(f"{page}/test", page)
    assert "attachment" in answer.headers["Content-Disposition"]
    scenario = Scenario.model_validate(yaml.safe_load(answer.text) | {"folder": Path()})
    kinds = [next(iter(step.model_fields_set)) for step in scenario.steps]
    assert kinds == ["listen", "say", "listen", "finish"]
    assert scenario.expect.transferred_to == "support"
    assert "marmalade.wav: where is" in answer.text
    assert looks(desk) == [("made_a_test", call, {})]


def test_of_a_call_without_a_recording_there_is_none_and_no_address_gives_one(call: str, signed_in: SignedIn) -> None:
    supervisor, page = signed_in("supervisor"), f"/calls/{call}"
    assert "Listen" not in supervisor.get(page).text
    assert supervisor.post(f"{page}/listen", page).status_code == 404
    for look in ("", "x", "WyJ4IiwiQ0ExIl0.x.x"):
        assert supervisor.get(f"{page}/recording?look={look}").status_code == 404


def test_a_recording_is_heard_by_who_asked_for_it_and_by_nobody_else(
    call: str, signed_in: SignedIn, desk: Desk, open_store: OpenStore
) -> None:
    store = open_store()
    store.sound.keep(call, 0, 0, 5.0, b"OggS and more")
    assert store.flush()
    store.close()
    supervisor, page = signed_in("supervisor"), f"/calls/{call}"
    text = supervisor.post(f"{page}/listen", page).text
    address = text.partition('src="/calls/')[2].partition('"')[0]
    assert supervisor.get(f"/calls/{address}").data == b"OggS and more"
    assert signed_in("auditor").get(f"/calls/{address}").status_code == 404
    assert looks(desk) == [("listened", call, {})]


def test_who_listens_sees_how_loud_it_is_and_where_each_turn_begins(
    call: str, signed_in: SignedIn, desk: Desk, open_store: OpenStore, fake_clock: FakeClock
) -> None:
    page, supervisor = f"/calls/{call}", signed_in("supervisor")
    with desk.engine.begin() as connection:  # nine seconds after the recording began, and the caller had spoken for 2.5
        connection.execute(update(TURNS).values(at=fake_clock.now() + timedelta(seconds=9)))
    store = open_store()
    fake_clock.forward(2)
    store.sound.keep(call, 0, 0, 2.0, b"OggS", bytes((255, 0)) * 10 + bytes((0, 255)) * 10)
    fake_clock.forward(12)
    store.sound.keep(call, 0, 1, 12.0, b"more", bytes(240))
    assert store.flush()
    store.close()
    assert "waveform" not in supervisor.get(page).text
    text = supervisor.post(f"{page}/listen", page).text
    assert re.findall(r'<path class="caller" d="M0 65V15H', text)  # the caller begins at their loudest
    assert re.findall(r'<path class="ours" d="M0 65V65H', text)
    assert 'role="img" aria-label="How loud it is over 14.0 s' in text
    assert 'data-second="6.1">turn 1 (6.1 s)</a>' in text
    assert "style=" not in text


def test_a_recording_of_which_nobody_knows_how_loud_it_is_is_still_heard(
    call: str, signed_in: SignedIn, open_store: OpenStore
) -> None:
    store = open_store()
    store.sound.keep(call, 0, 0, 5.0, b"OggS")
    assert store.flush()
    store.close()
    page = f"/calls/{call}"
    text = signed_in("supervisor").post(f"{page}/listen", page).text
    assert "<audio controls" in text
    assert "There is no picture of this recording" in text


def test_what_the_carrier_told_stands_in_plain_words_beside_its_number(desk: Desk, signed_in: SignedIn) -> None:
    record = OnRecord(desk.engine)
    record.call("CA7")
    for kind, code, number in (("error", 13224, 2), ("error", 99999, 0), ("sip", 486, 2), ("sip", 599, 0)):
        record.line_event("CA7", kind, code, number)
    text = signed_in("viewer").get("/calls/CA7").text
    assert "of try 2: 13224: the agent&#39;s number is not valid" in text
    assert "99999: the carrier explains this number" in text
    assert "486: busy" in text
    assert "599: the other side&#39;s exchange failed" in text


def test_a_lost_line_is_told_with_from_when_to_when_nobody_knows(desk: Desk, signed_in: SignedIn) -> None:
    record = OnRecord(desk.engine)
    record.call("CA7", 0, 60, resumes=1, streams_started=2)
    record.line_event("CA7", "stream_lost", number=1, after=20)
    record.line_event("CA7", "stream_began", number=2, after=27)
    record.turn("CA7", 1, at_seconds=5.0, at=record.began["CA7"] + timedelta(seconds=35))
    text = signed_in("viewer").get("/calls/CA7").text
    assert "From 2026-03-02 07:00:20 to 2026-03-02 07:00:27 nobody knows what was said" in text
    marks = dict(re.findall(r'<rect class="([a-z-]+)" x="([0-9.]+)"', text))
    assert marks["unknown"] == "333.3"
    assert marks["spoke"] == "576.7"  # where it was, though its stream was but five seconds old


def test_a_call_of_a_service_that_died_is_drawn_to_where_it_is_known(desk: Desk, signed_in: SignedIn) -> None:
    record = OnRecord(desk.engine)
    record.call("CA7", 0, None)
    record.disclosure("CA7")
    text = signed_in("viewer").get("/calls/CA7").text
    assert "drawn up to the last that is known" in text
    assert ">8.0 s</text>" in text


def test_a_call_that_is_none_is_no_page(signed_in: SignedIn) -> None:
    assert signed_in("viewer").get("/calls/CA404").status_code == 404
