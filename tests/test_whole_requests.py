"""No stranger's body takes a webhook's thread: it comes whole, in time and of a carrier's size, or not at all."""

import asyncio

import pytest

from ivr.sockets.whole_requests import Message, Receive, Scope, Send, WholeRequests

POST: Scope = {"type": "http", "method": "POST", "path": "/voice/next", "headers": []}


class Threads:
    """The app behind: notes what it is given."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.heads: list[dict[bytes, bytes]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        assert not message["more_body"]
        self.bodies.append(message["body"])
        self.heads.append(dict(scope["headers"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})


class Client:
    """Sends these parts, then nothing more; `ended` comes when it is waited for in vain."""

    def __init__(self, *parts: bytes, whole: bool = False, gone: bool = False) -> None:
        self._messages: list[Message] = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        if whole:
            self._messages[-1]["more_body"] = False
        if gone:
            self._messages.append({"type": "http.disconnect"})
        self.answers: list[Message] = []
        self.waited_for = asyncio.Event()

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        self.waited_for.set()
        await asyncio.get_running_loop().create_future()
        raise AssertionError("never")

    async def send(self, message: Message) -> None:
        self.answers.append(message)

    @property
    def status(self) -> int:
        return int(self.answers[0]["status"])

    @property
    def closes(self) -> bool:
        return (b"connection", b"close") in self.answers[0]["headers"]


def posted(client: Client, requests: WholeRequests, *headers: tuple[bytes, bytes]) -> asyncio.Task[None]:
    async def ask() -> None:
        await requests(POST | {"headers": list(headers)}, client.receive, client.send)

    return asyncio.create_task(ask())


async def test_a_body_in_parts_reaches_the_app_whole_and_with_its_length() -> None:
    threads, client = Threads(), Client(b"CallSid=", b"CA1", b"", whole=True)
    await posted(client, WholeRequests(threads, 100), (b"transfer-encoding", b"chunked"), (b"x-a", b"b"))
    assert threads.bodies == [b"CallSid=CA1"]
    assert threads.heads == [{b"content-length": b"11", b"x-a": b"b"}]


@pytest.mark.parametrize("headers", [(), ((b"content-length", b"30"),), ((b"transfer-encoding", b"chunked"),)])
async def test_a_body_that_is_not_whole_in_time_is_refused_without_a_thread(
    headers: tuple[tuple[bytes, bytes], ...],
) -> None:
    threads, client = Threads(), Client(b"a")
    await posted(client, WholeRequests(threads, 100, seconds=0.01), *headers)
    assert (client.status, client.closes, threads.bodies) == (408, True, [])


@pytest.mark.parametrize("length", [b"101", b"10000000000", b"9" * 400])
async def test_a_body_announced_too_large_is_refused_before_any_of_it_came(length: bytes) -> None:
    threads, client = Threads(), Client()
    await posted(client, WholeRequests(threads, 100), (b"content-length", length))
    assert (client.status, client.closes, threads.bodies) == (413, True, [])


async def test_a_body_that_grows_too_large_is_refused_while_it_grows() -> None:
    threads, client = Threads(), Client(b"a" * 60, b"a" * 60)
    await posted(client, WholeRequests(threads, 100))
    assert (client.status, client.closes, threads.bodies) == (413, True, [])


async def test_a_client_that_goes_away_in_its_body_is_answered_nothing() -> None:
    threads, client = Threads(), Client(b"a", gone=True)
    await posted(client, WholeRequests(threads, 100))
    assert (client.answers, threads.bodies) == ([], [])


async def test_one_body_too_many_ends_the_one_that_has_taken_longest() -> None:
    threads = Threads()
    requests = WholeRequests(threads, 100, seconds=60.0, most=3)
    slow = [Client(b"a") for _ in range(4)]
    tasks = [posted(client, requests) for client in slow]
    await asyncio.gather(*(client.waited_for.wait() for client in slow))
    await tasks[0]
    assert slow[0].status == 408
    quick = Client(b"CallSid=CA1", whole=True)
    await posted(quick, requests)
    assert quick.status == 200
    await tasks[1]
    assert [client.answers for client in slow[2:]] == [[], []]
    for task in tasks:
        task.cancel()


async def test_streams_pass_untouched() -> None:
    seen: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    scope: Scope = {"type": "websocket", "path": "/media"}
    client = Client()
    await WholeRequests(app, 100)(scope, client.receive, client.send)
    assert seen == [scope]
