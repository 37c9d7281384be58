"""docs/assistant.md as what it is: steps that make a skill, each a file of the reader's project."""

import re
from pathlib import Path
from typing import Any

import yaml

from .source_tree import ROOT

PAGE = ROOT / "docs" / "assistant.md"
FOLDER = "parcels"
RECORDING = "where_can_i_pick_up_my_parcel.wav"


def steps() -> list[tuple[str, str, str]]:
    """(file within the project, "new" or "added", text) of each heading that names a file, in order."""
    found = []
    for part in re.split(r"^(?=##+ )", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE):
        if heading := re.match(rf"### `{FOLDER}/([\w./]+)`, (?:a )?(new|added)", part):
            block = "\n".join(line[4:] for line in part.splitlines() if line.startswith("    ") or not line.strip())
            found.append((heading[1], heading[2], block.strip() + "\n"))
    return found


def commands() -> list[str]:
    """What the page has the reader type, in order."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if re.match(r" {4}(?:make|export|\.venv/bin/)", line)]


def follow(project: Path) -> None:
    """Do what the page says to the files of a new project."""
    for name, how, text in steps():
        path = project / name
        if how == "new":
            assert not path.exists(), name
            path.write_text(text, encoding="utf-8")
        else:
            merged = _merged(yaml.safe_load(path.read_text(encoding="utf-8")), yaml.safe_load(text))
            path.write_text(yaml.safe_dump(merged, sort_keys=False, allow_unicode=True), encoding="utf-8")


def _merged(old: Any, more: Any) -> Any:
    """As a reader would: into lists and mappings that are there, the rest at the end."""
    if isinstance(old, dict) and isinstance(more, dict):
        return old | {key: _merged(old[key], value) if key in old else value for key, value in more.items()}
    assert isinstance(old, list)
    assert isinstance(more, list)
    return old + more
