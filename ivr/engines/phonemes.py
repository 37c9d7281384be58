"""What a text sounds like: the phonemes that espeak-ng makes of it, to tell whether two spellings are said alike."""

import ctypes
import os
import re
from functools import cache
from pathlib import Path

import espeakng_loader

from .espeak_child import short_path

_UTF8, _IPA = 1, 2
_SYNCHRONOUS = 2


@cache
def _espeak() -> ctypes.CDLL:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    os.putenv("ESPEAK_DATA_PATH", short_path(Path(espeakng_loader.get_data_path())))
    if library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0) <= 0 or library.espeak_SetVoiceByName(b"en-us") != 0:
        raise OSError("espeak-ng cannot be started")
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library


def phonemes(text: str) -> str:
    """In IPA, as an American says it, without stress, pauses, gaps between words and what is weak only in a sentence.

    Raises OSError without espeak-ng.
    """
    buffer = ctypes.create_string_buffer(text.encode())
    place = ctypes.c_void_p(ctypes.addressof(buffer))
    said = ""
    while place.value:
        said += (_espeak().espeak_TextToPhonemes(ctypes.byref(place), _UTF8, _IPA) or b"").decode()
    return re.sub(r"[\sˈˌ_]", "", said).replace("ᵻ", "ɪ")
