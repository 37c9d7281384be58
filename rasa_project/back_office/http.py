"""The back office of an operator, over HTTP as `back_office/openapi.yaml` says."""

import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
from pydantic import BaseModel

from back_office.errors import NotFoundError, RefusedError, UnavailableError
from back_office.local_time import ZONE_HEADER, zone_name
from back_office.port import BackOffice
from back_office.tasks import Task
from back_office.wire import KEY_HEADER, LARGEST_BODY, OK, decoded, encoded, error_of
from spoken_values.circuit_breaker import CircuitBreaker

WORTH_ASKING_AGAIN = {502, 503, 504}
"""Answers of something in between, or of a server that is being replaced; a read may be asked again after them."""

log = logging.getLogger(__name__)


class _LostError(Exception):
    """The connection failed before there was an answer."""


class _NotSentError(_LostError):
    """There was no connection to begin with."""


class HttpBackOffice(BackOffice):
    """Each task is a POST, so that numbers and postcodes are in no address and thus in no access log.

    A request is sent a second time, at once and within the same deadline, when the connection fails before there is an
    answer; a read after a 502, 503 or 504, too. A write is sent again with its key only, so it is done once.
    """

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        deadline_seconds: float = BackOffice.deadline_seconds,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`url` is the address before the paths of the document: "https://office.example.com/candid"."""
        self._url = url.rstrip("/")
        # identity: a small compressed body could unpack to any size before it is measured.
        self._headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self.deadline_seconds = deadline_seconds
        self._breaker = CircuitBreaker(clock)
        self._session: aiohttp.ClientSession | None = None

    async def carry_out(self, task: Task, asked: BaseModel, key: str | None) -> Any:
        if not self._breaker.lets_through():
            raise UnavailableError("failed repeatedly, not asked again yet")
        try:
            answer = await self._answer(task, encoded(asked), key)
        except (NotFoundError, RefusedError):
            self._breaker.succeeded()
            raise
        except UnavailableError as error:
            self._failed(task, str(error))
            raise
        self._breaker.succeeded()
        return answer

    def was_late(self, task: Task) -> None:
        # Here and not where it is cancelled: a turn that the caller speaks into is cancelled, too.
        self._failed(task, "no answer in time")

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _failed(self, task: Task, problem: str) -> None:
        self._breaker.failed()
        log.warning("The back office failed at %s: %s", task.name, problem)

    async def _answer(self, task: Task, body: bytes, key: str | None) -> Any:
        status, received = await self._exchange(task, body, key)
        try:
            if status == OK:
                return decoded(task.answer, received)
        except ValueError as error:
            raise UnavailableError(f"{task.name}: {error}", in_doubt=task.writes) from None
        told = error_of(status, received)
        if isinstance(told, UnavailableError):
            raise UnavailableError(f"{task.name}: {told}", in_doubt=task.writes)
        raise told

    async def _exchange(self, task: Task, body: bytes, key: str | None) -> tuple[int, bytes]:
        """Status and body of the answer to the request, or to its repetition."""
        sent = True
        try:
            status, received = await self._sent(task, body, key)
            if task.writes or status not in WORTH_ASKING_AGAIN:
                return status, received
        except _LostError as error:
            sent = not isinstance(error, _NotSentError)
        try:
            return await self._sent(task, body, key)
        except _LostError as error:
            sent = sent or not isinstance(error, _NotSentError)
            raise UnavailableError(f"{task.name}: {error}", in_doubt=task.writes and sent) from None

    async def _sent(self, task: Task, body: bytes, key: str | None) -> tuple[int, bytes]:
        """Status and body of one exchange. Raises _LostError, and UnavailableError for a body without an end."""
        headers = self._headers | ({KEY_HEADER: key} if key else {})
        headers |= {ZONE_HEADER: zone} if (zone := zone_name()) else {}
        try:
            async with self._open_session().post(
                self._url + task.path, data=body, headers=headers, allow_redirects=False
            ) as response:
                received = bytearray()
                async for block in response.content.iter_chunked(16 * 1024):
                    received += block
                    if len(received) > LARGEST_BODY:
                        raise UnavailableError(f"{task.name}: an answer too long", in_doubt=task.writes)
                return response.status, bytes(received)
        except aiohttp.ClientConnectorError as error:
            raise _NotSentError(type(error).__name__) from None
        except (aiohttp.ClientError, ConnectionError) as error:
            # Its text may hold the answer's first line; its type says enough.
            raise _LostError(type(error).__name__) from None

    def _open_session(self) -> aiohttp.ClientSession:
        """One for all calls, made where the event loop runs. It has no time limit: the port's deadline covers it."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        return self._session
