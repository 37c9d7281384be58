"""A service that goes through the stages of a turn with known delays, and keeps a journal of them in heard audio."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from starlette.websockets import WebSocket

from ivr.audio import pcm_of, ulaw_of

from .wire_service import WireService, tone

SPECULATE_FRAMES = 6
LOUD = 1000


@dataclass
class Delays:
    """Frames that each stage takes beyond none."""

    speculation: int = 0
    transcriber: int = 0
    parser: int = 0
    wait: int = 0
    dialogue: int = 0
    voice: int = 0
    clip: int = 0
    """Silence at the beginning of the answer's clip."""


@dataclass
class StagedService(WireService):
    delays: Delays = field(default_factory=Delays)
    filler: bytes = b""
    """PCM16 sent with the commit, under a mark of its own when it has a name."""
    filler_name: str = ""
    clear_after_frames: int | None = None
    """Loud frames over its own speech after which it stops; None: never."""
    takes_back: bool = False

    async def converse(self, socket: WebSocket) -> None:
        await _Turns(self, socket).run()


@dataclass
class _Turns:
    service: StagedService
    socket: WebSocket
    sid: str = ""
    heard: int = 0
    turn: int = 0
    loud: int = 0
    silent: int | None = None
    since_commit: int | None = None
    steps: list[tuple[int, Callable[[], object]]] = field(default_factory=list)
    marks: int = 0

    async def run(self) -> None:
        while True:
            message = json.loads(await self.socket.receive_text())
            self.service.messages.append(message)
            if message["event"] == "start":
                self.sid = message["streamSid"]
                self.note("CallStarted", resumed=False)
                await self.speak(tone(self.service.greeting_seconds))
            elif message["event"] == "media":
                await self.frame(base64.b64decode(message["media"]["payload"]))
            elif message["event"] == "stop":
                return

    def note(self, kind: str, said: dict[str, object] | None = None, **body: object) -> None:
        self.service.note(kind, said, **body)
        self.service.entries[-1]["at_seconds"] = round(self.heard * 0.02, 3)

    async def frame(self, ulaw: bytes) -> None:
        self.heard += 1
        if np.abs(np.frombuffer(pcm_of(ulaw), dtype="<i2").astype(int)).max() > LOUD:
            await self.caller_speaks()
        elif self.silent is not None:
            self.silent += 1
            if self.silent == SPECULATE_FRAMES + self.service.delays.speculation:
                self.begin_stages()
        while self.steps and self.steps[0][0] <= self.heard:
            _, step = self.steps.pop(0)
            done = step()
            if done is not None:
                await done  # type: ignore[misc]  # steps return nothing or what is to be awaited

    async def caller_speaks(self) -> None:
        self.loud = 1 if self.silent is None else self.loud + 1
        self.silent, self.steps = 0, []
        if self.loud == self.service.clear_after_frames:
            self.note("Clear")
            await self.send({"event": "clear"})
            if self.service.takes_back and self.since_commit is not None:
                self.note("TakeBack", turn=self.turn)
                self.since_commit = None

    def begin_stages(self) -> None:
        delays = self.service.delays
        self.turn += 1
        self.note("Transcribe", turn=self.turn, attempt=1, seconds=60.0, expects={"kind": "free"})
        later = self.heard
        stages: list[tuple[int, Callable[[], object]]] = [
            (delays.transcriber, lambda: self.note("Transcribed", turn=self.turn, attempt=1)),
            (delays.parser, lambda: self.note("Parsed", turn=self.turn, attempt=1)),
            (delays.wait, self.commit),
            (delays.dialogue, lambda: self.note("Replied", turn=self.turn)),
            (0, lambda: self.note("Speak", **self.answer_noted())),
            (delays.voice, self.answer),
        ]
        for delay, step in stages:
            later += delay
            self.steps.append((later, step))

    async def commit(self) -> None:
        self.silent, self.since_commit = None, self.heard
        transcript = {"confidence": 0.9}
        times = {"speech_seconds": 0.5, "waited_seconds": 0.2}
        understood = {"intent": "hours", "intent_confidence": 0.9, "outcome": "ask", "why": "sure of hours"}
        said: dict[str, object] = {"transcript.text": "a tone"}
        self.note("RecordTurn", said, turn=self.turn, transcript=transcript, **understood, **times)
        if self.service.filler:
            lines = [{"kind": "Prompt", "name": self.service.filler_name}]
            self.note("Speak", turn=self.turn, mark="filler", lines=lines)
            await self.send_audio(self.service.filler)
            await self.send({"event": "mark", "mark": {"name": "filler"}})

    def answer_noted(self) -> dict[str, object]:
        return {"turn": self.turn, "mark": f"m{self.marks + 1}", "lines": [{"kind": "Words"}]}

    async def answer(self) -> None:
        silence = bytes(320 * self.service.delays.clip)
        await self.speak(silence + tone(self.service.answer_seconds))

    async def speak(self, pcm: bytes) -> None:
        self.marks += 1
        await self.send_audio(pcm)
        await self.send({"event": "mark", "mark": {"name": f"m{self.marks}"}})

    async def send_audio(self, pcm: bytes) -> None:
        await self.send({"event": "media", "media": {"payload": base64.b64encode(ulaw_of(pcm)).decode()}})

    async def send(self, message: dict[str, object]) -> None:
        await self.socket.send_text(json.dumps(message | {"streamSid": self.sid}))
