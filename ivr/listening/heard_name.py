"""Whether a name is heard in what a listener wrote down, however they spell it: "Akme" is "Acme"."""

from difflib import SequenceMatcher

from ..engines.phonemes import phonemes
from ..language.aloud import aloud
from .word_errors import distance, joined_alike, normal

MOST_DIFFERENT = 0.34
"""Share of the sounds of a name that may be others."""
_THE_NAME = "thenameofthecompany"
_VOWELS = frozenset("aeiouyæɑɐɒɔəɚɛɜɝɪʊʌøœʏɨʉɵ")
_ALIKE = str.maketrans("bdɡgvzʒðɾ", "ptkkfsʃθt", "ːˑʲ\u0329\u0303")
"""What a phone line makes the same."""


def heard_as(name: str, text: str, heard: str) -> str:
    """What a listener wrote in the place of the name, where `text` was said, which holds it; empty: nothing."""
    said, wrote = joined_alike(normal(text.replace(name, f" {_THE_NAME} ")), normal(heard))
    place = said.index(_THE_NAME)
    begin, end = 0, len(wrote)
    for block in SequenceMatcher(None, said, wrote, autojunk=False).get_matching_blocks():
        if block.size and block.a + block.size <= place:
            begin = block.b + block.size
        elif block.size and block.a > place:
            end = min(end, block.b)
    return " ".join(wrote[begin:end])


def sounds_like(name: str, heard: str) -> bool:
    """Raises OSError without espeak-ng."""
    one, other = _sounds(name), _sounds(heard)
    return bool(other) and distance(one, other) <= MOST_DIFFERENT * max(len(one), len(other))


def _sounds(text: str) -> str:
    """Consonants, those that are alike as one, and a V for vowels that follow one another."""
    sounds = ""
    for sign in phonemes(" ".join(normal(aloud(text, "en")))).translate(_ALIKE):
        sound = "V" if sign in _VOWELS else sign
        if not (sound == "V" and sounds.endswith("V")):
            sounds += sound
    return sounds
