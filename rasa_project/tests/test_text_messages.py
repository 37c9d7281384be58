"""Text messages by Twilio: what is sent, what is not sent twice, and what is said of it."""

import asyncio
import base64
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from offices import AT, SILENT, Line, answer, answering

from back_office.code_by_text import send_reset_code
from back_office.errors import BackOfficeError, Reason, RefusedError, UnavailableError
from back_office.twilio_sms import TwilioSender
from back_office.writes import key_of
from shop.office import ShopOffice
from tasks.password import CODE_MESSAGE

PHONE = "+12125550117"
WORDS = "4711 is your code"
KEY = key_of("CA1", "request_reset_code")
CREATED = answer({"sid": "SM1", "status": "queued"}, 201)


def sent(
    line: Line, what: Callable[[TwilioSender], Awaitable[Any]], sender: str = "+15005550006", deadline: float = 5.0
) -> Any:
    """What was returned, or the error, by a sender whose Twilio is this line."""

    async def send() -> Any:
        async with answering(line) as url:
            try:
                return await what(TwilioSender("AC1", "secret", sender, url=url, deadline_seconds=deadline))
            except BackOfficeError as error:
                return error

    return asyncio.run(send())


def one(sender: TwilioSender) -> Awaitable[None]:
    return sender.send(PHONE, WORDS, key=KEY)


def form(request: bytes) -> dict[str, list[str]]:
    return parse_qs(request.partition(b"\r\n\r\n")[2].decode())


def test_a_message_is_posted_as_twilio_wants_it() -> None:
    line = Line([CREATED])
    assert sent(line, one) is None
    assert line.requests[0].startswith(b"POST /2010-04-01/Accounts/AC1/Messages.json HTTP/1.1")
    assert form(line.requests[0]) == {"To": [PHONE], "Body": [WORDS], "From": ["+15005550006"]}
    login = base64.b64encode(b"AC1:secret")
    assert b"Authorization: Basic " + login in line.requests[0]


def test_a_messaging_service_may_send_it() -> None:
    line = Line([CREATED])
    sent(line, one, sender="MG5")
    assert form(line.requests[0])["MessagingServiceSid"] == ["MG5"]


def test_the_same_message_goes_out_once() -> None:
    line = Line([CREATED])

    async def twice(sender: TwilioSender) -> None:
        await one(sender)
        await one(sender)
        await sender.send(PHONE, WORDS, key=key_of("CA2", "request_reset_code"))

    sent(line, twice)
    assert len(line.requests) == 2


def test_a_message_that_may_have_gone_out_is_not_sent_again() -> None:
    for does in (None, answer({}, 500), answer({}, 503)):
        line = Line([does, CREATED])
        assert isinstance(sent(line, one), UnavailableError)
        assert len(line.requests) == 1


def test_a_silent_carrier_is_given_up() -> None:
    assert isinstance(sent(Line([SILENT]), one, deadline=0.05), UnavailableError)


@pytest.mark.parametrize("code", [21211, 21610, 21614])
def test_a_number_that_takes_no_messages_is_refused(code: int) -> None:
    error = sent(Line([answer({"code": code, "message": f"{PHONE} is not a number"}, 400)]), one)
    assert isinstance(error, RefusedError)
    assert error.reason is Reason.INVALID


def test_neither_number_nor_text_is_in_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = ""
    for does in (
        CREATED,
        None,
        answer({"message": f"no {PHONE}"}, 401),
        answer({"code": 20003, "message": PHONE}, 400),
    ):
        told += str(sent(Line([does]), one))
    assert "2125550117" not in told + caplog.text
    assert "4711" not in told + caplog.text
    assert "secret" not in told + caplog.text


def test_a_code_for_a_password_reaches_the_phone_on_file(tmp_path: Path) -> None:
    line = Line([CREATED])
    shop = ShopOffice(tmp_path, lambda: AT)
    ending = sent(line, lambda sender: send_reset_code(shop, sender, "725184", "42911", text=CODE_MESSAGE, key=KEY))
    assert ending == "17"
    (text,) = form(line.requests[0])["Body"]
    assert text.split()[0].isdigit()
    assert "15 minutes" in text


def test_without_text_messages_a_code_is_refused_before_it_is_made(tmp_path: Path) -> None:
    async def ask() -> None:
        shop = ShopOffice(tmp_path, lambda: AT)
        with pytest.raises(RefusedError) as caught:
            await send_reset_code(shop, None, "725184", "42911", text=CODE_MESSAGE, key=KEY)
        assert caught.value.reason is Reason.NO_MESSAGES
        await shop.request_reset_code("725184", "42911", key=KEY)  # the key is unused

    asyncio.run(ask())
