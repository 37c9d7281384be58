"""Values are read out of speech as a recogniser writes it; how well on texts that no rule was made for is measured."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from value_texts import KINDS, value_in

DATA = Path(__file__).resolve().parent / "data"
TEXTS = {kind: yaml.safe_load((DATA / f"spoken_{kind}.yml").read_text(encoding="utf-8")) for kind in KINDS}
TODAY = TEXTS["dates"]["today"]
LEAST_TEXTS = 40
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
