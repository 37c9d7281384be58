"""Carries events to the core and performs its commands: one loop per call, the only writer of its stream."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import replace

import structlog

from ..core import commands
from ..core.call import CallSession
from ..core.commands import Abandon, AddToHandOff, Ask, Clear, Command, HangUp, Parse, Speak, Transcribe, Transfer
from ..core.events import (
    AudioHeard,
    CallStarted,
    EngineFailed,
    Event,
    LineFailed,
    PlaybackBegan,
    PlaybackFinished,
    PlaybackStarted,
    StoodStill,
    StreamLost,
)
from ..core.record import Engine, Reason
from ..core.states import State
from ..errors import EngineError, StreamError
from ..ports import HandOff
from ..telephony.line import FrameHeard
from ..telephony.line import Line as PhoneLine
from ..telephony.media_stream import Started
from .consultation import answer_of, engine_failure, looked_back
from .equipment import Equipment, TextSocket, speech_of
from .inbox import ENDS, AskedForSign, Broken, Inbox, Item, PieceMade
from .line_watch import CATCHING_UP_SECONDS, LOOK_SECONDS, MARK, LineWatch
from .outside import Outside
from .scribe import ALONE, Beside, Scribe
from .speech import Piece, Utterance

_SEND_SECONDS = 5.0

log = structlog.get_logger(__name__)


class CallRunner:
    def __init__(
        self,
        call: str,
        session: CallSession,
        line: PhoneLine,
        socket: TextSocket,
        equipment: Equipment,
        first_entry: int = 1,
        beside: Beside = ALONE,
    ) -> None:
        self.call, self._session, self._line, self._socket = call, session, line, socket
        self._equipment = equipment
        self._detector = equipment.detector()
        self._scribe = Scribe(call, equipment.store, first_entry, beside)
        self._inbox = Inbox(equipment.activity)
        self._tasks: set[asyncio.Task[None]] = set()
        self._follow_up: deque[Event] = deque()
        self._speech = speech_of(equipment, session.rules)
        self._uttering: Utterance | None = None
        self._transcribing: dict[tuple[int, int], asyncio.Task[None]] = {}
        self._clock = asyncio.get_running_loop().time
        self._outside = Outside(call, session.rules, session.memory, equipment.store, equipment.now, equipment.waiting)
        self._watching = LineWatch(self._clock(), equipment.quiet_seconds)
        self._began_at: dict[str, float] = {}
        self._handed_off = False

    async def run(self, *, resumed: bool = False, called: str = "") -> None:
        """Until the call has ended or left the stream; everything of it is gone when this returns."""
        self._spawn(self._read())
        self._spawn(self._watch())
        try:
            for news in self._outside.look():
                await self._handle(news)
            await self._handle(CallStarted(resumed, called))
            while self._session.state is not State.ENDED and not self._scribe.closed:
                item = await self._inbox.get()
                try:
                    if not self._scribe.closed:
                        await self._take(item)
                finally:
                    self._inbox.done()
        except Exception:  # a bug must end this one call at a person and no other call
            log.exception("call_broke")
            self._save_to_person()
        finally:
            await self._leave()

    def supersede(self) -> None:
        """Another stream has taken this call over: from here on that one alone writes of it, and asks anybody."""
        self._scribe.close()
        self.tell(StreamLost())

    def tell(self, event: Event) -> None:
        """Something that does not come from the line; `StreamLost`: as if the carrier had closed the stream."""
        self._inbox.put_soon(event)

    async def _leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._inbox.drop_all()
        self._scribe.flush()
        await self._socket.close()

    def _save_to_person(self) -> None:
        if not self._handed_off and not self._scribe.closed:
            to, known = self._session.rules.fallback_route, self._session.memory
            self._save(HandOff("transfer", to, Reason.ENGINE_FAILED, care=known.care, given=known.given))

    # --- what comes in ---

    def _spawn(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._inbox.put_soon(Broken(error))

    async def _read(self) -> None:
        ending: Event = StreamLost()
        try:
            while (text := await self._socket.receive()) is not None:
                for heard in self._line.receive(text):
                    self._watching.came(self._clock(), frame=isinstance(heard, FrameHeard))
                    if isinstance(heard, FrameHeard) and self._watching.is_catching_up(self._clock()):
                        continue
                    if self._inbox.is_full:
                        raise StreamError("more than this call can take in")
                    self._inbox.put_soon(heard)
        except StreamError as error:
            log.warning("stream_refused", problem=str(error))
            ending = LineFailed()
        await self._inbox.put(ending)

    async def _watch(self) -> None:
        """Time goes on when no frame comes, as long as the line is there, and when nobody counted them."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            look = self._watching.look(self._clock(), self._line.unplayed_seconds)
            if look.stood_still_seconds:
                log.warning("stood_still", seconds=round(look.stood_still_seconds, 1))
                await asyncio.sleep(CATCHING_UP_SECONDS)
                self._inbox.put_soon(StoodStill(look.stood_still_seconds))
            elif look.is_dead:
                log.warning("line_dead")
                self._inbox.put_soon(LineFailed())
                return
            for _ in range(look.silent_frames):
                self._inbox.put_soon(self._line.pass_silence())
            if look.asks:
                self._inbox.put_soon(AskedForSign())
            for news in self._outside.look():
                self._inbox.put_soon(news)

    async def _take(self, item: Item) -> None:
        if isinstance(item, FrameHeard):
            await self._handle(self._frame(item.pcm, self._scribe.quantised(item.echo)))
        elif isinstance(item, PieceMade):
            await (self._send_piece(item.mark, item.piece) if item.piece else self._send_mark(item.mark))
            await self._follow()
        elif isinstance(item, AskedForSign):
            await self._send(self._line.mark(MARK))
        elif isinstance(item, PlaybackFinished):
            await self._finish(item)
        elif isinstance(item, Broken):
            raise RuntimeError("a task of this call broke") from item.error
        elif not isinstance(item, Started):
            await self._handle(item)

    async def _finish(self, item: PlaybackFinished) -> None:
        if item.mark != MARK:
            began = self._began_at.pop(item.mark, self._clock())
            await self._handle(replace(item, after_seconds=round(self._clock() - began, 2)))

    def _frame(self, pcm: bytes, echo: float) -> Event:
        if not self._session.heeds_audio:
            return AudioHeard(pcm, 0.0, echo)
        try:
            return AudioHeard(pcm, self._scribe.quantised(self._detector.speech(pcm)), echo)
        except EngineError as error:
            return engine_failure(EngineFailed(Engine.DETECTOR, 0), error)

    async def _handle(self, event: Event) -> None:
        self._follow_up.append(event)
        await self._follow()

    async def _follow(self) -> None:
        while self._follow_up and not self._scribe.closed:
            event = self._session.screened(self._follow_up.popleft())
            self._scribe.note(event)
            if disposition := ENDS.get(type(event)):
                self._equipment.store.end_call(self.call, disposition)
            for command in self._session.receive(event):
                self._scribe.note(command)
                await self._perform(command)

    # --- what goes out ---

    async def _perform(self, command: Command) -> None:
        if isinstance(command, Speak):
            await self._speak(command)
        elif isinstance(command, Clear):
            self._uttering = None
            await self._send(self._line.clear())
        elif isinstance(command, commands.LookBack):
            self._follow_up.append(await looked_back(command, self._detector))
        elif isinstance(command, Transcribe | Parse | Ask):
            self._consult(command)
        elif isinstance(command, Abandon):
            if running := self._transcribing.get((command.turn, command.attempt)):
                running.cancel()
        else:
            self._keep_way_out(command)

    def _keep_way_out(self, command: Command) -> None:
        if isinstance(command, Transfer):
            self._save(HandOff.of(command))
        elif isinstance(command, commands.LeaveToPay):
            self._equipment.store.paying.leave(self.call, command.route)
        elif isinstance(command, AddToHandOff):
            self._equipment.store.add_to_handoff(self.call, command.wish, command.care, command.route)
        elif isinstance(command, HangUp):
            self._save(HandOff("goodbye", disposition=command.disposition))
        elif isinstance(command, commands.RecordChoice):
            made = command.choice, command.by, command.state
            self._equipment.store.choices.keep(self.call, *made, stands=command.stands)
        elif isinstance(command, commands.CloseStream) and command.told_closed:
            self._equipment.store.told_closed(self.call)

    def _save(self, handoff: HandOff) -> None:
        self._handed_off = True
        self._equipment.store.save_handoff(self.call, handoff)

    def _engage(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """An engine works for this call; also one that was cancelled before it began has ended then."""
        self._equipment.activity.begin()
        task = self._spawn(work)
        task.add_done_callback(lambda _: self._equipment.activity.end())
        return task

    def _consult(self, command: Transcribe | Parse | Ask) -> None:
        engine = Engine.TRANSCRIBER if isinstance(command, Transcribe) else Engine.DIALOGUE
        attempt = 0 if isinstance(command, Ask) else command.attempt
        task = self._engage(self._answer(command, EngineFailed(engine, command.turn, attempt)))
        if isinstance(command, Transcribe):
            self._transcribing[command.turn, attempt] = task
            task.add_done_callback(lambda _: self._transcribing.pop((command.turn, attempt), None))

    async def _answer(self, command: Transcribe | Parse | Ask, failed: EngineFailed) -> None:
        self._inbox.put_soon(await answer_of(self._equipment, self.call, command, failed))

    async def _speak(self, command: Speak) -> None:
        self._uttering = Utterance(command)
        recorded = self._speech.recorded(command.lines, command.manner)
        if recorded is None:
            self._engage(self._voice(command))
            return
        for piece in recorded:
            await self._send_piece(command.mark, piece)
        await self._send_mark(command.mark)

    async def _voice(self, command: Speak) -> None:
        try:
            async for piece in self._speech.pieces(command.lines, command.manner):
                self._inbox.put_soon(PieceMade(command.mark, piece))
            self._inbox.put_soon(PieceMade(command.mark, None))
        except EngineError as error:
            self._inbox.put_soon(engine_failure(EngineFailed(Engine.SYNTHESIZER, command.turn), error))

    async def _send_piece(self, mark: str, piece: Piece) -> None:
        uttering = self._uttering
        if uttering is None or uttering.mark != mark or not (ulaw := uttering.take(piece)):
            return
        await self._send(self._line.say(ulaw))
        if not uttering.began:
            uttering.began, self._began_at[mark] = True, self._clock()
            self._follow_up.append(PlaybackBegan(mark))

    async def _send_mark(self, mark: str) -> None:
        uttering = self._uttering
        if uttering is not None and uttering.mark == mark:
            await self._send(self._line.mark(mark))
            self._follow_up.append(PlaybackStarted(mark, uttering.sent_seconds, uttering.line_seconds))

    async def _send(self, text: str) -> None:
        try:
            async with asyncio.timeout(_SEND_SECONDS):
                await self._socket.send(text)
        except OSError:  # TimeoutError too: the reader, or the next event, tells what became of the stream
            self._inbox.put_soon(StreamLost())
