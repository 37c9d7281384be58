"""Speech from text: pyttsx3 and espeak-ng in a child process that is replaced when it hangs, and a cache."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from ..audio import RATE, ulaw_of
from ..errors import EngineError
from ..language.aloud import aloud
from ..ports import Clip
from ..settings import Settings
from . import neural_voice
from .spoken import sentences
from .wire import Header
from .worker import Job, Worker

SENTENCE_SECONDS = 0.5
"""A child needs about 20 ms for a sentence; one silent for this long hangs."""
DEADLINE_SECONDS = 2.5
CACHED_CLIPS = 256
VOICES_TO_NAME = ("en-us", "en-gb-x-rp", "en-gb-scotland")
"""By which espeak-ng knows them when it is asked for one by name; "en-gb" is none, as there it is a language."""
PAUSE_SECONDS = 0.25
"""Between two sentences of a text: without it a listener, and Whisper, takes "press one. For" for "press once for"."""

_PAUSE = ulaw_of(bytes(2 * round(PAUSE_SECONDS * RATE)))


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of espeak-ng and how it speaks; pitch and range of 0 to 99, 50 as the voice is made."""

    name: str
    words_a_minute: int = 150
    pitch: int = 50
    pitch_range: int = 50


FOREIGN_VOICES = {"de": Voice("de+f3"), "es": Voice("es+m7"), "fr": Voice("fr+klatt2"), "it": Voice("it")}
"""For prompts in the language of callers who do not speak the line's: of 8 variants of each, the one that Whisper
understood best after mu-law at 8 kHz."""


def voice_set(settings: Settings) -> Voice:
    """The voice that the operator set."""
    return Voice(settings.voice, settings.voice_rate, settings.voice_pitch, settings.voice_range)


def voice_of_recordings(settings: Settings) -> Voice:
    """What renders prompts: the one that the operator set for it, where it is at hand."""
    if settings.prompt_voice == neural_voice.NAME and neural_voice.is_installed():
        return Voice(neural_voice.NAME, settings.prompt_rate)
    named = settings.voice if settings.prompt_voice == neural_voice.NAME else settings.prompt_voice
    return replace(voice_set(settings), name=named)


class Pyttsx3Synthesizer:
    """The port Synthesizer. `voices` holds one for each language; start() before use, stop() after."""

    def __init__(self, voices: Mapping[str, Voice], *, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._voices = dict(voices)
        self._deadline = deadline_seconds
        self._clips: OrderedDict[tuple[str, Voice], bytes] = OrderedDict()
        self.worker = Worker(
            Job(
                name="synthesizer",
                target="ivr.engines.espeak_child:build",
                options={"voices": sorted({voice.name for voice in self._voices.values()})},
                start_seconds=20.0,
                hang_seconds=max(SENTENCE_SECONDS, deadline_seconds / 5),
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
        spoken = list(sentences(text, language))
        if not spoken:
            raise EngineError("synthesizer was given a text without words")
        paced = replace(voice, words_a_minute=round(voice.words_a_minute * pace))
        return Clip(_PAUSE.join([await self._sentence(aloud(sentence, language), paced) for sentence in spoken]))

    async def _sentence(self, sentence: str, voice: Voice) -> bytes:
        key = (sentence, voice)
        if key in self._clips:
            self._clips.move_to_end(key)
            return self._clips[key]
        request: Header = {"text": sentence, **asdict(voice)}
        _, ulaw = await self.worker.call(request, deadline_seconds=self._deadline)
        self._clips[key] = ulaw
        if len(self._clips) > CACHED_CLIPS:
            self._clips.popitem(last=False)
        return ulaw
