"""Our own voice, taken out of what comes back: on a speakerphone the caller's microphone hears the assistant, too.

The line knows what it sent and about when it is played. A short filter, found by least squares on what is heard, says
how that comes back; what it explains is subtracted, so that a caller who speaks at the same time is heard without it.
"""

from collections import deque

import numpy as np
import numpy.typing as npt

from ..audio import FRAME_SAMPLES, RATE, pcm_of

TAPS = 96
"""12 ms: the way through the phone and the first of a room."""
BEFORE = 12
"""Taps before the strongest one: where it stands is known to a few samples only."""
LONGEST_DELAY = 6800
"""0.85 s from the carrier's end to ours: 0.6 s of echo, and what the way of our audio to the carrier takes."""
WINDOW = 2560
"""0.32 s of what was heard last, in which the delay is looked for."""
FAR = LONGEST_DELAY + WINDOW + TAPS
TRANSFORMED = 9600
"""No less than FAR, and made of small factors."""
QUIET_RMS = 25.0
"""-62 dB of full scale: the detector does not look at what is softer."""
EMPHASIS = 0.9
"""Speech without its fall to high frequencies: delays stand out, and the filter is right at all of them."""
EXPLAINED = 4.0
"""Times: 6 dB less is left, and so there is hardly anything else to learn from."""
FORGET = 0.985
"""A frame: the filter is made of the last second or two of echo."""
SOLVE_FRAMES = 4
SEARCHES = (1, 2, 3, 5, 8, 12, 16, 20, 24, 28, 32, 40, 50, 60)
SEARCH_FRAMES = 30
"""After so many frames that the filter does not explain: it is looked for anew, and then seldom."""
MOST_MOVED = 400
"""50 ms, from one thing that is said to the next."""
MOVED_WINDOWS = ((320, 4.0), (1280, 1.5))
"""In which it is looked for by the known filter, and how many times less must be left: in noise it takes more."""
SURE = 4.0
"""Times less energy of the window is left by a filter that is found. Chance leaves two thirds or more."""
LIKELY = 1.1
"""Likewise where the line is noisy or the room rings, if another window's filter stands at the same place."""
SAME_PLACE = 24
REMEMBERED = 4
"""Places that were likely but not sure."""
TAIL = 0.8
"""A frame: how a room's sound dies away."""
FIRST_SHARE, MOST_SHARE = 0.1, 1.0
MORE_SLOWLY, MORE_AT_FIRST, LESS = 0.005, 0.05, 0.1
"""A frame: what is usually left is known soon where it is little; a caller who speaks makes it no more."""
MORE = 4.0
"""Times what is usually left, and more, is somebody else."""
HELPED = 0.03
"""A frame, of the average of how much less is left for the filter; where so much more is left, it is none of ours."""
FRAMES_OF_SOUND = 1.8
"""In a window, before a filter is believed in: whatever begins in its last frame can be explained by anything."""
DOES_HARM = -0.1
FLOOR_RISES = 1.005
"""A frame: the line's own noise is what is least heard of it."""
SOFTEST_FLOOR = FRAME_SAMPLES * 4.0
LEFT_OF_ECHO = 0.1
"""Of what is left where nobody else is heard."""
A_SOUND, SOFT_SOUNDS = 4, 6
"""Frames: who was heard beside the echo for so long is not muffled in the soft sounds of a word."""
SETTLED_FRAMES = 60
"""After so much echo the filter is good, and is looked after less often."""

Wave = npt.NDArray[np.float32]


class OwnVoice:
    """Takes what is sent, and each frame that is heard; a frame that is heard is a frame that was played."""

    def __init__(self) -> None:
        self._waiting: deque[Wave] = deque()
        self._far = np.zeros(FAR + 1, np.float32)
        self._near = np.zeros(WINDOW + 1, np.float32)
        self._silent_samples = FAR
        self._start: int | None = None
        """Of the filter: how many samples before the one that is heard the newest of its input was played."""
        self._known_start: int | None = None
        """Where it stood last: not far from there it is found again when our audio reaches the carrier otherwise."""
        self._filter = np.zeros(TAPS, np.float32)
        self._r = np.zeros((TAPS, TAPS), np.float64)
        self._p = np.zeros(TAPS, np.float64)
        self._fitted = 0
        self._frames = 0
        self._likely: deque[tuple[int, int]] = deque(maxlen=REMEMBERED)
        """Frame and place of filters that were likely and not sure."""
        self._taken = 0.0
        self._help = 0.0
        """How much less is left for the filter, in nepers of power: what says whether anything comes back at all."""
        self._floor = SOFTEST_FLOOR
        """Of what is left, by its power in a frame: the line's own noise."""
        self._unexplained = 0
        self._speaking = 0
        """Frames for which the caller, who was heard beside the echo, may yet be in the middle of words."""
        self._echo_power = 0.0
        self._share = FIRST_SHARE
        """What is usually left of an echo, of its power."""

    def said(self, ulaw: bytes) -> None:
        """Audio was sent; it is played after what still waits."""
        self._waiting.append(np.frombuffer(pcm_of(ulaw), dtype="<i2").astype(np.float32))

    @property
    def unplayed_seconds(self) -> float:
        return sum(part.size for part in self._waiting) / RATE

    @property
    def share_taken(self) -> float:
        """Of the power of the last frame, 0..1: how much of it was our own voice."""
        return self._taken

    def cleared(self) -> None:
        self._waiting.clear()

    def taken_out_of(self, pcm: bytes) -> bytes:
        """A frame of the caller, PCM16, without what of it is our own voice."""
        playing, self._taken = self._play(), 0.0
        if not playing and self._silent_samples >= FAR:
            return pcm
        self._frames += 1
        near = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
        self._near[:-FRAME_SAMPLES] = self._near[FRAME_SAMPLES:]
        self._near[-FRAME_SAMPLES:] = near
        if float(near @ near) < FRAME_SAMPLES * QUIET_RMS**2:
            return pcm
        return self._without_echo(pcm, near)

    def _play(self) -> bool:
        """20 ms of what waits is played now."""
        if not self._waiting and self._silent_samples >= FAR:
            return False
        far = np.zeros(FRAME_SAMPLES, np.float32)
        filled = 0
        while self._waiting and filled < FRAME_SAMPLES:
            head = self._waiting[0]
            part = head[: FRAME_SAMPLES - filled]
            far[filled : filled + part.size] = part
            filled += part.size
            if part.size == head.size:
                self._waiting.popleft()
            else:
                self._waiting[0] = head[part.size :]
        self._far[:-FRAME_SAMPLES] = self._far[FRAME_SAMPLES:]
        self._far[-FRAME_SAMPLES:] = far
        self._silent_samples = 0 if filled else self._silent_samples + FRAME_SAMPLES
        return True

    def _without_echo(self, pcm: bytes, near: Wave) -> bytes:
        heard = _emphasised(self._near[-FRAME_SAMPLES - 1 :])
        is_echo = self._is_echo(heard)
        if not is_echo:
            self._unexplained += 1
            if self._unexplained in SEARCHES or self._unexplained % SEARCH_FRAMES == 0:
                is_echo = (self._moved() or self._search()) and self._is_echo(heard)
        if self._start is None:
            return pcm
        if is_echo:
            self._speaking = self._speaking - 1 if self._unexplained < A_SOUND else SOFT_SOUNDS
            self._unexplained = 0
        left = near - np.convolve(_newest(self._far, self._start), self._filter, mode="valid")
        if float(left @ left) >= float(near @ near):
            left = near
        if is_echo and self._speaking <= 0:
            left = left * np.float32(LEFT_OF_ECHO)
        whole: npt.NDArray[np.int16] = np.clip(left, -32768, 32767).round().astype("<i2")
        return whole.tobytes()

    def _is_echo(self, heard: Wave) -> bool:
        """Whether the newest frame holds no more than our own voice usually leaves of itself; learns from it if so."""
        if self._start is None:
            return False
        played = _emphasised(_newest(self._far, self._start, FRAME_SAMPLES + 1))
        echo = np.convolve(played, self._filter, mode="valid")
        left = heard - echo
        left_power, power = float(left @ left), float(heard @ heard)
        self._echo_power = max(float(echo @ echo), self._echo_power * TAIL)
        self._floor = max(SOFTEST_FLOOR, min(self._floor * FLOOR_RISES, left_power))
        share = max(0.0, left_power - self._floor) / (self._echo_power + 1.0)
        is_echo = left_power <= MORE * (self._share * self._echo_power + self._floor)
        more = MORE_SLOWLY if self._fitted > SETTLED_FRAMES else MORE_AT_FIRST
        if self._echo_power > self._floor:
            self._taken = max(0.0, 1.0 - left_power / (power + 1.0))
            self._help += HELPED * (float(np.log((power + 1.0) / (left_power + 1.0))) - self._help)
            self._share += (more if share > self._share else LESS) * (min(share, MOST_SHARE) - self._share)
        if self._help < DOES_HARM:
            self._start = None
            return False
        if is_echo or power >= EXPLAINED * left_power:
            self._learn(played, heard)
        return is_echo

    def _learn(self, played: Wave, heard: Wave) -> None:
        self._fitted += 1
        if self._fitted > SETTLED_FRAMES and self._fitted % SOLVE_FRAMES:
            return
        inputs = _inputs(played)
        self._r = self._r * FORGET + inputs.T @ inputs
        self._p = self._p * FORGET + inputs.T @ heard
        if self._fitted % (SOLVE_FRAMES if self._fitted <= SETTLED_FRAMES else 4 * SOLVE_FRAMES) == 0:
            self._filter = _solved(self._r, self._p)

    def _moved(self) -> bool:
        """The same way back, a little sooner or later: our audio reached the carrier in another time."""
        if self._known_start is None:
            return False
        for window, sure in MOVED_WINDOWS:
            start, better = self._likeliest_start(self._known_start, window)
            if better >= sure:
                self._start = self._known_start = start
                self._help = max(self._help, float(np.log(better)) / 2)
                return True
        return False

    def _likeliest_start(self, start: int, window: int) -> tuple[int, float]:
        """Near `start`, by the newest `window` samples; and how many times less the filter leaves of them there."""
        wanted = _emphasised(self._near[-window - 1 :])
        sooner, later = min(start, MOST_MOVED), min(LONGEST_DELAY - TAPS - start, MOST_MOVED)
        end = self._far.size - start + sooner
        far = _emphasised(self._far[end - window - TAPS - sooner - later : end])
        echo = np.convolve(far, self._filter)[TAPS - 1 : far.size]
        power = np.concatenate(([0.0], np.cumsum(echo.astype(np.float64) ** 2)))
        energy = power[window:] - power[:-window]
        left = float(wanted @ wanted) + energy - 2 * np.correlate(echo, wanted, mode="valid")
        place = int(np.argmin(left))
        return start + left.size - 1 - place - sooner, float(wanted @ wanted) / (float(left[place]) + 1.0)

    def _search(self) -> bool:
        near = _emphasised(self._near)
        far = _emphasised(self._far)
        spectrum = np.fft.rfft(far, TRANSFORMED) * np.conj(np.fft.rfft(near, TRANSFORMED))
        likeness = np.fft.irfft(spectrum, TRANSFORMED)
        power = np.concatenate(([0.0], np.cumsum(far.astype(np.float64) ** 2)))
        places = far.size - near.size + 1
        energy = power[near.size : near.size + places] - power[:places]
        alike = np.abs(likeness[:places]) / np.sqrt(energy + 1e4)
        delay = places - 1 - int(np.argmax(alike))
        start = min(max(0, delay - BEFORE), LONGEST_DELAY - TAPS)
        inputs = _inputs(_newest(far, start, near.size - TAPS))
        wanted = near[TAPS:]
        r, p = (inputs.T @ inputs).astype(np.float64), (inputs.T @ wanted).astype(np.float64)
        found = _solved(r, p)
        left = wanted - inputs @ found
        if _frames_of_sound(wanted) < FRAMES_OF_SOUND:
            return False
        better = float(wanted @ wanted) / (float(left @ left) + 1.0)
        is_found = better >= SURE or (better >= LIKELY and self._was_found_at(start))
        if is_found:
            self._start, self._filter, self._r, self._p = start, found, r, p
            self._known_start = start
            self._help = max(self._help, float(np.log(better)) / 2)
        return is_found

    def _was_found_at(self, start: int) -> bool:
        """Whether an earlier window, none of which is in this one, was likely at the same place: chance is not."""
        apart = self._frames - WINDOW // FRAME_SAMPLES
        before = any(frame <= apart and abs(place - start) <= SAME_PLACE for frame, place in self._likely)
        self._likely.append((self._frames, start))
        return before


def _solved(r: npt.NDArray[np.float64], p: npt.NDArray[np.float64]) -> Wave:
    """Least squares, held near nothing where nothing is known."""
    held = r + np.eye(TAPS) * (1e-3 * np.trace(r) / TAPS + 1.0)
    return np.linalg.solve(held, p).astype(np.float32)


def _frames_of_sound(wave: Wave) -> float:
    """Among how many frames its power is spread."""
    power = np.square(wave[wave.size % FRAME_SAMPLES :].reshape(-1, FRAME_SAMPLES), dtype=np.float64).sum(axis=1)
    return float(power.sum() ** 2 / (np.square(power).sum() + 1.0))


def _emphasised(wave: Wave) -> Wave:
    emphasised: Wave = wave[1:] - np.float32(EMPHASIS) * wave[:-1]
    return emphasised


def _newest(far: Wave, start: int, count: int = FRAME_SAMPLES) -> Wave:
    """As much of what was played as the filter needs for the newest `count` samples: TAPS - 1 more than those."""
    end = far.size - start
    return far[end - count - TAPS + 1 : end]


def _inputs(played: Wave) -> Wave:
    """What the filter sees for each sample, (samples, TAPS), the newest first."""
    return np.ascontiguousarray(np.lib.stride_tricks.sliding_window_view(played, TAPS)[:, ::-1])
