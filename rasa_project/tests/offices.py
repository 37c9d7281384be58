"""Back offices for tests: the shop itself, the shop over a real socket, and what answers badly or not at all."""

import asyncio
import atexit
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from back_office.errors import Reason, RefusedError
from back_office.http import HttpBackOffice
from back_office.port import BackOffice
from back_office.served import served
from back_office.writes import key_of
from shop.books import opened
from shop.office import ShopOffice

AT = datetime(2026, 3, 10, 11, 20)
"""A Tuesday."""
TOKEN = "a-token-of-the-tests"  # noqa: S105  # of the tests


@lru_cache
def _filled() -> Path:
    """The shop's file as it comes, made once for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="shop-of-tests-"))
    atexit.register(shutil.rmtree, folder)
    opened(folder).close()
    return folder / "shop.db"


class Desk:
    """A back office, asked from tests that know no event loop. `now` is the shop's time."""

    def __init__(self, folder: Path) -> None:
        shutil.copy(_filled(), folder / "shop.db")
        self.now = AT
        self.shop = ShopOffice(folder, lambda: self.now)
        self.office: BackOffice = self.shop
        self.loop = asyncio.new_event_loop()
        self._writes = 0

    def ask(self, task: str, *values: Any, **more: Any) -> Any:
        return self.loop.run_until_complete(getattr(self.office, task)(*values, **more))

    def write(self, task: str, *values: Any, **more: Any) -> Any:
        """With a key of its own each time."""
        self._writes += 1
        return self.ask(task, *values, **more, key=key_of("CAtest", task, self._writes))


@contextmanager
def embedded(folder: Path) -> Iterator[Desk]:
    desk = Desk(folder)
    yield desk
    desk.loop.close()


@contextmanager
def over_http(folder: Path) -> Iterator[Desk]:
    """The same shop behind its server, on a port of loopback."""
    desk = Desk(folder)
    stack = serving(served(desk.shop, TOKEN))
    url = desk.loop.run_until_complete(stack.__aenter__())
    desk.office = HttpBackOffice(url, TOKEN)
    yield desk
    desk.loop.run_until_complete(desk.office.close())
    desk.loop.run_until_complete(stack.__aexit__(None, None, None))
    desk.loop.close()


@asynccontextmanager
async def serving(application: web.Application) -> AsyncIterator[str]:
    """The address of an application on a free port of loopback."""
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


@dataclass
class Line:
    """A server that does with each request what the test says next; the last of `does` for all that follow.

    bytes: sent as they are, then the connection is closed; None: closed without an answer; SILENT: never answered.
    """

    does: list[bytes | None]
    requests: list[bytes] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    """Set by each request."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        self.requests.append(head + await reader.readexactly(length))
        self.heard.set()
        answer = self.does.pop(0) if len(self.does) > 1 else self.does[0]
        if answer is SILENT:
            await reader.read()  # until the other side gives up
        elif answer is not None:
            writer.write(answer)
            await writer.drain()
        writer.close()

    def header(self, name: str) -> list[str | None]:
        """What each request had in a header."""
        found = []
        for request in self.requests:
            lines = request.split(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
            values = dict(line.lower().split(": ", 1) for line in lines)
            found.append(values.get(name.lower()))
        return found


@pytest.fixture(params=[embedded, over_http])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """For tests that name this module as their plugin: each is run with every adapter."""
    with request.param(tmp_path) as desk:
        yield desk


def refused(desk: Desk, task: str, *values: Any, **more: Any) -> Reason:
    """Why a write was refused."""
    with pytest.raises(RefusedError) as caught:
        desk.write(task, *values, **more)
    return caught.value.reason


SILENT = b"(silence)"


@asynccontextmanager
async def answering(line: Line) -> AsyncIterator[str]:
    """The address of a line."""
    server = await asyncio.start_server(line.talk, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    async with server:
        yield f"http://{host}:{port}"


def answer(value: Any, status: int = 200) -> bytes:
    """An HTTP answer with this value as its JSON; bytes as they are."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    head = "HTTP/1.1 %d .\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    return (head % (status, len(body))).encode() + body
