"""Speech or not, frame by frame: Silero VAD at 8 kHz, one session for all calls, a state for each."""

import math
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import EngineError
from .release import Release

WINDOW_SAMPLES = 256
CONTEXT_SAMPLES = 32
"""Silero v5 and later: each window at 8 kHz comes with the last 32 samples of the one before."""
QUIET_RMS = 40.0
"""-58 dB of full scale: 13 dB below the softest caller who is to be heard, whose words may begin as softly as that, and
above the noise of a quiet line."""
QUIET_FRAMES = 20
"""0.4 s of quiet, more than any pause between two sounds of a word, before the model is no longer asked."""
SURELY_NOT_SPEECH = 0.1
LEAD_WINDOWS = 4
"""0.13 s before a sound. With this lead, and with 10 and 16, 39 utterances at -20, -30 and -45 dB of full scale were
all heard, half of them a frame earlier than with every window scored: the model then remembers less of the silence."""


class SileroDetector:
    """The model, loaded once; `for_call` gives each call a detector of its own."""

    def __init__(self, model: Path) -> None:
        """`model` from models.silero_path. Raises EngineError when it cannot be loaded."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a window is 0.1 ms of work: more threads would only wait for each other
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's errors share no base class of its own
            raise EngineError(f"detector: {model.name} cannot be loaded ({type(error).__name__})") from error

    def for_call(self) -> "SileroVoice":
        return SileroVoice(self._session)


class SileroVoice:
    """The port VoiceDetector, for one call.

    On a quiet line the model is not asked: most of a call is the assistant's, and a window costs more than all else
    that is done with a frame. The windows just before a sound are kept and scored when it comes, so that the model
    hears its onset as if it had heard all of the silence.
    """

    def __init__(self, session: Any) -> None:
        self._run = session.run
        self._input = np.zeros((1, CONTEXT_SAMPLES + WINDOW_SAMPLES), dtype=np.float32)
        self._feed = {
            "input": self._input,
            "state": np.zeros((2, 1, 128), dtype=np.float32),
            "sr": np.array(8000, dtype=np.int64),
        }
        self._filled = CONTEXT_SAMPLES
        self._probability = 0.0
        self._release = Release()
        self._quiet_frames = 0
        self._asleep = False
        self._unscored: deque[npt.NDArray[np.float32]] = deque(maxlen=LEAD_WINDOWS)

    def speech(self, pcm: bytes) -> float:
        """Probability of the latest full window, a frame of 160 samples completes one in 5 of 8 times; 0 in a pause."""
        try:
            samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
            loudness = math.sqrt(float(samples @ samples) / max(1, samples.size))
            self._listen_or_sleep(loudness < QUIET_RMS)
            samples *= np.float32(1 / 32768)
            while samples.size:
                samples = self._take(samples)
        except Exception as error:  # onnxruntime's errors share no base class of its own
            raise EngineError(f"detector failed: {type(error).__name__}") from error
        return 0.0 if self._release.is_pause(loudness, self._probability) else self._probability

    def _listen_or_sleep(self, quiet: bool) -> None:
        if quiet:
            self._quiet_frames += 1
            self._asleep = self._quiet_frames > QUIET_FRAMES and self._probability < SURELY_NOT_SPEECH
            return
        self._quiet_frames, self._asleep = 0, False
        while self._unscored:
            self._score(self._unscored.popleft())

    def _take(self, samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Fill the window, score it when full; what did not fit is left."""
        room = self._input.shape[1] - self._filled
        taken = samples[:room]
        self._input[0, self._filled : self._filled + taken.size] = taken
        self._filled += taken.size
        if taken.size == room:
            if self._asleep:
                self._unscored.append(self._input.copy())
            else:
                self._score(self._input)
            self._input[0, :CONTEXT_SAMPLES] = self._input[0, -CONTEXT_SAMPLES:]
            self._filled = CONTEXT_SAMPLES
        return samples[room:]

    def _score(self, window: npt.NDArray[np.float32]) -> None:
        self._feed["input"] = window
        output, self._feed["state"] = self._run(None, self._feed)
        self._probability = float(output[0, 0])
