"""The page Now: who sees what, that looking changes nothing, and that one person at a time helps a call."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ivr.console.desk import Desk
from ivr.console.now import told
from ivr.console.now.holds import LAPSES
from ivr.console.now.scene import Agent, HandedOn, RouteNow, Scene
from ivr.core.commands import RecordHelp
from ivr.core.help import Help, NotNow, Stands
from ivr.core.look import Running
from ivr.core.record import Reason
from ivr.core.states import State
from ivr.core.words.frustration import Sign
from ivr.store.live_words import Spoken

from .console import NOTHING, Browser, FakeStage
from .scripted import caller_who_listened

SignedIn = Callable[[str], Browser]
SAID = "my name is <b>Ada</b>"


def running(call: str = "CA1", ends: str = "123") -> Running:
    return Running(call, ends, "+15550001", 1_000.0, 1_000.0, caller_who_listened().call.look())


def going(*calls: Running) -> Scene:
    return replace(NOTHING, calls=calls or (running(),))


@pytest.fixture
def at_work(stage: FakeStage) -> FakeStage:
    stage.is_so = going()
    stage.spoken = (Spoken(by_caller=True, turn=1, text=SAID),)
    stage.answer = RecordHelp(Help.OFFER_PERSON, "", Stands.TAKEN, None, "listening", "x")
    return stage


def acts(desk: Desk) -> list[str]:
    return [one.act for one in reversed(desk.audit.entries()) if "sign" not in one.act]


def test_who_opens_the_pages_changes_nothing(signed_in: SignedIn, desk: Desk, at_work: FakeStage) -> None:
    mine = signed_in("supervisor")
    before = acts(desk)
    assert mine.get("/now/").status_code == mine.get("/now/CA1").status_code == 200
    assert (acts(desk), desk.holds.all(), at_work.wanted) == (before, {}, [])


def test_calls_are_shown_with_how_they_go_and_no_word_of_them(signed_in: SignedIn, at_work: FakeStage) -> None:
    page = signed_in("viewer").get("/now/").text
    assert "…123" in page
    assert "waits for the caller" in page
    assert "Ada" not in page
    assert "Ada" not in signed_in("supervisor").get("/now/CA1").text


def test_who_waits_and_agents_lines_are_shown(signed_in: SignedIn, stage: FakeStage) -> None:
    agents = Agent(1, "001", "talks", 900.0), Agent(2, "002", "free")
    waits = HandedOn("CA2", "", "support", Reason.CALLER_ASKED, "waits", 950.0, place=2, late_at=1000.0)
    stage.is_so = replace(NOTHING, handed_on=(waits,), routes=(RouteNow("support", True, agents, 1),))
    page = signed_in("viewer").get("/now/").text
    for shown in (
        "withheld",
        "number 2 in line",
        "asked for a person",
        "with a caller for",
        "2 (…002): free",
        "too long",
    ):
        assert shown in page


def test_words_are_shown_to_who_asked_for_them_after_it_was_noted_and_escaped(
    signed_in: SignedIn, desk: Desk, at_work: FakeStage
) -> None:
    mine = signed_in("supervisor")
    assert mine.post("/now/CA1/words", "/now/CA1").status_code == 302
    page = mine.get("/now/CA1").text
    assert "&lt;b&gt;Ada" in page
    entry = desk.audit.entries()[0]
    assert (entry.act, entry.about, entry.name) == ("looked_at_words", "CA1", "supervisor")
    assert "Ada" not in signed_in("auditor").get("/now/CA1").text


def test_where_words_are_hidden_a_reason_is_asked_for_and_noted(
    signed_in: SignedIn, desk: Desk, at_work: FakeStage
) -> None:
    object.__setattr__(desk, "settings", replace(desk.settings, hide_transcripts=1))
    mine = signed_in("supervisor")
    refused = mine.post("/now/CA1/words", "/now/CA1", why=" ")
    assert refused.status_code == 422
    assert "Ada" not in refused.text + mine.get("/now/CA1").text
    assert mine.post("/now/CA1/words", "/now/CA1", why="complaint 7").status_code == 302
    assert desk.audit.entries()[0].detail == {"why": "complaint 7"}
    assert "Ada" in mine.get("/now/CA1").text


def test_a_help_is_noted_before_it_is_done_and_its_answer_told(
    signed_in: SignedIn, desk: Desk, at_work: FakeStage
) -> None:
    mine = signed_in("supervisor")
    answer = mine.post("/now/CA1/help", "/now/CA1", help="offer_person")
    assert answer.status_code == 302
    ((call, wanted),) = at_work.wanted
    assert (call, wanted.help, wanted.by) == ("CA1", Help.OFFER_PERSON, desk.holds.all()["CA1"].person)
    assert acts(desk)[-2:] == ["helped", "help_answered"]
    assert "next fitting moment" in mine.get("/now/CA1").text


def test_a_refused_help_is_told_with_why(signed_in: SignedIn, at_work: FakeStage) -> None:
    at_work.answer = RecordHelp(Help.ASK_AGAIN, "", Stands.REFUSED, NotNow.AWAY, "listening", "x")
    mine = signed_in("supervisor")
    mine.post("/now/CA1/help", "/now/CA1", help="ask_again")
    assert "the caller has asked for a moment" in mine.get("/now/CA1").text


def test_a_call_that_does_not_answer_is_not_told_as_done(signed_in: SignedIn, at_work: FakeStage) -> None:
    at_work.answers = False
    mine = signed_in("supervisor")
    mine.post("/now/CA1/help", "/now/CA1", help="ask_again")
    assert "has not answered in time" in mine.get("/now/CA1").text


@pytest.mark.parametrize(
    "form",
    [
        {"help": "say_next", "line": "anything that I type"},
        {"help": "say_next"},
        {"help": "to_agent", "route": "nowhere"},
        {"help": "hang_up"},
        {},
    ],
)
def test_nothing_is_said_or_rung_but_what_is_written(
    signed_in: SignedIn, desk: Desk, at_work: FakeStage, form: dict[str, str]
) -> None:
    assert signed_in("supervisor").post("/now/CA1/help", "/now/CA1", **form).status_code == 422
    assert (at_work.wanted, desk.holds.all()) == ([], {})


def test_one_at_a_time_holds_a_call_and_the_others_see_who(
    signed_in: SignedIn, desk: Desk, at_work: FakeStage, fake_clock: object
) -> None:
    first, second = signed_in("supervisor"), signed_in("admin")
    assert first.post("/now/CA1/hold", "/now/CA1").status_code == 302
    assert "Held by <strong>supervisor</strong>" in second.get("/now/CA1").text
    assert "<td>supervisor</td>" in second.get("/now/").text
    for act in ("hold", "help"):
        refused = second.post(f"/now/CA1/{act}", "/now/CA1", help="ask_again")
        assert refused.status_code == 409
        assert "supervisor holds this call" in refused.text
    second.post("/now/CA1/let-go", "/now/CA1")
    assert (at_work.wanted, desk.holds.all()["CA1"].name) == ([], "supervisor")
    first.post("/now/CA1/let-go", "/now/CA1")
    assert second.post("/now/CA1/help", "/now/CA1", help="ask_again").status_code == 302
    assert acts(desk)[:2] == ["hold_taken", "hold_ended"]


def test_who_does_nothing_holds_a_call_no_longer(desk: Desk, fake_clock: object) -> None:
    desk.holds.take("CA1", "p1", "Anna")
    fake_clock.forward(LAPSES.total_seconds())  # type: ignore[attr-defined]  # of tests/conftest.py
    assert desk.holds.take("CA1", "p2", "Otto").name == "Otto"


def test_a_call_that_is_over_is_not_helped(signed_in: SignedIn, desk: Desk, at_work: FakeStage) -> None:
    mine = signed_in("supervisor")
    at_work.is_so = NOTHING
    assert mine.get("/now/CA1").status_code == 404
    mine.post("/now/CA1/help", "/now/", help="ask_again")
    assert "not with the assistant any more" in mine.get("/now/").text
    assert (at_work.wanted, desk.holds.all()) == ([], {})


def test_all_that_may_be_told_has_words() -> None:
    kinds = {State: told.STATES, Reason: told.REASONS, Sign: told.SIGNS, Help: told.HELPS, NotNow: told.NOT_NOW}
    for kind, words in kinds.items():
        assert set(words) == set(kind)  # type: ignore[call-overload]  # each is an enumeration
    assert set(told.STANDS) == set(Stands)
    assert {one.what for one in running().look.near} == set(told.COUNTED)
