"""The caller's leg: the one place where the ticks of a call pass, on a stream or between streams."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import numpy as np

from ..audio import pcm_of, ulaw_of
from ..errors import EngineError
from ..ports import Synthesizer
from .beside import ringing
from .caller import Act, Caller, Situation
from .moments import Moment, Observer
from .sounds import pcm16, wave_of
from .stream import Stream, Trouble
from .timeline import FRAME_PCM_BYTES, SILENT_PCM, Announcement, Timeline, is_audible
from .transport import FRAME_SECONDS, Transport

T = TypeVar("T")
PAUSE_WITHIN_SPEECH_SECONDS = 0.8
WORDS_A_SECOND = 2.6
"""How fast <Say> is taken to speak."""


class CallerGoneError(Exception):
    """The caller hung up."""


class Leg:
    def __init__(
        self, transport: Transport, timeline: Timeline, caller: Caller, trouble: Trouble, observer: Observer
    ) -> None:
        self.transport, self.timeline, self.trouble = transport, timeline, trouble
        self.stream: Stream | None = None
        self.streams: list[Stream] = []
        self.keys: list[str] = []
        self.each_tick: list[Callable[[], Awaitable[None]]] = []
        self.kill: Callable[[str], None] | None = None
        self.longest_ticks = 0
        self.voice: Synthesizer | None = None
        """Speaks what TwiML says, and agents; None: that is silent, and takes as long as its words would."""
        self._caller, self._observer = caller, observer
        self._speech_began: int | None = None
        self._last_audible = -1
        self._quiet = np.random.default_rng(3).integers(-12, 13, 8000).astype("<i2").tobytes()

    async def tick(self, announced: bytes = b"", *, sounding: bool = False) -> None:
        """20 ms of the call. Raises CallerGoneError."""
        now = self.timeline.ticks
        heard = await self.stream.play() if self.stream else announced.ljust(FRAME_PCM_BYTES, b"\0")
        turns = len(self.timeline.turns)
        act = self._caller.act(self._situation(now))
        if len(self.timeline.turns) > turns:
            turn = self.timeline.turns[-1]
            self.tell("caller", f"“{turn.label}”" if turn.kind == "say" else f"presses {turn.label}")
        pcm = self._line(act.pcm, heard, now)
        self.timeline.add(pcm, heard, speaking=is_audible(act.pcm.ljust(FRAME_PCM_BYTES, b"\0")), sounding=sounding)
        self._note_speech(now)
        self.timeline.late_seconds.append(await self.transport.wait_until(now + 1))
        await self._send(act, pcm)
        await self.transport.settle()
        for work in self.each_tick:
            await work()
        if act.hang_up:
            self.tell("caller", "hangs up")
            raise CallerGoneError
        if self.timeline.ticks >= self.longest_ticks:
            self.trouble.problems.append(f"the call was still up after {self.timeline.seconds:g} s")
            raise CallerGoneError

    async def run(self, seconds: float, *, sounding: bool = False, until: Callable[[], bool] = lambda: False) -> None:
        """Lets time pass, at most so long."""
        for _ in range(round(seconds / FRAME_SECONDS)):
            if until():
                return
            await self.tick(sounding=sounding)

    async def announce(self, verb: str, text: str, pcm: bytes = b"", *, until: Callable[[], bool]) -> None:
        """<Say> or <Play>."""
        spoken = b"" if pcm else await self.spoken(text)
        seconds = len(pcm or spoken) / 16000 or max(0.5, len(text.split()) / WORDS_A_SECOND)
        self.timeline.beside.begin(self.timeline.ticks, spoken)
        self.timeline.announcements.append(Announcement(self.timeline.seconds, round(seconds, 2), verb, text))
        self.tell("assistant", f"<{verb}> {text}")
        for number in range(round(seconds / FRAME_SECONDS)):
            if until():
                return self.timeline.beside.stop(self.timeline.ticks)
            start = number * FRAME_PCM_BYTES
            await self.tick(pcm[start : start + FRAME_PCM_BYTES] or SILENT_PCM, sounding=not pcm)

    async def spoken(self, text: str, language: str = "en") -> bytes:
        """PCM16 of a text; empty when nothing speaks it."""
        if self.voice is None or not text:
            return b""
        try:
            return pcm_of((await self.while_waiting(self.voice.synthesize(text, language))).ulaw)
        except EngineError:
            return b""

    async def hear(self, pcm: bytes, at_least_seconds: float, *, sounding: bool) -> None:
        """Lets a sound be heard that the service did not send, and time pass for as long, or a little more."""
        self.timeline.beside.begin(self.timeline.ticks, pcm)
        await self.run(max(at_least_seconds, len(pcm) / 16000), sounding=sounding)

    async def ring(self, seconds: float) -> None:
        await self.hear(ringing(seconds), seconds, sounding=True)

    async def while_waiting(self, work: Awaitable[T], undo: Callable[[T], Awaitable[None]] | None = None) -> T:
        """The call goes on while the service is asked something; in audio time that takes no time.

        `undo` is for a result that comes when the caller has gone.
        """
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                if self.transport.in_real_time:
                    await self.tick()
                else:
                    await asyncio.wait({task})
        except CallerGoneError:
            await asyncio.wait({task})
            if undo is not None and task.exception() is None:
                await undo(task.result())
            raise
        return task.result()

    def tell(self, who: str, text: str) -> None:
        self._observer(Moment(self.timeline.seconds, who, text))

    async def _send(self, act: Act, pcm: bytes) -> None:
        if act.kill is not None and self.kill is not None:
            self.tell("line", f"kills the {act.kill}")
            if self.transport.in_real_time:
                await asyncio.to_thread(self.kill, act.kill)  # it may ask the service for a process id
            else:
                self.kill(act.kill)
        self.keys.extend(act.key)
        if self.stream is None:
            return
        if act.bad_frame is not None:
            self.tell("line", f"sends a bad frame ({act.bad_frame})")
            await self.stream.send_bad(act.bad_frame)
        if act.key:
            await self.stream.press(act.key)
        await self.stream.hear(ulaw_of(pcm))
        if act.drop_stream:
            self.tell("line", "drops the stream")
            await self.stream.drop()

    def _line(self, pcm: bytes, heard: bytes, now: int) -> bytes:
        """The caller's frame; where it is silent, the line's own faint noise; and what is heard behind the caller."""
        start = now * FRAME_PCM_BYTES % len(self._quiet)
        frame = pcm + self._quiet[start + len(pcm) : start + FRAME_PCM_BYTES]
        behind = self._caller.background.frame(FRAME_PCM_BYTES // 2)
        if self._caller.echo is not None:
            returned = self._caller.echo.frame(heard)
            behind = returned if behind is None else behind + returned
        return frame if behind is None else pcm16(wave_of(frame) + behind)

    def _situation(self, now: int) -> Situation:
        spoken = len(self.timeline.announcements)
        spoken += sum(1 for run in self.timeline.runs if run.audible_tick is not None)
        quiet = (now - 1 - self._last_audible) * FRAME_SECONDS
        speaking = None
        if self._speech_began is not None and quiet <= PAUSE_WITHIN_SPEECH_SECONDS:
            speaking = (now - self._speech_began) * FRAME_SECONDS
        buffered = self.stream is not None and self.stream.playback.buffered_bytes > 0
        return Situation(now, spoken, speaking, quiet, buffered, self.stream is not None)

    def _note_speech(self, now: int) -> None:
        if not self.timeline.assistant_audible[now]:
            return
        if (now - 1 - self._last_audible) * FRAME_SECONDS > PAUSE_WITHIN_SPEECH_SECONDS or self._speech_began is None:
            self._speech_began = now
        self._last_audible = now
