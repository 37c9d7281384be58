"""Runs the service under uvicorn: a first SIGTERM drains, a second ends at once."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import structlog
import uvicorn

from .asgi import Service
from .doors import create_asgi
from .sockets.connections import LARGEST_MESSAGE, BoundedProtocol, StreamProtocol, raise_file_limit

DRAIN_SECONDS = 300.0
_AFTER_LAST_STREAM_SECONDS = 3.0
"""The carrier still asks where the last calls go after their streams have closed."""

log = structlog.get_logger(__name__)


class DrainingServer(uvicorn.Server):
    """On SIGTERM or Ctrl-C: no new calls, running calls finish, then the server goes."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service
        self._draining: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        caught = (signal.SIGTERM, signal.SIGINT)
        for number in caught:
            loop.add_signal_handler(number, self._on_signal)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)

    def _on_signal(self) -> None:
        if self._draining is not None:
            self.should_exit = True
            return
        self._service.draining = True
        log.info("draining", calls=self._service.calls)
        self._draining = asyncio.get_running_loop().create_task(self._drain())

    async def _drain(self) -> None:
        had_calls = self._service.calls > 0
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._service.drained(), DRAIN_SECONDS)
        if had_calls:
            await asyncio.sleep(_AFTER_LAST_STREAM_SECONDS)
        self.should_exit = True


def serve(service: Service) -> None:
    """Until the service is told to go."""
    settings = service.settings
    raise_file_limit()
    config = uvicorn.Config(
        create_asgi(service),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=BoundedProtocol,
        ws=StreamProtocol,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=5,
        lifespan="on",
    )
    DrainingServer(config, service).run()
