"""rules.yml changed by the console: what was asked for changes, and nothing else."""

from difflib import ndiff
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ivr.errors import RulesError
from ivr.written.rules_file import parse_rules
from ivr.written.rules_file.editing import Editing
from ivr.written.yaml_lines import texts_of

SHIPPED = (Path(__file__).parent.parent / "rules.yml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> list[str]:
    return [line for line in ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


def test_a_text_that_nobody_changes_stays_as_it_is() -> None:
    assert Editing(SHIPPED).text() == SHIPPED


def test_a_value_is_changed_and_its_comment_stays() -> None:
    editing = Editing(SHIPPED)
    editing.set(("thresholds", "transcript"), 0.3)
    lines = changed(SHIPPED, editing.text())
    assert [line.split("#")[0].strip() for line in lines] == ["-   transcript: 0.2", "+   transcript: 0.3"]
    assert "the chance that every word is right" in lines[1]
    assert parse_rules(editing.text()).thresholds.transcript == 0.3


@pytest.mark.parametrize("same", [0.2, "0.2"])
def test_the_same_value_once_more_changes_nothing(same: object) -> None:
    editing = Editing(SHIPPED)
    editing.set(("thresholds", "transcript"), same)
    assert editing.text() == SHIPPED


@pytest.mark.parametrize(
    "written",
    ["+15005550001", "010", "10:00", "NO", "1e3", "0x1F", "2026-12-24", "1_000", ".5", "'911'", '"8"', "yes"],
)
def test_what_yaml_itself_takes_for_something_else_stays_as_it_was_typed(written: str) -> None:
    text = f"a: {written}\nb: 1\n"
    editing = Editing(text)
    editing.set(("b",), "2")
    assert editing.text() == f"a: {written}\nb: 2\n"


def test_an_empty_value_takes_the_field_out_and_one_on_the_way_is_made() -> None:
    editing = Editing(SHIPPED)
    editing.set(("crisis_number",), "")
    editing.set(("timing", "key_pause_seconds"), 6)
    rules = parse_rules(editing.text())
    assert rules.crisis_number is None
    assert rules.timing.key_pause_seconds == 6


def test_a_field_with_nothing_in_it_can_be_filled_and_taken_out() -> None:
    editing = Editing("a:\nb: 1\n")
    editing.set(("a",), "x")
    assert editing.text() == "a: x\nb: 1\n"
    editing = Editing("a:\nb: 1\n")
    editing.set(("a",), None)
    assert editing.text() == "b: 1\n"


def test_rules_move_with_what_is_written_in_them() -> None:
    editing = Editing(SHIPPED)
    editing.move(("transfer_rules",), 1, 0)
    rules = parse_rules(editing.text()).transfer_rules
    assert [rule.name for rule in rules] == ["asked_for_a_person", "complaints_to_people"]
    assert "# the intent by which the assistant writes it down" in editing.text()
    editing.move(("transfer_rules",), 0, 9)
    assert parse_rules(editing.text()).transfer_rules[0].name == "asked_for_a_person"


def test_a_rule_is_put_in_and_taken_out_again() -> None:
    editing = Editing(SHIPPED)
    bills = {"name": "bills", "intents": ["complaint", "greet"], "route": "orders", "at_confidence": 0.75}
    editing.insert(("transfer_rules",), 0, bills)
    rule = parse_rules(editing.text()).transfer_rules[0]
    assert (rule.name, rule.intents, rule.at_confidence) == ("bills", ("complaint", "greet"), 0.75)
    editing.remove(("transfer_rules", 0))
    assert parse_rules(editing.text()).transfer_rules == parse_rules(SHIPPED).transfer_rules


def test_the_first_rule_of_a_file_without_any_makes_the_list() -> None:
    editing = Editing("language: en\n")
    editing.insert(("transfer_rules",), 0, {"name": "one", "intents": ["a"]})
    assert editing.text() == "language: en\ntransfer_rules:\n  - name: one\n    intents: [a]\n"


def test_of_a_rule_only_what_changed_is_written_anew() -> None:
    editing = Editing(SHIPPED)
    was = dict(editing.get(("transfer_rules", 0)))
    editing.set(("transfer_rules", 0), was | {"route": "support"})
    assert changed(SHIPPED, editing.text()) == ["-     route: complaints", "+     route: support"]


@pytest.mark.parametrize("text", ["", "- a\n", "a: [", "x", "a: 1\n\tb: 2"])
def test_what_holds_no_fields_is_refused_in_words(text: str) -> None:
    with pytest.raises(RulesError, match="As text"):
        Editing(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029\x85"), min_size=1))
def test_any_line_that_somebody_types_is_read_as_it_was_typed(line: str) -> None:
    editing = Editing("a: b\n")
    editing.set(("a",), line)
    assert texts_of(editing.text())[1] == {"a": line}
