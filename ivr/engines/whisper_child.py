"""Inside the transcriber's child: one Whisper model, run on a window cut to the utterance, with guards and a fallback.

Whisper's encoder costs what it is given. faster-whisper gives it 30 s always; this gives it the utterance and a few
seconds of silence, which is 3 to 5 times quicker. Short windows make the decoder repeat itself now and then, unless it
may write timestamps; what still looks wrong is done again on a window that was safe in our measurements.
"""

import math
import re
import zlib
from dataclasses import dataclass
from typing import Any

import ctranslate2
import faster_whisper.transcribe
import numpy as np
import numpy.typing as npt
import soxr
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer

from ..audio import RATE, Samples, samples_of
from .child import Handler
from .wire import Header

MODEL_RATE = 16000
FRAMES_A_SECOND = 100
"""Mel frames; two make one position of the encoder."""
FULL_SECONDS = 30.0
FALLBACK_SECONDS = 10.0
"""A window that was as good as the full one in our measurements, at a third of its cost."""
SHORTEST_SECONDS = 0.12
"""Less holds no word, and Whisper invents some."""
WORST_LOGPROB = -1.0
WORST_COMPRESSION = 2.4
TOKENS_A_SECOND = 10
"""Sentences have about 4, letters spelled out 8."""
SPARE_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    logprob: float
    """Mean over the tokens of words, or -inf; the decoder's doubt about times says nothing of the words."""
    tokens: int
    seconds: float
    """Of audio, without the silence added."""

    @property
    def confidence(self) -> float:
        return min(1.0, math.exp(self.logprob))

    def is_sound(self) -> bool:
        """Whether it looks like what a person said in that time."""
        return (
            self.logprob > WORST_LOGPROB
            and self.tokens < TOKENS_A_SECOND * self.seconds + SPARE_TOKENS
            and compression(self.text) < WORST_COMPRESSION
            and not repeats_itself(self.text)
        )


def compression(text: str) -> float:
    """How many times shorter zlib makes it: over 2.4, it is the same words again and again (Whisper's own measure)."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def repeats_itself(text: str) -> bool:
    """Whether the text begins again before it ends ("book a room. Book"), or holds a block of three words twice on end.

    That is how a short window fails. People do it too ("no, no"), so it only asks for a second look.
    """
    words = words_of(text)
    for size in range(1, len(words)):
        if all(words[n] == words[n - size] for n in range(size, len(words))):
            numbers = all(word.isdigit() for word in words)
            if not numbers or len(words) >= 2 * size:  # "1 5 1": digits may well come again
                return True
    return any(
        words[start : start + size] == words[start + size : start + 2 * size]
        for size in range(3, len(words) // 2 + 1)
        for start in range(len(words) - 2 * size + 1)
    )


INVENTED = {
    "you",
    "bye",
    "thank you",
    "thank you very much",
    "thank you so much",
    "thanks for watching",
    "thank you for watching",
    "please subscribe",
    "subtitles by the amara org community",
    "i'm sorry",
    "okay",
    "oh",
    "the end",
    "silence",
    "music",
    "applause",
}
"""What Whisper writes on silence and noise ("Careless Whisper", FAccT 2024); callers say most of it too."""


def is_invented(decoded: Decoded) -> bool:
    """Whether these are words of the model's and not of the caller's: only such words, on weak evidence."""
    words = " ".join(words_of(decoded.text))
    if words not in INVENTED:
        return False
    if "watching" in words or "subscribe" in words or "amara" in words:
        return True  # nobody says that to a support line
    return decoded.logprob < -0.7


def _logprob(logits: npt.NDArray[np.float32], token: int) -> float:
    highest = logits.max()
    return float(logits[token] - highest - np.log(np.exp(logits - highest).sum()))


class ShortWindowWhisper:
    """One model. Not for several threads."""

    def __init__(self, model: str, device: str, threads: int, padding_seconds: float, download_dir: str) -> None:
        self._whisper = WhisperModel(
            model, device=device, compute_type="int8", cpu_threads=threads, download_root=download_dir or None
        )
        self._padding = padding_seconds
        self._tokenizers: dict[str, Tokenizer] = {}

    def transcribe(self, samples: Samples, language: str) -> Decoded:
        """Text of 16 kHz samples."""
        seconds = len(samples) / MODEL_RATE
        if seconds < SHORTEST_SECONDS:
            return Decoded("", 0.0, 0, seconds)
        decoded = self._decode(samples, seconds + self._padding_for(seconds), language)
        if not decoded.is_sound():
            again = self._decode(samples, max(FALLBACK_SECONDS, seconds + self._padding), language)
            if again.is_sound() or again.logprob > decoded.logprob:
                decoded = again
        return decoded

    def warm_up(self, samples: Samples, language: str) -> None:
        self._decode(samples, len(samples) / MODEL_RATE + self._padding, language)

    def _padding_for(self, seconds: float) -> float:
        return self._padding + 0.5 if seconds <= 1.0 else self._padding

    def _decode(self, samples: Samples, window_seconds: float, language: str) -> Decoded:
        window = min(window_seconds, FULL_SECONDS)
        seconds = min(len(samples) / MODEL_RATE, FULL_SECONDS)
        frames = int(window * FRAMES_A_SECOND) // 2 * 2
        # Silence is added to the audio and not to the mel frames, where zero is not silence (faster-whisper #1084).
        audio = np.zeros(frames * MODEL_RATE // FRAMES_A_SECOND, dtype=np.float32)
        audio[: len(samples)] = samples[: len(audio)]
        features = self._whisper.feature_extractor(audio)[:, :frames]
        tokenizer = self._tokenizer(language)
        prompt = list(tokenizer.sot_sequence)
        limit = int(TOKENS_A_SECOND * seconds) + SPARE_TOKENS + len(prompt)
        result = self._whisper.model.generate(
            self._whisper.encode(features),
            [prompt],
            beam_size=1,
            max_length=min(limit, 448),
            return_logits_vocab=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed(tokenizer),
            max_initial_timestamp_index=50,
        )[0]
        tokens: list[int] = result.sequences_ids[0]
        steps = [
            (token, logits) for token, logits in zip(tokens, result.logits[0], strict=False) if token < tokenizer.eot
        ]
        text = tokenizer.decode([token for token, _ in steps]).strip()
        logprob = sum(_logprob(np.array(logits), token) for token, logits in steps) / len(steps) if steps else -math.inf
        return Decoded(text, logprob, len(tokens), seconds)

    def _tokenizer(self, language: str) -> Tokenizer:
        if language not in self._tokenizers:
            multilingual = self._whisper.model.is_multilingual  # else the prompt is one token: no language, no task
            self._tokenizers[language] = Tokenizer(
                self._whisper.hf_tokenizer, multilingual, task="transcribe", language=language
            )
        return self._tokenizers[language]

    def _suppressed(self, tokenizer: Tokenizer) -> list[int]:
        return list(faster_whisper.transcribe.get_suppressed_tokens(tokenizer, [-1]))


def build(options: dict[str, Any]) -> Handler:
    """The handler of the child: PCM16 8 kHz mono in the body, text and confidence in the answer."""
    device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    model = options["model"]
    try:
        whisper = ShortWindowWhisper(
            model, device, options["threads"], options["padding_seconds"], options["download_dir"]
        )
    except Exception as error:  # loading and downloading raise errors of four libraries; the operator needs the name
        reason = str(error).partition("\n")[0][:200]
        raise RuntimeError(
            f"Whisper model {model} cannot be loaded or downloaded ({type(error).__name__}: {reason}); "
            "IVR_WHISPER_MODEL may be base, tiny.en, or a folder that holds a model in CTranslate2 format"
        ) from error

    def handle(request: Header, body: bytes) -> tuple[Header, bytes]:
        samples = soxr.resample(samples_of(body), RATE, MODEL_RATE, quality="HQ")
        decoded = whisper.transcribe(samples, request["language"])
        if is_invented(decoded):
            decoded = Decoded("", decoded.logprob, 0, decoded.seconds)
        return {"text": decoded.text, "confidence": decoded.confidence if decoded.text else 0.0}, b""

    # The first run allocates and picks kernels; a caller must not wait for that.
    noise = np.random.default_rng(1).normal(0, 0.05, MODEL_RATE).astype(np.float32)
    whisper.warm_up(noise, options["language"])
    return handle
