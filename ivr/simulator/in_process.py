"""The way to an ASGI app in this process, in audio time: a frame is sent as soon as the last one is dealt with."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from .transport import Answer, Socket, UnreachableError, UpgradeRefusedError

Message = MutableMapping[str, Any]
App = Callable[
    [MutableMapping[str, Any], Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]
]
PATIENCE_SECONDS = 60.0
"""How long the app may take over one frame before the call is given up: a guard against a hang, not a measure."""


class MemorySocket:
    """One websocket session of an ASGI app, without a network."""

    def __init__(self, app: App, url: str, headers: Mapping[str, str], failures: list[str]) -> None:
        self._to_app: deque[Message] = deque([{"type": "websocket.connect"}])
        self._from_app: deque[str | bytes] = deque()
        self._changed = asyncio.Condition()
        self._accepted = self._over = self._idle = False
        self._failures = failures
        self._failed = False
        self._task = asyncio.create_task(self._serve(app, _scope(url, headers)))

    @property
    def closed(self) -> bool:
        return self._over and not self._from_app

    async def opened(self) -> None:
        await self._until(lambda: self._accepted or self._over)
        if not self._accepted:
            raise UpgradeRefusedError(500 if self._failed else 403)

    async def send(self, text: str) -> None:
        if not self._over:
            await self._give({"type": "websocket.receive", "text": text})

    def take(self) -> list[str | bytes]:
        taken = list(self._from_app)
        self._from_app.clear()
        return taken

    async def handled(self) -> None:
        """The app has taken every message and awaits the next, or is done."""
        await self._until(lambda: self._over or (self._idle and not self._to_app))

    async def close(self) -> None:
        if not self._task.done():
            await self._give({"type": "websocket.disconnect", "code": 1005})
        await asyncio.wait({self._task}, timeout=PATIENCE_SECONDS)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _give(self, message: Message) -> None:
        async with self._changed:
            self._to_app.append(message)
            self._idle = False
            self._changed.notify_all()

    async def _until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS), self._changed:
            await self._changed.wait_for(condition)

    async def _serve(self, app: App, scope: dict[str, Any]) -> None:
        try:
            await app(scope, self._receive, self._send)
        except Exception as error:  # noqa: BLE001  # boundary: as a server, which closes with 1011 and goes on
            self._failed = True
            self._failures.append(f"the media stream raised {error!r}")
        async with self._changed:
            self._over = True
            self._changed.notify_all()

    async def _receive(self) -> Message:
        async with self._changed:
            if not self._to_app:
                self._idle = True
                self._changed.notify_all()
                await self._changed.wait_for(lambda: bool(self._to_app))
            return self._to_app.popleft()

    async def _send(self, message: Message) -> None:
        async with self._changed:
            if self._over:
                raise OSError("the websocket is closed")
            if message["type"] == "websocket.accept":
                self._accepted = True
            elif message["type"] == "websocket.send":
                text = message.get("text")
                self._from_app.append(text if text is not None else message["bytes"])
            elif message["type"] == "websocket.close":
                self._over = True
            self._changed.notify_all()


class InProcessTransport:
    """`settled` returns when the app has handled every message received so far and no engine is at work."""

    in_real_time = False

    def __init__(self, app: App, settled: Callable[[], Awaitable[None]]) -> None:
        self._app, self._settled = app, settled
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), follow_redirects=False)
        self._socket: MemorySocket | None = None
        self.failures: list[str] = []

    async def request(self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        data = dict(form) if method == "POST" else None
        try:
            response = await self._client.request(method, url, data=data, headers=dict(headers))
        except httpx.HTTPError as error:
            raise UnreachableError(type(error).__name__) from error
        return Answer(response.status_code, response.headers.get("content-type", ""), response.content)

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        self._socket = MemorySocket(self._app, url, headers, self.failures)
        try:
            await self._socket.opened()
        except UpgradeRefusedError:
            await self._socket.close()
            raise
        return self._socket

    async def wait_until(self, tick: int) -> float:
        return 0.0

    async def settle(self) -> None:
        if self._socket is None:
            return
        await self._socket.handled()
        await self._settled()

    def worst_lateness(self) -> float:
        return 0.0

    async def aclose(self) -> None:
        with contextlib.suppress(httpx.HTTPError):
            await self._client.aclose()


def _scope(url: str, headers: Mapping[str, str]) -> dict[str, Any]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "wss" else 80)
    sent = {"host": parts.netloc, "user-agent": "TwilioStandIn", **{k.lower(): v for k, v in headers.items()}}
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": parts.scheme,
        "path": parts.path or "/",
        "raw_path": (parts.path or "/").encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": (parts.hostname or "", port),
        "subprotocols": [],
        "extensions": {},
        "state": {},
    }
