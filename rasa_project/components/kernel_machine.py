"""Kernel ridge regression: one score an intent, exact and the same each time, and what it would have said unseen.

Leaving a sentence, or all of an intent, out of the training has a closed form once the regression is solved: Rifkin and
Lippert, Notes on Regularized Least Squares, MIT-CSAIL-TR-2007-025.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Matrix = NDArray[np.float32]
RIDGE = 0.3
"""How much smoothness counts against fitting each sentence."""
NEVER = np.float32(-1.0)
"""Below any score."""


@dataclass(frozen=True)
class Solved:
    """`weights` (sentences, intents): scores of a sentence are its likeness to the known ones, times these."""

    weights: Matrix
    inverse: Matrix
    belongs: Matrix

    def without_itself(self) -> Matrix:
        """(sentences, intents): the scores of each sentence had it alone not been known."""
        return self.belongs - self.weights / np.diag(self.inverse)[:, None]

    def without(self, groups: Sequence[str]) -> Matrix:
        """The same, had all of its group not been known; `groups` names that of each sentence."""
        scores = self.without_itself()
        named = np.array(groups)
        for group, count in zip(*np.unique(named, return_counts=True), strict=True):
            if count > 1:
                members = np.flatnonzero(named == group)
                block = self.inverse[np.ix_(members, members)]
                scores[members] = self.belongs[members] - np.linalg.solve(block, self.weights[members])
        return scores

    def without_its_intent(self) -> Matrix:
        """(sentences, intents): the scores of each had no sentence of its intent been known; its intent's is NEVER."""
        scores = np.empty_like(self.weights)
        for intent, members in self._intents():
            block = self.inverse[np.ix_(members, members)]
            scores[members] = self.belongs[members] - np.linalg.solve(block, self.weights[members])
            scores[members, intent] = NEVER
        return scores

    def nearest_other(self, likeness: Matrix) -> tuple[Matrix, Matrix]:
        """How alike each sentence is to the nearest other one, and to the nearest one of another intent."""
        others = likeness.copy()
        np.fill_diagonal(others, 0.0)
        to_any = others.max(axis=1)
        for _, members in self._intents():
            others[np.ix_(members, members)] = 0.0
        return to_any, others.max(axis=1)

    def _intents(self) -> list[tuple[int, NDArray[np.intp]]]:
        return [(intent, np.flatnonzero(column)) for intent, column in enumerate(self.belongs.T)]


def solved(likeness: Matrix, belongs: Matrix, ridge: float = RIDGE) -> Solved:
    """From how alike sentences are (n, n), and which intent they belong to (n, intents; 1 or 0).

    Takes memory for three matrices of n by n. Raises ValueError where likeness is no positive matrix.
    """
    matrix = likeness.astype(np.float32, order="F")
    matrix[np.diag_indices_from(matrix)] += ridge
    factor, failed = lapack.spotrf(matrix, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("these likenesses are those of no kernel")
    lower, _ = lapack.spotri(factor, lower=1, overwrite_c=1)
    inverse = np.tril(lower)
    inverse += np.tril(lower, -1).T
    return Solved(inverse @ belongs, inverse, belongs)
