"""Phonemes of texts that hold single letters."""

import re

from ivr.engines.phonemes import phonemes as phonemes


def phonemes_of_words(text: str) -> str:
    """The same of words alone; a capital that stands alone is the letter's name, whatever stands around it."""
    parts = re.split(r"(?<!\w)([A-Z])(?![\w'])", text)
    return "".join(phonemes(part) for part in parts if part.strip())
