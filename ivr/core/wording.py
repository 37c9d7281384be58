"""The plain words of a text, so that rules on words need not care how the recogniser or the caller put them."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9']+")
_FILLERS = re.compile(
    r"\b(?:uh|um|er|erm|ah|hmm|please|just|kindly|actually|really|maybe|perhaps|possibly|then|also|quickly|finally|now|"
    r"you know|i mean|i guess|i think|sort of|kind of|if (?:you|i) (?:can|could|may|might|would|don't mind)|"
    r"if possible|would you|fucking|fuckin|bloody|damn|goddamn|god damn|freaking|frigging|effing|flipping)\b\s?"
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_LONGEST_STUTTER = 4
"""Letters of a word that was begun and begun again."""


def words_of(text: str) -> str:
    """Lower-case words of a text, one space apart, apostrophes kept, accents taken off."""
    return " ".join(_WORD.findall(_without_accents(text.replace("’", "'")).lower()))


def plainly(words: str) -> str:
    """Words as a caller without hesitation, courtesy and oaths would have put them: "i i want a h human um please"."""
    kept: list[str] = []
    for word in reversed(_FILLERS.sub("", words).split()):
        follows = kept[-1] if kept else ""
        begun = len(word) <= _LONGEST_STUTTER and follows.startswith(word) and word not in {"a", "an", "no", "i", "the"}
        if word != follows and not begun:
            kept.append(word)
    return " ".join(reversed(kept))


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
