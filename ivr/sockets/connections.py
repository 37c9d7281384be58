"""What a connection may take of the service: uvicorn's protocols, with ends where it has none.

uvicorn waits for ever for the rest of a request's head, and for whoever does not read an answer; hundreds of such
sockets cost a real caller theirs. Bodies are bounded in `whole_requests`, streams before their start in `exchange`.
"""

import asyncio
import resource
import socket
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

HEAD_SECONDS = 5.0
"""From a connection's first moment, or the answer before, to the end of a request's head."""
UNREAD_SECONDS = 20.0
"""Until the system drops a connection whose other side takes no byte of what waits for it. Linux alone can."""
CLOSE_SECONDS = 0.5
"""Of a stream that we have closed, for the other side to say so too."""
MOST_WAITING = 512
"""Connections without a whole head, or whose stream waits for its turn; one more ends the one that has waited longest.
A carrier's wait milliseconds."""
OPENING_SECONDS = 0.005
"""Between two streams that are opened: a millisecond and a half of work each, which calls and webhooks wait for. Where
more come, the newest is next: a carrier's has just come, while hundreds of strangers wait for their turn."""
MOST_FILES = 8192
"""Open files that are asked of the system, which may allow fewer."""
LARGEST_MESSAGE = 65_536

_MESSAGES_WAITING = 16
"""Of one stream, before its socket is left unread: a third of a second of frames."""


class Turnstile:
    """Lets streams in one after another, so that those who come at once do not make all others wait.

    One for each event loop; whoever waits is bounded as any head that has not come, in time and in number.
    """

    _of_loops: ClassVar[WeakKeyDictionary[asyncio.AbstractEventLoop, "Turnstile"]] = WeakKeyDictionary()

    def __init__(self) -> None:
        self._waiting: list[BoundedProtocol] = []
        self._next_at = 0.0
        self._is_awaited = False

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop) -> "Turnstile":
        return cls._of_loops.setdefault(loop, cls())

    def enter(self, newest: "BoundedProtocol") -> None:
        """At once where nobody has just passed."""
        self._waiting.append(newest)
        if not self._is_awaited:
            self._let_in()

    def _let_in(self) -> None:
        loop, self._is_awaited = asyncio.get_running_loop(), False
        while self._waiting:
            if loop.time() < self._next_at:
                self._is_awaited = True
                loop.call_at(self._next_at, self._let_in)
                return
            newest = self._waiting.pop()
            if not newest.transport.is_closing():
                self._next_at = loop.time() + OPENING_SECONDS
                newest.open_stream()


class BoundedProtocol(H11Protocol):
    """A connection that has sent no whole head in time is closed, and so is one that does not take its answers."""

    waiting: dict["BoundedProtocol", None] = {}  # noqa: RUF012  # of this process: its files are what runs out
    """In the order in which they began to wait."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head_due: asyncio.TimerHandle | None = None
        self._upgrade: h11.Request | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _drop_when_unread(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._await_head()
        elif self._upgrade is None:
            self._head_came()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._upgrade = event
        self.transport.pause_reading()
        Turnstile.of(self.loop).enter(self)

    def open_stream(self) -> None:
        """The stream that this connection asks for, now that it is its turn."""
        upgrade, self._upgrade = self._upgrade, None
        self._head_came()
        if upgrade is not None:
            super().handle_websocket_upgrade(upgrade)
            self.transport.resume_reading()

    def _await_head(self) -> None:
        if self._head_due is not None:
            return
        if len(self.waiting) >= MOST_WAITING:
            longest = next(iter(self.waiting))
            longest._head_came()
            longest.transport.abort()
        self.waiting[self] = None
        self._head_due = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def _head_came(self) -> None:
        self.waiting.pop(self, None)
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None


class StreamProtocol(WebSocketsSansIOProtocol):
    """Leaves a socket unread only while several of its messages wait.

    uvicorn's own does so after every message, which costs two system calls for each 20 ms of each call: a quarter of
    what it takes to receive a frame (n 8000 messages of 20 streams, 105 µs against 81).
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.close_timeout = CLOSE_SECONDS

    def send_receive_event_to_app(self) -> None:
        if self.read_paused or self.queue.qsize() >= _MESSAGES_WAITING:
            super().send_receive_event_to_app()
            return
        self.read_paused = True  # so it is not paused now
        super().send_receive_event_to_app()
        self.read_paused = False


def _drop_when_unread(transport: asyncio.Transport) -> None:
    peer = transport.get_extra_info("socket")
    if peer is not None and hasattr(socket, "TCP_USER_TIMEOUT"):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(UNREAD_SECONDS * 1000))


def raise_file_limit() -> int:
    """Ask the system for enough open files; those there are. A default of 1024 is spent on 1024 idle strangers."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
