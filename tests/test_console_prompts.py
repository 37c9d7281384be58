"""Prompts in the console: found by what they are for, changed, heard as callers would hear them, published."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.console.desk import Desk
from ivr.console.opened import note_file
from ivr.written.script import as_text

from .console import Browser
from .test_prompts_in_force import SAID, House

SignedIn = Callable[[str], Browser]
ASK = "/prompts/line/?name=ask_how"
NEW = "What can I do for you?"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def desk(desk: Desk, house: House) -> Desk:
    """With prompts of its own, that may be written, and a voice."""
    object.__setattr__(desk, "prompts", house.prompts)
    note_file(desk.prompt_revisions, house.prompts.version, as_text(house.prompts.script))
    return desk


def text_of(browser: Browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def saved(browser: Browser, name: str, text: str, do: str = "save", built_on: int = 0) -> tuple[int, str]:
    page = f"/prompts/line/?name={name}"
    answer = browser.post(f"/prompts/line/{name}/en", page, text=text, do=do, saved=str(built_on))
    return answer.status_code, html.unescape(answer.text)


def published(browser: Browser, desk: Desk, note: str = "shorter", built_on: int = 1) -> tuple[int, str]:
    seen = {"saved": str(built_on), "version": desk.prompts.version}
    answer = browser.post("/prompts/draft/publish", "/prompts/draft/", note=note, **seen)
    return answer.status_code, html.unescape(answer.text)


def test_prompts_stand_by_what_they_are_for_and_are_found_by_it_or_their_words(signed_in: SignedIn) -> None:
    mine = signed_in("viewer")
    whole = text_of(mine, "/prompts/")
    assert whole.index("How every call begins") < whole.index("Out of hours") < whole.index("No agent took the call")
    assert "Nobody of the team is in" in whole
    assert "How can I help?" in whole
    for wanted in ("team is in", "not in at the moment"):
        found = text_of(mine, f"/prompts/?q={wanted}")
        assert "Nobody of the team is in" in found
        assert "How can I help?" not in found
    assert "No prompt holds these words" in text_of(mine, "/prompts/?q=<script>")


def test_a_prompt_tells_where_it_is_said_and_by_whom(signed_in: SignedIn) -> None:
    mine = signed_in("viewer")
    assert "in the opening of each call" in text_of(mine, "/prompts/line/")
    assert "said by the carrier's voice" in text_of(mine, "/prompts/line/?name=waiting_place")
    assert mine.get("/prompts/line/?name=none").status_code == 404


def test_a_line_is_changed_published_and_said_to_the_next_caller(signed_in: SignedIn, desk: Desk, house: House) -> None:
    mine = signed_in("supervisor")
    assert saved(mine, "ask_how", NEW)[0] == 302
    assert house.recordings.of("Fernhill").text("ask_how") == "How can I help?"
    whole = text_of(mine, "/prompts/draft/")
    assert NEW in whole
    assert published(mine, desk)[0] == 302
    assert house.recordings.of("Fernhill").text("ask_how") == NEW
    assert "Published as revision 2 of the prompts" in text_of(mine, "/prompts/")
    assert desk.prompt_drafts.current() is None
    assert [entry.act for entry in desk.audit.entries()[:2]] == ["prompts_published", "prompt_changed"]


def test_a_revision_tells_what_it_changed_and_can_come_back(signed_in: SignedIn, desk: Desk, house: House) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    published(mine, desk)
    told = text_of(mine, "/prompts/revisions/2")
    assert "How can I help?" in told
    assert NEW in told
    assert mine.post("/prompts/revisions/1/restore", "/prompts/revisions/1", saved="0").location == "/prompts/draft/"
    published(mine, desk, "it was better")
    assert house.recordings.of("Fernhill").text("ask_how") == "How can I help?"
    assert "it was better" in text_of(mine, "/prompts/revisions/")


def test_what_is_typed_is_heard_as_callers_would_and_changes_nothing(
    signed_in: SignedIn, desk: Desk, house: House
) -> None:
    mine = signed_in("supervisor")
    code, page = saved(mine, "ask_how", NEW, do="hear")
    assert code == 200
    assert f"\n{NEW}</textarea>" in page
    (source,) = re.findall(r'<audio[^>]*src="([^"]+heard=[0-9a-f]+)"', page)
    sound = mine.get(source)
    assert (sound.status_code, sound.mimetype, sound.data[:4]) == (200, "audio/wav", b"RIFF")
    assert len(sound.data) == pytest.approx(6 * 0.2 * 16000, abs=100)
    assert desk.prompt_drafts.current() is None
    assert mine.get("/prompts/line/ask_how/en/sound?heard=" + "0" * 64).status_code == 404
    assert len(mine.get("/prompts/line/ask_how/en/sound").data) > 1000
    saved(mine, "ask_how", NEW)
    assert mine.get("/prompts/draft/ask_how/en/sound").data == sound.data


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("disclosure", "Hello there.", "It must say that it is an AI"),
        ("disclosure", SAID + " We are glad that you called." * 8, "it must stay under 10 s"),
        ("closed", "<script>alert(1)</script>", "write it as it is spoken"),
        ("waiting_place", "You are in line.", "It must hold {place}"),
    ],
)
@pytest.mark.parametrize("do", ["save", "hear"])
def test_what_breaks_what_a_text_must_hold_is_refused_beside_the_field(
    signed_in: SignedIn, desk: Desk, name: str, text: str, told: str, do: str
) -> None:
    code, page = saved(signed_in("supervisor"), name, text, do)
    assert code == 422
    assert told in page[page.index("<textarea") :]
    assert 'aria-invalid="true"' in page
    assert text in page
    assert desk.prompt_drafts.current() is None


def test_a_text_that_was_typed_is_shown_as_text(signed_in: SignedIn) -> None:
    answer = signed_in("supervisor").post(
        "/prompts/line/closed/en", ASK, text="<script>alert(1)</script>", do="save", saved="0"
    )
    assert "<script>alert" not in answer.text


def test_two_people_at_once_lose_nothing(signed_in: SignedIn, desk: Desk) -> None:
    mine, other = signed_in("supervisor"), signed_in("admin")
    saved(other, "closed", "Nobody is in.")
    code, page = saved(mine, "ask_how", NEW)
    assert code == 409
    assert f"\n{NEW}</textarea>" in page
    assert "Somebody has changed the draft" in page
    assert saved(mine, "ask_how", NEW, built_on=1)[0] == 302
    whole = text_of(mine, "/prompts/draft/")
    assert "Nobody is in." in whole
    assert NEW in whole


def test_the_same_form_twice_publishes_once(signed_in: SignedIn, desk: Desk) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    seen = {"saved": "1", "version": desk.prompts.version, "note": "shorter"}
    assert mine.post("/prompts/draft/publish", "/prompts/draft/", **seen).status_code == 302
    assert mine.post("/prompts/draft/publish", "/prompts/draft/", **seen).status_code == 409
    newest = desk.prompt_revisions.newest()
    assert newest
    assert newest.number == 2


def test_publishing_asks_why(signed_in: SignedIn, desk: Desk) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    code, page = published(mine, desk, note=" ")
    assert code == 422
    assert "Say in a few words why" in page


def test_a_voice_that_fails_leaves_what_is_in_force_and_says_so(signed_in: SignedIn, desk: Desk, house: House) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    house.prompts._clips.clear()
    house.voice.dead = True
    code, page = published(mine, desk)
    assert code == 503
    assert "Nothing was published, and what is in force stays: no voice." in page
    assert house.recordings.of("Fernhill").text("ask_how") == "How can I help?"
    assert mine.get("/prompts/draft/ask_how/en/sound").status_code == 503
    code, page = saved(mine, "ask_how", "What else?", built_on=1)
    assert code == 503
    assert "It cannot be spoken now" in page


def test_a_change_is_taken_out_of_the_draft_and_the_draft_thrown_away(signed_in: SignedIn, desk: Desk) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    saved(mine, "closed", "Nobody is in.", built_on=1)
    assert saved(mine, "ask_how", "", do="leave", built_on=2)[0] == 302
    assert NEW not in text_of(mine, "/prompts/draft/")
    mine.post("/prompts/draft/discard", "/prompts/draft/", saved="3")
    assert desk.prompt_drafts.current() is None


def test_the_draft_of_the_rules_is_another(signed_in: SignedIn, desk: Desk) -> None:
    saved(signed_in("supervisor"), "ask_how", NEW)
    assert desk.prompt_drafts.current()
    assert desk.drafts.current() is None


def test_whoever_sets_no_rules_sees_prompts_and_no_form(signed_in: SignedIn) -> None:
    for role in ("viewer", "auditor"):
        mine = signed_in(role)
        assert "<textarea" not in text_of(mine, ASK)
        assert mine.post("/prompts/line/ask_how/en", "/account/", text=NEW, do="save").status_code == 403


def test_a_wish_to_publish_over_prompts_changed_by_hand_tells_of_the_restart(
    signed_in: SignedIn, desk: Desk, house: House
) -> None:
    mine = signed_in("supervisor")
    saved(mine, "ask_how", NEW)
    (house.folder / "prompts.yml").write_text((house.folder / "prompts.yml").read_text() + "# by hand\n")
    code, page = published(mine, desk)
    assert code == 409
    assert "needs a restart of the service first" in page
