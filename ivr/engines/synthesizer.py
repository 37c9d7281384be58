"""Speech from text: pyttsx3 and espeak-ng in a child process that is replaced when it hangs, and a cache."""

from collections import OrderedDict
from collections.abc import Mapping

from ..aloud import aloud
from ..errors import EngineError
from ..ports import Clip
from .spoken import sentences
from .wire import Header
from .worker import Job, Worker

SENTENCE_SECONDS = 0.5
"""A child needs about 20 ms for a sentence; one silent for this long hangs."""
DEADLINE_SECONDS = 2.5
CACHED_CLIPS = 256
WORDS_A_MINUTE = 150
CLEAREST_VOICES = {"en": "en-us+steph"}
"""Of 15 voices and rates, the one whose disclosure Whisper writes down without an error after mu-law at 8 kHz."""
FOREIGN_VOICES = {"de": "de+f3", "es": "es+m7", "fr": "fr+klatt2", "it": "it"}
"""For prompts in the language of callers who do not speak the line's: of 8 variants of each, the one that Whisper
understood best after mu-law at 8 kHz."""


class Pyttsx3Synthesizer:
    """The port Synthesizer. `voices` names an espeak-ng voice for each language; start() before use, stop() after."""

    def __init__(
        self,
        voices: Mapping[str, str],
        *,
        words_a_minute: int = WORDS_A_MINUTE,
        deadline_seconds: float = DEADLINE_SECONDS,
    ) -> None:
        self._voices = dict(voices)
        self._rate = words_a_minute
        self._deadline = deadline_seconds
        self._clips: OrderedDict[tuple[str, str, int], bytes] = OrderedDict()
        self.worker = Worker(
            Job(
                name="synthesizer",
                target="ivr.engines.espeak_child:build",
                options={"rate": words_a_minute, "voices": sorted(set(self._voices.values()))},
                start_seconds=20.0,
                hang_seconds=SENTENCE_SECONDS,
                waiting=32,
            )
        )

    @property
    def ready(self) -> bool:
        return self.worker.ready

    async def start(self) -> None:
        await self.worker.start()

    async def stop(self) -> None:
        await self.worker.stop()

    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        """Speech of all sentences of one text. Raises EngineError, also when there is nothing to say."""
        voice = self._voices.get(language)
        if voice is None:
            raise EngineError(f"synthesizer has no voice for language {language!r}")
        spoken = [sentence for sentence in sentences(text) if any(c.isalnum() for c in sentence)]
        if not spoken:
            raise EngineError("synthesizer was given a text without words")
        rate = round(self._rate * pace)
        return Clip(b"".join([await self._sentence(aloud(sentence, language), voice, rate) for sentence in spoken]))

    async def _sentence(self, sentence: str, voice: str, rate: int) -> bytes:
        key = (sentence, voice, rate)
        if key in self._clips:
            self._clips.move_to_end(key)
            return self._clips[key]
        request: Header = {"text": sentence, "voice": voice, "rate": rate}
        _, ulaw = await self.worker.call(request, deadline_seconds=self._deadline)
        self._clips[key] = ulaw
        if len(self._clips) > CACHED_CLIPS:
            self._clips.popitem(last=False)
        return ulaw
