"""Two sides of a call as stereo Opus in Ogg, in memory alone. RFC 7845; PyAV, with FFmpeg's libopus.

Loaded by the thread that records, when a caller has agreed: it takes a third of a second.
"""

import io

import av
import numpy as np

from .loudness import Loudness

RATE = 8000
BITS_A_SECOND = 32_000
"""Less, and each side is heard on the other."""
_PAGE_MICROSECONDS = "1000000"


class _Made(io.RawIOBase):
    """Takes what the muxer writes; it is never asked to go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]  # a buffer of the muxer's
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


class OggOpus:
    """One recording; what was made of it can be taken at any time, and is whole pages as a rule."""

    def __init__(self) -> None:
        self._made = _Made()
        options = {"page_duration": _PAGE_MICROSECONDS, "flush_packets": "1"}
        self._file = av.open(self._made, "w", format="ogg", buffer_size=4096, options=options)
        self._stream = self._file.add_stream("libopus", rate=RATE)
        self._stream.layout = "stereo"
        self._stream.bit_rate = BITS_A_SECOND
        self._samples = 0
        self._loudness = Loudness()

    def add(self, left: bytes, right: bytes) -> None:
        """PCM16 at 8 kHz, both as long."""
        both = np.empty(len(left), dtype=np.int16)  # two samples where one side has one, of two bytes
        both[0::2], both[1::2] = np.frombuffer(left, dtype=np.int16), np.frombuffer(right, dtype=np.int16)
        frame = av.AudioFrame.from_ndarray(both.reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts = RATE, self._samples
        self._samples += len(both) // 2
        self._file.mux(self._stream.encode(frame))
        self._loudness.add(left, right)

    @property
    def seconds(self) -> float:
        return self._samples / RATE

    def take(self) -> bytes:
        return self._made.take()

    def peaks(self) -> bytes:
        """How loud both sides were since this was asked for the last time, as `Loudness` has it."""
        return self._loudness.take()

    def close(self) -> bytes:
        """The rest."""
        self._file.mux(self._stream.encode(None))
        self._file.close()
        return self._made.take()
