"""A neural voice for what is recorded: callers understand it where they mishear espeak-ng ("call my blood" for 911).

It takes a tenth of a second for a sentence, which recordings have and answers have not. hibari-tts needs no graphics
card and fetches nothing: its model comes in the package.
"""

from importlib.util import find_spec

import numpy as np

from ..audio import RATE, SPEECH_DBFS, Samples, normalised, resample, trimmed

NAME = "hibari"
_RATE = 24000
_USUAL_WORDS_A_MINUTE = 150
_SEED = 1
"""The same recording each time."""


def is_installed() -> bool:
    return find_spec("hibari") is not None


class NeuralVoice:
    """Raises ImportError when hibari-tts is not installed."""

    def __init__(self) -> None:
        from hibari import Hibari

        self._voice = Hibari()

    def synthesize(self, text: str, words_a_minute: int) -> Samples:
        """Speech at 8 kHz, loud as SPEECH_DBFS, silence trimmed."""
        samples = self._voice(text, speed=words_a_minute / _USUAL_WORDS_A_MINUTE, seed=_SEED)
        return normalised(resample(trimmed(np.asarray(samples, np.float32), _RATE), _RATE, RATE), SPEECH_DBFS)
