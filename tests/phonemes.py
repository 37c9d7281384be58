"""What espeak-ng makes of a text before it is sound: the phonemes of its voice, in IPA."""

import ctypes
import os
import re
from functools import cache

import espeakng_loader

_UTF8, _IPA = 1, 2
_SYNCHRONOUS = 2


@cache
def _espeak() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    os.putenv("ESPEAK_DATA_PATH", str(espeakng_loader.get_data_path()))
    assert library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0) > 0
    assert library.espeak_SetVoiceByName(b"en-us") == 0
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def phonemes(text: str) -> str:
    """Without stress, pauses, gaps between words and what is weak only within a sentence: "ten" is "tɛn"."""
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    said = ""
    while place.value:
        said += (_espeak().espeak_TextToPhonemes(ctypes.byref(place), _UTF8, _IPA) or b"").decode()
    return re.sub(r"[\sˈˌ_]", "", said).replace("ᵻ", "ɪ")


def phonemes_of_words(text: str) -> str:
    """The same of words alone; a capital that stands alone is the letter's name, whatever stands around it."""
    parts = re.split(r"(?<!\w)([A-Z])(?![\w'])", text)
    return "".join(phonemes(part) for part in parts if part.strip())
