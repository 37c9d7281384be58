"""A socket that gives nothing takes nothing for long: on a real uvicorn, over loopback, with short limits."""

import asyncio
import resource
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn

from ivr.sockets import connections
from ivr.sockets.connections import BoundedProtocol, StreamProtocol, raise_file_limit
from ivr.sockets.whole_requests import Receive, Scope, Send

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
UPGRADE = (
    b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers requests; accepts streams, says one word and closes them."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": "hello"})
        await send({"type": "websocket.close"})
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """The port of a server with our protocols."""
    config = uvicorn.Config(app, port=0, http=BoundedProtocol, ws=StreamProtocol, log_config=None, lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        await server.shutdown()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.05)


async def ends(reader: asyncio.StreamReader) -> bytes:
    """All that is said until the connection is closed, however that is."""
    said = b""
    try:
        while part := await reader.read(1000):
            said += part
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    "begun",
    [b"", b"G", b"POST /voice/next HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nX-A: ", GET[:-2], UPGRADE[:-4]],
    ids=["nothing", "a letter", "a line", "half a header", "no blank line", "half a stream"],
)
async def test_a_head_that_does_not_end_ends_its_connection(begun: bytes, soon: None) -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(begun)
        assert await ends(reader) == b""
        writer.close()


async def test_bytes_that_trickle_in_buy_no_time(soon: None) -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)

        async def trickle() -> None:
            writer.write(b"GET / HTTP/1.1\r\nX-A: ")
            while not reader.at_eof():
                writer.write(b"a")
                await asyncio.sleep(0)

        trickling = asyncio.create_task(trickle())
        assert await ends(reader) == b""
        trickling.cancel()
        writer.close()


async def test_a_second_head_on_a_connection_has_no_more_time_than_the_first(soon: None) -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET + b"GE")
        said = await ends(reader)
        assert said.count(b"200 OK") == 1
        writer.close()


async def test_requests_on_one_connection_are_all_answered() -> None:
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET * 20)
        for _ in range(20):
            assert b"200" in await reader.readuntil(b"\r\n")
            await reader.readuntil(b"\r\n\r\nok")
        writer.close()


async def test_one_connection_too_many_ends_the_one_that_has_waited_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_WAITING", 3)
    async with served() as port:
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
        assert await ends(idle[0][0]) == b""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET)
        assert b"200" in await reader.readuntil(b"\r\n")
        assert await ends(idle[1][0]) == b""
        for _, open_one in [*idle, (reader, writer)]:
            open_one.close()


async def test_streams_that_come_at_once_are_opened_one_after_another_the_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "OPENING_SECONDS", 0.05)
    opened: list[int] = []

    async def opens(number: int, reader: asyncio.StreamReader) -> None:
        await reader.readuntil(b"hello")
        opened.append(number)

    async with served() as port:
        streams = [await asyncio.open_connection("127.0.0.1", port) for _ in range(4)]
        reading = [asyncio.create_task(opens(number, reader)) for number, (reader, _) in enumerate(streams)]
        for _, writer in streams:
            writer.write(UPGRADE)
            await asyncio.sleep(0)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET)
        assert (await reader.readuntil(b"ok")).startswith(b"HTTP/1.1 200")
        assert len(opened) <= 2  # whoever asks for no stream waits for none
        await asyncio.gather(*reading)
        for each in (writer, *(stream for _, stream in streams)):
            each.close()
    assert opened == [0, 3, 2, 1]


async def test_a_stream_that_waits_for_its_turn_has_no_more_time_than_a_head(
    soon: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "OPENING_SECONDS", 60.0)
    async with served() as port:
        for said in (b"hello", b""):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(UPGRADE)
            assert said in await ends(reader)
            writer.close()
    assert not BoundedProtocol.waiting


async def test_nothing_is_left_of_connections_that_were_closed(soon: None) -> None:
    async with served() as port:
        for begun in (b"", GET, UPGRADE, b"nonsense\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            await ends(reader)
            writer.close()
        assert BoundedProtocol.waiting == {}


async def test_a_stream_whose_other_side_does_not_confirm_its_close_is_closed_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "CLOSE_SECONDS", 0.01)
    async with served() as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(UPGRADE)
        said = await ends(reader)
        assert b"101 Switching" in said
        assert b"hello" in said
        writer.close()


def test_the_service_asks_for_more_open_files_than_idle_strangers_can_take(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = [(1024, 524288)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: asked[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    assert raise_file_limit() == 8192
    asked.append((256, 4096))
    assert raise_file_limit() == 4096
    asked.append((65536, 524288))
    assert raise_file_limit() == 65536
