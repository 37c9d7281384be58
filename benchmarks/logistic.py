"""A logistic curve fitted to right and wrong, and how true its probabilities are. Numpy alone."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
RIDGE = 0.01
"""Keeps a weight finite that few examples speak for."""
ROUNDS = 50


def fit(features: Reals, right: Reals) -> Reals:
    """Weights of a constant and of each column, by Newton's method; `right` holds 0 and 1."""
    columns = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(columns.shape[1])
    penalty = RIDGE * np.eye(columns.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(ROUNDS):
        expected = probability(weights, features)
        curvature = columns.T @ (columns * (expected * (1 - expected))[:, None]) + penalty
        weights = weights + np.linalg.solve(curvature, columns.T @ (right - expected) - penalty @ weights)
    return weights


def probability(weights: Reals, features: Reals) -> Reals:
    score = np.clip(weights[0] + features @ weights[1:], -30, 30)
    return np.asarray(1 / (1 + np.exp(-score)))


def reliability(stated: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[dict[str, float]]:
    """For each tenth of the scale that was used: how many, what was stated on average, and the share that was right."""
    found = []
    for place in range(bins):
        held = [(one, true) for one, true in zip(stated, right, strict=True) if min(int(one * bins), bins - 1) == place]
        if held:
            found.append(
                {
                    "n": len(held),
                    "stated": round(sum(one for one, _ in held) / len(held), 3),
                    "right": round(sum(true for _, true in held) / len(held), 3),
                }
            )
    return found


def calibration_error(curve: Sequence[dict[str, float]]) -> float:
    """Expected calibration error: how far from the truth what is stated is, on average over all utterances."""
    count = sum(point["n"] for point in curve)
    return round(sum(point["n"] * abs(point["stated"] - point["right"]) for point in curve) / count, 4)
