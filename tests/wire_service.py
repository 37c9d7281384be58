"""A small service on the carrier's wire with known delays and faults: what the simulator is tested with."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from twilio.request_validator import RequestValidator

from ivr.audio import pcm_of, ulaw_of, write_mono
from ivr.simulator.call import Listener, Service, Speaker, run_call
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.moments import Observer, ignore
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import Scenario

TOKEN = "12345"
PUBLIC_URL = "https://shop.example.com/phone"
STREAM_URL = "wss://shop.example.com/phone/media"
CONNECT = (
    '<Response><Connect action="next"><Stream url="' + STREAM_URL + '"><Parameter name="token" value="t1"/></Stream>'
    "</Connect><Say>Sorry.</Say></Response>"
)
GOODBYE = "<Response><Hangup/></Response>"


def tone(seconds: float, amplitude: int = 8000) -> bytes:
    """PCM16 8 kHz."""
    count = round(seconds * 8000)
    return (amplitude * np.sin(np.arange(count) * 2 * np.pi * 440 / 8000)).astype("<i2").tobytes()


@dataclass
class Received:
    path: str
    query: str
    form: dict[str, str]
    signed: bool


@dataclass
class WireService:
    """Greets, and answers each stretch of speech after `delay_frames` silent frames; what it says is a tone."""

    pages: dict[str, list[str]] = field(default_factory=dict)
    sounds: dict[str, bytes] = field(default_factory=dict)
    greeting_seconds: float = 0.5
    answer_seconds: float = 0.4
    delay_frames: int = 10
    answers_before_close: int = 99
    wait_for_mark: bool = True
    clear_on_speech: bool = False
    refuse_stream: bool = False
    also_sends: Callable[[str], list[str]] = lambda _sid: []
    received: list[Received] = field(default_factory=list)
    messages: list[dict[str, object]] = field(default_factory=list)
    stream_signed: bool = False
    entries: list[dict[str, object]] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/phone/voice/journal/{call}", self._journal, methods=["GET"]),
                Route("/phone/voice/{page}", self._page, methods=["POST"]),
                Route("/phone/voice/{sound}", self._sound, methods=["GET"]),
                WebSocketRoute("/phone/media", self._media),
            ]
        )

    def note(self, kind: str, said: dict[str, object] | None = None, **body: object) -> None:
        entry = {"seq": len(self.entries), "at_seconds": 0.0, "kind": kind, "body": body, "said": said or {}}
        self.entries.append(entry)

    def events(self, name: str) -> list[dict[str, object]]:
        return [message for message in self.messages if message.get("event") == name]

    def requests(self, path: str) -> list[Received]:
        return [request for request in self.received if request.path == path]

    async def _sound(self, request: Request) -> Response:
        return Response(self.sounds[request.path_params["sound"]], media_type="audio/wav")

    async def _page(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        url = PUBLIC_URL.removesuffix("/phone") + request.url.path
        url += f"?{request.url.query}" if request.url.query else ""
        signed = RequestValidator(TOKEN).validate(url, form, request.headers.get("x-twilio-signature", ""))
        page = request.path_params["page"]
        self.received.append(Received(page, request.url.query, form, signed))
        if not signed:
            return Response(status_code=403)
        queue = self.pages.get(page, ["<Response/>"])
        return Response(queue.pop(0) if len(queue) > 1 else queue[0], media_type="text/xml")

    async def _journal(self, request: Request) -> Response:
        url = f"{PUBLIC_URL}/voice/journal/{request.path_params['call']}?{request.url.query}"
        if not RequestValidator(TOKEN).validate(url, {}, request.headers.get("x-twilio-signature", "")):
            return Response(status_code=403)
        after = int(request.query_params["after"])
        return JSONResponse({"call": {}, "entries": self.entries[after + 1 :]})

    async def _media(self, socket: WebSocket) -> None:
        signature = socket.headers.get("x-twilio-signature", "")
        self.stream_signed = RequestValidator(TOKEN).validate(STREAM_URL, {}, signature)
        if self.refuse_stream or not self.stream_signed:
            await socket.close()
            return
        await socket.accept()
        try:
            await self.converse(socket)
        except WebSocketDisconnect:
            return

    async def converse(self, socket: WebSocket) -> None:
        await _Conversation(self, socket).run()


@dataclass
class _Conversation:
    service: WireService
    socket: WebSocket
    sid: str = ""
    silent_frames: int | None = None
    answers: int = 0
    said: int = 0

    async def run(self) -> None:
        while True:
            message = json.loads(await self.socket.receive_text())
            self.service.messages.append(message)
            match message["event"]:
                case "start":
                    self.sid = message["streamSid"]
                    await self.say(self.service.greeting_seconds)
                    for text in self.service.also_sends(self.sid):
                        await self.socket.send_text(text)
                case "media" if await self.hear(base64.b64decode(message["media"]["payload"])):
                    return
                case "mark" if self.answers >= self.service.answers_before_close:
                    return await self.socket.close()
                case "dtmf":
                    return await self.socket.close()
                case "stop":
                    return

    async def hear(self, ulaw: bytes) -> bool:
        """True: closed."""
        speaking = bool(np.abs(np.frombuffer(pcm_of(ulaw), dtype="<i2").astype(int)).max() > 1000)
        if speaking:
            if self.silent_frames is None and self.service.clear_on_speech:
                await self.send({"event": "clear"})
            self.silent_frames = 0
            return False
        if self.silent_frames is None:
            return False
        self.silent_frames += 1
        if self.silent_frames > self.service.delay_frames:
            self.silent_frames = None
            self.answers += 1
            await self.say(self.service.answer_seconds)
            if self.answers >= self.service.answers_before_close and not self.service.wait_for_mark:
                await self.socket.close()
                return True
        return False

    async def say(self, seconds: float) -> None:
        self.said += 1
        text = f"line number {self.said} is spoken here"
        lines = [{"kind": "Words"}]
        self.service.note("Speak", {"lines.0.text": text}, mark=f"m{self.said}", lines=lines, turn=self.said)
        payload = base64.b64encode(ulaw_of(tone(seconds))).decode()
        await self.send({"event": "media", "media": {"payload": payload}})
        await self.send({"event": "mark", "mark": {"name": f"m{self.said}"}})

    async def send(self, message: dict[str, object]) -> None:
        await self.socket.send_text(json.dumps(message | {"streamSid": self.sid}))


async def settled() -> None:
    """It handles each message before it asks for the next: nothing is ever left over."""


async def call(
    service: WireService,
    folder: Path,
    *steps: object,
    transport_of: Callable[..., InProcessTransport] = InProcessTransport,
    listener: Listener | None = None,
    observer: Observer = ignore,
    speaker: Speaker | None = None,
    **scenario: object,
) -> CallReport:
    """A call in audio time. Recordings `half.wav` and `second.wav` hold so much tone."""
    write_mono(folder / "half.wav", tone(0.5))
    write_mono(folder / "second.wav", tone(1.0))
    service.pages.setdefault("incoming", [CONNECT])
    service.pages.setdefault("next", [GOODBYE])
    played = Scenario.model_validate({"name": "t", "steps": list(steps), "folder": folder, **scenario})
    transport = transport_of(service.app(), settled)
    try:
        return await run_call(
            played, transport, Service(PUBLIC_URL, TOKEN), observer=observer, listener=listener, speaker=speaker
        )
    finally:
        await transport.aclose()
