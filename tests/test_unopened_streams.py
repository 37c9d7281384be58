"""Streams that do not become calls are closed soon, and cannot keep a call's stream out."""

import asyncio
import json
from typing import Any, cast

import pytest

from ivr.call import exchange
from ivr.call.exchange import Exchange
from ivr.store.store import Store
from ivr.telephony.token import StreamTokens
from tests.conftest import FakeRules
from tests.test_runner import Socket

CONNECTED = json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})


@pytest.fixture
def streams(store: Store, rules_in_force: FakeRules, tokens: StreamTokens) -> Exchange:
    return Exchange(cast(Any, None), store, cast(Any, rules_in_force), tokens)


async def test_a_stream_that_never_starts_is_closed_and_holds_no_line(
    streams: Exchange, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_START_SECONDS", 0.01)
    socket = Socket()
    socket.to_service.put_nowait(CONNECTED)
    await streams.take(socket)
    assert socket.closed
    assert (streams.calls, store.running_calls(), streams.refused) == (0, 0, 1)


async def test_one_stream_too_many_closes_the_one_that_has_waited_longest(
    streams: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_START_SECONDS", 60.0)
    monkeypatch.setattr(exchange, "MOST_UNOPENED", 3)
    idle = [Socket() for _ in range(5)]
    taking = [asyncio.create_task(streams.take(socket)) for socket in idle]
    await asyncio.wait(taking[:2])
    assert [socket.closed for socket in idle] == [True, True, False, False, False]
    for task in taking:
        task.cancel()
    await asyncio.gather(*taking, return_exceptions=True)
