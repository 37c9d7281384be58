"""The page of requirements leaves no row out and names no test that is not there."""

import re
from functools import cache

import pytest

from .source_tree import ROOT

_PAGE = ROOT / "docs" / "requirements.md"
_ROWS = [f"D{number}" for number in range(1, 24)] + [f"P{number}" for number in range(1, 26)]
_ROWS += [f"H{number}" for number in range(1, 10)] + ["M1", "M2", "X6"]
_ROW = re.compile(
    r"^\| (?P<row>[DPHMX]\d+) \| (?P<promise>[^|]+) \| (?P<state>[^|]+) \| (?P<shown>[^|]*) \|$", re.MULTILINE
)
_TEST = re.compile(r"`(?P<file>test_\w+)::(?P<name>test_\w+)`")
_CALL = re.compile(r"`calls/(?P<name>[\w/]+)`")


def _rows() -> dict[str, re.Match[str]]:
    return {found["row"]: found for found in _ROW.finditer(_PAGE.read_text(encoding="utf-8"))}


@cache
def _tests_of(file: str) -> frozenset[str]:
    path = ROOT / "tests" / f"{file}.py"
    return frozenset(re.findall(r"^(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def _is_call(name: str) -> bool:
    return (ROOT / "tests" / "calls" / f"{name}.yml").is_file()


def test_each_row_is_there_once_and_in_order() -> None:
    found = [match["row"] for match in _ROW.finditer(_PAGE.read_text(encoding="utf-8"))]
    assert found == _ROWS


@pytest.mark.parametrize("row", _ROWS)
def test_a_promise_that_holds_is_shown_by_tests_that_are_there(row: str) -> None:
    found = _rows()[row]
    tests, calls = _TEST.findall(found["shown"]), _CALL.findall(found["shown"])
    unknown = [f"{file}::{name}" for file, name in tests if name not in _tests_of(file)]
    assert not unknown + [name for name in calls if not _is_call(name)]
    assert found["state"] in {"holds", "in part", "not yet"}
    if found["state"] != "not yet":
        assert tests or calls
    if found["state"] != "holds":
        assert "issing" in found["shown"] or row in {"P3", "P7"}, "what is missing is not said"


@pytest.mark.parametrize(
    "shown", ["`test_call::test_that_nobody_wrote`", "`calls/that_nobody_recorded`"], ids=["test", "call"]
)
def test_a_test_that_is_not_there_is_found(shown: str) -> None:
    tests, calls = _TEST.findall(shown), _CALL.findall(shown)
    assert [name for file, name in tests if name not in _tests_of(file)] + [n for n in calls if not _is_call(n)]
