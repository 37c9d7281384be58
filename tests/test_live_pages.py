"""Open pages are told of what changes, until who looks may look no more, or the service goes."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask

from ivr.console.desk import Desk
from ivr.console.now.live import MOST_OF_ONE, LivePages
from ivr.store.live_words import Spoken

from .console import NOTHING, Browser, FakeStage
from .test_console_now import going, running

SOON = 10.0


@dataclass
class Stream:
    """A browser's end of one."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    came: "asyncio.Queue[bytes]" = field(default_factory=asyncio.Queue)
    began: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.began.set()
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            self.came.put_nowait(message.get("body", b""))

    async def news(self) -> str:
        """The next page that it is told, or the last event."""
        async with asyncio.timeout(SOON):
            while True:
                text = (await self.came.get()).decode()
                if text.startswith("data: "):
                    return str(json.loads(text.removeprefix("data: ")))
                if text.startswith("event: end"):
                    return text


@dataclass
class Pages:
    live: LivePages
    desk: Desk

    @asynccontextmanager
    async def opened(self, browser: Browser | None, call: str = "") -> AsyncIterator[Stream]:
        cookie = browser.client.get_cookie("__Host-candid", domain="localhost") if browser else None
        headers = [(b"cookie", f"__Host-candid={cookie.value}".encode())] if cookie else []
        scope = {"type": "http", "method": "GET", "path": "/now/stream", "headers": headers, "query_string": b""}
        stream = Stream()
        going_on = asyncio.create_task(
            self.live(scope | {"path_params": {"call": call} if call else {}}, stream.receive, stream.send)
        )
        async with asyncio.timeout(SOON):
            await stream.began.wait()
        yield stream
        stream.left.set()
        async with asyncio.timeout(SOON):
            await going_on


@pytest.fixture
def pages(console: Flask, desk: Desk) -> Pages:
    return Pages(LivePages(console, desk, look_seconds=0.005, check_seconds=0.0), desk)


@pytest.fixture
def supervisor(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("supervisor")


async def test_what_changes_is_told_and_nothing_else(pages: Pages, supervisor: Browser, stage: FakeStage) -> None:
    async with pages.opened(supervisor) as stream:
        assert "Nobody." in await stream.news()
        stage.is_so = going()
        assert "…123" in await stream.news()
        stage.is_so = going(running(), running("CA2", "456"))
        assert "…456" in await stream.news()
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert "default-src 'self'" in stream.headers["content-security-policy"]
        assert stream.headers["cache-control"] == "no-store"
    assert pages.live.open == 0


async def test_who_holds_a_call_shows_on_the_pages_of_all_others(
    pages: Pages, supervisor: Browser, stage: FakeStage, desk: Desk
) -> None:
    stage.is_so = going()
    async with pages.opened(supervisor) as everything, pages.opened(supervisor, "CA1") as one:
        assert "Nobody holds this call" in await one.news()
        await everything.news()
        desk.holds.take("CA1", "p9", "Anna")
        assert "Anna" in await everything.news()
        assert "Held by <strong>Anna" in await one.news()


async def test_words_are_told_to_who_asked_to_see_them_alone(
    pages: Pages, signed_in: Callable[[str], Browser], stage: FakeStage, desk: Desk
) -> None:
    stage.is_so, stage.spoken = going(), (Spoken(by_caller=True, turn=1, text="<i>Ada"),)
    reader, other = signed_in("supervisor"), signed_in("admin")
    reader.post("/now/CA1/words", "/now/CA1")
    async with pages.opened(reader, "CA1") as seen, pages.opened(other, "CA1") as unseen:
        assert "&lt;i&gt;Ada" in await seen.news()
        assert "Ada" not in await unseen.news()


async def test_a_call_that_ends_is_told_as_over(pages: Pages, supervisor: Browser, stage: FakeStage) -> None:
    stage.is_so = going()
    async with pages.opened(supervisor, "CA1") as stream:
        await stream.news()
        stage.is_so = NOTHING
        assert "The call is over" in await stream.news()


async def test_a_stream_ends_with_the_sitting(pages: Pages, supervisor: Browser, desk: Desk) -> None:
    person = desk.people.by_name("supervisor")
    assert person is not None
    async with pages.opened(supervisor) as stream:
        await stream.news()
        await asyncio.to_thread(desk.sittings.end_all, person.id)
        assert "signed_out" in await stream.news()


async def test_a_stream_ends_when_the_role_no_longer_has_the_page(
    pages: Pages, supervisor: Browser, desk: Desk
) -> None:
    person = desk.people.by_name("supervisor")
    assert person is not None
    async with pages.opened(supervisor) as stream:
        await stream.news()
        desk.people.set_role(person.id, "agent")
        assert "signed_out" in await stream.news()


async def test_a_stream_ends_as_the_service_drains_and_none_begins(
    pages: Pages, supervisor: Browser, stage: FakeStage
) -> None:
    async with pages.opened(supervisor) as stream:
        await stream.news()
        stage.is_so = replace(NOTHING, draining=True)
        assert "draining" in await stream.news()
    async with pages.opened(supervisor) as late:
        assert late.status == 503


async def test_who_may_not_look_has_no_stream(pages: Pages, signed_in: Callable[[str], Browser]) -> None:
    for browser, status in ((None, 401), (signed_in("agent"), 403)):
        async with pages.opened(browser) as stream:
            assert stream.status == status


async def test_of_one_sitting_so_many_pages_are_live_and_no_more(pages: Pages, supervisor: Browser) -> None:
    async with AsyncExitStack() as open_ones:
        for _ in range(MOST_OF_ONE):
            assert (await open_ones.enter_async_context(pages.opened(supervisor))).status == 200
        assert (await open_ones.enter_async_context(pages.opened(supervisor))).status == 429


async def test_when_a_look_fails_pages_are_told_so(
    pages: Pages, supervisor: Browser, stage: FakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with pages.opened(supervisor) as stream:
        await stream.news()

        async def broken() -> None:
            raise RuntimeError

        monkeypatch.setattr(stage, "scene", broken)
        assert "broke" in await stream.news()
