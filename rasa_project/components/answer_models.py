"""What a sentence means as the answer to a question of each kind: learned from sentences, kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.judge import Judge
from components.likeness import Likeness
from components.sentence_encoder import SentenceEncoder
from components.telling_apart import Opinion, TellingApart

NUMBERS, WORDS = "answers.npz", "answers.json"
Sentences = Mapping[str, Mapping[str, Sequence[str]]]
"""By kind of question and meaning."""


@dataclass(frozen=True)
class Kind:
    """`rows`: places of its sentences among all."""

    rows: NDArray[np.intp]
    told: TellingApart


@dataclass(frozen=True)
class AnswerModels:
    """One for each kind of question: "they can keep it" means one thing after "why?", another after "which day?".

    All share one measure of likeness: a sentence is compared with all that is known once, not once for each kind.
    """

    likeness: Likeness
    kinds: Mapping[str, Kind]

    @classmethod
    def learned(cls, encoder: SentenceEncoder, sentences: Sentences) -> AnswerModels:
        """Raises ValueError for a kind of fewer than two meanings."""
        every = sorted({text for by_meaning in sentences.values() for texts in by_meaning.values() for text in texts})
        place = {text: at for at, text in enumerate(every)}
        likeness = Likeness(encoder, every)
        among, kinds = likeness.among(), {}
        for kind, by_meaning in sentences.items():
            pairs = [(place[text], meaning) for meaning, texts in by_meaning.items() for text in texts]
            rows = np.array([at for at, _ in pairs])
            told = TellingApart.learned(among[np.ix_(rows, rows)], [meaning for _, meaning in pairs])
            kinds[kind] = Kind(rows, told)
        return cls(likeness, kinds)

    def opinions(self, sentence: str) -> dict[str, Opinion]:
        """By kind of question."""
        alike = self.likeness.to([sentence])
        return {name: kind.told.opinions(alike[:, kind.rows])[0] for name, kind in self.kinds.items()}

    def save(self, folder: Path) -> None:
        numbers = {"vectors": self.likeness.vectors}
        for name, kind in self.kinds.items():
            parts = {"rows": kind.rows, "weights": kind.told.weights, "judge": kind.told.judge.weights}
            numbers |= {f"{name}.{part}": values for part, values in parts.items()}
        np.savez(folder / NUMBERS, **numbers)
        meanings = {name: kind.told.names for name, kind in self.kinds.items()}
        known = {"sentences": self.likeness.sentences, "meanings": meanings}
        (folder / WORDS).write_text(json.dumps(known), encoding="utf-8")

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> AnswerModels:
        known = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        kinds = {}
        with np.load(folder / NUMBERS) as numbers:
            for name, meanings in known["meanings"].items():
                rows, weights, judge = (numbers[f"{name}.{part}"] for part in ("rows", "weights", "judge"))
                kinds[name] = Kind(rows, TellingApart(meanings, weights, Judge(judge)))
            return cls(Likeness(encoder, known["sentences"], numbers["vectors"]), kinds)
