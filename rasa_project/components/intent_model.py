"""What a sentence asks for, and the chance that this is right: learned from sentences, kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.judge import Judge
from components.kernel_machine import Matrix, solved
from components.likeness import Likeness
from components.sentence_encoder import LAYERS, SentenceEncoder

NUMBERS, WORDS = "intents.npz", "sentences.json"
MANY = 30
"""Of an intent, on average: with fewer, wordings are shared by chance, and earlier layers keep wordings."""


@dataclass(frozen=True)
class Opinion:
    """`right`: the chance that the best intent is the right one. `ranking`: intents with scores, best first."""

    right: float
    ranking: list[tuple[str, float]]

    @property
    def intent(self) -> str:
        return self.ranking[0][0]


@dataclass(frozen=True)
class IntentModel:
    likeness: Likeness
    intents: list[str]
    weights: Matrix
    judge: Judge

    @classmethod
    def learned(
        cls, encoder: SentenceEncoder, sentences: Sequence[str], intents: Sequence[str], layers: int | None = None
    ) -> IntentModel:
        """From sentences and the intent of each. The same give the same model. Raises ValueError for too few.

        `layers` of the encoder's last; if not given, all where there are MANY sentences of an intent, else one.
        """
        names = sorted(set(intents))
        if len(names) < 2:
            raise ValueError("two intents at least are needed")
        by_amount = LAYERS if len(sentences) >= MANY * len(names) else 1
        likeness = Likeness(encoder, sentences, layers=layers or by_amount)
        among = likeness.among()
        belongs = (np.array(intents)[:, None] == np.array(names)[None]).astype(np.float32)
        machine = solved(among, belongs)
        return cls(likeness, names, machine.weights, Judge.learned(machine, among))

    def opinions(self, sentences: Sequence[str]) -> list[Opinion]:
        return opinions(self.likeness.to(sentences), self.weights, self.intents, self.judge)

    def save(self, folder: Path) -> None:
        np.savez(folder / NUMBERS, vectors=self.likeness.vectors, weights=self.weights, judge=self.judge.weights)
        known = {"sentences": self.likeness.sentences, "intents": self.intents}
        (folder / WORDS).write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> IntentModel:
        known = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS) as numbers:
            likeness = Likeness(encoder, known["sentences"], numbers["vectors"])
            return cls(likeness, known["intents"], numbers["weights"], Judge(numbers["judge"]))


def opinions(likeness: Matrix, weights: Matrix, names: Sequence[str], judge: Judge) -> list[Opinion]:
    """Of sentences by their likeness (sentences, known) to the known ones, and the weights of these (known, names)."""
    scores = likeness @ weights
    right = judge.chance(scores, likeness.max(axis=1))
    best_first = np.argsort(-scores, axis=1, kind="stable")
    return [
        Opinion(float(chance), [(names[at], float(row[at])) for at in order])
        for chance, row, order in zip(right, scores, best_first, strict=True)
    ]
