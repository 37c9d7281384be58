"""Whole clips said in another manner: slower or faster at the same pitch, louder without a clipped sample.

Recordings are stretched, whether rendered or a person's own: to make them anew in the synthesizer's voice would put
another speaker in the place of the operator's. What is synthesised is spoken at the other rate (ports.Synthesizer).
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..audio import RATE, Samples, pcm_from, pcm_of, samples_of, ulaw_of
from ..ports import Clip

WINDOW_SAMPLES = RATE * 30 // 1000
"""Two or three periods of a voice's lowest pitch; windows half overlap."""
SEARCH_SAMPLES = RATE * 15 // 2000
"""How far a window may be moved to go on from the one before: half a period of a low voice, either way."""
CEILING = 0.97
BLOCK_SAMPLES = RATE // 200
BLOCKS_AROUND = 4
"""Blocks of 5 ms over which gain is taken back before and after a peak, so that it is not heard."""


@lru_cache(maxsize=128)
def stretched(clip: Clip, pace: float) -> Clip:
    """The clip at this share of its speed, its pitch as before: waveform-similarity overlap-add, Verhelst and Roelands
    1993. About 3 ms of work for each second that is made."""
    if pace == 1.0 or not clip.ulaw:
        return clip
    return Clip(ulaw_of(pcm_from(_overlapped(samples_of(pcm_of(clip.ulaw)), pace))))


def amplified(clip: Clip, gain_db: float) -> Clip:
    """The clip louder or softer by so many dB; peaks that would not fit are taken down smoothly instead of clipped."""
    if gain_db == 0.0 or not clip.ulaw:
        return clip
    louder: Samples = samples_of(pcm_of(clip.ulaw)) * np.float32(10 ** (gain_db / 20))
    return Clip(ulaw_of(pcm_from((louder * _room_for(louder)).astype(np.float32))))


def _overlapped(samples: Samples, pace: float) -> Samples:
    hop = WINDOW_SAMPLES // 2
    padded = np.pad(samples, (SEARCH_SAMPLES, 2 * WINDOW_SAMPLES + SEARCH_SAMPLES))
    window = np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)
    count = int(np.ceil(samples.size / pace / hop)) + 1
    made = np.zeros((count + 1) * hop, dtype=np.float32)
    follows = padded[SEARCH_SAMPLES : SEARCH_SAMPLES + WINDOW_SAMPLES]
    made[:hop] = (1 - window[:hop]) * follows[:hop]  # as if one had ended here: a clip begins as it did
    for number in range(count):
        near = min(round(number * hop * pace), samples.size)
        around = padded[near : near + WINDOW_SAMPLES + 2 * SEARCH_SAMPLES]
        at = near + _most_alike(around, follows)
        made[number * hop : number * hop + WINDOW_SAMPLES] += window * padded[at : at + WINDOW_SAMPLES]
        follows = padded[at + hop : at + hop + WINDOW_SAMPLES]
    return made[: round(samples.size / pace)]


def _most_alike(around: Samples, wanted: Samples) -> int:
    """Where in `around` a stretch as long as `wanted` goes with it best."""
    likeness = np.correlate(around, wanted, mode="valid")
    power = np.cumsum(np.concatenate(([0.0], around.astype(np.float64) ** 2)))
    energy = power[wanted.size :] - power[: -wanted.size]
    return int(np.argmax(likeness / np.sqrt(energy + 1e-9)))


def _room_for(louder: Samples) -> npt.NDArray[np.float64]:
    """The share of each sample that keeps every peak under the ceiling, changing slowly."""
    blocks = np.pad(np.abs(louder), (0, -louder.size % BLOCK_SAMPLES)).reshape(-1, BLOCK_SAMPLES).max(axis=1)
    share = np.minimum(1.0, CEILING / np.maximum(blocks, 1e-9))
    around = np.pad(share, BLOCKS_AROUND + 1, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(around, 2 * (BLOCKS_AROUND + 1) + 1).min(axis=1)
    smooth = np.pad(least, BLOCKS_AROUND, mode="edge")
    smooth = np.lib.stride_tricks.sliding_window_view(smooth, 2 * BLOCKS_AROUND + 1).mean(axis=1)
    centres = (np.arange(blocks.size) + 0.5) * BLOCK_SAMPLES
    return np.asarray(np.interp(np.arange(louder.size), centres, smooth), dtype=np.float64)
