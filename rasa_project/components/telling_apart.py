"""Tells sentences apart by how alike they are to known ones, with the chance that it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from components.judge import Judge
from components.kernel_machine import Matrix, solved


@dataclass(frozen=True)
class Opinion:
    """`right`: the chance that the best name is the right one. `ranking`: names with scores, best first.

    A name is that of an intent, or of what an answer means.
    """

    right: float
    ranking: list[tuple[str, float]]

    @property
    def intent(self) -> str:
        return self.ranking[0][0]


@dataclass(frozen=True)
class TellingApart:
    """`weights`: (known sentences, names)."""

    names: list[str]
    weights: Matrix
    judge: Judge

    @classmethod
    def learned(cls, among: Matrix, labels: Sequence[str]) -> TellingApart:
        """From how alike sentences are (n, n) and the name of each. Raises ValueError for fewer than two names."""
        names = sorted(set(labels))
        if len(names) < 2:
            raise ValueError("two intents or meanings at least are needed")
        belongs = (np.array(labels)[:, None] == np.array(names)[None]).astype(np.float32)
        machine = solved(among, belongs)
        return cls(names, machine.weights, Judge.learned(machine, among))

    def opinions(self, likeness: Matrix) -> list[Opinion]:
        """Of sentences by their likeness to the known ones, (sentences, known)."""
        scores = likeness @ self.weights
        return ranked(self.names, scores, self.judge.chance(scores, likeness.max(axis=1)))


def ranked(names: Sequence[str], scores: Matrix, right: NDArray[np.float64]) -> list[Opinion]:
    """Of scores (sentences, names), and the chance of each sentence's highest."""
    best_first = np.argsort(-scores, axis=1, kind="stable")
    return [
        Opinion(float(chance), [(names[at], float(row[at])) for at in order])
        for chance, row, order in zip(right, scores, best_first, strict=True)
    ]
