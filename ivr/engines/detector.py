"""Speech or not, frame by frame: Silero VAD at 8 kHz, one session for all calls, a state for each."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import EngineError
from .release import Release

WINDOW_SAMPLES = 256
CONTEXT_SAMPLES = 32
"""Silero v5 and later: each window at 8 kHz comes with the last 32 samples of the one before."""


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
    """The port VoiceDetector, for one call."""

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

    def speech(self, pcm: bytes) -> float:
        """Probability of the latest full window, a frame of 160 samples completes one in 5 of 8 times; 0 in a pause."""
        try:
            frame = samples = np.frombuffer(pcm, dtype="<i2")
            while samples.size:
                samples = self._take(samples)
        except Exception as error:  # onnxruntime's errors share no base class of its own
            raise EngineError(f"detector failed: {type(error).__name__}") from error
        return 0.0 if self._release.is_pause(frame, self._probability) else self._probability

    def _take(self, samples: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
        """Fill the window, score it when full; what did not fit is left."""
        room = self._input.shape[1] - self._filled
        taken = samples[:room]
        np.multiply(taken, 1 / 32768, out=self._input[0, self._filled : self._filled + taken.size], casting="unsafe")
        self._filled += taken.size
        if taken.size == room:
            output, self._feed["state"] = self._run(None, self._feed)
            self._probability = float(output[0, 0])
            self._input[0, :CONTEXT_SAMPLES] = self._input[0, -CONTEXT_SAMPLES:]
            self._filled = CONTEXT_SAMPLES
        return samples[room:]
