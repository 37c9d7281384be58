"""What a sentence means as the answer to a question of each kind: learned from sentences, kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.answer_sentences import Answer
from components.judge import Judge
from components.kernel_machine import Matrix, Solved, solved
from components.likeness import Likeness
from components.sentence_encoder import SentenceEncoder
from components.telling_apart import Opinion, ranked

NUMBERS, WORDS = "answers.npz", "answers.json"
OTHER_KINDS = 0.3
"""What a sentence counts for another kind of question than its own: giving up sounds much the same behind each."""
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Kind:
    """`names`: places of its meanings among all."""

    names: Places
    judge: Judge


@dataclass(frozen=True)
class AnswerModels:
    """One machine for all kinds of question: "they can keep it" means one thing after "why?" and another after "which
    day?", but "oh, forget it" the same after both.

    `weights`: (known answers, meanings). `rows`: of each known answer the place of its sentence; `asked`: of its kind.
    """

    likeness: Likeness
    meanings: list[str]
    rows: Places
    asked: Places
    weights: Matrix
    kinds: Mapping[str, Kind]

    @classmethod
    def learned(cls, encoder: SentenceEncoder, answers: Sequence[Answer]) -> AnswerModels:
        """Raises ValueError for a kind of fewer than two meanings."""
        every = sorted({answer.text for answer in answers})
        place = {text: at for at, text in enumerate(every)}
        likeness = Likeness(encoder, every)
        names, meanings = sorted({a.kind for a in answers}), sorted({a.meaning for a in answers})
        rows = np.array([place[a.text] for a in answers])
        asked = np.array([names.index(a.kind) for a in answers])
        belongs = (np.array([a.meaning for a in answers])[:, None] == np.array(meanings)[None]).astype(np.float32)
        among = likeness.among()[np.ix_(rows, rows)]
        machine = solved(among * _counts(asked[:, None] == asked[None]), belongs)
        unseen = machine.without(_who(answers))
        kinds = {name: _kind(machine, unseen, among, asked == at) for at, name in enumerate(names)}
        return cls(likeness, meanings, rows, asked, machine.weights, kinds)

    def opinions(self, sentence: str) -> dict[str, Opinion]:
        """By kind of question."""
        alike = self.likeness.to([sentence])[:, self.rows]
        found = {}
        for at, (name, kind) in enumerate(self.kinds.items()):
            here = self.asked == at
            scores = ((alike * _counts(here)) @ self.weights)[:, kind.names]
            right = kind.judge.chance(scores, alike[:, here].max(axis=1))
            found[name] = ranked([self.meanings[name] for name in kind.names], scores, right)[0]
        return found

    def save(self, folder: Path) -> None:
        numbers = {"vectors": self.likeness.vectors, "rows": self.rows, "asked": self.asked, "weights": self.weights}
        for name, kind in self.kinds.items():
            numbers |= {f"{name}.names": kind.names, f"{name}.judge": kind.judge.weights}
        np.savez(folder / NUMBERS, **numbers)
        known = {"sentences": self.likeness.sentences, "meanings": self.meanings, "kinds": list(self.kinds)}
        (folder / WORDS).write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> AnswerModels:
        known = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS) as kept:
            kinds = {name: Kind(kept[f"{name}.names"], Judge(kept[f"{name}.judge"])) for name in known["kinds"]}
            likeness = Likeness(encoder, known["sentences"], kept["vectors"])
            return cls(likeness, known["meanings"], kept["rows"], kept["asked"], kept["weights"], kinds)


def _counts(same_kind: NDArray[np.bool_]) -> Matrix:
    return np.where(same_kind, 1.0, OTHER_KINDS).astype(np.float32)


def _who(answers: Sequence[Answer]) -> list[str]:
    """Whose an answer is: the next caller is a writer of whom nothing is known. One of no writer stands for itself."""
    return [answer.writer or f"of nobody: {answer.text}" for answer in answers]


def _kind(machine: Solved, unseen: Matrix, among: Matrix, here: NDArray[np.bool_]) -> Kind:
    """Judged by what would have been said of each of its sentences, had its writer not been known."""
    rows = np.flatnonzero(here)
    names = np.flatnonzero(machine.belongs[rows].any(axis=0))
    if len(names) < 2:
        raise ValueError("two meanings of a kind at least are needed")
    own, all_rows = np.ix_(rows, names), np.ix_(rows, rows)
    part = Solved(machine.weights[own], machine.inverse[all_rows], machine.belongs[own])
    return Kind(names, Judge.learned(part, among[all_rows], unseen[own]))
