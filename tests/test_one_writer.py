"""One live call, one writer, counted once: whatever streams the carrier has open of it, and in whatever order."""

import asyncio
import base64
import itertools
import json
from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import pytest

from ivr.call.activity import Activity
from ivr.call.equipment import Equipment
from ivr.call.exchange import Exchange
from ivr.core.record import Disposition, Reason
from ivr.store.store import Store
from ivr.telephony.token import StreamTokens
from tests.conftest import CALL, FakeRules, Twilio, dialled_numbers, verbs
from tests.test_media_stream import START, media
from tests.test_runner import Companies, Engines, Loudness, Socket

OTHER = "CA00000000000000000000000000000099"
NUMBERS = itertools.count(1)


class Prompts:
    """Recordings that name no text: what is said does not matter here."""

    names: tuple[str, ...] = ()

    def __init__(self, inner: Any) -> None:
        self.clip = inner.clip


class AnyCompany(Companies):
    def of(self, company: str) -> Any:
        return Prompts(super().of(company))


class Stream:
    """One websocket of the carrier's about a call."""

    def __init__(self, switched: "Exchange", call: str, parameters: dict[str, str]) -> None:
        self.socket, self.sid, self.at_ms = Socket(), f"MZ{next(NUMBERS)}", 0
        begun = cast(dict[str, Any], START["start"]) | {"streamSid": self.sid, "callSid": call}
        self.start = START | {"streamSid": self.sid, "start": begun | {"customParameters": parameters}}
        self.task = asyncio.create_task(switched.take(self.socket))

    async def begins(self) -> "Stream":
        self.sends(self.start)
        await settled(lambda: bool(self.socket.sent) or self.task.done())
        return self

    def sends(self, message: dict[str, Any] | None) -> None:
        self.socket.to_service.put_nowait(None if message is None else json.dumps(message))

    async def hears(self, frames: int = 20, byte: bytes = b"\xff") -> None:
        """Frames, taken in where anybody takes them."""
        for _ in range(frames):
            payload = base64.b64encode(byte * 160).decode()
            self.sends(media(payload, timestamp=str(self.at_ms)) | {"streamSid": self.sid})
            self.at_ms += 20
        await settled(lambda: self.socket.to_service.empty() or self.task.done())

    def stops(self) -> None:
        self.sends({"event": "stop", "streamSid": self.sid})


async def settled(so: Callable[[], bool]) -> None:
    """Returns when it is so; a test that never sees it fails by its timeout."""
    async with asyncio.timeout(10):
        while not so():  # noqa: ASYNC110  # nothing tells of it: it is what the service does by itself
            await asyncio.sleep(0)
    for _ in range(20):
        await asyncio.sleep(0)


class Carrier:
    """The call as Twilio has it: webhooks, and the streams that their answers open."""

    def __init__(self, twilio: Twilio, store: Store, switched: Exchange) -> None:
        self.twilio, self.store, self.switched = twilio, store, switched
        self.opened: list[Stream] = []

    def told(self, path: str, call: str = CALL, **more: str) -> dict[str, str]:
        """The parameters of the stream that a webhook's answer opens."""
        return {
            parameter.get("name", ""): parameter.get("value", "")
            for parameter in self.twilio.ask(path, CallSid=call, **more).iter("Parameter")
        }

    def rings(self, call: str = CALL, **more: str) -> dict[str, str]:
        return self.told("/voice/incoming", call, CallStatus="ringing", **more)

    def opens(self, parameters: dict[str, str], call: str = CALL) -> Stream:
        self.opened.append(Stream(self.switched, call, parameters))
        return self.opened[-1]

    async def talks(self) -> Stream:
        """The first stream, some way into the call."""
        stream = await self.opens(self.rings()).begins()
        await stream.hears()
        return stream

    def counted(self) -> tuple[int, int, int]:
        """Streams that run, calls that take a line, and calls that have not ended."""
        return self.switched.calls, self.store.running_calls(), self.store.calls_in_progress()

    def numbers(self) -> list[int]:
        return [entry.seq for entry in self.store.journal(CALL)]


ALIVE, LEFT = (1, 1, 1), (0, 0, 1)


@pytest.fixture
async def carrier(
    twilio: Twilio, store: Store, rules_in_force: FakeRules, tokens: StreamTokens
) -> AsyncIterator[Carrier]:
    engines = Engines(text="I want a human")
    companies: Any = AnyCompany()
    parts = Equipment(engines, engines, engines, Loudness, companies, store, lambda text: [text], Activity())
    carrier = Carrier(twilio, store, Exchange(parts, store, cast(Any, rules_in_force), tokens))
    yield carrier
    tasks = [stream.task for stream in carrier.opened]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def lives_on(carrier: Carrier, new: Stream) -> None:
    """The call goes on on this stream, alone: it alone writes, each number once, and it counts once."""
    written = len(carrier.numbers())
    await new.hears(60)
    numbers = carrier.numbers()
    assert len(numbers) > written
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(stream.socket.closed for stream in carrier.opened if stream is not new)
    assert carrier.counted() == ALIVE
    record = carrier.store.record(CALL)
    assert (record.ended_at, record.disposition) == (None, None)


async def test_the_half_open_stream_sends_on_after_the_call_was_resumed(carrier: Carrier) -> None:
    old = await carrier.talks()
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    await old.hears(60, b"\x10")
    await lives_on(carrier, new)


@pytest.mark.parametrize("message", ["stop", None], ids=["says that the call ended", "is closed"])
async def test_the_older_stream_ends_late(carrier: Carrier, message: str | None) -> None:
    old = await carrier.talks()
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    old.sends(None) if message is None else old.stops()
    await lives_on(carrier, new)


async def test_the_older_stream_is_closed_after_the_carrier_asked_and_before_the_new_one_starts(
    carrier: Carrier,
) -> None:
    old = await carrier.talks()
    resumed = carrier.told("/voice/next")
    old.sends(None)
    await old.task
    await lives_on(carrier, await carrier.opens(resumed).begins())


async def test_the_older_stream_is_the_writer_until_the_new_one_has_started(carrier: Carrier) -> None:
    old = await carrier.talks()
    new = carrier.opens(carrier.told("/voice/next"))
    new.sends({"event": "connected", "protocol": "Call", "version": "1.0.0"})
    await old.hears(120)
    assert carrier.counted() == ALIVE
    await lives_on(carrier, await new.begins())


async def test_the_first_webhook_was_sent_twice_and_both_answers_open_a_stream(carrier: Carrier) -> None:
    first, again = carrier.rings(), carrier.rings()
    old = await carrier.opens(first).begins()
    await old.hears(60)
    new = await carrier.opens(again).begins()
    await old.hears()
    await lives_on(carrier, new)


async def test_two_new_streams_start_in_the_same_moment(carrier: Carrier) -> None:
    again = carrier.rings()
    await carrier.talks()
    both = [carrier.opens(again), carrier.opens(carrier.told("/voice/next"))]
    for stream in both:
        stream.sends(stream.start)
    await settled(lambda: sum(stream.task.done() for stream in carrier.opened) == 2)
    [new] = [stream for stream in carrier.opened if not stream.task.done()]
    await lives_on(carrier, new)


async def test_the_same_stream_starts_twice(carrier: Carrier) -> None:
    """No carrier does: the stream ends, and the call is one that fell silent, at a person."""
    stream = await carrier.talks()
    stream.sends(stream.start)
    await stream.task
    assert carrier.counted() == LEFT
    record = carrier.store.record(CALL)
    assert record.handoff is not None
    assert record.handoff.reason is Reason.LINE_FAILED


@pytest.mark.parametrize("mine", [True, False], ids=["with its own token", "with the other's token"])
async def test_a_stream_that_says_that_it_is_another_call_changes_nothing_of_that_one(
    carrier: Carrier, mine: bool
) -> None:
    live = await carrier.talks()
    token, named = (carrier.rings(OTHER), CALL) if mine else (carrier.told("/voice/next"), OTHER)
    wrong = carrier.opens(token, named)
    wrong.sends(wrong.start)
    await wrong.task
    assert not live.task.done()
    await live.hears(60)
    assert carrier.switched.calls == 1
    assert carrier.store.record(OTHER).streams_started == 0
    assert carrier.store.record(CALL).streams_started == 1


async def test_the_older_stream_hands_the_call_off_while_the_new_one_is_on_its_way(carrier: Carrier) -> None:
    """Whoever was promised a person is not asked again what they want: the carrier is, where the call goes."""
    old = await carrier.talks()
    resumed = carrier.told("/voice/next")
    old.sends({"event": "dtmf", "streamSid": old.sid, "dtmf": {"track": "inbound_track", "digit": "0"}})
    await settled(lambda: carrier.store.record(CALL).handoff is not None)
    new = carrier.opens(resumed)
    new.sends(new.start)
    await new.task
    assert new.socket.sent == []
    assert carrier.store.running_calls() == 0
    answer = carrier.twilio.ask("/voice/next")
    assert verbs(answer)[-1] == "Dial"
    assert dialled_numbers(answer)


async def test_a_stream_that_comes_after_the_call_has_ended_is_none(carrier: Carrier) -> None:
    again = carrier.rings()
    old = await carrier.talks()
    old.stops()
    await old.task
    carrier.twilio.post("/voice/status", CallStatus="completed")
    ended = carrier.store.record(CALL)
    late = carrier.opens(again)
    late.sends(late.start)
    await late.task
    assert (late.socket.sent, carrier.counted()) == ([], (0, 0, 0))
    assert carrier.store.record(CALL) == ended


async def test_the_end_of_the_call_on_its_second_stream_is_its_end(carrier: Carrier) -> None:
    old = await carrier.talks()
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    await new.hears()
    new.stops()
    await new.task
    old.sends(None)
    await old.task
    assert carrier.counted() == (0, 0, 0)
    assert carrier.store.record(CALL).disposition is Disposition.CALLER_HUNG_UP


async def test_the_second_stream_is_lost_too_and_a_person_comes(carrier: Carrier) -> None:
    await carrier.talks()
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    new.sends(None)
    await new.task
    assert "Dial" in verbs(carrier.twilio.ask("/voice/next"))
    assert carrier.counted() == LEFT
    carrier.twilio.post("/voice/status", CallStatus="completed")
    assert carrier.counted() == (0, 0, 0)


async def test_a_resumed_call_takes_one_line_while_another_waits_for_it(
    carrier: Carrier, rules_in_force: FakeRules
) -> None:
    limits = rules_in_force.rules.limits.model_copy(update={"calls_at_once": 1})
    rules_in_force.rules = rules_in_force.rules.model_copy(update={"limits": limits})
    await carrier.talks()
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    assert carrier.rings(OTHER) == {}, "refused"
    await new.hears(60)
    assert carrier.counted() == (1, 1, 2), "the other is with an agent"


async def test_an_older_stream_whose_writing_hangs_does_nothing_more_for_the_call(carrier: Carrier) -> None:
    """It stands at a socket that takes nothing, with what comes after that still to do."""
    old = await carrier.talks()
    may_go_on = asyncio.Event()
    send = old.socket.send

    async def hang(text: str) -> None:
        await may_go_on.wait()
        await send(text)

    old.socket.send = hang  # type: ignore[method-assign]
    old.sends({"event": "mark", "streamSid": old.sid, "mark": cast(dict[str, Any], old.socket.sent[-1]["mark"])})
    await old.hears(5, b"\x10")
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    may_go_on.set()
    await old.hears(20, b"\x10")
    await lives_on(carrier, new)


async def test_the_assistant_forgets_a_call_that_does_not_come_back_and_no_other(carrier: Carrier) -> None:
    dialogue = cast(Engines, carrier.switched._equipment.dialogue)
    old = await carrier.talks()
    old.sends(None)
    await old.task
    assert dialogue.forgotten == [], "its stream was lost: it may come back"
    new = await carrier.opens(carrier.told("/voice/next")).begins()
    new.stops()
    await new.task
    await asyncio.gather(*carrier.switched._forgetting)
    assert dialogue.forgotten == [CALL]


async def test_the_call_is_told_which_number_was_rung(carrier: Carrier) -> None:
    await carrier.talks()
    began = [entry.body for entry in carrier.store.journal(CALL) if entry.kind == "CallStarted"]
    assert [body["called"] for body in began] == [carrier.store.record(CALL).line]
    assert carrier.store.record(CALL).line
