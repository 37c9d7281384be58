"""Inside the transcriber's child: one Whisper model, run on a window cut to the utterance, with guards and a fallback.

Whisper's encoder costs what it is given. faster-whisper gives it 30 s always; this gives it the utterance and a few
seconds of silence, which is 3 to 5 times quicker. Short windows make the decoder repeat itself now and then, unless it
may write timestamps; what still looks wrong is done again on a window that was safe in our measurements.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import ctranslate2
import faster_whisper.transcribe
import numpy as np
import numpy.typing as npt
import soxr
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer

from ..audio import RATE, Samples, samples_of
from .abandon import current
from .calibration import confidence
from .decoded_words import decoded_words
from .digits_again import NONE, Numbers
from .handler import Message, Together
from .known_words import known_words
from .quieter import without_noise
from .soundness import Decoded, most_tokens, without_loops

MODEL_RATE = 16000
FRAMES_A_SECOND = 100
"""Mel frames; two make one position of the encoder."""
FULL_SECONDS = 30.0
WINDOW_STEP_SECONDS = 1.0
"""Windows are rounded up to whole steps, so that utterances of about the same length share a run of the model. Of 210
utterances (AN4 and telephone prompts) as many words were wrong without rounding, with steps of 0.5 s and with these."""
SECOND_LOOK_SECONDS = 10.0
"""A window that was as good as the full one in our measurements, at a third of its cost."""
SECOND_LOOK_LOGPROB = -0.7
"""With less, a wider window is worth its time. Every sixth utterance of AN4 gets one; of 75 of them 6.8 % of the words
were wrong without, 5.6 % with it, and 6.0 % with the full window for all."""
SECOND_LOOK_MORE_SECONDS = 3.5
"""Than the first: the same window twice would give the same words twice."""
LONGEST_PLAIN_SECONDS = 1.5
"""With the audio before and after: one short answer, which is not looked at twice; spelled names are."""
SURE_LOGPROB = -0.2
"""Of words in the language that was expected: nobody asks then whether it was another."""
LANGUAGE_SECONDS = 1.0
LANGUAGE_PROBABILITY = 0.8
"""So sure of another language, and surer of the words in it: so are 40 of 53 sentences in four languages, and of 588
utterances in English (telephone prompts, names and numbers) one, which was all figures: they no longer count."""
LONGEST_TEXT = 448
"""Tokens that Whisper has places for. Of its `max_length`, CTranslate2 writes half, and leaves room for the prompt."""
SHORTEST_SECONDS = 0.12
"""Less holds no word, and Whisper invents some."""


def _each(encoded: ctranslate2.StorageView) -> list[ctranslate2.StorageView]:
    """One for each utterance of the batch."""
    if encoded.shape[0] == 1:
        return [encoded]
    together = np.array(encoded.to_device(ctranslate2.Device.cpu))
    return [ctranslate2.StorageView.from_array(np.ascontiguousarray(one[None])) for one in together]


class ShortWindowWhisper:
    """One model. Not for several threads."""

    def __init__(self, model: str, device: str, threads: int, padding_seconds: float, download_dir: str) -> None:
        self._whisper = WhisperModel(
            model, device=device, compute_type="int8", cpu_threads=threads, download_root=download_dir or None
        )
        self._padding = padding_seconds
        self._tokenizers: dict[str, Tokenizer] = {}
        self._figures: dict[str, list[int]] = {}

    def transcribe(self, samples: Samples, language: str, numbers: Numbers = NONE) -> Decoded:
        """Text of 16 kHz samples; of more than 30 s the first 30. `numbers`: how many digits one in it may have."""
        return next(self.transcribe_several([samples], language, numbers={0: numbers}))

    def transcribe_several(
        self,
        batch: Sequence[Samples],
        language: str,
        glances: Collection[int] = (),
        numbers: Mapping[int, Numbers] = MappingProxyType({}),
    ) -> Iterator[Decoded]:
        """The text of each in their order: first looks in one run of the model, further ones alone.

        Four of one length together cost two thirds of four alone on one core (base). `glances` are the
        places of those in which only the wish for a person matters: they get no second look. `numbers`: how many digits
        a number in it may have, by place.
        """
        batch = [samples[: int(FULL_SECONDS * MODEL_RATE)] for samples in batch]
        worth = [samples for samples in batch if len(samples) >= SHORTEST_SECONDS * MODEL_RATE]
        looks = iter(self._first_looks(worth, language))
        for place, samples in enumerate(batch):
            if len(samples) < SHORTEST_SECONDS * MODEL_RATE:
                yield Decoded("", 0.0, 0, len(samples) / MODEL_RATE, language=language)
            else:
                settled = self._settled(samples, *next(looks), language, glance=place in glances)
                yield self._with_digits(samples, settled, NONE if place in glances else numbers.get(place, NONE))

    def _settled(
        self, samples: Samples, encoded: ctranslate2.StorageView, decoded: Decoded, language: str, *, glance: bool
    ) -> Decoded:
        """What is made of a first look: it stands, or the utterance is looked at once more."""
        spoken, known = language if glance else self._spoken(encoded, decoded, language), known_words(language)
        doubtful = spoken == language and known.are_doubtful(decoded)
        if doubtful:
            encoded, decoded = self._surer_without_noise(samples, encoded, decoded, language)
            if known.asks_for_person(decoded.text):
                return replace(decoded, language=language)
            if glance:
                return replace(self._for_a_person(encoded, decoded, language), language=language)
        plain = decoded.seconds <= LONGEST_PLAIN_SECONDS and known.is_plain(decoded.text)
        unsure = decoded.looks == 1 and decoded.logprob < SECOND_LOOK_LOGPROB and not plain
        if not glance and spoken == language and (not decoded.is_sound() or unsure):
            decoded = self._second_look(samples, decoded, language)
        return replace(decoded, language=spoken, doubtful=doubtful)

    def _for_a_person(self, encoded: ctranslate2.StorageView, decoded: Decoded, language: str) -> Decoded:
        """The second listen of way_out.py: half a listen more, for which nobody with another wish is to wait."""
        again = self._decode(encoded, decoded.seconds, language, known_words(language).hint)
        text = known_words(language).wish(decoded, again)
        return replace(again, text=text, looks=2) if text else decoded

    def _surer_without_noise(
        self, samples: Samples, encoded: ctranslate2.StorageView, decoded: Decoded, language: str
    ) -> tuple[ctranslate2.StorageView, Decoded]:
        """The utterance as it was heard or, if that is surer or asks for a person, with less of its noise."""
        quieter = without_noise(samples)
        if quieter is None:
            return encoded, decoded
        seconds = decoded.seconds
        heard = self._encoded([quieter], self._window(seconds))
        again = replace(self._decode(heard, seconds, language), looks=2)
        surer = again.logprob > decoded.logprob or known_words(language).asks_for_person(again.text)
        return (heard, again) if surer else (encoded, decoded)

    def _second_look(self, samples: Samples, decoded: Decoded, language: str) -> Decoded:
        wider = self._encoded([samples], self._wider(decoded.seconds))
        again = self._decode(wider, decoded.seconds, language)
        if again.is_sound() or again.logprob > decoded.logprob:
            decoded = again
        text = decoded.text if decoded.is_sound() else without_loops(decoded.text)
        return replace(decoded, text=text, looks=2)

    def _with_digits(self, samples: Samples, decoded: Decoded, numbers: Numbers) -> Decoded:
        """With the digits as they come when no figures may be written, where those in figures cannot be right."""
        known, seconds = known_words(decoded.language), decoded.seconds
        text = known.with_zeros(decoded.text, numbers)
        if not known.is_off(text, numbers):
            return replace(decoded, text=text)
        heard = self._encoded([samples], self._wider(seconds))
        again = self._decode(heard, seconds, decoded.language, figures=False)
        # Of words that had to be others the model is never sure.
        return replace(decoded, text=known.mended(text, again.text, numbers), looks=2)

    def _spoken(self, encoded: ctranslate2.StorageView, decoded: Decoded, language: str) -> str:
        """The language of what was heard: another than `language` only when the model is sure, and is surer of its
        words in it."""
        unsure = decoded.logprob < SURE_LOGPROB and decoded.seconds >= LANGUAGE_SECONDS
        has_words = any(map(str.isalpha, decoded.text))  # figures are written alike in all
        if not (unsure and has_words and self._whisper.model.is_multilingual):
            return language
        token, probability = self._whisper.model.detect_language(encoded)[0][0]
        other = token.strip("<|>")
        if other == language or probability < LANGUAGE_PROBABILITY:
            return language
        in_other = self._decode(encoded, decoded.seconds, other)
        return other if in_other.logprob > decoded.logprob else language

    def warm_up(self, samples: Samples, language: str) -> None:
        seconds = len(samples) / MODEL_RATE
        self._decode(self._encoded([samples], self._window(seconds)), seconds, language)

    def _wider(self, seconds: float) -> float:
        """The window of a second look."""
        return max(SECOND_LOOK_SECONDS, seconds + self._padding + SECOND_LOOK_MORE_SECONDS)

    def _window(self, seconds: float) -> float:
        """That of a first look, in seconds: of the utterance alone, whoever else is heard beside it."""
        padding = self._padding + 0.5 if seconds <= 1.0 else self._padding
        return min(math.ceil((seconds + padding) / WINDOW_STEP_SECONDS) * WINDOW_STEP_SECONDS, FULL_SECONDS)

    def _first_looks(self, batch: Sequence[Samples], language: str) -> list[tuple[ctranslate2.StorageView, Decoded]]:
        """Each with its encoded audio, for further looks. Those of one window go through the model together.

        A batch changes nothing of what is made of each; a longer window does: cut for the longest of four, 40 of 64
        utterances of AN4 came out otherwise than alone. Four of mixed lengths cost 0.88 of four alone, of one length
        two thirds.
        """
        looks: dict[int, tuple[ctranslate2.StorageView, Decoded]] = {}
        windows = [self._window(len(samples) / MODEL_RATE) for samples in batch]
        for window in sorted(set(windows)):
            places = [place for place, one in enumerate(windows) if one == window]
            encoded = self._encoded([batch[place] for place in places], window)
            seconds = [len(batch[place]) / MODEL_RATE for place in places]
            decoded = self._decode_all(encoded, seconds, language)
            looks |= zip(places, zip(_each(encoded), decoded, strict=True), strict=True)
        return [looks[place] for place in range(len(batch))]

    def _encoded(self, batch: Sequence[Samples], window_seconds: float) -> ctranslate2.StorageView:
        current.check()
        return self._whisper.encode(np.stack([self._features(samples, window_seconds) for samples in batch]))

    def _features(self, samples: Samples, window_seconds: float) -> npt.NDArray[np.float32]:
        frames = int(min(window_seconds, FULL_SECONDS) * FRAMES_A_SECOND) // 2 * 2
        # Silence is added to the audio and not to the mel frames, where zero is not silence (faster-whisper #1084).
        audio = np.zeros(frames * MODEL_RATE // FRAMES_A_SECOND, dtype=np.float32)
        audio[: len(samples)] = samples[: len(audio)]
        features: npt.NDArray[np.float32] = self._whisper.feature_extractor(audio)[:, :frames]
        return features

    def _decode(
        self, encoded: ctranslate2.StorageView, seconds: float, language: str, hint: str = "", *, figures: bool = True
    ) -> Decoded:
        return self._decode_all(encoded, [seconds], language, hint, figures=figures)[0]

    def _decode_all(
        self,
        encoded: ctranslate2.StorageView,
        seconds: Sequence[float],
        language: str,
        hint: str = "",
        *,
        figures: bool = True,
    ) -> list[Decoded]:
        """`hint`: text that might have come before; the decoder leans towards its words. `figures`: may be written."""
        tokenizer = self._tokenizer(language)
        before = [tokenizer.sot_prev, *tokenizer.encode(hint)] if hint else []
        prompt = [*before, *tokenizer.sot_sequence]
        most = most_tokens(max(seconds))
        current.check()
        results = self._whisper.model.generate(
            encoded,
            [prompt] * len(seconds),
            beam_size=1,
            max_length=min(max(2 * most, most + len(prompt)), LONGEST_TEXT),
            return_logits_vocab=True,
            suppress_blank=True,
            suppress_tokens=self._suppressed(tokenizer) + ([] if figures else self._figures_in(language)),
            max_initial_timestamp_index=50,
        )
        return [decoded_words(result, one, tokenizer) for result, one in zip(results, seconds, strict=True)]

    def _tokenizer(self, language: str) -> Tokenizer:
        if language not in self._tokenizers:
            multilingual = self._whisper.model.is_multilingual  # else the prompt is one token: no language, no task
            self._tokenizers[language] = Tokenizer(
                self._whisper.hf_tokenizer, multilingual, task="transcribe", language=language
            )
        return self._tokenizers[language]

    def _figures_in(self, language: str) -> list[int]:
        if language not in self._figures:
            known = self._whisper.hf_tokenizer
            pieces = map(known.id_to_token, range(known.token_to_id("<|endoftext|>")))  # times come after it
            self._figures[language] = known_words(language).figures(pieces)
        return self._figures[language]

    def _suppressed(self, tokenizer: Tokenizer) -> list[int]:
        return list(faster_whisper.transcribe.get_suppressed_tokens(tokenizer, [-1]))


def build(options: dict[str, Any]) -> Together:
    """What the child answers with: PCM16 8 kHz mono in the body, text and confidence in the answer."""
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

    known = known_words(options["language"])

    def handle(batch: Sequence[Message]) -> Iterator[Message]:
        heard = [soxr.resample(samples_of(body), RATE, MODEL_RATE, quality="HQ") for _, body in batch]
        glances = {place for place, (request, _) in enumerate(batch) if request.get("glance")}
        numbers = {place: Numbers.of(request) for place, (request, _) in enumerate(batch)}
        for decoded in whisper.transcribe_several(heard, options["language"], glances, numbers):
            text = "" if known.is_invented(decoded) else decoded.text
            sure = confidence(model, replace(decoded, text=text))
            told = {"text": text, "confidence": sure, "language": decoded.language, "doubtful": decoded.doubtful}
            yield told, b""

    # The first run allocates, picks kernels and reads books of phrases; a caller must not wait for that.
    known.read(options.get("room", ""))
    noise = np.random.default_rng(1).normal(0, 0.05, MODEL_RATE).astype(np.float32)
    whisper.warm_up(noise, options["language"])
    return Together(handle)
