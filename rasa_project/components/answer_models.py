"""What a sentence means as the answer to a question of each kind: learned from sentences, kept in a folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from components.intent_model import Opinion, opinions
from components.judge import Judge
from components.kernel_machine import Matrix, solved
from components.likeness import Likeness
from components.sentence_encoder import SentenceEncoder

NUMBERS, WORDS = "answers.npz", "answers.json"
Sentences = Mapping[str, Mapping[str, Sequence[str]]]
"""By kind of question and meaning."""


@dataclass(frozen=True)
class Kind:
    """`rows`: places of its sentences among all; `weights` (rows, meanings)."""

    meanings: list[str]
    rows: NDArray[np.intp]
    weights: Matrix
    judge: Judge


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
            meanings = sorted(by_meaning)
            if len(meanings) < 2:
                raise ValueError(f"{kind}: two meanings at least are needed")
            pairs = [(place[text], meaning) for meaning, texts in by_meaning.items() for text in texts]
            rows = np.array([at for at, _ in pairs])
            belongs = np.array([[meaning == one for one in meanings] for _, meaning in pairs], np.float32)
            alike = among[np.ix_(rows, rows)]
            machine = solved(alike, belongs)
            kinds[kind] = Kind(meanings, rows, machine.weights, Judge.learned(machine, alike))
        return cls(likeness, kinds)

    def opinions(self, sentence: str) -> dict[str, Opinion]:
        """By kind of question."""
        alike = self.likeness.to([sentence])
        return {
            name: opinions(alike[:, kind.rows], kind.weights, kind.meanings, kind.judge)[0]
            for name, kind in self.kinds.items()
        }

    def save(self, folder: Path) -> None:
        numbers = {"vectors": self.likeness.vectors}
        for name, kind in self.kinds.items():
            numbers |= {f"{name}.rows": kind.rows, f"{name}.weights": kind.weights, f"{name}.judge": kind.judge.weights}
        np.savez(folder / NUMBERS, **numbers)
        meanings = {name: kind.meanings for name, kind in self.kinds.items()}
        (folder / WORDS).write_text(json.dumps({"sentences": self.likeness.sentences, "meanings": meanings}))

    @classmethod
    def load(cls, encoder: SentenceEncoder, folder: Path) -> AnswerModels:
        known = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        with np.load(folder / NUMBERS) as numbers:
            kinds = {
                name: Kind(
                    meanings, numbers[f"{name}.rows"], numbers[f"{name}.weights"], Judge(numbers[f"{name}.judge"])
                )
                for name, meanings in known["meanings"].items()
            }
            return cls(Likeness(encoder, known["sentences"], numbers["vectors"]), kinds)
