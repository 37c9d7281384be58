"""uvicorn's websocket as we change it: when a stream's socket is read, and when it is left unread."""

import asyncio

import uvicorn
from uvicorn.server import ServerState

from ivr.sockets.connections import StreamProtocol


class Socket(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def pause_reading(self) -> None:
        self.told.append("pause")

    def resume_reading(self) -> None:
        self.told.append("resume")


async def app(scope: object, receive: object, send: object) -> None:
    raise AssertionError("not called: no stream was opened")


def stream() -> tuple[StreamProtocol, Socket]:
    config = uvicorn.Config(app, ws=StreamProtocol, log_config=None, lifespan="off")
    config.load()
    protocol, socket = StreamProtocol(config=config, server_state=ServerState(), app_state={}), Socket()
    protocol.transport = socket
    return protocol, socket


def hears(protocol: StreamProtocol, count: int) -> None:
    for number in range(count):
        protocol.curr_msg_data_type = "text"
        protocol.frames = [str(number).encode()]
        protocol.send_receive_event_to_app()


async def test_a_stream_that_is_kept_up_with_is_read_without_a_pause() -> None:
    protocol, socket = stream()
    for _ in range(5):
        hears(protocol, 3)
        for number in range(3):
            assert (await protocol.receive())["text"] == str(number)  # type: ignore[typeddict-item]
    assert socket.told == []


async def test_a_stream_that_sends_more_than_is_taken_is_left_unread_until_all_was_taken() -> None:
    protocol, socket = stream()
    hears(protocol, 17)
    assert socket.told == ["pause"]
    for _ in range(16):
        await protocol.receive()
    assert socket.told == ["pause"]
    await protocol.receive()
    assert socket.told == ["pause", "resume"]
