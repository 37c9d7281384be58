"""Rules, prompts and the assistant's domain, checked as one: what each names of the others must be there."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.errors import AssistantError
from ivr.settings import ROOT, Settings
from ivr.written.check import check_rules, check_written
from ivr.written.intents import intents_told

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
company: Fernhill
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


def rules_of(*rules: str, more: str = "") -> str:
    return (
        f"routes:\n  support:\n    agents: [+15005550001]\n{more}fallback_route: support\ntransfer_rules:\n"
        + "".join(f"  - {rule}\n" for rule in rules)
        + "company: Fernhill\n"
    )


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (
            ["{name: one, intents: [complaint], route: support}", "{name: two, intents: [complaint], route: support}"],
            ["rules.yml:7: transfer_rules.1: can never match: 'one' above takes all of it"],
        ),
        (
            [
                "{name: one, intents: [complaint], route: support, at_confidence: 0.5}",
                "{name: two, intents: [bill], route: support, at_confidence: 0.7}",
                "{name: three, intents: [bill, complaint], route: support, at_confidence: 0.8}",
            ],
            ["rules.yml:8: transfer_rules.2: can never match: 'two', 'one' above takes all of it"],
        ),
        (
            [
                "{name: one, intents: [complaint], route: support}",
                "{name: two, intents: [bill, complaint], route: support}",
            ],
            ["rules.yml:7: transfer_rules.1.intents.1: 'complaint' can never match here: 'one' above takes it"],
        ),
        (
            ["{name: one, intents: [complaint], route: support}", "{name: one, intents: [bill], route: support}"],
            ["rules.yml:7: transfer_rules.1.name: rule 1 has the name 'one', too"],
        ),
        (
            [
                "{name: sure, intents: [complaint], route: support, at_confidence: 0.9}",
                "{name: likely, intents: [complaint], route: support, at_confidence: 0.5}",
            ],
            [],
        ),
    ],
)
def test_a_rule_that_can_never_match_is_told(written: Settings, rules: list[str], told: list[str]) -> None:
    written.rules_file.write_text(rules_of(*rules))
    found = check_rules(written.rules_file, written)
    assert len(found) == len(told)
    for line, expected in zip(found, told, strict=True):
        assert line.startswith(expected)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("    time_zone: EST\n", "rules.yml:4: warning: routes.support.time_zone: EST is no place"),
        ("    time_zone: Etc/GMT+5\n", "rules.yml:4: warning: routes.support.time_zone: Etc/GMT+5 is no place"),
        (
            "    hours:\n      - {days: mon-fri, opens: 9, closes: 12}\n      - {days: fri, opens: 11, closes: 15}\n",
            "rules.yml:6: warning: routes.support.hours.1: overlaps hours 1 of the list on fri",
        ),
        (
            "    hours:\n      - {days: mon, opens: 0:00, closes: 2:00}\n      - {days: sun, opens: 22, closes: 6}\n",
            "rules.yml:6: warning: routes.support.hours.1: overlaps hours 1 of the list on mon",
        ),
        ("    hours: [{days: mon, opens: 9, closes: 12}, {days: mon, opens: 12, closes: 15}]\n", ""),
        ("    hours: [{days: fri, opens: 22, closes: 6}, {days: sat, opens: 6, closes: 15}]\n", ""),
        (
            "    exceptions:\n      - {date: 2026-12-23, until: 2026-12-24, opens: 22, closes: 6}\n"
            "      - {date: 2026-12-25, opens: 5, closes: 12}\n",
            "rules.yml:6: warning: routes.support.exceptions.1: overlaps exception 1 of the list",
        ),
        (
            "    exceptions:\n      - {date: 2026-12-25, opens: 5, closes: 12}\n"
            "      - {date: 2026-12-24, opens: 22, closes: 6}\n",
            "rules.yml:6: warning: routes.support.exceptions.1: overlaps exception 1 of the list",
        ),
        (
            "    exceptions:\n      - {date: 2026-12-24, closed: true}\n"
            "      - {date: 2026-12-20, until: 2026-12-31, closed: true}\n",
            "rules.yml:6: warning: routes.support.exceptions.1: overlaps exception 1 of the list",
        ),
        (
            "    exceptions:\n      - {date: 2026-12-24, opens: 9, closes: 12}\n"
            "      - {date: 2026-12-24, opens: 12, closes: 24}\n      - {date: 2026-12-25, opens: 0, closes: 5}\n",
            "",
        ),
        ("    holidays: {country: GB}\n", "rules.yml:4: warning: routes.support.holidays: only the holidays that all"),
        ("    holidays: {country: GB, subdivision: SCT}\n", ""),
    ],
)
def test_what_is_sound_and_may_not_be_meant_is_advice(written: Settings, more: str, told: str) -> None:
    written.rules_file.write_text(rules_of("{name: one, intents: [complaint], route: support}", more=more))
    found = check_written(written, [written.rules_file])
    assert found.mistakes == []
    assert [line[: len(told)] for line in found.warnings] == ([told] if told else [])


def test_intents_are_listed_with_who_answers_them_and_what_callers_say(written: Settings) -> None:
    known = list(intents_told(written))
    listed = dict(zip(known[::2], known[1::2], strict=True))
    assert "order_status: key 1; the assistant" in listed
    assert " | " in listed["complaint: a person of support (rule first, from 0.6)"]
    assert not any("[" in said for said in listed.values())


def test_intents_of_a_rasa_elsewhere_cannot_be_listed(written: Settings) -> None:
    with pytest.raises(AssistantError, match="IVR_RASA_URL"):
        list(intents_told(replace(written, rasa_url="http://rasa:5005")))
