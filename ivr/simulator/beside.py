"""What is heard beside the stream and belongs in a call's WAV: <Say>, ringing, and an agent's own leg."""

from dataclasses import dataclass, field

import numpy as np

from ..audio import RATE
from .sounds import Wave, louder, pcm16, wave_of

FRAME_BYTES = 320
RING_HERTZ = (440, 480)
RING_SECONDS, RING_PAUSE_SECONDS = 2.0, 4.0
RING_PEAK = 4000.0
BEHIND_DB = -14.0
"""How much softer the ringing is that the caller hears while an agent is briefed, so that both are understood."""


@dataclass
class Beside:
    """Sounds by the tick at which they begin; they are no part of what the service sent."""

    _sounds: list[tuple[int, bytes]] = field(default_factory=list)

    def begin(self, tick: int, pcm: bytes) -> None:
        self._sounds.append((tick, pcm))

    def stop(self, tick: int) -> None:
        """What sounds at this tick is cut there."""
        self._sounds = [(at, pcm[: max(0, tick - at) * FRAME_BYTES]) for at, pcm in self._sounds]

    def pcm(self, ticks: int) -> bytes:
        """All of it together over the whole call; empty when there was nothing."""
        if not self._sounds:
            return b""
        whole: Wave = np.zeros(ticks * FRAME_BYTES // 2)
        for at, sound in self._sounds:
            part = wave_of(sound)[: max(0, whole.size - at * FRAME_BYTES // 2)]
            whole[at * FRAME_BYTES // 2 :][: part.size] += part
        return pcm16(whole)


def ringing(seconds: float, *, behind: bool = False) -> bytes:
    """The ring-back tone of North America for so long: PCM16."""
    time = np.arange(round(seconds * RATE)) / RATE
    tone = RING_PEAK / 2 * np.sum([np.sin(2 * np.pi * hertz * time) for hertz in RING_HERTZ], axis=0)
    tone = tone * (time % (RING_SECONDS + RING_PAUSE_SECONDS) < RING_SECONDS)
    return pcm16(louder(tone, BEHIND_DB) if behind else tone)


def mixed(one: bytes, other: bytes) -> bytes:
    """Both at once, as long as the longer: PCM16."""
    first, second = sorted((wave_of(one), wave_of(other)), key=lambda wave: wave.size, reverse=True)
    whole = first.copy()
    whole[: second.size] += second
    return pcm16(whole)
