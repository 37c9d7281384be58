"""How alike sentences are in their words and pieces of words, whatever they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

_NO_PART_OF_A_WORD = re.compile(r"[^\w'£$€@&%+]+")


def spoken_form(text: str) -> str:
    """Small letters and no punctuation: a recogniser puts either where it likes."""
    return _NO_PART_OF_A_WORD.sub(" ", text.lower().replace("’", "'")).strip()


class Wordings:
    """Words and pairs of them, and pieces of two to four letters: a recogniser misspells."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """`sentences` in spoken form; one of them at least has a letter or digit."""
        words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), token_pattern=r"\S+")  # noqa: S106
        pieces = TfidfVectorizer(sublinear_tf=True, ngram_range=(2, 4), analyzer="char_wb")
        self._of = [(vectorizer, vectorizer.fit_transform(sentences).T.tocsr()) for vectorizer in (words, pieces)]

    def alike(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """(these sentences, those that it was made of), the mean of two cosines: 0 for no common piece, 1 for all."""
        found = [(vectorizer.transform(sentences) @ known).toarray() for vectorizer, known in self._of]
        return np.mean(found, axis=0).astype(np.float32)
