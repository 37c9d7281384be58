"""Which role may open which page: every one of them, asked by each role, signed in and not."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ivr.console.rights import RIGHTS, TOLD, Right, Role, right_of, rights_of

from .console import Browser

OPEN = {"/sign-in/elsewhere/", "/sign-in/elsewhere/back", "/sign-in", "/sign-in/code", "/welcome/{token}"}
MADE_UP = {"string": "x", "int": "1", "uuid": "00000000-0000-0000-0000-000000000000"}


def pages(app: Flask) -> list[tuple[str, str, Right | None]]:
    """(method, a path like it, the right it asks for) of each page."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            right = right_of(app.view_functions[rule.endpoint])
            found += [(method, _like(rule), right) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


def test_every_page_says_whom_it_is_for(console: Flask) -> None:
    assert len(pages(console)) > 20
    assert {_bare(path) for _, path, right in pages(console) if right is None} == OPEN


def test_nothing_but_reading_changes_anything(console: Flask) -> None:
    """Each page is opened by GET and changes by POST; there is no third way."""
    methods = {method for rule in console.url_map.iter_rules() for method in rule.methods or ()}
    assert methods <= {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_no_other(
    console: Flask, signed_in: Callable[[str], Browser], role: Role
) -> None:
    console.config["WTF_CSRF_ENABLED"] = False
    mine = signed_in(role)
    for method, path, right in pages(console):
        if right is None or path == "/sign-out":
            continue
        answer = mine.client.open(path, method=method)
        refused = answer.status_code == 403
        assert refused is (right not in RIGHTS[role]), f"{role}: {method} {path} gave {answer.status_code}"
        assert answer.status_code < 500, f"{role}: {method} {path}"


def test_who_is_not_signed_in_is_sent_to_do_so_by_every_page(console: Flask, browser: Callable[[], Browser]) -> None:
    console.config["WTF_CSRF_ENABLED"] = False
    for method, path, right in pages(console):
        if right is not None:
            answer = browser().client.open(path, method=method)
            assert (answer.status_code, answer.location) == (302, "/sign-in"), f"{method} {path}"


def test_a_role_of_another_version_may_do_nothing() -> None:
    assert rights_of("overlord") == frozenset()


def test_each_role_is_told_in_words() -> None:
    assert set(TOLD) == set(RIGHTS) == set(Role)


def test_whoever_changes_nothing_has_no_right_to() -> None:
    changing = {Right.SET_RULES, Right.SET_PEOPLE, Right.HELP, Right.DO_MESSAGES, Right.TAKE_CALLS}
    for role in (Role.VIEWER, Role.AUDITOR):
        assert not RIGHTS[role] & changing
    assert Right.SEE_WORDS not in RIGHTS[Role.VIEWER]


def _like(rule: Rule) -> str:
    built: str = rule.rule
    for name in rule.arguments:
        kind = type(rule._converters[name]).__name__
        value = "1" if "Integer" in kind or "Float" in kind else "x"
        built = built.replace(next(part for part in built.split("/") if name in part and "<" in part), value)
    return built


def _bare(path: str) -> str:
    return path.replace("/welcome/x", "/welcome/{token}")
