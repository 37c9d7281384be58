"""A Starlette websocket as the `TextSocket` of a stream."""

from contextlib import suppress

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from ..errors import StreamError

_BROKEN_CODES = {1002, 1007, 1009}
"""Protocol error, not UTF-8, larger than allowed (RFC 6455, 7.4.1)."""


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
