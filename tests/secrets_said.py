"""Secrets as callers say them, from the lists in tests/data, and what of them is left when they were redacted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ivr.privacy.plain_writing import Kind, marks_of
from ivr.privacy.redaction import NOTHING, Redactor
from ivr.privacy.spoken_signs import PAUSES

DATA = Path(__file__).parent / "data"
_BRACES = re.compile(r"([{}])")
_TELLS_NOTHING = PAUSES | {
    "of",
    "the",
    "in",
    "for",
    "as",
    "at",
    "institution",
    "account",
    "extension",
    "first",
    "initial",
    "number",
}
"""Words within a secret that may be left."""


@dataclass(frozen=True)
class Said:
    kind: str
    turns: tuple[str, ...]
    secrets: tuple[tuple[tuple[int, int], ...], ...]
    """Of each turn the places of what must not be kept."""

    def secret_texts(self) -> list[str]:
        return [turn[a:b] for turn, places in zip(self.turns, self.secrets, strict=True) for a, b in places]


def secrets(name: str) -> list[Said]:
    lines = (DATA / f"secrets_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_said(line) for line in lines if line and not line.startswith("#")]


def left_of(said: Said, redactor: Redactor) -> list[str]:
    """The words and digits of its secrets that are still there."""
    left, before = list[str](), NOTHING
    for turn, places in zip(said.turns, said.secrets, strict=True):
        done = redactor.redacted(turn, before=before)
        before = done.carried
        for mark in marks_of(turn):
            within = any(a <= mark.start < b for a, b in places)
            gone = any(one.start <= mark.start and mark.end <= one.end for one in done.hidden)
            tells = mark.plain not in _TELLS_NOTHING and not (mark.kind is Kind.SIGN and not turn[mark.start].isalpha())
            if within and not gone and (tells or mark.kind is Kind.DIGITS):
                left.append(turn[mark.start : mark.end])
    return left


def _said(line: str) -> Said:
    kind, text = line.split(" | ", 1)
    turns = [_turn(turn) for turn in text.split(" // ")]
    return Said(kind, tuple(plain for plain, _ in turns), tuple(places for _, places in turns))


def _turn(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    plain, places, start = "", list[tuple[int, int]](), 0
    for piece in _pieces(text):
        if piece == "{":
            start = len(plain)
        elif piece == "}":
            places.append((start, len(plain)))
        else:
            plain += piece
    return plain, tuple(places)


def _pieces(text: str) -> Iterator[str]:
    return (piece for piece in _BRACES.split(text) if piece)
