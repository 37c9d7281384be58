"""Sentences from which it is learned what answers mean: of each the question, what it means there, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).with_name("answers")
"""A file for each kind of question: by meaning, what callers say. In by/, a file for each writer: by kind, the same."""


@dataclass(frozen=True)
class Answer:
    """`writer`: who wrote it, all meanings of all kinds as they would say them; empty where nobody knows any more."""

    kind: str
    meaning: str
    text: str
    writer: str = ""


def sentences(folder: Path = FOLDER) -> list[Answer]:
    """All of a folder, in the order of its files."""
    alone = [
        Answer(file.stem, meaning, text)
        for file in sorted(folder.glob("*.yml"))
        for meaning, texts in _kept(file).items()
        for text in texts
    ]
    return alone + [
        Answer(kind, meaning, text, file.stem)
        for file in sorted((folder / "by").glob("*.yml"))
        for kind, meanings in _kept(file).items()
        for meaning, texts in meanings.items()
        for text in texts
    ]


def _kept(file: Path) -> dict:  # type: ignore[type-arg]
    kept: dict = yaml.safe_load(file.read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return kept
