"""The Rasa assistant over HTTP: bounded in time and size, and every answer that is not one is an EngineError."""

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from spoken_values.circuit_breaker import CircuitBreaker

from ..core.commands import Ask, Parse
from ..core.record import Reply, Understanding
from ..errors import EngineError
from .dialogue_answers import Answer, Parsed, Replied, checked, reply_of

LARGEST_BODY = 64 * 1024
MOST_CALLS = 2000
KEPT_ALIVE_SECONDS = 3.0
"""Less than the 5 s after which Rasa's server closes an idle connection, so that none is used as it closes."""
READY_SECONDS = 10.0
"""The first answer to /ready includes a warm-up turn."""


@dataclass
class _Conversation:
    """What is known of one call: how often its name was changed, and the slots last seen."""

    attempt: int = 0
    in_doubt: bool = False
    """A turn was sent and no answer came: Rasa may hold its lock for ever, so that name is not used again."""
    slots: dict[str, Any] = field(default_factory=dict)
    slots_before: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Before each turn that was answered, should it and those after it be withdrawn."""
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @staticmethod
    def name(call: str, attempt: int) -> str:
        return f"{call}#{attempt}" if attempt else call

    def turn_body(self, call: str, turn: int, instead_of: int) -> dict[str, Any]:
        """A turn on the wire, without its words; of slots, those known before what it stands in the place of."""
        return {
            "call": self.name(call, self.attempt),
            "slots": self._slots(instead_of),
            "turn": turn,
            "instead_of": instead_of,
        }

    def answered(self, asked: Ask, slots: dict[str, Any]) -> None:
        before = self._slots(asked.instead_of)
        if asked.instead_of:
            self.slots_before = {turn: kept for turn, kept in self.slots_before.items() if turn < asked.instead_of}
        self.slots_before[asked.turn] = before
        self.slots = before if slots == before else slots  # most turns leave them as they are: kept once

    def _slots(self, instead_of: int) -> dict[str, Any]:
        withdrawn = [turn for turn in self.slots_before if turn >= instead_of] if instead_of else []
        return self.slots_before[min(withdrawn)] if withdrawn else self.slots


class _RefusedError(EngineError):
    """Rasa is well, and does not take this one request: no reason to stop asking."""


class RasaDialogue:
    """ports.Dialogue over Rasa's phone channel at `url` (scheme, host and port)."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        deadline_seconds: float = 0.8,
        reply_seconds: float | None = None,
        client: httpx.AsyncClient | None = None,
        clock: Callable[[], float] = time.monotonic,
        about: Callable[[str], dict[str, str]] = lambda _: {},
    ) -> None:
        """`reply_seconds`: of a turn, whose actions may ask others; if not given, `deadline_seconds` as all else.

        `about`: what goes with each turn besides its words: the business's "time_zone", the "caller" (E.164)."""
        self._about, self._base = about, url.rstrip("/") + "/webhooks/phone"
        # identity: a small compressed body could unpack to any size before it is measured.
        self._headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}
        self._deadline = deadline_seconds
        self._reply_seconds = reply_seconds or deadline_seconds
        limits = httpx.Limits(keepalive_expiry=KEPT_ALIVE_SECONDS)
        # trust_env: what callers say must not go through a proxy that happens to be set.
        self._client = client or httpx.AsyncClient(trust_env=False, timeout=READY_SECONDS, limits=limits)
        self._breaker = CircuitBreaker(clock)
        self._conversations: OrderedDict[str, _Conversation] = OrderedDict()

    async def parse(self, call: str, wanted: Parse) -> Understanding:
        """Intent and confidence of a text, with no effect. Raises EngineError.

        The caller of this method has to strip leading slashes from speech, as of the next.
        """
        self._refuse_while_dead()
        body: dict[str, Any] = {"text": wanted.text}
        conversation = self._conversation(call)
        if not conversation.in_doubt:
            of_call = conversation.turn_body(call, wanted.turn, wanted.instead_of) | self._about(call)
            body["ahead" if wanted.ahead else "in_call"] = of_call
        return (await self._ask("/parse", body, Parsed, self._deadline)).as_understanding()

    async def reply(self, call: str, asked: Ask) -> Reply:
        """The answer to the call's next turn; text "/name" is the intent that a menu key stands for.

        What was asked in turn `asked.instead_of` and since is withdrawn first: the caller had not finished. Raises
        EngineError. A transfer that names no route has the route "".
        """
        conversation = self._conversation(call)
        async with conversation.asking:  # one that is being withdrawn may still be on its way
            return await self._reply(call, asked, conversation)

    async def _reply(self, call: str, asked: Ask, conversation: _Conversation) -> Reply:
        if conversation.in_doubt:
            conversation.attempt += 1
            conversation.in_doubt = False
        self._refuse_while_dead()
        said = {"intent": asked.text[1:]} if asked.text.startswith("/") else {"text": asked.text}
        body = conversation.turn_body(call, asked.turn, asked.instead_of) | self._about(call)
        conversation.in_doubt = True
        replied = await self._ask("/reply", body | said, Replied, self._reply_seconds)
        conversation.in_doubt = False
        conversation.answered(asked, replied.slots)
        return reply_of(replied)

    async def ready(self) -> bool:
        """Whether Rasa has its model loaded, its actions answering, and is warm."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                body = await self._exchange("GET", "/ready", None)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, EngineError):
            return False
        return isinstance(body, dict) and body.get("ready") is True

    async def forget(self, call: str) -> None:
        """Drops what was kept of a call that is over, here and in Rasa. What is left goes with the process."""
        known = self._conversations.pop(call, None)
        if known is None:
            return
        names = [known.name(call, attempt) for attempt in range(known.attempt + 1)]
        with suppress(httpx.HTTPError, httpx.InvalidURL, TimeoutError, EngineError):
            async with asyncio.timeout(self._deadline):
                await self._exchange("POST", "/forget", {"calls": names})

    async def aclose(self) -> None:
        await self._client.aclose()

    def _conversation(self, call: str) -> _Conversation:
        conversation = self._conversations.setdefault(call, _Conversation())
        self._conversations.move_to_end(call)
        while len(self._conversations) > MOST_CALLS:
            self._conversations.popitem(last=False)
        return conversation

    def _refuse_while_dead(self) -> None:
        if not self._breaker.lets_through():
            raise EngineError("dialogue: failed repeatedly, not asked again yet")

    async def _ask(self, path: str, body: dict[str, Any], wanted: type[Answer], seconds: float) -> Answer:
        """One exchange within the deadline, its answer checked; every failure counts for the circuit breaker."""
        try:
            async with asyncio.timeout(seconds):
                answer = checked(await self._exchange("POST", path, body), wanted)
        except TimeoutError:
            self._breaker.failed()
            raise EngineError(f"dialogue: {path} gave no answer within {seconds} s") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            self._breaker.failed()
            raise EngineError(f"dialogue: {path} failed: {type(error).__name__}") from error
        except _RefusedError:
            self._breaker.succeeded()
            raise
        except EngineError:
            self._breaker.failed()
            raise
        self._breaker.succeeded()
        return answer

    async def _exchange(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        """Sends a request and reads its JSON, at most LARGEST_BODY bytes of it."""
        received = bytearray()
        async with self._client.stream(method, self._base + path, json=body, headers=self._headers) as response:
            if response.status_code == httpx.codes.BAD_REQUEST:
                raise _RefusedError(f"dialogue: {path} does not take this")
            if response.status_code != httpx.codes.OK:
                raise EngineError(f"dialogue: {path} answered {response.status_code}")
            if response.headers.get("content-encoding", "identity") != "identity":
                raise EngineError(f"dialogue: {path} answered in an encoding that was not asked for")
            async for chunk in response.aiter_bytes():
                received += chunk
                if len(received) > LARGEST_BODY:
                    raise EngineError(f"dialogue: {path} answered more than {LARGEST_BODY} bytes")
        try:
            return json.loads(received, parse_constant=_refuse)
        except (ValueError, RecursionError):
            # Without the cause: its text may quote the body, which holds what was said.
            raise EngineError(f"dialogue: {path} did not answer JSON") from None


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not JSON")
