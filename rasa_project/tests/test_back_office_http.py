"""A back office that is slow, dead or talks nonsense costs a caller two seconds at most, and nothing is done twice."""

import asyncio
import json
import logging
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from offices import SILENT, TOKEN, Line, answer, answering

from back_office.errors import BackOfficeError, NotFoundError, Reason, RefusedError, UnavailableError
from back_office.http import HttpBackOffice
from back_office.wire import LARGEST_BODY
from back_office.writes import key_of

ORDER = {"number": "421807", "item": "garden bench", "status": "sent", "day": "2026-03-12"}
NOTE = {"reference": "421863"}
KEY = key_of("CA1", "leave_message")
WORDS = "my name is Harper and my number is 5550143"


def asked(line: Line, what: Callable[[HttpBackOffice], Awaitable[Any]], deadline_seconds: float = 5.0) -> Any:
    """The answer, or the error, of a back office that asks this line."""

    async def ask() -> Any:
        async with answering(line) as url:
            office = HttpBackOffice(url, TOKEN, deadline_seconds=deadline_seconds)
            try:
                return await what(office)
            except BackOfficeError as error:
                return error
            finally:
                await office.close()

    return asyncio.run(ask())


def order(office: HttpBackOffice) -> Awaitable[Any]:
    return office.order("421807")


def note(office: HttpBackOffice) -> Awaitable[Any]:
    return office.leave_message(WORDS, key=KEY)


def test_a_request_holds_its_values_in_the_body_alone() -> None:
    line = Line([answer(ORDER)])
    assert asked(line, order).item == "garden bench"
    head, _, body = line.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /order HTTP/1.1")
    assert b"421807" not in head
    assert json.loads(body) == {"number": "421807"}
    assert line.header("authorization") == [f"bearer {TOKEN}"]


def test_one_that_never_answers_is_given_up() -> None:
    line = Line([SILENT])
    assert isinstance(asked(line, order, deadline_seconds=0.05), UnavailableError)
    assert isinstance(asked(Line([SILENT]), note, deadline_seconds=0.05), UnavailableError)


def test_one_that_trickles_is_given_up_too() -> None:
    async def ask() -> None:
        async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 .\r\nContent-Length: 100\r\n\r\n{")
            await reader.read()
            writer.close()

        server = await asyncio.start_server(trickle, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            office = HttpBackOffice(f"http://127.0.0.1:{port}", deadline_seconds=0.05)
            with pytest.raises(UnavailableError):
                await office.order("421807")
            await office.close()

    asyncio.run(ask())


@pytest.fixture
def dead_url() -> Iterator[str]:
    """A port that is taken and refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_where_nobody_listens_it_is_unavailable_at_once(dead_url: str) -> None:
    async def ask() -> None:
        office = HttpBackOffice(dead_url, deadline_seconds=60)
        with pytest.raises(UnavailableError, match="ClientConnectorError"):
            await office.order("421807")
        await office.close()

    asyncio.run(ask())


@pytest.mark.parametrize("what", [order, note])
def test_a_connection_that_fails_before_an_answer_is_tried_once_more(what: Any) -> None:
    line = Line([None, answer(ORDER if what is order else NOTE)])
    assert not isinstance(asked(line, what), BackOfficeError)
    assert len(line.requests) == 2
    assert line.requests[0] == line.requests[1]
    twice = Line([None])
    assert isinstance(asked(twice, what), UnavailableError)
    assert len(twice.requests) == 2


@pytest.mark.parametrize(
    "does", [[None], [answer({}, 500)], [answer({"error": "unavailable"}, 503)], [answer(b"{}")], [SILENT]]
)
def test_a_write_that_was_sent_and_not_answered_is_in_doubt_and_a_read_never_is(does: list[bytes | None]) -> None:
    assert asked(Line([*does]), note, deadline_seconds=0.2).in_doubt
    assert not asked(Line([*does]), order, deadline_seconds=0.2).in_doubt


def test_a_write_that_was_never_sent_is_not_in_doubt(dead_url: str) -> None:
    async def ask() -> None:
        office = HttpBackOffice(dead_url, deadline_seconds=60)
        for _ in range(4):  # the fourth is not even tried
            with pytest.raises(UnavailableError) as caught:
                await note(office)
            assert not caught.value.in_doubt
        await office.close()

    asyncio.run(ask())


def test_a_write_is_repeated_with_its_key_only() -> None:
    line = Line([None, answer(NOTE)])
    asked(line, note)
    assert line.header("idempotency-key") == [KEY, KEY]


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_read_is_repeated_after_a_gateways_refusal_and_a_write_is_not(status: int) -> None:
    read = Line([answer({}, status), answer(ORDER)])
    assert asked(read, order).number == "421807"
    assert len(read.requests) == 2
    written = Line([answer({}, status), answer(NOTE)])
    assert isinstance(asked(written, note), UnavailableError)
    assert len(written.requests) == 1


def test_a_read_is_sent_twice_at_most() -> None:
    line = Line([None, answer({}, 503), answer(ORDER)])
    assert isinstance(asked(line, order), UnavailableError)
    assert len(line.requests) == 2


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"<html>Welcome to nginx</html>",
        b"[" * 60_000,
        b'{"number": "421807"}',
        b'{"number": "421807", "item": "bench", "status": "eaten"}',
        b'{"number": "421807", "item": "%s", "status": "sent"}' % (b"x" * 121),
        b'[{"number": "421807", "item": "bench", "status": "sent"}]',
        b"null",
        b'"\xff\xfe"',
        b" " * (LARGEST_BODY + 1),
    ],
)
def test_a_malformed_answer_is_no_answer(bad: bytes) -> None:
    line = Line([answer(bad)])
    error = asked(line, order)
    assert isinstance(error, UnavailableError)
    assert "421807" not in str(error)
    assert "eaten" not in str(error)
    assert len(line.requests) == 1


@pytest.mark.parametrize("status", [201, 204, 301, 302, 400, 401, 403, 404, 405, 409, 429, 500])
def test_a_status_that_says_nothing_of_the_order_is_not_taken_for_one_that_does(status: int) -> None:
    assert isinstance(asked(Line([answer({"detail": "Not Found"}, status)]), order), UnavailableError)


def test_a_time_of_another_zone_and_an_endless_way_are_malformed() -> None:
    outage = {"service": "water", "area": "Lindale", "began": "2026-03-10T09:00:00"}
    shop = {"name": "A", "street": "B", "town": "C", "postcode": "42911", "hours": []}
    opening = {"weekday": 0, "opens": "09:00", "closes": "18:00"}
    for task, sound, bad in (
        ("outages", outage, {"began": "2026-03-10T09:00:00Z"}),
        ("shops", shop, {"miles": float("inf")}),
        ("shops", shop | {"hours": [opening]}, {"hours": [opening | {"opens": "09:00+01:00"}]}),
    ):
        for answered, error in ((sound, False), (sound | bad, True)):
            told = asked(Line([answer([answered])]), lambda office, task=task: getattr(office, task)("42911"))
            assert isinstance(told, UnavailableError) == error, (task, bad)


def test_not_found_and_refused_say_so_in_their_body() -> None:
    assert isinstance(asked(Line([answer({"error": "not_found"}, 404)]), order), NotFoundError)
    refused = asked(Line([answer({"error": "refused", "reason": "too_late"}, 409)]), note)
    assert isinstance(refused, RefusedError)
    assert refused.reason is Reason.TOO_LATE
    for unknown in ("full moon", None, 7):
        strange = asked(Line([answer({"error": "refused", "reason": unknown}, 409)]), note)
        assert strange.reason is Reason.OTHER


def test_fields_that_a_newer_back_office_adds_are_ignored() -> None:
    assert asked(Line([answer(ORDER | {"color": "green"})]), order).item == "garden bench"


def test_a_dead_one_is_left_alone_for_a_while_and_then_tried_again() -> None:
    now = 0.0
    line = Line([answer({}, 500)])

    async def ask() -> None:
        nonlocal now
        async with answering(line) as url:
            office = HttpBackOffice(url, clock=lambda: now)
            for _ in range(5):
                with pytest.raises(UnavailableError):
                    await office.order("421807")
            assert len(line.requests) == 3
            now = 5.0
            line.does = [answer(ORDER)]
            assert (await office.order("421807")).number == "421807"
            await office.close()

    asyncio.run(ask())


def test_one_that_is_always_late_is_left_alone_and_one_that_is_not_waited_for_is_not() -> None:
    async def ask() -> list[str]:
        line = Line([SILENT])
        async with answering(line) as url:
            office = HttpBackOffice(url, deadline_seconds=60, clock=lambda: 0.0)
            for _ in range(5):  # the caller speaks on, and the turn is given up
                turn = asyncio.create_task(order(office))
                await line.heard.wait()
                line.heard.clear()
                turn.cancel()
                await asyncio.wait({turn})
                assert turn.cancelled()
            office.deadline_seconds = 0.05
            told = [str(await _error_of(order(office))) for _ in range(5)]
            await office.close()
        return told

    assert ["repeatedly" in told for told in asyncio.run(ask())] == [False, False, False, True, True]


async def _error_of(asking: Awaitable[Any]) -> UnavailableError:
    with pytest.raises(UnavailableError) as caught:
        await asking
    return caught.value


def test_what_is_not_found_is_no_failure_of_the_back_office() -> None:
    line = Line([answer({"error": "not_found"}, 404)])

    async def ask(office: HttpBackOffice) -> None:
        for _ in range(5):
            with pytest.raises(NotFoundError):
                await office.order("999999")

    asked(line, ask)
    assert len(line.requests) == 5


def test_no_failure_leaves_a_word_of_the_caller_in_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    errors = [
        asked(Line(does), note, deadline)
        for does, deadline in (
            ([None], 5.0),
            ([SILENT], 0.05),
            ([answer(WORDS.encode(), 500)], 5.0),
            ([answer(WORDS)], 5.0),
        )
    ]
    told = " ".join(str(error) for error in errors) + caplog.text
    assert all(isinstance(error, UnavailableError) for error in errors)
    assert "Harper" not in told
    assert "5550143" not in told
    assert TOKEN not in told
