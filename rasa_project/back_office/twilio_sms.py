"""Text messages by Twilio's REST interface (Programmable Messaging, "Create a Message")."""

import asyncio
import json
import logging
from collections import OrderedDict

import aiohttp

from back_office.errors import Reason, RefusedError, UnavailableError

TWILIO = "https://api.twilio.com"
CREATED = 201
NOT_TO_THIS_NUMBER = {21211, 21408, 21610, 21612, 21614}
"""Twilio's codes: no valid number, a country not enabled, opted out, cannot be reached, not a mobile."""
KEPT_KEYS = 1000

log = logging.getLogger(__name__)


class TwilioSender:
    """MessageSender of a Twilio account. Neither number nor text is in any log or error of it."""

    def __init__(
        self, account: str, token: str, sender: str, *, url: str = TWILIO, deadline_seconds: float = 2.0
    ) -> None:
        """`sender` is a number of the account (+12125550143) or a messaging service (MG…)."""
        self._address = f"{url}/2010-04-01/Accounts/{account}/Messages.json"
        self._login = aiohttp.BasicAuth(account, token)
        self._from = {"MessagingServiceSid" if sender.startswith("MG") else "From": sender}
        self._deadline_seconds = deadline_seconds
        self._sent: OrderedDict[str, None] = OrderedDict()

    async def send(self, phone: str, text: str, *, key: str) -> None:
        if key in self._sent:
            return
        try:
            status, body = await asyncio.wait_for(self._created(phone, text), self._deadline_seconds)
        except asyncio.TimeoutError:
            raise self._failure("no answer in time") from None
        except aiohttp.ClientError as error:  # its text may hold the number
            raise self._failure(type(error).__name__) from None
        if status == CREATED:
            self._remember(key)
        elif _code(body) in NOT_TO_THIS_NUMBER:
            raise RefusedError(Reason.INVALID)
        else:
            raise self._failure(f"answered {status}")

    async def _created(self, phone: str, text: str) -> tuple[int, bytes]:
        """Tried again only when there was no connection at all: Twilio knows no key by which to tell a repetition."""
        try:
            return await self._post(phone, text)
        except aiohttp.ClientConnectorError:
            return await self._post(phone, text)

    async def _post(self, phone: str, text: str) -> tuple[int, bytes]:
        """On a connection of its own: one that was kept may have died, and then it is not known what went out."""
        form = {"To": phone, "Body": text} | self._from
        async with (
            aiohttp.ClientSession(auth=self._login, timeout=aiohttp.ClientTimeout(total=None)) as session,
            session.post(self._address, data=form, allow_redirects=False) as response,
        ):
            return response.status, await response.read()

    def _failure(self, problem: str) -> UnavailableError:
        log.warning("A text message could not be handed over: %s", problem)
        return UnavailableError(f"text message: {problem}", in_doubt=True)

    def _remember(self, key: str) -> None:
        self._sent[key] = None
        while len(self._sent) > KEPT_KEYS:
            self._sent.popitem(last=False)


def _code(body: bytes) -> int | None:
    """Twilio's own code of an error."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told.get("code") if isinstance(told, dict) else None
