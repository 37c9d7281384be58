"""How likely a transcript is right, of what the model tells: so that 0.8 means every word right 8 times in 10.

A model's own mean probability is another thing: it does not fall with each further word that may be wrong. The weights
are a logistic regression on names and numbers of 30 people (AN4) and on one person's sentences and single words
(telephone prompts) through 8 kHz mu-law, fitted on half of the speakers:
`python -m benchmarks.hearing.fit_confidence` prints them anew, and the benchmark `recognition` tells how true they are
for the other half.
"""

import math
from dataclasses import dataclass

from .soundness import Decoded

SUREST_LOGPROB = -0.02
"""Between this and nought the models make no difference that holds."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a constant and of each of `evidence`, in its order."""

    constant: float
    mean: float
    worst: float
    tokens: float


BASE = Weights(6.503, 3.469, 0.875, -1.646)
TINY = Weights(5.831, 2.43, 0.416, -1.611)


def evidence(decoded: Decoded) -> tuple[float, float, float]:
    """Mean and least log probability of the words' tokens, and the logarithm of their number."""
    return (
        max(-4.0, min(decoded.logprob, SUREST_LOGPROB)),
        max(-6.0, min(decoded.worst, SUREST_LOGPROB)),
        math.log(max(1, decoded.tokens)),
    )


def confidence(model: str, decoded: Decoded) -> float:
    """Chance that every word of it is right, 0..1; `model` is a name or a folder, and decides the weights."""
    if not decoded.text:
        return 0.0
    weights = TINY if "tiny" in model else BASE
    parts = (weights.mean, weights.worst, weights.tokens)
    score = weights.constant + sum(weight * value for weight, value in zip(parts, evidence(decoded), strict=True))
    return 1 / (1 + math.exp(-score))
