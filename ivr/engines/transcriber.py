"""Text from an utterance: Whisper in a child process, with a deadline, a fresh child when it dies, one retry."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from ..core.record import Awaited, Expects, Transcript
from ..errors import EngineError
from .digits_again import Numbers
from .models import resolve_whisper
from .worker import Job, Worker

DEADLINE_SECONDS = 4.5
"""Room for an utterance's first try, a new child (1 s with base on an idle machine, 3 s on a busy one) and the second.
The caller is told to wait after 1.2 s."""
HANG_SHARE = 0.8
"""Of the deadline. On a loaded machine a long utterance takes seconds, and to kill a child at work adds to the load."""
THREADS = (2, 1)
"""Of each child of the model. The first answers a lone caller soonest; the second takes over when it is busy, and
answers at once when the first dies."""
FALLBACK_THREADS = (1,)
TOGETHER = 4
"""Utterances that one run of the model takes when so many wait; the first then waits for the last."""
LATE_SECONDS = 0.4
"""Of queue before the smaller model: with it, callers notice."""
PADDING_SECONDS = 2.5
"""Silence that the encoder sees after the utterance: less makes the decoder repeat itself, more costs time."""
SMALL_MODEL_PADDING_SECONDS = 6.0
"""The tiny models lose a third of their words with the window that base is content with."""
SECOND_THOUGHT_SECONDS = 0.06
"""Before an utterance is begun while others are at work. Nearly half of all attempts are abandoned within this time, as
the caller was only between two words (n 720): begun, each would keep the model from others for 0.1 to 0.2 s."""
PHONE_LENGTHS = {"US": (7, 10), "CA": (7, 10)}
"""Digits of phone numbers by region, as callers say them in a sentence, without the code of a country. Elsewhere they
are of many lengths, and nothing is known of one that is wrong."""
SHORTEST_PCM_BYTES = 1920
"""0.12 s. Whisper invents words for less."""


def padding_seconds(model: str) -> float:
    """Silence to add to an utterance for a model of this name."""
    return SMALL_MODEL_PADDING_SECONDS if "tiny" in model else PADDING_SECONDS


class FasterWhisperTranscriber:
    """The port Transcriber. start() before use, stop() after; `worker` tells readiness, restarts and queue delay.

    `fallback` has a smaller model, for when the queue is long: to be asked again is better than to wait in silence.
    """

    def __init__(
        self,
        model: str,
        models_dir: Path,
        *,
        language: str = "en",
        deadline_seconds: float = DEADLINE_SECONDS,
        threads: Sequence[int] = THREADS,
        fallback_model: str = "",
        phone_region: str = "",
        room: Path | None = None,
    ) -> None:
        """Models are names for models.resolve_whisper; a child of the first is kept for each of `threads`.

        `phone_region`, as in the settings: of what lengths phone numbers in a sentence are. `room`: where the lists of
        the language stand, if not in their place.
        """
        self._phone_lengths = PHONE_LENGTHS.get(phone_region, ())
        self._language = language
        self._deadline = deadline_seconds
        self.worker = _worker("transcriber", model, models_dir, language, deadline_seconds, threads)
        self.fallback: Worker | None = None
        speaks = language == "en" or not fallback_model.endswith(".en")
        if fallback_model and fallback_model != model and speaks:
            self.fallback = _worker(
                "fallback transcriber", fallback_model, models_dir, language, deadline_seconds, FALLBACK_THREADS
            )
        self._models_dir = models_dir
        self._models = {model: self.worker} | ({fallback_model: self.fallback} if self.fallback else {})
        for worker in self._models.values() if room else ():
            worker.set_option("room", str(room))

    @property
    def ready(self) -> bool:
        return self.worker.ready

    @property
    def delay_seconds(self) -> float:
        """How long one more utterance would wait for the model that is wanted; the fallback is not for every day."""
        return self.worker.delay_seconds

    async def start(self) -> None:
        """Check the models' files and begin to load them. Raises EngineError when they are missing or not ours."""
        for model, worker in self._models.items():
            path = await asyncio.to_thread(resolve_whisper, model, self._models_dir)
            worker.set_option("model", path)
            await worker.start()

    async def stop(self) -> None:
        await asyncio.gather(*(worker.stop() for worker in self._models.values()))

    async def transcribe(self, pcm: bytes, expects: Expects, *, glance: bool = False) -> Transcript:
        """Text of PCM16 8 kHz mono; empty when there are no words in it. Raises EngineError, EngineBusyError.

        The transcript's language is another than ours only when the model is sure of it: whisper_child.py.
        What is expected tells how many digits a number has, and with it whether figures went wrong: digits_again.py.
        Its words are for engines that can be told what to listen for. Whisper cannot in a short window: with 12 words
        as a prompt, its errors on 45 sentences rose from 4 % to 39 % when their own words were among the 12, to 48 %
        when not, and on 45 single words from 20 % to over 500 %, as it goes on with the list instead of the audio.
        """
        if len(pcm) % 2:
            raise EngineError("transcriber was given half a sample")
        if len(pcm) < SHORTEST_PCM_BYTES:
            return Transcript("", 0.0, self._language)
        if not self.worker.queue.is_idle:
            await asyncio.sleep(SECOND_THOUGHT_SECONDS)
        request = {"glance": glance, **numbers_in(expects, self._phone_lengths).told()}
        answer, _ = await self._quickest().call(request, pcm, deadline_seconds=self._deadline)
        doubtful = bool(answer["doubtful"])
        return Transcript(str(answer["text"]), float(answer["confidence"]), str(answer["language"]), doubtful)

    def _quickest(self) -> Worker:
        """The model that is wanted, while its queue is short."""
        own, other = self.worker, self.fallback
        if other is None or not other.ready:
            return own
        late = own.delay_seconds > LATE_SECONDS or own.is_full or not own.ready
        return other if late and other.delay_seconds < own.delay_seconds + LATE_SECONDS else own


def numbers_in(expects: Expects, phone_lengths: tuple[int, ...] = ()) -> Numbers:
    """The lengths that a number may have in what is said: the one asked for, or in a sentence those of a phone's."""
    if expects.kind is Awaited.DIGITS:
        return Numbers((expects.digits,), asked=True) if expects.digits else Numbers()
    return Numbers(phone_lengths)


def _worker(
    name: str, model: str, models_dir: Path, language: str, deadline_seconds: float, threads: Sequence[int]
) -> Worker:
    options: dict[str, object] = {
        "language": language,
        "padding_seconds": padding_seconds(model),
        "download_dir": str(models_dir / "downloads"),
    }
    job = Job(
        name=name,
        target="ivr.engines.whisper_child:build",
        options=options,
        start_seconds=300.0,  # a model named by its hub name is downloaded first
        hang_seconds=HANG_SHARE * deadline_seconds,
        together=TOGETHER,
        variants=tuple({"threads": count} for count in threads),
    )
    return Worker(job)
