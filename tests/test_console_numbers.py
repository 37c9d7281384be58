"""What is another for one of the numbers that are called, in the console: into the draft, or refused in words."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.console.desk import Desk
from ivr.core.profile import Profile
from ivr.core.record import MayRecord
from ivr.core.rules import Rules
from ivr.written.rules_file import in_words, parse_rules, sentence_of_number

from .console import Browser, with_rules

SignedIn = Callable[[str], Browser]
BERLIN, LEEDS = "+493055500001", "+441134960001"
RULES = f"""\
company: Acme
routes:
  support:
    agents: ["+15005550001"]
  berlin:
    agents: ["+493055500009"]
fallback_route: support
numbers:
  {BERLIN}:  # on the brochure
    company: Beispiel
    emergency_number: 112
"""
NEW = {"saved": "0", "number": LEEDS, "emergency_number": "999"}


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    return with_rules(desk, tmp_path / "rules.yml", RULES)


def words(page: str) -> str:
    inline = re.sub(r"</?strong\b[^>]*>", "", page)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def beside(page: str, field: str) -> str:
    found = re.search(rf'data-problem="{re.escape(field)}"[^>]*>([^<]*)<', page)
    return html.unescape(found[1]) if found else ""


def drafted(desk: Desk) -> Rules:
    draft = desk.drafts.current()
    assert draft
    return parse_rules(draft.text)


def added(browser: Browser, **form: str) -> tuple[int, str]:
    answer = browser.post("/rules/numbers/new", "/rules/numbers/new", **{**NEW, **form})
    return answer.status_code, answer.text


def changed(browser: Browser, **form: str) -> tuple[int, str]:
    path = f"/rules/numbers/of/{BERLIN}"
    stands = {"saved": "0", "company": "Beispiel", "emergency_number": "112"}
    answer = browser.post(path, path, **{**stands, **form})
    return answer.status_code, answer.text


def test_what_is_another_for_a_number_is_read_as_a_sentence(signed_in: SignedIn) -> None:
    told = words(signed_in("viewer").get("/rules/").text)
    assert f"Calls to {BERLIN}: company Beispiel, emergency number 112, for people in despair the same" in told
    assert "Calls to any other number: as everywhere, and never recorded" in told
    assert "New number" not in told


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        (Profile(), "as everywhere"),
        (Profile(notices=("notice", "notice_berlin")), "behind the disclosure notice and notice berlin"),
        (Profile(recording=MayRecord.ASK), "recorded where callers agree"),
        (Profile(recording=MayRecord.NEVER, fallback_route="night_desk"), "recorded never, who needs a person for"),
        (Profile(emergency_number="112", crisis_number="116123"), "112, for people in despair 116123"),
    ],
)
def test_each_field_of_a_profile_has_words(profile: Profile, told: str) -> None:
    assert told in in_words(sentence_of_number(BERLIN, profile))


def test_no_number_with_anything_of_its_own_is_told_as_well(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    assert supervisor.post(f"/rules/numbers/of/{BERLIN}/remove", "/rules/", saved="0").status_code == 302
    assert "All numbers that are called are answered the same" in words(supervisor.get("/rules/").text)
    draft = desk.drafts.current()
    assert draft
    assert draft.text == RULES.partition("numbers:")[0]


def test_a_number_gets_a_profile_in_the_draft(signed_in: SignedIn, desk: Desk) -> None:
    code, page = added(
        signed_in("supervisor"),
        company="Acme of Leeds",
        notices="notice, take_your_time",
        recording="ask",
        fallback_route="berlin",
    )
    assert code == 302, page
    assert drafted(desk).numbers[LEEDS] == Profile(
        company="Acme of Leeds",
        notices=("notice", "take_your_time"),
        recording=MayRecord.ASK,
        emergency_number="999",
        fallback_route="berlin",
    )
    assert desk.rules.text() == RULES, "no call has it"
    assert (desk.audit.entries()[0].act, desk.audit.entries()[0].about) == ("number_added", LEEDS)


def test_a_number_that_differs_in_nothing_has_a_profile_all_the_same(signed_in: SignedIn, desk: Desk) -> None:
    assert added(signed_in("supervisor"), emergency_number="")[0] == 302
    assert drafted(desk).numbers[LEEDS] == Profile()


def test_what_is_not_changed_of_a_profile_stays_as_somebody_wrote_it(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    assert changed(supervisor)[0] == 302
    assert desk.drafts.current() is None, "a form that nobody touched changes nothing"
    assert changed(supervisor, company="Muster")[0] == 302
    draft = desk.drafts.current()
    assert draft
    assert draft.text == RULES.replace("Beispiel", "Muster")


def test_a_number_that_can_have_none_is_told_beside_it_and_nothing_is_saved(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    for number, told in (
        ("", "write + and the country first"),
        ("0113 496 0001", "write + and the country first"),
        ("+44 113 4960001", "write + and the country first"),
        ("+266696687", "no line can have +266696687"),
        (BERLIN, "there is a profile for this number already"),
        ("+15005550001", "it is an agent's telephone, of the route support"),
        ("<script>alert(1)</script>", "write + and the country first"),
    ):
        code, page = added(supervisor, number=number)
        assert (code, told in beside(page, "number")) == (422, True), (number, beside(page, "number"))
        assert "<script>alert" not in page
    assert desk.drafts.current() is None


def test_what_is_wrong_with_a_profile_stands_beside_its_field_and_nothing_is_saved(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    for field, typed, told in (
        ("company", "{x}", "must be a name that can be said"),
        ("company", "x" * 61, "longer than 60"),
        ("notices", "disclosure", "is said before them in any case"),
        ("notices", "notice, Notice Berlin", "is no name"),
        ("notices", "notice, notice_bern", "it needs the line 'notice_bern', which is not here"),
        ("recording", "always", "not known here"),
        ("emergency_number", "one one two", "is no short number"),
        ("emergency_number", "113", "it needs the line 'emergency_113', which is not here"),
        ("crisis_number", "1", "is no short number"),
        ("fallback_route", "nowhere", "no route 'nowhere'"),
    ):
        for code, page in (changed(supervisor, **{field: typed}), added(supervisor, **{field: typed})):
            assert (code, told in beside(page, field)) == (422, True), (field, typed, beside(page, field))
    assert desk.drafts.current() is None


def test_a_line_that_the_profile_names_and_nobody_here_has_is_kept(signed_in: SignedIn, desk: Desk) -> None:
    with_rules(desk, desk.rules._path, RULES + "    notices: [notice_to_come]\n")
    assert changed(signed_in("supervisor"), company="Muster", notices="notice_to_come")[0] == 302
    assert drafted(desk).numbers[BERLIN].notices == ("notice_to_come",)


def test_a_profile_is_looked_at_as_it_is_typed_and_nothing_is_saved(signed_in: SignedIn, desk: Desk) -> None:
    supervisor, page = signed_in("supervisor"), "/rules/numbers/new"
    wrong = supervisor.post("/rules/numbers/check", page, **{**NEW, "number": BERLIN}).get_json()["problems"]
    assert "already" in wrong["number"]
    wrong = supervisor.post("/rules/numbers/check", page, of=BERLIN, emergency_number="x").get_json()["problems"]
    assert "no short number" in wrong["emergency_number"]
    assert supervisor.post("/rules/numbers/check", page, **NEW).get_json()["problems"] == {}
    assert desk.drafts.current() is None


def test_who_has_not_seen_the_draft_of_profiles_is_told_and_keeps_what_they_typed(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    assert changed(supervisor, company="Muster")[0] == 302
    code, page = changed(supervisor, company="Mine")
    assert code == 409
    assert 'value="Mine"' in page
    assert drafted(desk).numbers[BERLIN].company == "Muster"
    supervisor.post(f"/rules/numbers/of/{BERLIN}/remove", "/rules/", saved="0")
    assert BERLIN in drafted(desk).numbers


def test_a_route_that_a_profile_names_is_not_removed(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    assert changed(supervisor, fallback_route="berlin")[0] == 302
    supervisor.post("/routes/of/berlin/remove", "/routes/", saved="1")
    assert f"Not removed: numbers.{BERLIN}.fallback_route: no route 'berlin'" in words(supervisor.get("/routes/").text)


def test_a_number_nobody_has_a_profile_for_has_no_page(signed_in: SignedIn) -> None:
    assert signed_in("supervisor").get(f"/rules/numbers/of/{LEEDS}").status_code == 404
