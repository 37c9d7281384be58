"""The way to a running service: httpx, a websocket, and a caller who speaks in real time."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Mapping

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from .transport import FRAME_SECONDS, Answer, Socket, UnreachableError, UpgradeRefusedError

REQUEST_SECONDS = 15.0
"""Twilio's hard limit for any request about a call."""
CONNECT_SECONDS = 5.0


class NetworkSocket:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._received: deque[str | bytes] = deque()
        self._over = False
        self._reader = asyncio.create_task(self._read())

    @property
    def closed(self) -> bool:
        return self._over and not self._received

    async def send(self, text: str) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self._connection.send(text)

    def take(self) -> list[str | bytes]:
        taken = list(self._received)
        self._received.clear()
        return taken

    async def close(self) -> None:
        # A real carrier does not wait for our closing handshake either.
        closing = asyncio.create_task(self._connection.close())
        await asyncio.wait({closing}, timeout=1.0)
        self._reader.cancel()
        await asyncio.gather(self._reader, closing, return_exceptions=True)

    async def _read(self) -> None:
        try:
            with contextlib.suppress(ConnectionClosed):
                async for message in self._connection:
                    self._received.append(message)
        finally:
            self._over = True


class NetworkTransport:
    """Requests for the public URL go to `url`, where the service listens; for a developer they are the same."""

    in_real_time = True

    def __init__(self, public_url: str, url: str = "") -> None:
        self._public, self._url = public_url.rstrip("/"), (url or public_url).rstrip("/")
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(REQUEST_SECONDS, connect=CONNECT_SECONDS))
        self._start: float | None = None
        self._worst = 0.0
        self.failures: list[str] = []

    async def request(self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        data = dict(form) if method == "POST" else None
        try:
            response = await self._client.request(method, self._reached_at(url), data=data, headers=dict(headers))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UnreachableError(type(error).__name__) from error
        return Answer(response.status_code, response.headers.get("content-type", ""), response.content)

    async def open(self, url: str, headers: Mapping[str, str]) -> Socket:
        try:
            connection = await connect(
                self._reached_at(url),
                additional_headers=dict(headers),
                max_size=None,
                compression=None,
                open_timeout=CONNECT_SECONDS,
                ping_interval=None,
                user_agent_header="TwilioStandIn",
            )
        except InvalidStatus as error:
            raise UpgradeRefusedError(error.response.status_code) from error
        except (OSError, InvalidHandshake, TimeoutError) as error:
            raise UpgradeRefusedError(0) from error
        return NetworkSocket(connection)

    async def wait_until(self, tick: int) -> float:
        clock = asyncio.get_running_loop().time
        if self._start is None:
            self._start = clock() - tick * FRAME_SECONDS
        due = self._start + tick * FRAME_SECONDS
        await asyncio.sleep(max(due - clock(), 0.0))
        late = max(clock() - due, 0.0)
        self._worst = max(self._worst, late)
        return late

    async def settle(self) -> None:
        return None

    def worst_lateness(self) -> float:
        return self._worst

    async def aclose(self) -> None:
        await self._client.aclose()

    def _reached_at(self, url: str) -> str:
        for public, reached in ((self._public, self._url), (_as_stream(self._public), _as_stream(self._url))):
            if url == public or url.startswith((public + "/", public + "?")):
                return reached + url.removeprefix(public)
        return url


def _as_stream(url: str) -> str:
    return "ws" + url.removeprefix("http")
