"""What a sentence asks for, and the chance that this is right: learned from sentences, kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from components.judge import Judge
from components.likeness import Likeness
from components.sentence_encoder import LAYERS, SentenceEncoder
from components.telling_apart import Opinion, TellingApart

NUMBERS, WORDS = "intents.npz", "sentences.json"
MANY = 30
"""Of an intent, on average: with fewer, wordings are shared by chance, and earlier layers keep wordings."""


@dataclass(frozen=True)
class IntentModel:
    likeness: Likeness
    told: TellingApart

    @classmethod
    def learned(
        cls, encoder: SentenceEncoder, sentences: Sequence[str], intents: Sequence[str], layers: int | None = None
    ) -> IntentModel:
        """From sentences and the intent of each. The same give the same model. Raises ValueError for too few.

        `layers` of the encoder's last; if not given, all where there are MANY sentences of an intent, else one.
        """
        by_amount = LAYERS if len(sentences) >= MANY * len(set(intents)) else 1
        likeness = Likeness(encoder, sentences, layers=layers or by_amount)
        return cls(likeness, TellingApart.learned(likeness.among(), intents))

    def opinions(self, sentences: Sequence[str]) -> list[Opinion]:
        return self.told.opinions(self.likeness.to(sentences))

    def save(self, folder: Path) -> None:
        told = self.told
        np.savez(folder / NUMBERS, vectors=self.likeness.vectors, weights=told.weights, judge=told.judge.weights)
        known = {"sentences": self.likeness.sentences, "intents": told.names}
        (folder / WORDS).write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> IntentModel:
        known = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS) as numbers:
            likeness = Likeness(encoder, known["sentences"], numbers["vectors"])
            return cls(likeness, TellingApart(known["intents"], numbers["weights"], Judge(numbers["judge"])))
