"""A text read as whole phrases, one after another from its beginning: the longest that is known, never going back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_WORDS = re.compile(r"[\w']+")
Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Phrases(Generic[Kind]):
    """`kinds` of the phrases in order, their `words`, and the `rest` from where no phrase is known."""

    kinds: list[Kind]
    words: str
    rest: str


def plain(text: str) -> str:
    """As patterns take it: small letters, one blank between words, no punctuation."""
    return " ".join(_WORDS.findall(text.lower().replace("’", "'")))


def patterns(phrases: Mapping[Kind, str]) -> dict[Kind, re.Pattern[str]]:
    """Of each kind's alternatives, as whole words."""
    return {kind: re.compile(rf"(?:{alternatives})(?![\w'])") for kind, alternatives in phrases.items()}


def read(text: str, known: Mapping[Kind, re.Pattern[str]]) -> Phrases[Kind]:
    """Of phrases equally long, the kind that is named first."""
    words, kinds, at = plain(text), [], 0
    while at < len(words):
        ends = {kind: match.end() for kind, pattern in known.items() if (match := pattern.match(words, at))}
        if not ends:
            break
        kind = max(ends, key=lambda one: ends[one])
        at = ends[kind] + 1
        kinds.append(kind)
    return Phrases(kinds, words[:at].strip(), words[at:].strip())
