"""What nobody should send to the console: refused or shown safely, in words that say what to do; nothing half saved."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ivr.console.desk import Desk
from ivr.store.drafts import Draft
from ivr.written.rules_file import parse_rules

from .console import Browser, with_rules
from .test_console_roles import pages

SignedIn = Callable[[str], Browser]
RULES = """\
company: Acme
routes:
  support:
    agents: ["+15005550001"]
fallback_route: support
transfer_rules:
  - {name: bills, words: [my bill], route: support}
"""
RULE = {"saved": "0", "name": "mine", "enabled": "on", "words": "something", "route": "support"}
ROUTE = {"saved": "0", "name": "sales", "agents": "+15005550003", "press_to_accept": "on"}
NUMBER = {"saved": "0", "number": "+493055500001", "company": "Beispiel"}


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    return with_rules(desk, tmp_path / "rules.yml", RULES)


def draft_of(desk: Desk) -> Draft:
    draft = desk.drafts.current()
    assert draft
    return draft


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?strong>", "", page))).split())


def test_no_form_without_its_token_changes_anything_on_any_page(
    console: Flask, signed_in: SignedIn, desk: Desk
) -> None:
    """As of a page that was open for too long, or that somebody else forged."""
    admin = signed_in("admin")
    noted = len(desk.audit.entries())
    sent = [path for method, path, _ in pages(console) if method == "POST"]
    assert len(sent) > 30
    for path in sent:
        for token in ({}, {"csrf_token": "of-yesterday"}):
            answer = admin.client.post(path, data={**RULE, **token})
            assert (answer.status_code, "This form is too old" in answer.text) == (400, True), path
    assert "Nothing was changed" in answer.text
    assert len(desk.audit.entries()) == noted
    assert desk.drafts.current() is None


def test_who_was_signed_out_while_they_typed_is_told_and_nothing_is_saved(
    signed_in: SignedIn, desk: Desk, fake_clock: Any
) -> None:
    supervisor = signed_in("supervisor")
    token = re.search(r'name="csrf_token" value="([^"]+)"', supervisor.get("/rules/new").text)
    assert token
    fake_clock.forward(1801)
    answer = supervisor.client.post("/rules/new", data=RULE | {"csrf_token": token[1]})
    assert answer.location == "/sign-in"
    assert "what you sent was not saved" in supervisor.get("/sign-in").text
    assert desk.drafts.current() is None


@pytest.mark.parametrize(
    ("path", "page", "form"),
    [
        ("/rules/new", "/rules/new", RULE),
        ("/routes/new", "/routes/new", ROUTE),
        ("/rules/numbers/new", "/rules/numbers/new", NUMBER),
        ("/rules/of/bills/remove", "/rules/", {"saved": "0"}),
        ("/draft/text", "/draft/text", {"saved": "0", "text": RULES.replace("my bill", "an invoice")}),
    ],
)
def test_the_same_form_sent_twice_is_one_change(
    signed_in: SignedIn, desk: Desk, path: str, page: str, form: dict[str, object]
) -> None:
    supervisor = signed_in("supervisor")
    assert supervisor.post(path, page, **form).status_code == 302
    once = draft_of(desk)
    assert supervisor.post(path, page, **form).status_code < 500
    assert draft_of(desk) == once


def test_the_same_invitation_sent_twice_invites_once(signed_in: SignedIn, desk: Desk) -> None:
    admin = signed_in("admin")
    assert [admin.post("/people/", "/people/", name="Ada", role="agent").status_code for _ in "12"] == [200, 422]
    assert len([one for one in desk.people.all() if one.name == "Ada"]) == 1


def test_what_a_rule_cannot_ask_or_do_is_told_beside_its_field_and_nothing_is_saved(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    for field, typed, told in (
        ("route", "nowhere", "no route 'nowhere'"),
        ("open", "nowhere", "no route 'nowhere'"),
        ("queue_longer_than", "nowhere = 3", "no route 'nowhere'"),
        ("queue_longer_than", "support = many", "no whole number"),
        ("word_lists", "gone", "no list of words 'gone'"),
        ("numbers", "0113 496 0001", "numbers are written +15005550001"),
        ("topics", "gossip", "not known here"),
        ("right_below", "101", "too high"),
        ("frustration", "0", "too low"),
        ("misses_in_a_row", "-1", "too low"),
        ("name", "My Rule", "is no name"),
        ("whisper", "a\x00b", "one line of text"),
        ("words", "", "give at least one condition"),
    ):
        answer = supervisor.post("/rules/new", "/rules/new", **RULE | {field: typed})
        assert (answer.status_code, told in words(answer.text)) == (422, True), (field, typed)
    assert desk.drafts.current() is None


def test_a_rule_that_can_never_match_is_told_with_the_one_that_takes_it_wherever_it_is_shown(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    assert supervisor.post("/rules/new", "/rules/new", **RULE | {"words": "my bill"}).status_code == 302
    for page in ("/rules/", "/draft/"):
        assert "can never match: 'bills' above takes all of it" in words(supervisor.get(page).text), page


def test_signs_that_mean_something_in_yaml_are_words_or_refused(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    for typed in (
        "null",
        "~",
        "- [",
        "{a: b",
        "&a *a",
        "!!python/name:x",
        "# c",
        "a: b",
        "'",
        "? that",
        "=1",
        "a\u2028b",
    ):
        answer = supervisor.post("/rules/of/bills", "/rules/new", **RULE | {"whisper": typed})
        if typed.isprintable():
            draft = draft_of(desk)
            assert parse_rules(draft.text).transfer_rules[-1].whisper == typed
            desk.drafts.discard(built_on=draft.saved)
        assert answer.status_code == (302 if typed.isprintable() else 422), typed


def test_a_form_that_says_nothing_of_the_draft_it_was_made_for_is_refused(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    for saved in ("", "x", "9" * 400):
        answer = supervisor.post("/rules/new", "/rules/new", **RULE | {"saved": saved})
        assert answer.status_code in {400, 409}, saved
    assert desk.drafts.current() is None
