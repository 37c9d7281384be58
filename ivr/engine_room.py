"""What calls are made with: the engines, and the exchange where streams become calls. Loaded after the web side.

To load and check all this takes seconds; meanwhile webhooks are answered by `asgi.Service`, which has none of it.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module

import structlog

from .call.activity import Activity
from .call.admission import Admission
from .call.equipment import Equipment, Evidence
from .call.exchange import Exchange
from .call.line_watch import QUIET_SECONDS
from .call.taping import Recorders
from .core.rules import Rules
from .engines.detector import SileroDetector
from .engines.dialogue import RasaDialogue
from .engines.in_force import hash_of_prompts, in_force
from .engines.models import silero_path
from .engines.rasa_server import RasaServer, RasaWatch
from .engines.spoken import sentences
from .engines.synthesizer import FOREIGN_VOICES, Pyttsx3Synthesizer, voice_of_recordings, voice_set
from .engines.transcriber import DEADLINE_SECONDS, FasterWhisperTranscriber
from .language.last_good import language_in_force
from .settings import Settings
from .store.calls import rules_of
from .store.facts import Facts
from .store.outlet import redactor
from .store.store import Store
from .tape.deck import Deck
from .telephony.token import StreamTokens
from .written.recordings import KeptClips, Recordings
from .written.rules_file import RulesFile

_DIALOGUE_SECONDS = 2.0
"""A Rasa that shares two busy cores may take a second; three that seem dead would send every call to an agent."""
_REPLY_SECONDS = 4.5
"""Actions may ask the back office and then hand over a text message, which have two seconds each."""
_PATIENCE_IN_AUDIO_TIME = 8.0
"""Times as long: no caller waits meanwhile, and a machine with other work has no failed engine for that."""
_BRING_SECONDS = 10.0
"""For a loop that is late; it takes microseconds."""
_PROMPT_SECONDS = 30.0
"""For a line, by the voice of recordings and its start."""
_QUIET_IN_AUDIO_TIME = 60.0
"""The stand-in sends no frame while an engine is at work."""

log = structlog.get_logger(__name__)


def recordings_of(settings: Settings, language: str, in_force: Callable[[], Rules]) -> Recordings:
    """The prompts in memory; starts no voice. Raises PromptError, see `Recordings`."""
    voice = voice_of_recordings(settings)
    kept = KeptClips(settings.data_dir / "prompts", repr(voice))
    make = partial(Pyttsx3Synthesizer, FOREIGN_VOICES | {language: voice}, deadline_seconds=_PROMPT_SECONDS)
    return Recordings(settings.prompts_dir, language, in_force, kept, make)


class EngineRoom:
    _speaking: asyncio.Task[None] | None

    def __init__(
        self,
        settings: Settings,
        store: Store,
        facts: Facts,
        rules: RulesFile,
        tokens: StreamTokens,
        activity: Activity,
        *,
        clock_is_audio: bool,
        waiting: Callable[[str], int] = lambda route: 0,
        alerted: Callable[[], None] = lambda: None,
    ) -> None:
        """Checks everything and starts nothing. Raises CandidError saying what is missing."""
        self._settings, self._activity, self._clock_is_audio = settings, activity, clock_is_audio
        self._store, self._rules, self._speaking = store, rules, None
        language = rules.current().language
        # Read in this thread, and not in the first call.
        self.language, self.language_problem = language_in_force(language, settings.data_dir / "language")
        if self.language_problem:
            log.error("language_broken", problem=self.language_problem)
        self.prompts = recordings_of(settings, language, rules.current)
        self._in_force = in_force(settings, language)
        self._patience = _PATIENCE_IN_AUDIO_TIME if clock_is_audio else 1.0
        self.transcriber = self._transcriber(language)
        self.synthesizer = Pyttsx3Synthesizer({language: voice_set(settings)})
        self.detector = SileroDetector(silero_path(settings.models_dir))
        self.admission = Admission(lambda: self.transcriber.delay_seconds)
        self.rasa = None if settings.rasa_url else self._own_rasa()
        self.dialogue = RasaDialogue(
            self.rasa.url if self.rasa else settings.rasa_url,
            settings.rasa_secret,
            deadline_seconds=_DIALOGUE_SECONDS * self._patience,
            reply_seconds=_REPLY_SECONDS * self._patience,
            about=self._about,
        )
        self.rasa_watch = RasaWatch(self.dialogue)
        self.deck = Deck()
        recorders = Recorders(self.deck, store.sound, redactor(names=settings.redact_names > 0, language=language))
        equipment = replace(self._equipment(store, facts), waiting=waiting, alerted=alerted)
        self.exchange = Exchange(equipment, store, rules, tokens, self._line_clock(), recorders)

    def _transcriber(self, language: str) -> FasterWhisperTranscriber:
        settings = self._settings
        return FasterWhisperTranscriber(
            settings.whisper_model,
            settings.models_dir,
            language=language,
            deadline_seconds=DEADLINE_SECONDS * self._patience,
            fallback_model=settings.fallback_model,
            phone_region=settings.phone_region,
            room=self.language.room if self.language_problem else None,
        )

    def _own_rasa(self) -> RasaServer:
        known, of_actions = self._settings, self._settings.environment_for_actions()
        rasa = RasaServer(known.rasa_dir, known.data_dir, known.rasa_secret, self._rasa_ended, of_actions)
        rasa.check()
        return rasa

    def _about(self, call: str) -> dict[str, str]:
        """What the assistant is told of a call besides the caller's words."""
        record = self._store.record(call)
        rules = rules_of(record, self._rules.current())
        return {"time_zone": rules.business_zone} | ({"caller": record.number} if record.number else {})

    def _rasa_ended(self) -> None:
        self.rasa_watch.lost()

    def _equipment(self, store: Store, facts: Facts) -> Equipment:
        return Equipment(
            transcriber=self.transcriber,
            dialogue=self.dialogue,
            synthesizer=self.synthesizer,
            detector=self.detector.for_call,
            prompts=self.prompts,
            store=store,
            sentences=partial(sentences, language=self.prompts.language),
            activity=self._activity,
            quiet_seconds=_QUIET_IN_AUDIO_TIME if self._clock_is_audio else QUIET_SECONDS,
            evidence=Evidence(facts, self._in_force, self._settings.prompt_voice),
        )

    def other_prompts(self, loop: asyncio.AbstractEventLoop, bring: Callable[[], None]) -> None:
        """Brings other prompts in force, on the loop of calls: each that begins has all of the old, or of the new.

        Their hash for the evidence changes with them. For another thread; returns when it is so.
        """
        fresh = hash_of_prompts(self._settings, self.prompts.language)

        async def take() -> None:
            bring()
            self._in_force["prompts"] = fresh

        with suppress(TimeoutError):  # it comes with the loop's next turn
            asyncio.run_coroutine_threadsafe(take(), loop).result(_BRING_SECONDS)

    def _line_clock(self) -> Callable[[], float]:
        return AudioClock() if self._clock_is_audio else time.monotonic

    async def start(self) -> None:
        """Begins everything; returns before the engines are warm. Raises EngineError when a model is not ours."""
        self._speaking = asyncio.create_task(self.prompts.make_ready())
        if self._rules.current().may_record:  # else with the first who agrees: a third of a second of a core
            await asyncio.to_thread(import_module, "ivr.tape.ogg")
        if self.rasa:
            self.rasa.start()
        self.rasa_watch.start()
        if not self._clock_is_audio:  # in audio time a loop at work is not a loop that is late
            self.admission.start()
        await asyncio.gather(self.transcriber.start(), self.synthesizer.start())

    async def stop(self) -> None:
        """No stream is open and every child is gone when this returns."""
        self.exchange.close_all()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.exchange.drained(), 2.0)
        await asyncio.to_thread(self.deck.stop, 2.0)
        if self._speaking:
            self._speaking.cancel()
        await self.admission.stop()
        await self.rasa_watch.stop()
        if self.rasa:
            await self.rasa.stop()
        await asyncio.gather(self.transcriber.stop(), self.synthesizer.stop())
        await self.dialogue.aclose()

    @property
    def ready(self) -> bool:
        """Whether a call can be taken now."""
        engines = self.transcriber.ready and self.synthesizer.ready and self.rasa_watch.ready
        return engines and self._can_be_heard

    @property
    def _can_be_heard(self) -> bool:
        return self.prompts.is_ready and all(map(self.prompts.has, self._rules.current().companies))

    def parts(self) -> dict[str, tuple[bool, int | None]]:
        """Name → whether it is ready, and its process."""
        return {
            "transcriber": (self.transcriber.ready, self.transcriber.worker.pid),
            "synthesizer": (self.synthesizer.ready, self.synthesizer.worker.pid),
            "dialogue": (self.rasa_watch.ready, self.rasa.server.pid if self.rasa else None),
            "detector": (True, None),
            "prompts": (self._can_be_heard, None),
        }

    def load(self) -> dict[str, str]:
        late = self.admission
        detail = f"transcriber's queue {late.queue_seconds:.2f} s, event loop {late.loop_seconds:.3f} s late"
        return {"state": "room" if late.has_room else "full", "detail": detail}


class AudioClock:
    """Time that never runs out of messages: the stand-in sends the next frame when the last was handled."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += 0.02
        return self._now
