"""`ivr messages`, for who has no console."""

import json
from dataclasses import replace

import pytest
from click.testing import Result

from ivr.core.rules import Rules
from ivr.settings import Settings
from ivr.store.store import Store
from tests.conftest import CALL, CALLER
from tests.test_key_commands import typed
from tests.test_retention import SECRET
from tests.test_store import begin

WHY = ("--why", "asked to be rung")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


@pytest.fixture
def told(store: Store, rules: Rules) -> str:
    """The reference of a callback."""
    begin(store, rules)
    reference = store.messages.callback(CALL, "support")
    assert store.flush()
    return reference


def asked(settings: Settings, *words: str, **more: str) -> Result:
    return typed(settings, "messages", *words, **SECRET, **more)


def test_what_is_open_is_listed_without_a_number_or_a_word(settings: Settings, told: str) -> None:
    listed = asked(settings)
    assert listed.exit_code == 0, listed.output
    assert all(part in listed.output for part in (told, "callback", "support", "Open: 1. Unclaimed: 1. Overdue: 0."))
    assert CALLER[1:] not in listed.output


def test_one_is_shown_with_the_number_to_ring(settings: Settings, told: str) -> None:
    assert f"Ring: {CALLER}" in asked(settings, "show", told).output
    by_place = asked(settings, "show", f"{CALL}/2")
    assert f"Ring: {CALLER}" in by_place.output


def test_where_words_are_hidden_the_number_is_shown_to_who_says_why_and_it_is_noted(
    settings: Settings, told: str
) -> None:
    hidden = {"IVR_HIDE_TRANSCRIPTS": "1"}
    refused = asked(settings, "show", told, **hidden)
    assert (refused.exit_code, CALLER in refused.output) == (1, False)
    assert f"Ring: {CALLER}" in asked(settings, "show", told, *WHY, **hidden).output
    [noted] = (settings.data_dir / "looks.jsonl").read_text().splitlines()
    assert (json.loads(noted)["call"], json.loads(noted)["why"]) == (CALL, WHY[1])


def test_one_is_done_and_taken_up_again_and_others_are_told_who_has_it(settings: Settings, told: str) -> None:
    reached = ("--outcome", "reached")
    assert asked(settings, "done", told, "--by", "ines", *reached).exit_code == 0
    assert "done by ines: reached" in asked(settings, "--list", "done").output
    late = asked(settings, "done", told, "--by", "omar", *reached)
    assert (late.exit_code, "done already, by ines" in late.output) == (1, True)
    assert asked(settings, "reopen", told, "--by", "omar").exit_code == 0
    assert told in asked(settings, "--list", "mine", "--by", "omar").output
    taken = asked(settings, "done", told, "--by", "ines", *reached)
    assert (taken.exit_code, "omar has it now" in taken.output) == (1, True)


def test_who_did_it_must_have_a_name_that_can_be_shown(settings: Settings, told: str) -> None:
    for name in ("", " ", "i\x1b[31m", "x" * 65):
        refused = asked(settings, "done", told, "--by", name, "--outcome", "reached")
        assert (refused.exit_code, "--by must be a name" in refused.output) == (1, True), name


def test_one_that_is_not_there_is_told(settings: Settings, told: str) -> None:
    for name in ("999999999", "CA-nobody/1", "CA1/x", "/", ""):
        refused = asked(settings, "show", name)
        assert (refused.exit_code, "Error: no " in refused.output) == (1, True), name
