"""From stored figures to docs/benchmarks.md: headlines, a table under each heading, and a plot of each part."""

import importlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
from matplotlib.figure import Figure

from ivr.settings import ROOT

from .bench import RESULTS, Part, Row
from .headings import HEADLINES, SECTIONS

PARTS = {
    "recognition": "hearing",
    "languages": "hearing",
    "intent": "understanding",
    "own_intents": "understanding",
    "topics": "understanding",
    "false_topics": "understanding",
    "answer_time": "speed",
    "unscripted": "speed",
    "cut_offs": "turns",
    "barge_in": "turns",
    "human": "turns",
    "phantom": "turns",
    "understood": "clarity",
    "manner": "clarity",
    "completion_study": "turns",
    "spoken_values": "understanding",
    "secrets": "privacy",
    "proofs": "evidence",
    "service_cost": "load",
    "capacity": "load",
    "slow_clients": "load",
    "live_pages": "load",
    "records": "load",
    "dry_run": "load",
    "pages": "console",
}
"""Each part's folder, in the order in which they are measured."""
DOCS = ROOT / "docs"
PAGE = DOCS / "benchmarks.md"
BEGIN = "<!-- table: written by python -m benchmarks --table -->"
END = "<!-- end of table -->"
SIZE_INCHES = (9.0, 4.5)
STYLE = {"svg.hashsalt": "candid", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9}
"""The same figures give the same file."""


def module_of(name: str) -> Part:
    """The module of a part of PARTS."""
    return cast(Part, importlib.import_module(f"{__package__}.{PARTS[name]}.{name}"))


def stored(name: str, results: Path = RESULTS) -> dict[str, Any] | None:
    """The figures of a part's last measurement; None when there was none."""
    path = results / f"{name}.json"
    return cast(dict[str, Any], json.loads(path.read_text(encoding="utf-8"))["figures"]) if path.exists() else None


def measured_on(name: str, results: Path = RESULTS) -> str:
    """The day of a part's last measurement, as 2026-11-29."""
    return str(json.loads((results / f"{name}.json").read_text(encoding="utf-8"))["measured_on"])


def table(results: Path = RESULTS) -> str:
    """Markdown of every part that was measured: headlines first, then a table and the plots under each heading.

    A measured value is bold where its target is told.
    """
    rows = {name: _rows(name, figures) for name in PARTS if (figures := stored(name, results)) is not None}
    days = {name: measured_on(name, results) for name in rows}
    lines = ["| what | target | measured | when |", "|---|---|---|---|"]
    for head in HEADLINES:
        for row in rows.get(head.part, ()):
            if words := head.told(row.what):
                lines.append(f"| {words} | {row.target} | {row.measured} | {days[head.part]} |")
    lines += ["", "## All rows, by what is measured"]
    for heading, parts in SECTIONS.items():
        if measured := [name for name in parts if name in rows]:
            lines += ["", f"### {heading}", "", "| what | target | measured | plain approach, same run | when |"]
            lines += ["|---|---|---|---|---|"]
            for name in measured:
                for row in rows[name]:
                    lines.append(f"| {row.what} | {row.target} | {row.measured} | {row.plain} | {days[name]} |")
            lines += ["", *(f"![{name.replace('_', ' ')}](plots/{name}.svg)" for name in measured)]
    return "\n".join(lines)


def _rows(name: str, figures: Mapping[str, Any]) -> list[Row]:
    return module_of(name).rows(figures)


def write_table(page: Path = PAGE) -> str:
    """Puts the table between its two comments on the page, and returns it."""
    text, new = page.read_text(encoding="utf-8"), table()
    between = re.compile(re.escape(BEGIN) + r".*?" + re.escape(END), flags=re.DOTALL)
    page.write_text(between.sub(lambda _: f"{BEGIN}\n{new}\n{END}", text), encoding="utf-8")
    return new


def draw(part: Part, figures: Mapping[str, Any], path: Path) -> None:
    """A part's plot as SVG."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=SIZE_INCHES, layout="constrained")
        part.draw(figures, figure)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None})
