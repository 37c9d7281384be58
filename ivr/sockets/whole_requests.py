"""Requests reach the web side's few threads whole: their bodies are read here, bounded in size and time.

A thread that waits for a stranger's next byte answers no carrier meanwhile; eight such strangers had all of them.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = dict[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_SECONDS = 5.0
"""For a whole body; the carrier's are two kilobytes and come with their heads."""
MOST_UNFINISHED = 256
"""Bodies that are being read at a time; one more ends the one that has taken longest, which is no carrier's."""
_TOO_LATE, _TOO_LARGE = 408, 413


class _GoneError(Exception):
    """The client went away before its body was whole: there is nobody to answer."""


class _TooLargeError(Exception):
    pass


class WholeRequests:
    """ASGI middleware before `app`; websockets and the lifespan pass untouched."""

    def __init__(
        self, app: App, most_bytes: int, *, seconds: float = BODY_SECONDS, most: int = MOST_UNFINISHED
    ) -> None:
        self._app, self._most_bytes, self._seconds, self._most = app, most_bytes, seconds, most
        self._unfinished: dict[asyncio.Timeout, None] = {}
        """In the order in which they began."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._whole(scope, receive)
        except _GoneError:
            return
        except _TooLargeError:
            await _refuse(send, _TOO_LARGE)
            return
        except TimeoutError:
            await _refuse(send, _TOO_LATE)
            return
        await self._app(scope | {"headers": _with_length(scope, len(body))}, _replayed(body, receive), send)

    async def _whole(self, scope: Scope, receive: Receive) -> bytes:
        if _announced(scope) > self._most_bytes:
            raise _TooLargeError
        body = bytearray()
        async with asyncio.timeout(self._seconds) as limit:
            self._begin(limit)
            try:
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise _GoneError
                    body += message.get("body", b"")
                    if len(body) > self._most_bytes:
                        raise _TooLargeError
                    if not message.get("more_body", False):
                        return bytes(body)
            finally:
                self._unfinished.pop(limit, None)

    def _begin(self, limit: asyncio.Timeout) -> None:
        if len(self._unfinished) >= self._most:
            longest = next(iter(self._unfinished))
            del self._unfinished[longest]
            longest.reschedule(asyncio.get_running_loop().time())
        self._unfinished[limit] = None


def _announced(scope: Scope) -> int:
    """Bytes that the head promises; 0 when it does not say."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value[:20])
    return 0


def _with_length(scope: Scope, length: int) -> list[tuple[bytes, bytes]]:
    """The head as if it had told the length: what came in chunks would be no body at all to a WSGI app."""
    kept = [(name, value) for name, value in scope["headers"] if name not in {b"content-length", b"transfer-encoding"}]
    return [*kept, (b"content-length", str(length).encode())]


def _replayed(body: bytes, receive: Receive) -> Receive:
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _refuse(send: Send, status: int) -> None:
    """And no further request on this connection: what is left of this one's body stands before it."""
    await send({"type": "http.response.start", "status": status, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": b""})
