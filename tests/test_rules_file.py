"""rules.yml: every mistake told with its line and its mending, and a broken change never in force."""

import os
from pathlib import Path

import pytest
import structlog

from ivr.errors import RulesError
from ivr.rules_file import LARGEST_FILE, RulesFile, check_prompts_named, parse_rules, read_rules

from .source_tree import ROOT

SOUND = """\
routes:
  support:
    agents: ["+15005550001"]
    time_zone: Europe/Berlin
fallback_route: support
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yml"
    path.write_text(SOUND)
    return path


def change(path: Path, text: str) -> None:
    """Write anew, with another time of change however coarse the file system's clock is."""
    before = path.stat().st_mtime_ns
    path.write_text(text)
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))


def looked_at(rules: RulesFile) -> RulesFile:
    """After the two looks that a change takes to come into force."""
    rules.look()
    rules.look()
    return rules


def test_the_rules_that_ship_are_sound() -> None:
    rules = read_rules(ROOT / "rules.yml")
    assert check_prompts_named(ROOT / "rules.yml", rules, ROOT / "audio_prompts") == []


def test_the_version_is_of_the_text() -> None:
    assert parse_rules(SOUND).version != parse_rules(SOUND + "# changed\n").version


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SOUND.replace('"+15005550001"', '"555"'), "rules.yml:3: routes.support.agents.0:"),
        (SOUND.replace("+15005550001", "5005550001"), "numbers are written +15551234567"),
        (SOUND.replace("Europe/Berlin", "Berlin"), "rules.yml:4: routes.support.time_zone: no such time zone"),
        (SOUND + "thresholds:\n  intent: 1.5\n", "rules.yml:7: thresholds.intent:"),
        (SOUND + "thresholds:\n  intent: 1.5\n", ": lower it"),
        (SOUND + "limmits: {}\n", "rules.yml:6: limmits:"),
        (SOUND + "limmits: {}\n", "remove it, or check its spelling"),
        (SOUND.replace("fallback_route: support", ""), "fallback_route: is missing: add it"),
        (
            SOUND.replace("fallback_route: support", "fallback_route: sales"),
            "rules.yml:5: fallback_route: no route 'sales', which is not among: support",
        ),
        (SOUND + 'menu: {"0": order_status}\n', "rules.yml:6: menu.0:"),
        ("routes: [", "rules.yml:1: not YAML"),
        ("", "rules.yml:1: empty"),
        ("- a\n- b\n", "rules.yml:1: empty, or not a mapping"),
        ("\x00", "rules.yml:1: not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_mending(text: str, told: str) -> None:
    with pytest.raises(RulesError) as refused:
        parse_rules(text)
    assert told in str(refused.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(RulesError) as refused:
        parse_rules(SOUND.replace("+15005550001", "1") + "limits: {turns: 0}\nwhat: 1\n")
    assert len(str(refused.value).splitlines()) == 3


def test_a_file_that_cannot_be_read_says_which_setting_names_it(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="check IVR_RULES_FILE"):
        read_rules(tmp_path / "absent.yml")
    with pytest.raises(RulesError, match="cannot be read"):
        read_rules(tmp_path)


def test_a_file_that_cannot_be_rules_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(RulesError, match="is this the right file"):
        read_rules(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RulesError, match="UTF-8"):
        read_rules(path)


def test_a_prompt_that_rules_name_must_exist(path: Path) -> None:
    path.write_text(SOUND + "disclosure:\n  prompts: [disclosure, greeting]\n")
    problems = check_prompts_named(path, read_rules(path), ROOT / "audio_prompts")
    assert len(problems) == 1
    assert problems[0].startswith("rules.yml:6: disclosure: no prompt 'greeting' in en")


def test_a_prompt_for_another_language_must_exist(path: Path) -> None:
    path.write_text(SOUND + "other_languages:\n  es: other_language_es\n  pl: other_language_pl\n")
    problems = check_prompts_named(path, read_rules(path), ROOT / "audio_prompts")
    assert [problem.split(": add")[0] for problem in problems] == [
        "rules.yml:6: other_languages: no prompt 'other_language_pl' in en"
    ]


def test_the_prompts_for_topics_and_their_numbers_must_exist(path: Path) -> None:
    path.write_text(SOUND + 'emergency_number: "113"\ntopics:\n  fraud: {prompt: our_fraud_line}\n')
    problems = check_prompts_named(path, read_rules(path), ROOT / "audio_prompts")
    assert [problem.split(" in en")[0] for problem in problems] == [
        "rules.yml:6: emergency_number: no prompt 'emergency_113'",
        "rules.yml:7: topics: no prompt 'our_fraud_line'",
    ]


def test_a_changed_file_is_in_force_for_the_next_call(path: Path) -> None:
    rules = RulesFile(path)
    begun = rules.current()
    change(path, SOUND + "limits: {turns: 9}\n")
    with structlog.testing.capture_logs() as logs:
        assert looked_at(rules).current().limits.turns == 9
    assert [line["event"] for line in logs] == ["rules_changed"]
    assert begun.limits.turns == 60


def test_a_broken_change_keeps_the_last_good_rules_and_is_told(path: Path) -> None:
    rules = RulesFile(path)
    good = rules.current()
    change(path, SOUND + "limits: {turns: none}\n")
    with structlog.testing.capture_logs() as logs:
        assert looked_at(rules).current() is good
        assert looked_at(rules).current() is good
    assert [line["event"] for line in logs] == ["rules_broken"]
    assert "limits.turns" in rules.problem
    change(path, SOUND + "# mended\n")
    with structlog.testing.capture_logs():
        assert looked_at(rules).current() is not good
    assert rules.problem == ""


def test_a_file_taken_away_keeps_the_last_good_rules(path: Path) -> None:
    rules = RulesFile(path)
    good = rules.current()
    path.unlink()
    with structlog.testing.capture_logs():
        assert looked_at(rules).current() is good
    assert "cannot be read" in rules.problem


def test_a_service_does_not_start_on_broken_rules(path: Path) -> None:
    path.write_text("routes: {}\n")
    with pytest.raises(RulesError):
        RulesFile(path)
