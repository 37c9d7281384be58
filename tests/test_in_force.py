"""What calls are held with is told by hashes, which change with what they are of."""

import shutil
from dataclasses import replace
from pathlib import Path

from ivr.engines.in_force import in_force
from ivr.evidence.leaf import call_token, leaf_of
from ivr.settings import Settings
from tests.conftest import CALL, MONDAY_NOON

RULES = {"rules": "ab" * 32}


def test_it_is_a_fact_that_the_log_takes(settings: Settings) -> None:
    found = in_force(settings, "en")
    assert found["transcriber"]
    assert found["detector"]
    assert found["program"]
    assert leaf_of("in_force", MONDAY_NOON, call_token(b"salt" * 4, CALL), 0, found | RULES)


def test_another_prompt_another_model_and_an_assistant_elsewhere_are_told(settings: Settings, tmp_path: Path) -> None:
    before = in_force(settings, "en")
    prompts = tmp_path / "prompts"
    shutil.copytree(settings.prompts_dir, prompts)
    assert in_force(replace(settings, prompts_dir=prompts), "en") == before
    written = prompts / "prompts.yml"
    written.write_text(written.read_text() + "\n# another version\n")
    changed = in_force(replace(settings, prompts_dir=prompts, whisper_model="tiny.en"), "en")
    assert {name for name in before if changed[name] != before[name]} == {"prompts", "transcriber"}
    assert in_force(replace(settings, rasa_url="http://127.0.0.1:5005"), "en")["dialogue"] == ""


def test_what_cannot_be_read_is_told_as_nothing(settings: Settings, tmp_path: Path) -> None:
    assert in_force(replace(settings, rasa_dir=tmp_path), "en")["dialogue"] == ""
