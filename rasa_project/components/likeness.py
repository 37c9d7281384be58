"""How alike sentences are, in meaning and in wording: the one measure that classifier and judge build on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from components.sentence_encoder import LAYERS, SentenceEncoder, Vectors
from components.wordings import Wordings, spoken_form

BY_WORDING = 0.3
"""The share of the wording in the whole."""
SHARPNESS = 3.0
"""How quickly likeness falls with the angle between vectors."""


class Likeness:
    """To each of some sentences: 1 for the same sentence, towards 0 the less it has to do with it."""

    def __init__(
        self, encoder: SentenceEncoder, sentences: Sequence[str], vectors: Vectors | None = None, layers: int = LAYERS
    ) -> None:
        """By the encoder's last `layers`. `vectors` of the sentences, (layers, sentences, width), spare encoding."""
        self.sentences = [spoken_form(sentence) for sentence in sentences]
        self.vectors = encoder.encode(self.sentences)[-layers:] if vectors is None else vectors
        self._encoder = encoder
        self._wordings = Wordings(self.sentences)
        self._middle = self.vectors.mean(axis=1, keepdims=True)
        self._known = self._directions(self.vectors)

    def among(self) -> Vectors:
        """(sentences, sentences), of the sentences themselves."""
        return self._of(self.sentences, self._known)

    def to(self, sentences: Sequence[str]) -> Vectors:
        """(sentences given, sentences known)."""
        spoken = [spoken_form(sentence) for sentence in sentences]
        return self._of(spoken, self._directions(self._encoder.encode(spoken)[-len(self.vectors) :]))

    def _directions(self, vectors: Vectors) -> Vectors:
        """Seen from the middle of all that is known: what sentences of any kind have in common tells nothing."""
        away = vectors - self._middle
        return away / np.maximum(np.linalg.norm(away, axis=2, keepdims=True), 1e-9)

    def _of(self, spoken: Sequence[str], directions: Vectors) -> Vectors:
        whole = self._wordings.alike(spoken)
        whole *= BY_WORDING
        for given, known in zip(directions, self._known, strict=True):
            meaning = given @ known.T
            meaning -= 1
            meaning *= SHARPNESS
            np.exp(meaning, out=meaning)
            meaning *= (1 - BY_WORDING) / len(directions)
            whole += meaning
        return whole
