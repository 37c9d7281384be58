"""The plain words of a text, so that rules on words need not care how the recogniser or the caller put them."""

import re
import unicodedata
from dataclasses import dataclass
from re import Pattern

_WORD = re.compile(r"[a-z0-9']+")
_CLAUSE_ENDS = re.compile(r"[.,;:!?]+")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_LONGEST_STUTTER = 4
"""Letters of a word that was begun and begun again."""


def words_of(text: str) -> str:
    """Lower-case words of a text, one space apart, apostrophes kept, accents taken off."""
    return " ".join(_WORD.findall(_without_accents(text.replace("’", "'")).lower()))


@dataclass(frozen=True, slots=True)
class Fillers:
    """What a language puts around words that mean the same without it."""

    fillers: Pattern[str]
    """Hesitation, courtesy, oaths; with the space behind them."""
    short: frozenset[str]
    """Words that may well stand before one that begins likewise, and are no stutter: "a", "no"."""

    def plainly(self, words: str) -> str:
        """Words as a caller who does not hesitate would have put them: "i i want a h human um please"."""
        kept: list[str] = []
        for word in reversed(self.fillers.sub("", words).split()):
            follows = kept[-1] if kept else ""
            begun = len(word) <= _LONGEST_STUTTER and follows.startswith(word) and word not in self.short
            if word != follows and not begun:
                kept.append(word)
        return " ".join(reversed(kept))


def clauses_of(text: str) -> list[str]:
    """What stands between its commas and stops, in order."""
    return _CLAUSE_ENDS.split(text)


def sentences_of(text: str) -> list[str]:
    """Its sentences with what ends them, in order."""
    return _SENTENCE_ENDS.split(text.strip())


def last_sentences(text: str, most_words: int = 24) -> str:
    """The sentences at the end of a text that hold no more words than that; of a longer one its end."""
    kept: list[str] = []
    for sentence in reversed(sentences_of(text)):
        if kept and sum(len(known.split()) for known in kept) + len(sentence.split()) > most_words:
            break
        kept.insert(0, sentence)
    return " ".join(" ".join(kept).split()[-most_words:])


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text.replace("ß", "ss"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
