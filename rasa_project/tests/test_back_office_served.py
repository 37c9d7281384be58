"""The other end of the line: the shop's server, met by strangers and by a wire that loses answers."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from offices import AT, TOKEN, answer, serving

from back_office.callbacks import PartOfDay
from back_office.http import HttpBackOffice
from back_office.served import served
from back_office.writes import key_of
from shop.office import ShopOffice

KEY = key_of("CA1", "leave_message")


def test_a_write_whose_answer_was_lost_is_not_done_twice(tmp_path: Path) -> None:
    """The shop does it, the wire loses the answer, and the repetition is told the same reference."""
    shop = ShopOffice(tmp_path, lambda: AT)
    answers: list[bytes] = []

    async def ask() -> Any:
        async with serving(served(shop, TOKEN)) as url, ClientSession() as session:

            async def lossy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                headers = dict(line.split(": ", 1) for line in head.strip().split("\r\n")[1:])
                body = await reader.readexactly(int(headers["Content-Length"]))
                path = head.split()[1]
                async with session.post(url + path, data=body, headers=headers) as response:
                    answers.append(await response.read())
                if len(answers) > 1:
                    writer.write(answer(answers[-1]))
                writer.close()

            server = await asyncio.start_server(lossy, "127.0.0.1", 0)
            async with server:
                port = server.sockets[0].getsockname()[1]
                office = HttpBackOffice(f"http://127.0.0.1:{port}", TOKEN)
                told = await office.ask_for_callback(
                    "+12125550143", date(2026, 3, 12), PartOfDay.MORNING, key=key_of("CA1", "ask_for_callback")
                )
                await office.close()
                return told

    told = asyncio.run(ask())
    assert answers[0] == answers[1]
    assert told.reference.encode() in answers[0]


def test_the_server_wants_its_token_and_a_key_for_writes(tmp_path: Path) -> None:
    async def ask() -> list[int]:
        statuses = []
        async with serving(served(ShopOffice(tmp_path, lambda: AT), TOKEN)) as url, ClientSession() as session:
            authorized = {"Authorization": f"Bearer {TOKEN}"}
            for path, headers, body in (
                ("/order", {}, {"number": "421807"}),
                ("/order", {"Authorization": "Bearer guess"}, {"number": "421807"}),
                ("/order", authorized, {"number": "421807"}),
                ("/order", authorized, {"number": "x y"}),
                ("/leave-message", authorized, {"text": "hello"}),
                ("/leave-message", authorized | {"Idempotency-Key": KEY}, {"text": "hello"}),
                ("/nothing", authorized, {}),
            ):
                async with session.post(url + path, json=body, headers=headers) as response:
                    statuses.append(response.status)
        return statuses

    assert asyncio.run(ask()) == [401, 401, 200, 400, 400, 200, 404]
