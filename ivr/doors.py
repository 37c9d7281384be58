"""The doors of the service, as one ASGI app: the carrier's websocket, its webhooks, the console, and agents' pages."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, WebSocketRoute
from starlette.websockets import WebSocket

from .asgi import Service
from .call.stream_socket import StreamSocket
from .sockets.whole_requests import Receive, Scope, Send, WholeRequests
from .store.calls import utc_now
from .web import LARGEST_BODY_BYTES, create_app
from .web.agent_page import create_agent_app
from .web.briefings import words_for_agents
from .web.desk import PATH

_WEBHOOK_THREADS, _AGENTS_THREADS = 8, 2
CONSOLE = "/console"

log = structlog.get_logger(__name__)


def _asgi_of(flask: Any, threads: int = _WEBHOOK_THREADS) -> Any:
    # The libraries type the same WSGI and ASGI protocols differently.
    in_threads: Any = WSGIMiddleware(flask.wsgi_app, workers=threads)
    return WholeRequests(in_threads, LARGEST_BODY_BYTES)


def _console_of(service: Service) -> Any:
    """It has threads of its own, and opens behind all that calls need."""

    async def console(scope: Scope, receive: Receive, send: Send) -> None:
        if service.console is not None:
            await service.console.app(scope, receive, send)
            return
        told = "The console opens in a moment." if service.settings.console else "The console is switched off."
        answer = PlainTextResponse(told, status_code=503, headers={"Retry-After": "5", "Cache-Control": "no-store"})
        await answer(scope, receive, send)

    return console


def _media_of(service: Service) -> Callable[[WebSocket], Awaitable[None]]:
    async def media(websocket: WebSocket) -> None:
        signature = websocket.headers.get("x-twilio-signature", "")
        if not service.signatures.valid_stream(websocket.url.path, signature):
            log.warning("stream_not_signed")
            await websocket.close()
            return
        await websocket.accept()
        with structlog.contextvars.bound_contextvars():
            await service.take(StreamSocket(websocket))

    return media


def _lifespan_of(service: Service) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    return lifespan


def create_asgi(service: Service) -> Starlette:
    """The ASGI app: `/media` is the carrier's websocket, everything else is Flask."""
    flask = create_app(
        service.settings,
        store=service.store,
        facts=service.facts,
        rules=service.rules,
        texts=service.texts,
        readiness=service,
        tokens=service.tokens,
        signatures=service.signatures,
        clock=utc_now,
        briefings=words_for_agents,
        waiting=service.waiting,
        desk=service.desk,
        counts=service.counts,
        dev=service.dev,
    )
    agents = create_agent_app(service.settings, service.store, service.rules, service.texts, service.desk)

    return Starlette(
        routes=[
            WebSocketRoute(service.settings.prefix + "/media", _media_of(service)),
            Mount(service.settings.prefix + CONSOLE, _console_of(service)),
            Mount(service.settings.prefix + PATH, _asgi_of(agents, _AGENTS_THREADS)),
            Mount("/", _asgi_of(flask)),
        ],
        lifespan=_lifespan_of(service),
    )
