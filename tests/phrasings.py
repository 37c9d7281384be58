"""Sentences that are about sensitive topics or only sound like it, and how many the rules take for what they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ivr.core.record import Topic

from .english import ENGLISH
from .source_tree import ROOT

topic_of = ENGLISH.topics.topic_of

_TUNED = ROOT / "rasa_project" / "components" / "sensitive_topics.yml"
_HELD_OUT = ROOT / "tests" / "data"


@dataclass(frozen=True)
class Found:
    """Of `asked` sentences, those that were not taken for what they are, with what they were taken for."""

    asked: int
    mistaken: tuple[tuple[str, Topic | None], ...]

    @property
    def share(self) -> float:
        return 1 - len(self.mistaken) / self.asked

    def __str__(self) -> str:
        return f"{self.asked - len(self.mistaken)} of {self.asked}; not: {list(self.mistaken)}"


@cache
def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text())


def about(topic: Topic, part: str) -> list[str]:
    """`part`: tuned | held_out."""
    return list(_read(_TUNED if part == "tuned" else _HELD_OUT / "topics.yml")[topic.value])


def look_alikes(part: str) -> list[str]:
    return list(_read(_TUNED)["harmless"] if part == "tuned" else _read(_HELD_OUT / "look_alikes.yml"))


def found(sentences: Iterable[str], wanted: Topic | None) -> Found:
    taken = [(sentence, topic_of(sentence)) for sentence in sentences]
    return Found(len(taken), tuple((sentence, topic) for sentence, topic in taken if topic is not wanted))


def together(parts: Iterable[Found]) -> Found:
    whole = list(parts)
    return Found(sum(part.asked for part in whole), tuple(wrong for part in whole for wrong in part.mistaken))
