"""Carries events to the core and performs its commands: one loop per call, the only writer of its stream."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass

import structlog

from .call_parts import Parts, TextSocket
from .core.call import CallSession
from .core.commands import Ask, Clear, CloseStream, Command, HangUp, Parse, Speak, Transcribe, Transfer
from .core.events import (
    AudioHeard,
    CallerHungUp,
    CallStarted,
    EngineFailed,
    Event,
    LineFailed,
    Parsed,
    PlaybackStarted,
    Replied,
    StreamLost,
    Transcribed,
)
from .core.record import Disposition, Engine, Line, Prompt, Reason
from .core.states import State
from .errors import EngineError, StreamError
from .ports import Clip, HandOff
from .scribe import Scribe
from .telephony.line import FrameHeard, Heard
from .telephony.line import Line as PhoneLine
from .telephony.media_stream import Started

_INBOX = 600
"""Messages and answers that may wait for a call's loop: twelve seconds of frames."""
_SILENT_SECONDS = 5.0
_SEND_SECONDS = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _ClipMade:
    mark: str
    clip: Clip


@dataclass(frozen=True, slots=True)
class _AllMade:
    mark: str


@dataclass(frozen=True, slots=True)
class _Broken:
    error: BaseException


_Item = Heard | Event | _ClipMade | _AllMade | _Broken


class CallRunner:
    def __init__(
        self,
        call: str,
        session: CallSession,
        line: PhoneLine,
        socket: TextSocket,
        parts: Parts,
        first_entry: int = 1,
    ) -> None:
        self.call = call
        self._session = session
        self._line = line
        self._socket = socket
        self._parts = parts
        self._detector = parts.detector()
        self._scribe = Scribe(call, parts.store, first_entry)
        self._inbox: asyncio.Queue[_Item] = asyncio.Queue(_INBOX)
        self._tasks: set[asyncio.Task[None]] = set()
        self._follow_up: deque[Event] = deque()
        self._speaking = ""
        self._sent_seconds = 0.0
        self._frames = 0
        self._handed_off = False

    async def run(self, *, resumed: bool = False) -> None:
        """Until the call has ended or left the stream; everything of it is gone when this returns."""
        self._spawn(self._read())
        self._spawn(self._watch())
        try:
            await self._handle(CallStarted(resumed))
            while self._session.state is not State.ENDED:
                item = await self._inbox.get()
                try:
                    await self._take(item)
                finally:
                    self._parts.activity.end()
        except Exception:  # a bug must end this one call at a person and no other call
            log.exception("call_broke")
            self._save_to_person()
        finally:
            await self._leave()

    def supersede(self) -> None:
        """Another stream has taken this call over."""
        self._put_soon(StreamLost())

    async def _leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while not self._inbox.empty():
            self._inbox.get_nowait()
            self._parts.activity.end()
        self._scribe.flush()
        await self._socket.close()

    def _save_to_person(self) -> None:
        if not self._handed_off:
            route = self._session.rules.fallback_route
            self._parts.store.save_handoff(self.call, HandOff("transfer", route, Reason.ENGINE_FAILED))

    # --- what comes in ---

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._put_soon(_Broken(error))

    def _put_soon(self, item: _Item) -> None:
        self._parts.activity.begin()
        try:
            self._inbox.put_nowait(item)
        except asyncio.QueueFull:
            self._parts.activity.end()
            log.error("call_inbox_full")

    async def _read(self) -> None:
        ending: Event = StreamLost()
        try:
            while (text := await self._socket.receive()) is not None:
                for heard in self._line.receive(text):
                    if self._inbox.full():
                        raise StreamError("more than this call can take in")
                    self._put_soon(heard)
        except StreamError as error:
            log.warning("stream_refused", problem=str(error))
            ending = LineFailed()
        self._parts.activity.begin()
        await self._inbox.put(ending)

    async def _watch(self) -> None:
        frames = -1
        while frames != self._frames:
            frames = self._frames
            await asyncio.sleep(_SILENT_SECONDS)
        log.warning("line_silent")
        self._put_soon(LineFailed())

    async def _take(self, item: _Item) -> None:
        if isinstance(item, FrameHeard):
            self._frames += 1
            await self._handle(self._frame(item.pcm))
        elif isinstance(item, _ClipMade):
            await self._send_clip(item.mark, item.clip)
        elif isinstance(item, _AllMade):
            await self._send_mark(item.mark)
            await self._follow()
        elif isinstance(item, _Broken):
            raise RuntimeError("a task of this call broke") from item.error
        elif not isinstance(item, Started):
            await self._handle(item)

    def _frame(self, pcm: bytes) -> Event:
        if not self._session.heeds_audio:
            return AudioHeard(pcm, 0.0)
        try:
            return AudioHeard(pcm, self._scribe.quantised(self._detector.speech(pcm)))
        except EngineError as error:
            return self._failure(EngineFailed(Engine.DETECTOR, 0), error)

    async def _handle(self, event: Event) -> None:
        self._follow_up.append(event)
        await self._follow()

    async def _follow(self) -> None:
        while self._follow_up:
            event = self._follow_up.popleft()
            self._scribe.note(event)
            if isinstance(event, CallerHungUp):
                self._parts.store.end_call(self.call, Disposition.CALLER_HUNG_UP)
            elif isinstance(event, StreamLost):
                self._parts.store.end_call(self.call, Disposition.STREAM_LOST)
            for command in self._session.receive(event):
                self._scribe.note(command)
                await self._perform(command)

    # --- what goes out ---

    async def _perform(self, command: Command) -> None:
        if isinstance(command, Speak):
            await self._speak(command)
        elif isinstance(command, Clear):
            self._speaking = ""
            await self._send(self._line.clear())
        elif isinstance(command, Transcribe | Parse | Ask):
            self._engage(command)
        elif isinstance(command, Transfer):
            self._save(HandOff("transfer", command.route, command.reason, command.intent, command.wish))
        elif isinstance(command, HangUp):
            self._save(HandOff("goodbye", disposition=command.disposition))
        elif isinstance(command, CloseStream):
            pass  # the loop ends with the state that this command announces

    def _save(self, handoff: HandOff) -> None:
        self._handed_off = True
        self._parts.store.save_handoff(self.call, handoff)

    def _engage(self, command: Transcribe | Parse | Ask) -> None:
        engine = Engine.TRANSCRIBER if isinstance(command, Transcribe) else Engine.DIALOGUE
        attempt = 0 if isinstance(command, Ask) else command.attempt
        self._parts.activity.begin()
        self._spawn(self._answer(command, EngineFailed(engine, command.turn, attempt)))

    async def _work(self, command: Transcribe | Parse | Ask) -> Event:
        if isinstance(command, Transcribe):
            transcript = await self._parts.transcriber.transcribe(command.pcm, command.expects)
            return Transcribed(command.turn, command.attempt, transcript)
        if isinstance(command, Parse):
            understanding = await self._parts.dialogue.parse(command.text)
            return Parsed(command.turn, command.attempt, understanding)
        return Replied(command.turn, await self._parts.dialogue.reply(self.call, command.text))

    async def _answer(self, command: Transcribe | Parse | Ask, failed: EngineFailed) -> None:
        try:
            try:
                event = await self._work(command)
            except EngineError as error:
                event = self._failure(failed, error)
            self._put_soon(event)
        finally:
            self._parts.activity.end()

    def _failure(self, failed: EngineFailed, error: EngineError) -> EngineFailed:
        log.warning("engine_failed", engine=failed.engine, problem=str(error))
        return failed

    async def _speak(self, command: Speak) -> None:
        self._speaking, self._sent_seconds = command.mark, 0.0
        recorded = [line for line in command.lines if isinstance(line, Prompt)]
        if len(recorded) < len(command.lines):
            self._parts.activity.begin()
            self._spawn(self._voice(command))
            return
        for line in recorded:
            await self._send_clip(command.mark, self._parts.prompts.clip(line.name))
        await self._send_mark(command.mark)

    async def _voice(self, command: Speak) -> None:
        """The first sentence plays while the next is made."""
        try:
            for line in command.lines:
                async for clip in self._clips(line):
                    self._put_soon(_ClipMade(command.mark, clip))
            self._put_soon(_AllMade(command.mark))
        except EngineError as error:
            self._put_soon(self._failure(EngineFailed(Engine.SYNTHESIZER, command.turn), error))
        finally:
            self._parts.activity.end()

    async def _clips(self, line: Line) -> AsyncIterator[Clip]:
        if isinstance(line, Prompt):
            yield self._parts.prompts.clip(line.name)
            return
        for text in self._parts.sentences(line.text):
            yield await self._parts.synthesizer.synthesize(text, self._session.rules.language)

    async def _send_clip(self, mark: str, clip: Clip) -> None:
        if mark == self._speaking:
            self._sent_seconds += clip.seconds
            await self._send(self._line.say(clip.ulaw))

    async def _send_mark(self, mark: str) -> None:
        if mark == self._speaking:
            await self._send(self._line.mark(mark))
            self._follow_up.append(PlaybackStarted(mark, self._sent_seconds))

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(_SEND_SECONDS):
                await self._socket.send(text)
        except OSError:  # TimeoutError too: the reader, or the next event, tells what became of the stream
            self._put_soon(StreamLost())
