"""Rules, prompts and the assistant's domain, checked as one: what each names of the others must be there."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.settings import ROOT, Settings
from ivr.written import check_rules, check_written

RULES = """
routes:
  support:
    agents: ["+15005550001"]
fallback_route: support
menu:
  "1": order_status
transfer_rules:
  - name: first
    intents: [complaint, tantrum]
    route: support
"""


@pytest.fixture
def written(settings: Settings, tmp_path: Path) -> Settings:
    """Rules of the test's own beside the prompts and the domain that ship."""
    (tmp_path / "rules.yml").write_text(RULES)
    shutil.copytree(ROOT / "audio_prompts", tmp_path / "prompts")
    return replace(settings, rules_file=tmp_path / "rules.yml", prompts_dir=tmp_path / "prompts")


def test_what_ships_is_in_order(settings: Settings) -> None:
    found = check_written(settings)
    assert found.mistakes + found.warnings == []


def test_an_intent_that_the_assistant_does_not_know_is_told_with_its_line(written: Settings) -> None:
    (told,) = check_rules(written.rules_file, written)
    assert told.startswith("rules.yml:10: transfer_rules.0.intents.1: no intent 'tantrum'")


def test_the_intents_of_a_rasa_elsewhere_are_not_known_here(written: Settings) -> None:
    assert check_rules(written.rules_file, replace(written, rasa_url="http://rasa:5005")) == []


def test_a_project_without_a_domain_is_one_mistake(written: Settings, tmp_path: Path) -> None:
    found = check_written(replace(written, rasa_dir=tmp_path / "nowhere"))
    assert len(found.mistakes) == 1
    assert "ivr new-assistant" in found.mistakes[0]


def test_an_opening_beyond_10_seconds_is_a_mistake(written: Settings) -> None:
    path = written.prompts_dir / "en" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["notice"]["seconds"] = 2.5 + manifest["notice"]["seconds"]
    path.write_text(json.dumps(manifest))
    assert any(
        "rules.yml:2: disclosure: the opening takes 1" in told for told in check_rules(written.rules_file, written)
    )


def test_a_broken_prompts_file_is_told_once(written: Settings) -> None:
    (written.prompts_dir / "prompts.yml").write_text("[1, 2")
    assert ["is not YAML" in told for told in check_written(written).mistakes] == [True]
