"""Open pages are told of what changes, by server-sent events: on the event loop, with one look for all of them.

The WSGI side cannot do it: each open page would hold one of its threads for as long as it is open.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import structlog
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from ...sockets.whole_requests import Receive, Scope, Send
from ...store.people import Person
from .. import gate
from ..desk import Desk
from ..rights import Right, rights_of
from .views import View, Wanted, html_of, view_of

LOOK_SECONDS = 0.5
CHECK_SECONDS = 2.0
"""Until a page closes whose sitting was ended."""
BEAT_SECONDS = 15.0
"""Without a change: a line that says nothing keeps proxies from closing the stream."""
MOST, MOST_OF_ONE = 200, 6
"""Streams, and those of one sitting: as many as a browser keeps open to one server."""
_BEAT = b": still there\n\n"
_TYPE = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}

Answer = TypeVar("Answer")

log = structlog.get_logger(__name__)


@dataclass(eq=False)
class _Page:
    """One that is open."""

    token: str
    person: str
    wanted: Wanted
    wakes: asyncio.Event = field(default_factory=asyncio.Event)
    told: bytes = b""
    """What it was sent last."""
    ends: str = ""
    """Why it is closed; gone: the browser did it."""

    def end(self, why: str) -> None:
        self.ends = self.ends or why
        self.wakes.set()


class LivePages:
    """An ASGI app, of one event loop."""

    def __init__(
        self, app: Flask, desk: Desk, look_seconds: float = LOOK_SECONDS, check_seconds: float = CHECK_SECONDS
    ) -> None:
        self._app, self._desk, self._look_seconds, self._check_seconds = app, desk, look_seconds, check_seconds
        self._pages: set[_Page] = set()
        self._shown: dict[Wanted, tuple[View, bytes]] = {}
        self._looking: asyncio.Task[None] | None = None
        self._aside = ThreadPoolExecutor(1, "live pages")
        """One thread and so one connection: fifty pages that open at once ask for no more."""
        self._cookies: Any = SecureCookieSessionInterface().get_signing_serializer(app)

    @property
    def open(self) -> int:
        return len(self._pages)

    def close(self) -> None:
        self._aside.shutdown(wait=False, cancel_futures=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = await self._admitted(Request(scope))
        if isinstance(found, int):
            await PlainTextResponse("", found, headers=gate.headers(secure=self._desk.secure))(scope, receive, send)
            return
        self._pages.add(found)
        if found.wanted in self._shown:
            found.wakes.set()
        self._look_again()
        gone = asyncio.create_task(_gone(receive, found))
        try:
            await self._tell(found, send)
        except OSError:  # the browser went meanwhile
            pass
        finally:
            self._pages.discard(found)
            gone.cancel()

    async def _admitted(self, request: Request) -> _Page | int:
        """The page, or the status by which it is refused."""
        token, call = self._token(request), request.path_params.get("call", "")
        try:
            person = await self._beside(self._desk.sittings.still, token) if token else None
        except SQLAlchemyError as error:
            log.warning("live_page_refused", error=type(error).__name__)
            return 503
        if person is None:
            return 401
        if Right.SEE_NOW not in rights_of(person.role):
            return 403
        if (await self._desk.stage.scene()).draining or len(self._pages) >= MOST:
            return 503
        if Counter(page.token for page in self._pages)[token] >= MOST_OF_ONE:
            return 429
        return _Page(token, person.id, Wanted(call, bool(call) and self._reads(person, call)))

    def _token(self, request: Request) -> str:
        cookie = request.cookies.get(self._app.config["SESSION_COOKIE_NAME"], "")
        most = int(self._app.permanent_session_lifetime.total_seconds())
        with suppress(BadSignature):
            return str(self._cookies.loads(cookie, max_age=most).get(gate.TOKEN, ""))
        return ""

    async def _tell(self, page: _Page, send: Send) -> None:
        headers = gate.headers(secure=self._desk.secure) | _TYPE
        told = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})
        while page.ends != "gone":
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await page.wakes.wait()
            page.wakes.clear()
            if page.ends:
                last = f"event: end\ndata: {page.ends}\n\n".encode()
                await send({"type": "http.response.body", "body": last, "more_body": False})
                return
            news = self._shown[page.wanted][1] if page.wanted in self._shown else b""
            await send({"type": "http.response.body", "body": news if news != page.told else _BEAT, "more_body": True})
            page.told = news

    # --- one look for all pages ---

    def _look_again(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_while_open(), name="live pages")

    async def _look_while_open(self) -> None:
        clock = asyncio.get_running_loop().time
        checked = clock()
        try:
            while self._pages:
                await self._look()
                if clock() - checked >= self._check_seconds:
                    checked = clock()
                    await self._check()
                await asyncio.sleep(self._look_seconds)
        except Exception as error:  # noqa: BLE001  # pages can be loaded again; its message may hold what was said
            log.error("live_pages_broke", error=type(error).__name__)
            self._end_all("broke")
        finally:
            self._shown.clear()

    async def _look(self) -> None:
        scene = await self._desk.stage.scene()
        if scene.draining:
            self._end_all("draining")
            return
        wanted = {page.wanted for page in self._pages}
        for gone in self._shown.keys() - wanted:
            del self._shown[gone]
        for one in wanted:
            view = view_of(one, scene, self._desk.stage, self._desk.holds)
            if one not in self._shown or self._shown[one][0] != view:
                self._shown[one] = view, await self._drawn(view)
        for page in self._pages:
            if page.wanted in self._shown and page.told != self._shown[page.wanted][1]:
                page.wakes.set()

    async def _drawn(self, view: View) -> bytes:
        html = await self._beside(html_of, self._app, view)
        return f"data: {json.dumps(html)}\n\n".encode()

    async def _beside(self, work: Callable[..., Answer], *given: object) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._aside, work, *given)

    async def _check(self) -> None:
        """Whose sitting has ended, or who may do less than before, sees no more."""
        still = await self._beside(self._desk.sittings.those_still, {page.token for page in self._pages})
        for page in self._pages:
            person = still.get(page.token)
            if person is None or not self._may(person, page.wanted):
                page.end("signed_out")

    def _may(self, person: Person, wanted: Wanted) -> bool:
        sees = Right.SEE_NOW in rights_of(person.role)
        return sees and (not wanted.words or self._reads(person, wanted.call))

    def _reads(self, person: Person, call: str) -> bool:
        return Right.SEE_WORDS in rights_of(person.role) and self._desk.looks.go_on(person.id, call)

    def _end_all(self, why: str) -> None:
        for page in self._pages:
            page.end(why)


async def _gone(receive: Receive, page: _Page) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    page.end("gone")
