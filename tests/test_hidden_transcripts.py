"""Where transcripts are hidden, no command shows what callers said unless asked for with a reason, which is noted."""

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import Result

from ivr.core.record import Care, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.records.looks import FILE
from ivr.settings import Settings
from tests.commands import COMMANDS
from tests.test_key_commands import typed
from tests.test_retention import SECRET
from tests.test_rights import SURE, told_by
from tests.test_sealed_records import ENTRIES, SEEDED, OpenStore

from .conftest import CALLER, LINE

HIDDEN = SECRET | {"IVR_HIDE_TRANSCRIPTS": "1"}
WHY = "asked by the caller, by letter"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


@pytest.fixture
def call(open_store: OpenStore, rules: Rules) -> str:
    """One of somebody who spoke of an illness."""
    store = open_store()
    store.begin_call("CA1", caller=CALLER, line=LINE, rules=rules, ready=True)
    store.append("CA1", ENTRIES)
    care = Care(Topic.MEDICAL, Priority.HIGH, (Flag.NO_SURVEY,))
    store.save_handoff(
        "CA1", HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, wish="refund the kettle", care=care)
    )
    store.left_voicemail("CA1", "RE5eeded")
    store.over("CA1")
    assert store.flush()
    store.close()
    return "CA1"


def exported(settings: Settings, *words: str, **env: str) -> Result:
    return typed(settings, "export-caller", "--call", "CA1", *SURE, *words, **(env or HIDDEN))


def notes(settings: Settings) -> list[dict[str, Any]]:
    file = settings.data_dir / FILE
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_words_and_topics_are_left_out_unless_asked_for(call: str, settings: Settings) -> None:
    done = exported(settings)
    assert done.exit_code == 0, done.output
    assert not [word for word in (*SEEDED, "medical", "no_survey") if word in done.output]
    [told] = told_by(done)["calls"]
    assert told["what_was_said"] == [{"not_shown": "what was said is not shown here: ask with --words, and say --why"}]
    assert told["what_you_wanted"][0]["reason"] == "sensitive_topic"
    assert notes(settings) == []


def test_with_a_reason_they_are_shown_and_who_looked_is_noted_for_its_owner_alone(
    call: str, settings: Settings
) -> None:
    done = exported(settings, "--words", "--why", WHY)
    assert done.exit_code == 0, done.output
    assert "refund the kettle" in done.output
    [note] = notes(settings)
    assert (note["call"], note["why"]) == (call, WHY)
    assert set(note) == {"at", "by", "call", "why"}
    assert (settings.data_dir / FILE).stat().st_mode & 0o077 == 0
    assert exported(settings, "--words", "--why", WHY).exit_code == 0
    assert len(notes(settings)) == 2, "each look has its line"


def test_without_a_reason_nothing_is_shown(call: str, settings: Settings) -> None:
    done = exported(settings, "--words", "--why", " ")
    assert done.exit_code == 1
    assert "say why with --why" in done.output
    assert "kettle" not in done.output


def test_what_cannot_be_noted_is_not_shown(call: str, settings: Settings) -> None:
    (settings.data_dir / FILE).mkdir()
    done = exported(settings, "--words", "--why", WHY)
    assert done.exit_code == 1
    assert "nothing is shown that is not noted" in done.output
    assert "kettle" not in done.output


def test_where_they_are_not_hidden_all_is_as_it_was_and_nothing_is_noted(call: str, settings: Settings) -> None:
    done = exported(settings, **SECRET)
    assert "refund the kettle" in done.output
    assert '"topic": "medical"' in done.output
    assert notes(settings) == []


def test_no_other_command_beside_a_database_shows_what_was_said(call: str, settings: Settings) -> None:
    shows = {
        "keys list": [],
        "hold": ["--list"],
        "optouts list": [],
        "purge": ["--dry-run"],
        "erase": ["--call", call, *SURE, "--dry-run"],
        "breach": ["--since", "2020-01-01", "--each"],
    }
    for command, options in shows.items():
        assert command in COMMANDS
        done = typed(settings, *command.split(), *options, **HIDDEN)
        assert not [word for word in SEEDED if word in done.output and not word.startswith("RE")], command
