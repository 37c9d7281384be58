"""Inside the synthesizer's child: pyttsx3 with espeak-ng, whole clips in mu-law at 8 kHz out.

pyttsx3 hangs when several threads use it, so this process's main thread does nothing else.
"""

import contextlib
import ctypes
import ctypes.util
import io
import os
import sys
import tempfile
import threading
import wave
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from ..audio import RATE, SPEECH_DBFS, Samples, normalised, pcm_from, resample, samples_of, trimmed, ulaw_of
from . import neural_voice
from .handler import Handler
from .wire import Header

LONGEST_DATA_PATH = 120
"""espeak-ng keeps it in 160 bytes, file names included, and cuts what is longer."""
WARM_UP_TEXT = "One moment."
_MANNER = "\x01{words_a_minute}S\x01{pitch}P\x01{pitch_range}R "
"""espeak-ng's own commands for words a minute, pitch and its range, within the text: as a parameter that is changed
between two texts, the rate was not heeded by half of them. They hold until the next, so every text has them."""
AS_MADE = {"words_a_minute": 150, "pitch": 50, "pitch_range": 50}


def make_espeak_loadable() -> str:
    """Have `import pyttsx3` find espeak-ng: the system's, else the one that espeakng-loader carries; says which.

    Raises OSError when there is neither.
    """
    with contextlib.suppress(OSError):
        ctypes.CDLL("libespeak-ng.so.1" if sys.platform == "linux" else ctypes.util.find_library("espeak-ng"))
        return "system"
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path(), ctypes.RTLD_GLOBAL)
    # For the C library alone: it reads the process's environment, not Python's copy of it.
    os.putenv("ESPEAK_DATA_PATH", short_path(Path(espeakng_loader.get_data_path())))
    # pyttsx3 tries a fixed list of the system's names and asks ctypes for each.
    ctypes.cdll.LoadLibrary = lambda name: library  # type: ignore[method-assign]
    try:
        import pyttsx3.drivers._espeak  # noqa: F401 - loads the library now, while it can
    finally:
        del ctypes.cdll.LoadLibrary
    return "espeakng-loader"


def short_path(path: Path) -> str:
    if len(os.fsencode(path)) <= LONGEST_DATA_PATH:
        return str(path)
    # One fixed place a user: a child that is killed cannot tidy up after itself.
    link = Path(tempfile.gettempdir()) / f"candid-espeak-{os.getuid()}"
    if not link.is_symlink() or link.readlink() != path:
        fresh = link.with_name(f"{link.name}.{os.getpid()}")
        fresh.symlink_to(path)
        fresh.replace(link)
    return str(link)


class Espeak:
    def __init__(self) -> None:
        import pyttsx3

        self._engine = pyttsx3.init("espeak")
        self._voice = ""
        self._finished = threading.Event()
        self._engine.connect("finished-utterance", lambda **_: self._finished.set())

    def check_voice(self, voice: str) -> None:
        """Raises ValueError when espeak-ng does not have it; pyttsx3 would go on with another and say nothing."""
        from pyttsx3.drivers import _espeak

        if _espeak.SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}; IVR_VOICE names it, like en-us or en-gb-x-rp+f2")

    def synthesize(self, text: str, voice: str, manner: Mapping[str, int] = MappingProxyType(AS_MADE)) -> Samples:
        """Speech at 8 kHz, loud as SPEECH_DBFS, silence trimmed; the voice as it is made when no manner is given."""
        if voice != self._voice:
            self._engine.setProperty("voice", voice)
            self._voice = voice
        self._finished.clear()
        # pyttsx3 hands its "filename" to wave.open, which takes a file as well: no caller's audio on any disk.
        file = io.BytesIO()
        self._engine.save_to_file(_MANNER.format(**manner) + text, file)
        self._engine.runAndWait()
        # A thread of espeak-ng's calls pyttsx3 back, and runAndWait may return before it is through: reading then gives
        # an empty clip, and the next text the sound of this one. A child that waits here for ever is killed.
        self._finished.wait()
        file.seek(0)
        with wave.open(file, "rb") as reader:
            rate = reader.getframerate()
            samples = samples_of(reader.readframes(reader.getnframes()))
        return normalised(resample(trimmed(samples, rate), rate, RATE), SPEECH_DBFS)


def build(options: dict[str, Any]) -> Handler:
    """The handler of the child: text and voice in the request, mu-law in the answer's body."""
    source = make_espeak_loadable()
    espeak = Espeak()
    neural = neural_voice.NeuralVoice() if neural_voice.NAME in options["voices"] else None

    def handle(request: Header, body: bytes) -> tuple[Header, bytes]:
        try:
            if request["name"] == neural_voice.NAME and neural:
                samples = neural.synthesize(request["text"], request["words_a_minute"])
                return {"source": "hibari-tts"}, ulaw_of(pcm_from(samples))
            samples = espeak.synthesize(request["text"], request["name"], {name: request[name] for name in AS_MADE})
        except (wave.Error, EOFError):
            samples = np.zeros(0, dtype=np.float32)
        if not samples.size:
            raise SystemExit("espeak made no sound")  # it may have fallen silent for good: a fresh process tries again
        return {"source": source}, ulaw_of(pcm_from(samples))

    for voice in set(options["voices"]) - {neural_voice.NAME}:
        espeak.check_voice(voice)
        espeak.synthesize(WARM_UP_TEXT, voice)
    if neural:
        neural.synthesize(WARM_UP_TEXT, AS_MADE["words_a_minute"])
    return handle
