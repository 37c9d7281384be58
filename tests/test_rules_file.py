"""rules.yml: every mistake told with its line and its mending, and a broken change never in force."""

import os
import threading
from itertools import pairwise
from pathlib import Path

import pytest
import structlog

from ivr.core.rules import Rules
from ivr.errors import EngineError, RulesError
from ivr.written.rules_file import LARGEST_FILE, RulesFile, check_prompts_named, parse_rules, read_rules

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
        (SOUND.replace("+15005550001", "5005550001"), "numbers are written +15005550001"),
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


def test_the_line_that_a_transfer_rule_has_said_must_exist(path: Path) -> None:
    rules = "transfer_rules:\n- {name: a, words: [bill], route: support, say: ask_how}\n"
    path.write_text(SOUND + rules + "- name: b\n  words: [bill]\n  route: support\n  say: bills_tomorrow\n")
    problems = check_prompts_named(path, read_rules(path), ROOT / "audio_prompts")
    assert [problem.split(": add")[0] for problem in problems] == [
        "rules.yml:11: transfer_rules.1.say: no prompt 'bills_tomorrow' in en"
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


UNREADABLE = [
    ("routes: [", "not YAML"),
    (SOUND + "# " + "x" * LARGEST_FILE, "is this the right file"),
    (SOUND.partition("fallback_route")[0], "fallback_route: is missing"),
    (SOUND + "limits: " + "[" * 100_000, "nested too deeply"),
    (SOUND + "limits: !!python/object/apply:os.system [ls]\n", "not YAML"),
    (SOUND + "limits: &a [*a]\n", "more than 20000 entries"),
    (SOUND + "limits: {date: !!timestamp 2026-02-30}\n", "not YAML"),
    (SOUND.replace("Europe/Berlin", "America"), "no such time zone"),
    (SOUND + f"ways_out: {{phrases: [{', '.join(f'phrase {n}' for n in range(9000))}]}}\n", "more than 100 entries"),
    ("\0" * 50, "not YAML"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "told"), UNREADABLE)
def test_nothing_but_a_good_file_is_ever_in_force(path: Path, text: str, told: str) -> None:
    rules = RulesFile(path)
    good = rules.current()
    change(path, text)
    with structlog.testing.capture_logs():
        assert looked_at(rules).current() is good
    assert told in rules.problem


def test_what_is_put_in_the_files_place_stops_nobody(path: Path, tmp_path: Path) -> None:
    rules = RulesFile(path)
    good = rules.current()
    for make in (lambda: os.mkfifo(path), lambda: path.mkdir(), lambda: path.symlink_to(path)):
        path.unlink()
        make()
        with structlog.testing.capture_logs():
            assert looked_at(rules).current() is good
        assert "cannot be read" in rules.problem
        if path.is_dir():
            path.rmdir()
            path.write_text("")


def test_a_file_that_is_still_being_written_is_not_taken_up(path: Path) -> None:
    rules = RulesFile(path)
    good = rules.current()
    for turns in (7, 8, 9):  # each look finds another state of the file, all of them sound
        change(path, SOUND + f"limits: {{turns: {turns}}}\n")
        rules.look()
        assert rules.current() is good
    with structlog.testing.capture_logs():
        rules.look()
    assert rules.current().limits.turns == 9


def test_a_call_does_not_look_at_the_file(path: Path) -> None:
    rules = RulesFile(path)
    change(path, SOUND + "limits: {turns: 9}\n")
    assert rules.current().limits.turns == 60
    path.unlink()
    assert rules.current().limits.turns == 60


def test_a_change_is_looked_for_beside_the_calls(path: Path) -> None:
    rules = RulesFile(path)
    changed = threading.Event()

    class Told:
        def __call__(self, _: object, name: str, event: dict[str, object]) -> dict[str, object]:
            changed.set()
            raise structlog.DropEvent

    structlog.configure(processors=[Told()])
    try:
        rules.start()
        change(path, SOUND + "limits: {turns: 9}\n")
        assert changed.wait(20)
        assert rules.current().limits.turns == 9
    finally:
        rules.stop()
        structlog.reset_defaults()


def test_a_restart_beside_a_broken_file_begins_with_the_last_good_rules(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "data"
    kept.mkdir()
    change(path, SOUND + "limits: {turns: 9}\n")
    RulesFile(path, kept)
    change(path, "routes: [")
    with structlog.testing.capture_logs() as logs:
        again = RulesFile(path, kept)
    assert again.current().limits.turns == 9
    assert "not YAML" in again.problem
    assert [line["event"] for line in logs] == ["rules_broken"]
    other = tmp_path / "other.yml"
    other.write_text("routes: [")
    with pytest.raises(RulesError):  # another file's copy is not this one's
        RulesFile(other, kept)


def test_what_a_service_cannot_do_is_not_in_force(path: Path) -> None:
    demands = ["disclosure: no prompt 'greeting'"]

    def demand(rules: Rules) -> list[str]:
        return demands if rules.limits.turns == 9 else []

    rules = RulesFile(path, demand=demand)
    change(path, SOUND + "limits: {turns: 9}\n")
    with structlog.testing.capture_logs():
        assert looked_at(rules).current().limits.turns == 60
    assert rules.problem == "rules.yml:1: disclosure: no prompt 'greeting'"


class Failing:
    """A demand that cannot tell until it is `mended`."""

    def __init__(self) -> None:
        self.looks: list[int] = []
        self.look = 0
        self.mended = True

    def __call__(self, _: Rules) -> list[str]:
        if not self.mended:
            self.looks.append(self.look)
            raise EngineError("no voice")
        return []

    def looked_at(self, rules: RulesFile, looks: int) -> None:
        for _ in range(looks):
            self.look += 1
            rules.look()


def test_what_may_work_later_is_tried_again_after_longer_and_longer_pauses_and_not_for_ever(path: Path) -> None:
    demand = Failing()
    rules = RulesFile(path, demand=demand)
    demand.mended = False
    change(path, SOUND + "limits: {turns: 9}\n")
    with structlog.testing.capture_logs() as logs:
        demand.looked_at(rules, 20_000)
    pauses = [after - before for before, after in pairwise(demand.looks)]
    assert pauses == [20, 40, 80, 160, 320, 640, *[1200] * 5]
    assert rules.current().limits.turns == 60
    assert [line["event"] for line in logs] == ["rules_put_off", "rules_given_up"]
    assert "tried again and again" in logs[0]["problem"]
    assert rules.problem.endswith("once that is mended, save the rules again")
    change(path, SOUND + "limits: {turns: 9} # saved again\n")
    demand.mended = True
    with structlog.testing.capture_logs():
        assert looked_at(rules).current().limits.turns == 9


def test_another_change_does_not_wait_for_the_one_that_waits(path: Path) -> None:
    demand = Failing()
    rules = RulesFile(path, demand=demand)
    demand.mended = False
    change(path, SOUND + "limits: {turns: 9}\n")
    with structlog.testing.capture_logs() as logs:
        demand.looked_at(rules, 100)
        demand.mended = True
        change(path, SOUND + "limits: {turns: none}\n")
        demand.looked_at(rules, 5000)
    assert "limits.turns" in rules.problem
    assert [line["event"] for line in logs] == ["rules_put_off", "rules_broken"]
    assert rules.current().limits.turns == 60


@pytest.mark.parametrize(
    "text",
    [
        SOUND + "routes:\n  other:\n    agents: ['+15005550002']\n",
        SOUND + "menu:\n  1: order_status\n  '1': opening_hours\n",
        SOUND.replace("    time_zone: Europe/Berlin\n", "    time_zone: UTC\n    time_zone: Europe/Berlin\n"),
        SOUND + "limits: {turns: 5, turns: 6}\n",
        SOUND + "topics:\n  fraud: {route: support}\n  abuse: {}\n  fraud: {}\n",
    ],
)
def test_a_key_that_stands_twice_is_told_with_both_lines(text: str) -> None:
    with pytest.raises(RulesError, match=r"rules.yml:\d+: \w+: stands here and on line \d+: keep one of the two"):
        parse_rules(text)


@pytest.mark.parametrize("key", ['"a\\rb"', '"\\n"', '"\\u2028x"', "x" * 900])
def test_a_mistake_takes_one_line_whatever_the_key(key: str) -> None:
    for written in (f"ways_out: {{{key}: 0}}\n", f"menu: {{{key}: a, {key}: b}}\n"):
        with pytest.raises(RulesError) as refused:
            parse_rules(SOUND + written)
        lines = str(refused.value).splitlines()
        assert all(line.startswith("rules.yml:6: ") and len(line) < 300 for line in lines)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ways_out:\n  phrases: [x]\n  route: nowhere\n", "rules.yml:8: ways_out.route: no route 'nowhere'"),
        ("topics:\n  fraud:\n    route: nowhere\n", "rules.yml:8: topics.fraud.route: no route 'nowhere'"),
        (
            "transfer_rules:\n  - name: one\n    intents: [a]\n    route: nowhere\n",
            "rules.yml:9: transfer_rules.0.route: no route 'nowhere'",
        ),
    ],
)
def test_an_unknown_route_is_told_where_it_stands(written: str, told: str) -> None:
    with pytest.raises(RulesError) as refused:
        parse_rules(SOUND + written)
    assert str(refused.value).startswith(told)


def test_what_yaml_would_change_is_read_as_it_stands() -> None:
    hours = "    hours: [{days: [mon], opens: 10:00, closes: 17.30}, {days: tue, opens: 0900, closes: 18:00}]\n"
    numbers = "emergency_number: 0911\nmenu: {1: no}\nother_languages: {no: other_language_de}\n"
    rules = parse_rules(
        SOUND.replace("fallback", hours + "fallback").replace('"+15005550001"', "+15005550001") + numbers
    )
    route = rules.routes["support"]
    assert [(h.opens.isoformat("minutes"), h.closes.isoformat("minutes")) for h in route.hours] == [
        ("10:00", "17:30"),
        ("09:00", "18:00"),
    ]
    assert route.agents == ("+15005550001",)
    assert (rules.emergency_number, rules.menu, list(rules.other_languages)) == ("0911", {"1": "no"}, ["no"])
