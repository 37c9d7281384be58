#!/usr/bin/env bash
# espeak-ng spells single capital letters, but reads a lone "A" among them as the article: "F A Q" is "ef uh cue",
# "9 A M" is "nine uh em". With dots ("F.A.Q.", "A.M.") each letter has its name. Whoever spells an abbreviation for
# the voice by putting blanks between its letters loses every A; "A I" comes out as "uh eye".
#
# Versions: espeakng-loader 0.2.4 (espeak-ng 1.52 inside). Seen: ɛf ɐ kjuː with blanks, ɛf eɪ kjuː with dots.
# Ends with 0 while this is so, with 1 when it has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check espeakng-loader==0.2.4
"$folder/venv/bin/python" - <<'PYTHON'
import ctypes
import sys

import espeakng_loader

espeak = ctypes.CDLL(espeakng_loader.get_library_path())
espeak.espeak_TextToPhonemes.restype = ctypes.c_char_p
SYNCHRONOUS, UTF_8, IPA = 2, 1, 2
espeak.espeak_Initialize(SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0)
espeak.espeak_SetVoiceByName(b"en-us")


def phonemes(text: str) -> str:
    rest = ctypes.c_char_p(text.encode())
    found = espeak.espeak_TextToPhonemes(ctypes.byref(rest), UTF_8, IPA)
    return found.decode().replace("ˈ", "").replace("ˌ", "")


seen = {text: phonemes(text) for text in ("F A Q", "F.A.Q.", "an automated A I", "an automated A.I.")}
for text, said in seen.items():
    print(f"{text!r}: {said}")
article = "ɐ" in seen["F A Q"].split() and "ɐ" in seen["an automated A I"].split()
letters = "eɪ" in seen["F.A.Q."] and "eɪ" in seen["an automated A.I."]
sys.exit(0 if article and letters else 1)
PYTHON
