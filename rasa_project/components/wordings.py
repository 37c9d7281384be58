"""How alike sentences are in their words and pieces of words, whatever they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

_NO_PART_OF_A_WORD = re.compile(r"[^\w'£$€@&%+]+")


def spoken_form(text: str) -> str:
    """Small letters and no punctuation: a recogniser puts either where it likes."""
    return _NO_PART_OF_A_WORD.sub(" ", text.lower().replace("’", "'")).strip()


class Wordings:
    """Words and pairs of them, and pieces of two to four letters: a recogniser misspells."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """`sentences` in spoken form; one of them at least has a letter or digit."""
        words = CountVectorizer(ngram_range=(1, 2), token_pattern=r"\S+")  # noqa: S106
        pieces = CountVectorizer(ngram_range=(2, 4), analyzer="char_wb")
        self._of = [_Weighted(counter, sentences) for counter in (words, pieces)]

    def alike(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """(these sentences, those that it was made of), the mean of two cosines: 0 for no common piece, 1 for all."""
        return np.mean([weighted.cosines(sentences) for weighted in self._of], axis=0).astype(np.float32)


class _Weighted:
    """Term frequency (sublinear) times inverse document frequency (smooth), as scikit-learn's TfidfVectorizer.

    That one builds a matrix as wide as its vocabulary for each sentence, which takes longer than all the rest.
    """

    def __init__(self, counter: CountVectorizer, sentences: Sequence[str]) -> None:
        self._counter = counter
        counts = counter.fit_transform(sentences)
        in_sentences = np.bincount(counts.indices, minlength=counts.shape[1])
        self._rarity = np.log((1 + len(sentences)) / (1 + in_sentences)) + 1
        self._known = self._vectors(counts).T.tocsr()

    def cosines(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """(these sentences, known ones)."""
        return (self._vectors(self._counter.transform(sentences)) @ self._known).toarray()

    def _vectors(self, counts: csr_matrix) -> csr_matrix:
        """Of length 1, or of nothing."""
        weights = (np.log(counts.data) + 1) * self._rarity[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(rows, weights**2, minlength=counts.shape[0]))
        return csr_matrix((weights / lengths[rows], counts.indices, counts.indptr), counts.shape)
