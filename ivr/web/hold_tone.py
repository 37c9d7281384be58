"""What callers hear while they wait for an agent: a soft chord every few seconds. The line must not seem dead.

Made here once, so that no recording of anybody's is needed. Not signed: it is the same for everybody, and carriers
fetch it through caches.
"""

import io
import math
import wave
from array import array
from functools import cache

from flask import Blueprint, Response

PATH = "/hold.wav"
SECONDS = 5
RATE = 8000
_CHORD_HZ = (330.0, 415.3, 493.9)
_LOUDNESS = 0.05
"""Of full scale, each tone: a good deal softer than speech."""
_EACH_SECONDS = SECONDS / 2
_FADES_IN_SECONDS, _FADES_OUT_SECONDS = 0.05, 0.6


def hold_blueprint(prefix: str) -> Blueprint:
    blueprint = Blueprint("hold", __name__, url_prefix=prefix or None)

    @blueprint.get(PATH)
    def tone() -> Response:
        answer = Response(hold_tone(), mimetype="audio/wav")
        answer.cache_control.public, answer.cache_control.max_age = True, 86_400
        return answer

    return blueprint


@cache
def hold_tone() -> bytes:
    """A WAV file: mono, 8 kHz, 16 bits, SECONDS long."""
    samples = array("h", (round(32767 * _level(number / RATE)) for number in range(SECONDS * RATE)))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    return file.getvalue()


def _level(at: float) -> float:
    since = at % _EACH_SECONDS
    fade = min(1.0, since / _FADES_IN_SECONDS) * math.exp(-since / _FADES_OUT_SECONDS)
    return _LOUDNESS * fade * sum(math.sin(2 * math.pi * hertz * at) for hertz in _CHORD_HZ)
