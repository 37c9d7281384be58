"""How likely the best intent is the right one: one number, learned from sentences that the classifier had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from components.kernel_machine import Matrix, Solved

STRANGERS = 0.05
"""How often callers are taken to say what belongs to no intent."""


@dataclass(frozen=True)
class Judge:
    """Logistic: of the best score, its lead over the second, and the likeness to the nearest known sentence."""

    weights: NDArray[np.float64]
    """Of the three, and of 1."""

    @classmethod
    def learned(cls, machine: Solved, likeness: Matrix, unseen: Matrix | None = None) -> Judge:
        """From each sentence left out, which may be right, and with all of its intent left out, which never is.

        `unseen`: the scores of each sentence where more than itself was left out.
        """
        nearest, nearest_of_others = machine.nearest_other(likeness)
        unseen = machine.without_itself() if unseen is None else unseen
        strange = machine.without_its_intent()
        right = unseen.argmax(axis=1) == machine.belongs.argmax(axis=1)
        signs = np.concatenate([signs_of(unseen, nearest), signs_of(strange, nearest_of_others)])
        outcomes = np.concatenate([right, np.zeros(len(right), bool)])
        counts = np.concatenate([np.ones(len(right)), np.full(len(right), STRANGERS / (1 - STRANGERS))])
        if outcomes.all() or not outcomes.any():
            raise ValueError("sentences of two intents at least are needed, and some alike")
        spread = signs.std(axis=0)
        fitted = LogisticRegression().fit(signs / spread, outcomes, sample_weight=counts)
        return cls(np.append(fitted.coef_[0] / spread, fitted.intercept_[0]))

    def chance(self, scores: Matrix, nearest: Matrix) -> NDArray[np.float64]:
        """Of each row of scores (sentences, intents), that its highest is of the right intent; 0..1."""
        return 1 / (1 + np.exp(-(signs_of(scores, nearest) @ self.weights[:-1] + self.weights[-1])))


def signs_of(scores: Matrix, nearest: Matrix) -> NDArray[np.float64]:
    """(sentences, 3)."""
    second, first = np.sort(scores, axis=1)[:, -2:].T
    return np.stack([first, first - second, nearest], axis=1).astype(float)
