"""How loud each side of a recording is over time: enough to be drawn, too little to be understood."""

import numpy as np

FRAMES_A_PEAK = 5
"""Of 20 ms: ten peaks a second."""
_LOUDEST = 32768


class Loudness:
    """Of one recording."""

    def __init__(self) -> None:
        self._peaks = bytearray()
        self._left = self._right = self._frames = 0

    def add(self, left: bytes, right: bytes) -> None:
        """20 ms of both sides, PCM16."""
        self._left, self._right = max(self._left, _peak(left)), max(self._right, _peak(right))
        self._frames += 1
        if self._frames == FRAMES_A_PEAK:
            self._put()

    def take(self) -> bytes:
        """Of what came since the last time: two bytes a peak, left and right, 255 for full scale."""
        if self._frames:
            self._put()
        peaks = bytes(self._peaks)
        self._peaks.clear()
        return peaks

    def _put(self) -> None:
        self._peaks += bytes((self._left, self._right))
        self._left = self._right = self._frames = 0


def _peak(pcm: bytes) -> int:
    samples = np.frombuffer(pcm, dtype=np.int16)
    loudest = max(int(samples.max()), -int(samples.min())) if len(samples) else 0
    return min(255, loudest * 255 // _LOUDEST)
