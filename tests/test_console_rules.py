"""The rules in the console: read as sentences, changed in a draft, published with a note, and taken back."""

import html
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.console.desk import Desk
from ivr.console.opened import note_file
from ivr.core.record import Topic
from ivr.written.rules_file import parse_rules

from .console import Browser, with_rules

SignedIn = Callable[[str], Browser]
BILLS = {
    "saved": "0",
    "name": "bills",
    "enabled": "on",
    "intents": ["complaint"],
    "at_confidence": "50",
    "frustration": "2",
    "route": "orders",
    "whisper": "A bill.",
}


@pytest.fixture
def desk(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    shipped = (Path(__file__).parent.parent / "rules.yml").read_text(encoding="utf-8")
    with_rules(desk, tmp_path / "rules.yml", shipped)
    note_file(desk.revisions, desk.rules.current().version, desk.rules.text())
    return desk


def words(page: str) -> str:
    inline = re.sub(r"</?(strong|a)\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def save(browser: Browser, **form: object) -> int:
    path = "/rules/new"
    return browser.post(path, path, **{**BILLS, **form}).status_code


def test_rules_read_as_sentences_in_their_order_and_the_fallback_is_the_last(signed_in: SignedIn) -> None:
    told = words(signed_in("viewer").get("/rules/").text)
    first = told.index("When the caller asks about complaint → complaints")
    second = told.index("When the caller asks about speak to person")
    assert first < second < told.index("When a person is needed and nothing above says which → support")
    assert "Change" not in told


def test_a_new_rule_stands_in_the_draft_and_counts_for_no_call(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    before = desk.rules.text()
    assert save(supervisor) == 302
    told = words(supervisor.get("/rules/").text)
    asked = (
        "When the caller asks about complaint (at least 50 % sure), and the caller's frustration has 2 points or more"
    )
    assert f"{asked} → orders" in told
    assert "This is the draft, saved last by supervisor" in told
    assert desk.rules.text() == before
    draft = desk.drafts.current()
    assert draft
    rule = parse_rules(draft.text).transfer_rules[-1]
    assert (rule.name, rule.frustration, rule.whisper, rule.at_confidence) == ("bills", 2, "A bill.", 0.5)


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    answer = supervisor.post("/rules/new", "/rules/new", **{**BILLS, "at_confidence": "750", "slots": ""})
    assert answer.status_code == 422
    problem = re.search(r'data-problem="at_confidence">([^<]*)<', answer.text)
    assert problem
    assert "too high" in problem[1]
    assert 'value="750"' in answer.text
    assert desk.drafts.current() is None


def test_pairs_that_are_none_are_told_before_anything_is_lost(signed_in: SignedIn) -> None:
    answer = signed_in("supervisor").post("/rules/new", "/rules/new", **{**BILLS, "slots": "plan gold"})
    assert answer.status_code == 422
    assert "write a name, = and its value on each line" in answer.text
    assert "plan gold" in answer.text


def test_a_form_is_looked_at_as_it_is_typed_and_nothing_is_saved(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    good = supervisor.post("/rules/check", "/rules/new", **BILLS).get_json()
    assert good["problems"] == {}
    assert good["reads"].startswith(
        "When the caller asks about complaint (at least 50 % sure), and the caller's frustration has 2 points or more"
    )
    shadowed = supervisor.post(
        "/rules/check", "/rules/new", **{**BILLS, "at_confidence": "80", "frustration": ""}
    ).get_json()
    assert "complaints_to_people" in shadowed["problems"][""]
    wrong = supervisor.post("/rules/check", "/rules/new", **{**BILLS, "misses_in_a_row": "9"}).get_json()
    assert "too high" in wrong["problems"]["misses_in_a_row"]
    assert desk.drafts.current() is None


def test_a_rule_is_changed_in_place_and_what_was_written_beside_it_stays(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    page = "/rules/of/complaints_to_people"
    form = {"saved": "0", "name": "complaints_to_people", "enabled": "on", "intents": ["complaint"], "route": "support"}
    assert supervisor.post(page, page, **form, at_confidence="60", tickets=["complaint"]).status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert draft.text == desk.rules.text().replace("    route: complaints\n", "    route: support\n", 1)


def test_what_a_rule_names_and_nobody_here_knows_is_kept_by_its_form(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    elsewhere = desk.rules.text().replace("intents: [complaint]", "intents: [complaint, of_another_assistant]")
    elsewhere = elsewhere.replace("    route: complaints\n", "    route: complaints\n    say: line_to_come\n", 1)
    assert supervisor.post("/draft/text", "/draft/text", saved="0", text=elsewhere).status_code == 302
    page = "/rules/of/complaints_to_people"
    shown = supervisor.get(page).text
    checked = re.findall(r'name="(intents|tickets|topics)" value="(\w+)" checked', shown)
    assert checked == [("intents", "complaint"), ("intents", "of_another_assistant"), ("tickets", "complaint")]
    form = form_of(shown) | {
        "enabled": "on",
        "intents": ["complaint", "of_another_assistant"],
        "tickets": ["complaint"],
    }
    assert form["say"] == "line_to_come"
    assert supervisor.post(page, page, **form).status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert (draft.text, draft.saved) == (elsewhere, 1), "a form that nobody touched changes nothing"


@pytest.mark.parametrize("name", ["new", "check", "settings", "of", "move"])
def test_a_rule_may_have_the_name_of_a_page(signed_in: SignedIn, desk: Desk, name: str) -> None:
    supervisor = signed_in("supervisor")
    assert save(supervisor, name=name) == 302
    page = f"/rules/of/{name}"
    assert f"<h1>{name}</h1>" in supervisor.get(page).text
    assert supervisor.post(page, page, **{**BILLS, "saved": "1", "name": name, "route": "support"}).status_code == 302
    assert supervisor.post(f"{page}/switch", "/rules/", saved="2", on="0").status_code == 302
    draft = desk.drafts.current()
    assert draft
    rule = parse_rules(draft.text).transfer_rules[-1]
    assert (rule.name, rule.route, rule.enabled) == (name, "support", False)


def test_of_eleven_rules_the_second_is_not_told_what_is_wrong_with_the_eleventh(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    rules = "".join(f"  - {{name: r{n}, words: [word {n}], route: support}}\n" for n in range(10))
    text = desk.rules.text().replace(
        "transfer_rules:                    # first match wins\n", "transfer_rules:\n" + rules
    )
    shadowed = text.replace(
        "  - name: complaints_to_people",
        "  - {name: r10, words: [word 3], route: support}\n  - name: complaints_to_people",
    )
    assert supervisor.post("/draft/text", "/draft/text", saved="0", text=shadowed).status_code == 302
    form = {"saved": "1", "of": "r1", "name": "r1", "enabled": "on", "words": "word 1", "route": "support"}
    assert supervisor.post("/rules/check", "/rules/new", **form).get_json()["problems"] == {}
    form = form | {"of": "r10", "name": "r10", "words": "word 3"}
    assert "r3" in supervisor.post("/rules/check", "/rules/new", **form).get_json()["problems"][""]


@pytest.mark.parametrize(
    ("act", "form", "names"),
    [
        ("move", {"to": "1"}, ["asked_for_a_person", "complaints_to_people"]),
        ("remove", {}, ["asked_for_a_person"]),
        ("switch", {"on": "0"}, ["complaints_to_people", "asked_for_a_person"]),
    ],
)
def test_rules_are_moved_removed_and_switched_by_one_button(
    signed_in: SignedIn, desk: Desk, act: str, form: dict[str, str], names: list[str]
) -> None:
    supervisor = signed_in("supervisor")
    path = f"/rules/of/complaints_to_people/{act}"
    assert supervisor.post(path, "/rules/", saved="0", **form).status_code == 302
    draft = desk.drafts.current()
    assert draft
    rules = parse_rules(draft.text).transfer_rules
    assert [rule.name for rule in rules] == names
    assert rules[0].enabled is (act != "switch")
    assert desk.audit.entries()[0].about == "complaints_to_people"


def test_the_second_of_two_who_change_it_is_told_and_what_both_typed_is_there(signed_in: SignedIn, desk: Desk) -> None:
    first, second = signed_in("supervisor"), signed_in("admin")
    assert save(first) == 302
    answer = second.post("/rules/new", "/rules/new", **{**BILLS, "name": "mine"})
    assert answer.status_code == 409
    assert "Somebody has changed the draft" in answer.text
    assert 'value="mine"' in answer.text
    assert 'name="saved" value="1"' in answer.text, "saved once more, it goes on top"
    assert second.post("/rules/new", "/rules/new", **{**BILLS, "name": "mine", "saved": "1"}).status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert [rule.name for rule in parse_rules(draft.text).transfer_rules][-2:] == ["bills", "mine"]


def test_the_same_form_twice_is_one_change(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    assert [save(supervisor), save(supervisor)] == [302, 409]
    draft = desk.drafts.current()
    assert draft
    assert draft.saved == 1


def test_a_draft_is_published_with_a_note_as_a_revision_for_the_next_call(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    save(supervisor)
    page = supervisor.get("/draft/").text
    assert "new bills at place 3 When the caller asks about complaint" in words(page)
    assert "name: bills" in page.partition("<details>")[2]
    on_disk = desk.rules.on_disk()
    assert supervisor.post("/draft/publish", "/draft/", saved="1", on_disk=on_disk, note=" ").status_code == 422
    answer = supervisor.post("/draft/publish", "/draft/", saved="1", on_disk=on_disk, note="Bills at night")
    assert answer.status_code == 302
    assert "These rules have been in force since" in words(supervisor.get(answer.location).text)
    assert desk.rules.current().transfer_rules[-1].name == "bills"
    assert desk.drafts.current() is None
    newest = desk.revisions.newest()
    assert newest
    assert (newest.number, newest.name, newest.note) == (2, "supervisor", "Bills at night")
    assert newest.version == desk.rules.current().version
    assert supervisor.post("/draft/publish", "/draft/", saved="1", on_disk=on_disk, note="Twice").status_code == 409


def test_a_file_that_was_changed_meanwhile_is_told_and_not_written_over(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    save(supervisor)
    seen = desk.rules.on_disk()
    desk.rules._path.write_text(desk.rules.text() + "\n# by hand\n", encoding="utf-8")
    answer = supervisor.post("/draft/publish", "/draft/", saved="1", on_disk=seen, note="Mine")
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.text
    assert desk.drafts.current() is not None
    assert "somebody has changed it" in supervisor.get("/draft/").text
    form = {"saved": "1", "on_disk": desk.rules.on_disk(), "note": "Mine all the same"}
    assert supervisor.post("/draft/publish", "/draft/", **form).status_code == 302


def test_an_older_revision_comes_back_by_way_of_the_draft(signed_in: SignedIn, desk: Desk) -> None:
    supervisor, first = signed_in("supervisor"), desk.rules.text()
    save(supervisor)
    publish = {"saved": "1", "on_disk": desk.rules.on_disk(), "note": "Bills"}
    supervisor.post("/draft/publish", "/draft/", **publish)
    shown = words(supervisor.get("/revisions/2").text)
    assert "published by supervisor: “Bills”" in shown
    assert "new bills at place 3 When the caller asks about complaint" in shown
    assert supervisor.post("/revisions/1/restore", "/revisions/1", saved="0").status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert draft.text == first
    assert "removed bills When the caller asks about complaint" in words(supervisor.get("/draft/").text)
    back = {"saved": "1", "on_disk": desk.rules.on_disk(), "note": "Back"}
    assert supervisor.post("/draft/publish", "/draft/", **back).status_code == 302
    assert desk.rules.text() == first
    newest = desk.revisions.newest()
    assert newest
    assert (newest.number, newest.note) == (3, "Back")
    assert "Nothing: they are the same" in supervisor.get("/revisions/3?with=1").text


def test_a_revision_that_this_version_cannot_read_is_compared_line_by_line(signed_in: SignedIn, desk: Desk) -> None:
    desk.revisions.add("", "", "of old", desk.rules.text() + "\nwhispers: 3\n")
    shown = signed_in("viewer").get("/revisions/2").text
    assert "only their lines can be compared" in words(shown)
    assert "+ whispers: 3" in shown.partition("<details open>")[2]


def test_a_draft_that_changes_comments_alone_says_so(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    text = desk.rules.text() + "\n# a note\n"
    supervisor.post("/draft/text", "/draft/text", saved="0", text=text)
    assert "No rule and no setting: only how the text is written" in words(supervisor.get("/draft/").text)


def test_what_stands_already_cannot_be_made_the_draft(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    assert supervisor.post("/revisions/1/restore", "/revisions/1", saved="0").status_code == 302
    assert "there is nothing to change" in supervisor.get("/revisions/1").text
    assert desk.drafts.current() is None


def test_rules_go_out_and_come_in_as_the_same_file(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    text = supervisor.get("/draft/rules.yml").get_data(as_text=True)
    assert text == desk.rules.text()
    other = text.replace("intent: 0.6", "intent: 0.7")
    file = (io.BytesIO(other.encode()), "rules.yml")
    assert supervisor.post("/draft/text", "/draft/text", saved="0", text="", file=file).status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert draft.text == other


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"RIFF$\x00\x00\x00WAVE", "not YAML"),
        (b"routes: 1\n", "awaited here"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_rules_is_refused_in_words(
    signed_in: SignedIn, desk: Desk, content: bytes, told: str
) -> None:
    file = (io.BytesIO(content), "rules.yml")
    answer = signed_in("supervisor").post("/draft/text", "/draft/text", saved="0", text="", file=file)
    assert answer.status_code == 422
    assert told in answer.text
    assert desk.drafts.current() is None


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(signed_in: SignedIn, desk: Desk) -> None:
    supervisor, kind = signed_in("supervisor"), "multipart/form-data; boundary=x"
    answer = supervisor.client.post("/draft/text", data=b"a" * 50_000_000, content_type=kind)
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_ten_thousand_rules_are_refused_in_words(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    rules = "".join(f"  - {{name: r{n}, intents: [a], route: support}}\n" for n in range(10_000))
    text = desk.rules.text().replace(
        "transfer_rules:                    # first match wins\n", "transfer_rules:\n" + rules
    )
    answer = supervisor.post("/draft/text", "/draft/text", saved="0", text=text)
    assert answer.status_code == 422
    assert "entries" in words(answer.text) or "larger" in words(answer.text)


def test_lines_that_a_browser_ends_its_own_way_are_the_same_rules(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    text = desk.rules.text().replace("\n", "\r\n")
    assert supervisor.post("/draft/text", "/draft/text", saved="0", text=text).status_code == 302
    assert desk.drafts.current() is None, "nothing was changed"


def test_thresholds_and_words_are_set_and_the_rest_of_the_file_stays(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    form = form_of(supervisor.get("/rules/settings/").text)
    form |= {
        "thresholds.transcript": "35",
        "word_lists": "leaving = close my account, switch to",
        "timing.key_pause_seconds": "4",
    }
    assert supervisor.post("/rules/settings/", "/rules/settings/", **form).status_code == 302
    draft = desk.drafts.current()
    assert draft
    rules = parse_rules(draft.text)
    assert rules.thresholds.transcript == 0.35
    assert rules.timing.key_pause_seconds == 4
    assert rules.word_lists["leaving"] == ("close my account", "switch to")
    gone = [line for line in desk.rules.text().splitlines() if line not in draft.text.splitlines()]
    assert len(gone) == 1


def test_topics_are_set_on_a_page_of_their_own_and_what_is_built_in_is_shown(signed_in: SignedIn, desk: Desk) -> None:
    supervisor, page = signed_in("supervisor"), "/rules/topics/"
    shown = supervisor.get(page).text
    assert re.search(r'name="topics.complaint.route"[^>]*><option value="">complaints<', shown)
    assert re.search(r'name="topics.fraud.route"[^>]*><option value="">support<', shown)
    assert "topics.emergency.enabled" not in shown, "it cannot be switched off"
    form = form_of(shown) | {
        field: "on" for field in re.findall(r'name="(topics\.\w+\.enabled)" value="on" checked', shown)
    }
    assert supervisor.post(page, page, **form).status_code == 302
    assert desk.drafts.current() is None, "a form that nobody touched changes nothing"
    wrong = supervisor.post(page, page, **form | {"topics.fraud.route": "nowhere"})
    assert wrong.status_code == 422
    assert re.search(r'data-problem="topics.fraud.route">[^<]*no route', wrong.text)
    form |= {"topics.fraud.route": "orders", "topics.hardship.enabled": ""}
    assert supervisor.post(page, page, **form).status_code == 302
    draft = desk.drafts.current()
    assert draft
    topics = parse_rules(draft.text).topics
    assert topics[Topic.FRAUD].route == "orders"
    assert not topics[Topic.HARDSHIP].enabled


def test_a_threshold_out_of_range_is_told_beside_it(signed_in: SignedIn) -> None:
    supervisor = signed_in("supervisor")
    form = form_of(supervisor.get("/rules/settings/").text) | {"thresholds.intent": "600", "limits.turns": "many"}
    answer = supervisor.post("/rules/settings/", "/rules/settings/", **form)
    assert answer.status_code == 422
    assert re.search(r'data-problem="thresholds.intent">[^<]*too high', answer.text)
    assert re.search(r'data-problem="limits.turns">[^<]*no whole number', answer.text)


def test_a_form_that_was_not_touched_changes_nothing(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    form = form_of(supervisor.get("/rules/settings/").text)
    assert supervisor.post("/rules/settings/", "/rules/settings/", **form).status_code == 302
    assert desk.drafts.current() is None


def test_a_script_in_a_note_or_a_name_is_shown_and_not_run(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    answer = supervisor.post("/rules/new", "/rules/new", **{**BILLS, "name": "<script>", "whisper": "<img src=x>"})
    assert answer.status_code == 422
    assert "<script>" not in answer.text.replace("<script src=", "")
    save(supervisor, whisper="<b>bold</b>")
    assert "<b>bold" not in supervisor.get("/rules/").text


def test_a_draft_is_thrown_away_and_what_is_in_force_is_not_touched(signed_in: SignedIn, desk: Desk) -> None:
    supervisor, before = signed_in("supervisor"), desk.rules.text()
    save(supervisor)
    assert supervisor.post("/draft/discard", "/draft/", saved="7").status_code == 302
    assert desk.drafts.current() is not None
    assert supervisor.post("/draft/discard", "/draft/", saved="1").status_code == 302
    assert (desk.drafts.current(), desk.rules.text()) == (None, before)


def form_of(page: str) -> dict[str, object]:
    """What a browser would send of a page's last form, were nothing typed."""
    form: dict[str, object] = {}
    page = page[page.rindex('<form class="rule"') :]
    for name, value in re.findall(r'<input(?! type="checkbox")[^>]*? name="([^"]+)" value="([^"]*)"', page):
        if name != "csrf_token":
            form[name] = html.unescape(value)
    for name, value in re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        form[name] = html.unescape(value)
    for name, inner in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        form[name] = chosen[1] if chosen else ""
    return form
