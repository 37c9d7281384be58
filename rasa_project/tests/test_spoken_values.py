"""Values are read out of speech as a recogniser writes it; how well on texts that no rule was made for is measured."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from value_texts import KINDS, value_in

DATA = Path(__file__).resolve().parent / "data"
TEXTS = {kind: yaml.safe_load((DATA / f"spoken_{kind}.yml").read_text(encoding="utf-8")) for kind in KINDS}
TODAY = TEXTS["dates"]["today"]
LEAST_TEXTS, LEAST_HELD_OUT = 40, 12
HELD_OUT_SHARE = 0.9
"""Of the texts that were held out; when they were first read, 184 of 197 were right, and of those before them 179."""
Case = tuple[str, str | None, dict[str, Any]]


def cases(part: str) -> list[tuple[str, Case]]:
    return [
        (kind, (case[0], None if case[1] == "null" else case[1], case[2] if len(case) > 2 else {}))
        for kind in KINDS
        for case in TEXTS[kind].get(part, [])
    ]


def named(value: object) -> str:
    return value if isinstance(value, str) else value[0]  # type: ignore[index,no-any-return]


@pytest.mark.parametrize(("kind", "case"), cases("tuned"), ids=named)
def test_what_the_rules_were_made_for_is_read(kind: str, case: Case) -> None:
    text, value, options = case
    assert value_in(kind, text, options, TODAY) == value


def test_most_texts_that_no_rule_was_made_for_are_read() -> None:
    right = {kind: [0, 0] for kind in KINDS}
    for kind, (text, value, options) in cases("held_out"):
        right[kind][0] += value_in(kind, text, options, TODAY) == value
        right[kind][1] += 1
    assert sum(good for good, _ in right.values()) / sum(count for _, count in right.values()) >= HELD_OUT_SHARE, right


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_texts_enough_and_no_text_twice(kind: str) -> None:
    texts = [(case[0], str(case[2:])) for part in ("tuned", "held_out") for case in TEXTS[kind][part]]
    assert len(texts) >= LEAST_TEXTS
    assert len(TEXTS[kind]["held_out"]) >= LEAST_HELD_OUT
    assert len(set(texts)) == len(texts)
