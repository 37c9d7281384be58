"""The benchmarks' harness: what docs/benchmarks.md shows is what was measured."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from matplotlib.figure import Figure

from benchmarks import bench, headings, machine, scripted_calls, table
from benchmarks.speed import answer_time, unscripted
from benchmarks.turns import human
from ivr.written.check import check_rules
from ivr.written.prompts import PromptLibrary
from ivr.written.rules_file import read_rules


def test_the_table_in_the_docs_is_that_of_the_stored_figures() -> None:
    shown = table.PAGE.read_text(encoding="utf-8").partition(table.BEGIN)[2].partition(table.END)[0]
    assert shown.strip() == table.table(), "docs/benchmarks.md is stale: run .venv/bin/python -m benchmarks --table"


@pytest.mark.parametrize("path", sorted(table.RESULTS.glob("*.json")), ids=lambda path: path.stem)
def test_figures_are_stored_with_machine_versions_and_a_plot(path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert path.stem in table.PARTS
    assert kept["machine"].keys() == {"processor", "cores", "system"}
    assert {"python", "faster-whisper", "rasa"} <= kept["versions"].keys()
    assert (table.DOCS / "plots" / f"{path.stem}.svg").exists()


def test_each_module_that_measures_is_a_part_and_stands_where_the_list_says() -> None:
    here = table.RESULTS.parent
    measuring = {path for path in here.rglob("*.py") if "\ndef measure(" in path.read_text(encoding="utf-8")}
    assert measuring == {here / folder / f"{name}.py" for name, folder in table.PARTS.items()}


def test_rules_are_merged_key_by_key() -> None:
    under = {"timing": {"a": 1, "b": 2}, "language": "en", "agents": [1, 2]}
    over = {"timing": {"b": 3}, "agents": [4]}
    assert bench.merged(under, over) == {"timing": {"a": 1, "b": 3}, "language": "en", "agents": [4]}


def test_rules_merged_over_ours_are_sound(tmp_path: Path) -> None:
    ours = yaml.safe_load(bench.bench_settings().rules_file.read_text(encoding="utf-8"))
    path = tmp_path / "rules.yml"
    path.write_text(yaml.safe_dump(bench.merged(ours, {"limits": {"calls_at_once": 3}}), sort_keys=False))
    assert read_rules(path).limits.calls_at_once == 3


@pytest.mark.parametrize("rules", [{}, answer_time.RULES, unscripted.RULES], ids=["ours", "answer_time", "unscripted"])
def test_a_service_starts_with_the_rules_that_benchmarks_ring_with(rules: dict[str, Any], tmp_path: Path) -> None:
    settings = bench.bench_settings()
    path = tmp_path / "rules.yml"
    ours = yaml.safe_load(settings.rules_file.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(bench.merged(ours, rules), sort_keys=False))
    assert check_rules(path, settings) == []


def test_the_prompt_that_benchmarks_speak_over_is_long_enough() -> None:
    settings = bench.bench_settings()
    prompts = PromptLibrary(settings.prompts_dir, "en", read_rules(settings.rules_file).company)
    assert prompts.clip(scripted_calls.LONG_PROMPT).seconds > human.LATEST_SECONDS + 5


def test_percentiles_are_values_that_were_measured() -> None:
    spread = machine.spread([float(value) for value in range(1, 101)])
    assert (spread["n"], spread["min"], spread["p95"], spread["p99"], spread["max"]) == (100, 1.0, 96.0, 100.0, 100.0)


def test_the_same_figures_give_the_same_plot(tmp_path: Path) -> None:
    class Drawn:
        def draw(self, figures: dict[str, float], figure: Figure) -> None:
            figure.add_subplot().plot(figures["values"])

    for name in ("first.svg", "second.svg"):
        table.draw(Drawn(), {"values": [1, 2, 3]}, tmp_path / name)  # type: ignore[arg-type]  # only drawn
    assert (tmp_path / "first.svg").read_bytes() == (tmp_path / "second.svg").read_bytes()


def turn(words: str, answer: float | None, **more: object) -> answer_time.Told:
    parts = dict.fromkeys(answer_time.PART_COLOURS, 0.0) | {"transcriber": answer or 0.0}
    fields: dict[str, object] = {"voice": "heart", "expects": "free", "lost": answer is None, "cut_off": False}
    fields |= {"why": "sure", "parts": parts, "late_seconds": 0.0} | more
    return answer_time.Told(words=words, answer_seconds=answer, **fields)  # type: ignore[arg-type]  # of these names


def test_turns_that_were_not_or_too_soon_answered_are_counted_and_not_timed() -> None:
    turns = [turn("where is my order", 0.3), turn("yes", 0.2), turn("no", None), turn("two", -0.4, cut_off=True)]
    figures: dict[str, Any] = answer_time.summed(turns, 5, [])
    assert figures["answer_seconds"]["n"] == 2
    assert (figures["not_answered"], figures["answered_before_the_end"], figures["cut_off"]) == (1, 1, 1)
    assert figures["turns_not_reached"] == 1
    assert figures["short"] == {"answer_seconds": machine.spread([0.2]), "turns": 3, "lost": 1}
    assert figures["by_words"].keys() == {"where is my order", "yes"}


def test_every_short_answer_is_said_in_the_calls() -> None:
    said = {text.lower().rstrip(".?") for call in (*answer_time.LONG_CALLS, *answer_time.SHORT_CALLS) for text in call}
    assert said >= answer_time.SHORT_ANSWERS
    assert len(said) >= 15


def test_answer_times_are_drawn_with_what_was_waited_for(tmp_path: Path) -> None:
    figures = answer_time.summed([turn("yes", 0.2), turn("are you a robot", 0.3)], 2, [])
    path = tmp_path / "answer_time.svg"
    table.draw(answer_time, figures | {"plain": figures}, path)  # type: ignore[arg-type]  # a module is a part
    assert "transcriber" in path.read_text(encoding="utf-8")


def test_each_part_stands_under_one_heading_of_the_page() -> None:
    assert sorted(part for parts in headings.SECTIONS.values() for part in parts) == sorted(table.PARTS)


def test_ten_headlines_come_first_and_each_is_a_row_further_down() -> None:
    first, _, rest = table.table().partition("\n## All rows")
    headlines = first.splitlines()[2:]
    assert len(headlines) == len(headings.HEADLINES) == 10
    for line in headlines:
        target, measured, day = (cell.strip() for cell in line.strip("|").split(" | ")[1:])
        assert f"| {target} | {measured} |" in rest
        assert day in rest
