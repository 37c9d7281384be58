"""Builds the whole service from its settings: engines, store, webhooks and the media stream, as one ASGI app."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import structlog
from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from .activity import Activity
from .admission import Admission
from .call_parts import Parts
from .core.rules import Rules
from .engines.detector import SileroDetector
from .engines.dialogue import RasaDialogue
from .engines.rasa_server import RasaServer, RasaWatch
from .engines.spoken import sentences
from .engines.synthesizer import Pyttsx3Synthesizer, voice_set
from .engines.transcriber import DEADLINE_SECONDS, FasterWhisperTranscriber
from .errors import EngineError, StreamError
from .exchange import Exchange
from .line_watch import QUIET_SECONDS
from .models import silero_path
from .prompts import PromptLibrary
from .rules_file import RulesFile, prompts_said
from .settings import Settings
from .store.store import Store, utc_now
from .telephony.signature import Signatures
from .telephony.token import StreamTokens
from .web import create_app

_WEBHOOK_THREADS = 8
_DIALOGUE_SECONDS = 2.0
"""A Rasa that shares two busy cores may take a second; three that seem dead would send every call to an agent."""
_REPLY_SECONDS = 4.5
"""Actions may ask the back office and then hand over a text message, which have two seconds each."""
_PATIENCE_IN_AUDIO_TIME = 8.0
"""Times as long: no caller waits meanwhile, and a machine with other work has no failed engine for that."""
_QUIET_IN_AUDIO_TIME = 60.0
"""The stand-in sends no frame while an engine is at work."""
_LOOK_SECONDS = 0.1
_BROKEN_CODES = {1002, 1007, 1009}
"""Protocol error, not UTF-8, larger than allowed (RFC 6455, 7.4.1)."""

log = structlog.get_logger(__name__)


class StreamSocket:
    """A Starlette websocket as the runner's TextSocket: text only; a binary message ends it."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket

    async def receive(self) -> str | None:
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            if message.get("code") in _BROKEN_CODES:
                raise StreamError("a message that no carrier sends")
            return None
        text = message.get("text")
        if not isinstance(text, str):
            raise StreamError("a binary message")
        return text

    async def send(self, text: str) -> None:
        try:
            await self._websocket.send_text(text)
        except (WebSocketDisconnect, RuntimeError) as error:
            raise OSError("the stream is closed") from error

    async def close(self) -> None:
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect, RuntimeError, OSError):
                await self._websocket.close()


@dataclass
class Service:
    """Every part, made but not started; `ready` when a call can be taken."""

    settings: Settings
    dev: bool = False
    clock_is_audio: bool = False
    """The carrier is a stand-in in this process that waits for nobody: messages come as fast as they are handled."""
    draining: bool = False
    activity: Activity = field(default_factory=Activity)

    def __post_init__(self) -> None:
        settings = self.settings
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        language = RulesFile(settings.rules_file, settings.data_dir).current().language
        self.prompts = PromptLibrary(settings.prompts_dir, language)
        self.rules = RulesFile(settings.rules_file, settings.data_dir, self._unsayable)
        self.store = Store(settings.effective_database_url, settings.data_dir, settings.secret_key)
        patience = _PATIENCE_IN_AUDIO_TIME if self.clock_is_audio else 1.0
        self.transcriber = FasterWhisperTranscriber(
            settings.whisper_model,
            settings.models_dir,
            language=language,
            deadline_seconds=DEADLINE_SECONDS * patience,
            fallback_model=settings.fallback_model,
        )
        self.synthesizer = Pyttsx3Synthesizer({language: voice_set(settings)})
        self.detector = SileroDetector(silero_path(settings.models_dir))
        self.admission = Admission(lambda: self.transcriber.delay_seconds)
        self.rasa = None if settings.rasa_url else self._own_rasa()
        url = self.rasa.url if self.rasa else settings.rasa_url
        self.dialogue = RasaDialogue(
            url,
            settings.rasa_secret,
            deadline_seconds=_DIALOGUE_SECONDS * patience,
            reply_seconds=_REPLY_SECONDS * patience,
        )
        self.rasa_watch = RasaWatch(self.dialogue)
        self.tokens = StreamTokens(settings.secret_key, time.monotonic)
        self.signatures = Signatures(settings)
        self.exchange = Exchange(self._parts(), self.store, self.rules, self.tokens, self._line_clock())

    def _unsayable(self, rules: Rules) -> list[str]:
        """What rules would have said that is not at hand: recordings are read, and voices chosen, at the start."""
        if rules.language != self.prompts.language:
            return [f"language: is {self.prompts.language} until the service is restarted"]
        unknown = [(field, name) for field, name in prompts_said(rules) if name not in self.prompts.names]
        mend = "add it to prompts.yml, then `ivr render-prompts`, and restart the service"
        return [f"{field}: no prompt '{name}' is at hand: {mend}" for field, name in unknown]

    def _own_rasa(self) -> RasaServer:
        known, of_actions = self.settings, self.settings.environment_for_actions()
        rasa = RasaServer(known.rasa_dir, known.data_dir, known.rasa_secret, self._rasa_ended, of_actions)
        rasa.check()
        return rasa

    def _rasa_ended(self) -> None:
        self.rasa_watch.lost()

    def _parts(self) -> Parts:
        return Parts(
            transcriber=self.transcriber,
            dialogue=self.dialogue,
            synthesizer=self.synthesizer,
            detector=self.detector.for_call,
            prompts=self.prompts,
            store=self.store,
            sentences=sentences,
            activity=self.activity,
            quiet_seconds=_QUIET_IN_AUDIO_TIME if self.clock_is_audio else QUIET_SECONDS,
        )

    def _line_clock(self) -> Callable[[], float]:
        return AudioClock() if self.clock_is_audio else time.monotonic

    async def start(self) -> None:
        """Begins everything; returns before the engines are warm."""
        self.rules.start()
        self.store.start()
        if self.rasa:
            self.rasa.start()
        self.rasa_watch.start()
        if not self.clock_is_audio:  # in audio time a loop at work is not a loop that is late
            self.admission.start()
        await asyncio.gather(self.transcriber.start(), self.synthesizer.start())

    async def warm(self, deadline_seconds: float) -> None:
        """Returns when every engine can take a call. Raises EngineError when that takes longer."""
        try:
            async with asyncio.timeout(deadline_seconds):
                # Rasa is asked itself: what was seen of it a moment ago may have ended since.
                while not (self.can_take_call() and await self.dialogue.ready()):  # noqa: ASYNC110  # nobody tells
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            waiting = [name for name, part in self.parts().items() if part["state"] == "starting"]
            raise EngineError(f"not ready within {deadline_seconds:g} s: {', '.join(waiting)}") from None

    async def stop(self) -> None:
        """Every child is gone and every record written when this returns."""
        self.exchange.close_all()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.exchange.drained(), 2.0)
        await self.admission.stop()
        await self.rasa_watch.stop()
        if self.rasa:
            await self.rasa.stop()
        await asyncio.gather(self.transcriber.stop(), self.synthesizer.stop())
        await self.dialogue.aclose()
        await asyncio.to_thread(self.rules.stop)
        await asyncio.to_thread(self.store.close)

    # The web side's view (web.readiness.Readiness).

    def can_take_call(self) -> bool:
        return not self.draining and self.transcriber.ready and self.synthesizer.ready and self.rasa_watch.ready

    def has_room(self) -> bool:
        return self.admission.has_room

    def parts(self) -> dict[str, dict[str, str]]:
        rules_state = "broken change, last good rules in force" if self.rules.problem else "ready"
        return {
            "service": self._state(True, os.getpid()),
            "transcriber": self._state(self.transcriber.ready, self.transcriber.worker.pid),
            "synthesizer": self._state(self.synthesizer.ready, self.synthesizer.worker.pid),
            "dialogue": self._state(self.rasa_watch.ready, self.rasa.server.pid if self.rasa else None),
            "detector": self._state(True),
            "rules": {"state": rules_state, "detail": self.rules.problem},
            "store": self.store.state(),
            "load": self._load(),
            "calls": {"state": "draining" if self.draining else "open", "detail": str(self.exchange.calls)},
        }

    def _load(self) -> dict[str, str]:
        late = self.admission
        detail = f"transcriber's queue {late.queue_seconds:.2f} s, event loop {late.loop_seconds:.3f} s late"
        return {"state": "room" if late.has_room else "full", "detail": detail}

    def _state(self, ready: bool, pid: int | None = None) -> dict[str, str]:
        # The process is told to developers alone: their stand-in kills it to see who answers the caller then.
        return {"state": "ready" if ready else "starting", "detail": f"pid {pid}" if self.dev and pid else ""}


class AudioClock:
    """Time that never runs out of messages: the stand-in sends the next frame when the last was handled."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        self._now += 0.02
        return self._now


def _asgi_of(flask: Any) -> Any:
    # The two libraries type the same WSGI and ASGI protocols differently.
    return WSGIMiddleware(flask.wsgi_app, workers=_WEBHOOK_THREADS)


def create_asgi(service: Service) -> Starlette:
    """The ASGI app: `/media` is the carrier's websocket, everything else is Flask."""
    flask = create_app(
        service.settings,
        store=service.store,
        rules=service.rules,
        readiness=service,
        tokens=service.tokens,
        signatures=service.signatures,
        clock=utc_now,
        dev=service.dev,
    )

    async def media(websocket: WebSocket) -> None:
        signature = websocket.headers.get("x-twilio-signature", "")
        if not service.signatures.valid_stream(websocket.url.path, signature):
            log.warning("stream_not_signed")
            await websocket.close()
            return
        await websocket.accept()
        with structlog.contextvars.bound_contextvars():
            await service.exchange.take(StreamSocket(websocket))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    return Starlette(
        routes=[
            WebSocketRoute(service.settings.prefix + "/media", media),
            Mount("/", _asgi_of(flask)),
        ],
        lifespan=lifespan,
    )
