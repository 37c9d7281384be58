"""How a paper is written: Markdown that prints well, with blanks marked for the operator, and rows of requirements."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..settings import ROOT

_PAGE = ROOT / "docs" / "requirements.md"
_ROW = re.compile(r"^\| (?P<row>[DP]\d+) \| (?P<promise>[^|]+) \| (?P<state>[^|]+) \|", re.MULTILINE)

_UNKNOWN = ("see docs/requirements.md", "see the page")


@cache
def _rows() -> dict[str, tuple[str, str]]:
    """Row → its promise, and whether it holds, holds in part or not yet; none where the page is not installed."""
    text = _PAGE.read_text(encoding="utf-8") if _PAGE.is_file() else ""
    return {found["row"]: (found["promise"], found["state"]) for found in _ROW.finditer(text)}


def shown(*rows: str) -> str:
    """Which rows of requirements.md show it, each with its state there."""
    return "[" + "; ".join(f"row {row}: {_rows().get(row, _UNKNOWN)[1]}" for row in rows) + "]"


def promised(row: str) -> str:
    """The row in its own words: what others promise there may change with the next version."""
    return f"{_rows().get(row, _UNKNOWN)[0]} {shown(row)}"


def blank(what: str) -> str:
    """For the operator to fill in."""
    return f"**[To be filled in: {what}]**"


def title(text: str) -> str:
    return f"# {text}\n"


def section(text: str) -> str:
    return f"\n## {text}\n"


def points(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    told = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in told)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
