"""The phone's way in: what was meant (/parse), what to answer (/reply), what is over (/forget), and whether the
assistant is warm (/ready)."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from importlib import import_module
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.constants import DEFAULT_INTENTS
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.action_answers import check_answers_quickly
from channels.ahead import Ahead
from channels.conversation import Turn, converse, drop, summary, warm_up

LONGEST_TEXT = 500
LONGEST_BODY = 16 * 1024
LONGEST_NAME = 100
SHORTEST_SECRET = 16
SURE = 0.9
"""The confidence from which the phone needs not be told that something is an answer: telling takes 5 to 15 ms."""

log = logging.getLogger(__name__)

Answers = Callable[[Mapping[str, Any], str, Mapping[str, Any]], bool]
"""Of the call's slots, a text, and what goes with a turn."""


class Phone(InputChannel):
    """Mounted at /webhooks/phone; every request carries `Authorization: Bearer <secret>`."""

    @classmethod
    def name(cls) -> str:
        return "phone"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Phone:
        given = credentials or {}
        turns = tuple(map(str, given.get("warm_up") or ()))
        answers = _function(given["answers"]) if given.get("answers") else None
        return cls(str(given.get("secret") or ""), turns, not_ahead=given.get("not_ahead") or (), answers=answers)

    def __init__(
        self,
        secret: str,
        warm_up_turns: Sequence[str] = (),
        *,
        not_ahead: Collection[str] = (),
        answers: Answers | None = None,
    ) -> None:
        """`warm_up_turns` are said to a scratch conversation before the phone is ready: "/name" is an intent.

        `not_ahead`: intents whose answer does something, so that it is worked out only once it is asked for.
        `answers`: tells of slots and a text whether it is an answer (tasks/answered.py).
        """
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"the phone channel needs {SHORTEST_SECRET} characters of secret: set CANDID_RASA_SECRET")
        self._expected = f"Bearer {secret}".encode()
        self._warm_up_turns = warm_up_turns
        self._warm_model: str | None = None
        self._warming = asyncio.Lock()
        self._ahead = Ahead()
        self._not_ahead = frozenset(not_ahead)
        self._answers = answers
        check_answers_quickly()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes. Plain functions, since Sanic sets an attribute on each, which a method does not take."""
        phone = Blueprint("phone")

        @phone.middleware("request")
        async def check(request: Request) -> HTTPResponse | None:
            return self.refusal(request.headers.get("authorization", ""), len(request.body))

        @phone.post("/parse")
        async def parse_text(request: Request) -> HTTPResponse:
            return json(await self.understood(_agent(request.app), _object(request)))

        @phone.post("/reply")
        async def reply(request: Request) -> HTTPResponse:
            agent = _agent(request.app)
            turn = _turn(agent, _object(request))
            return json(await converse(agent, turn, await self._ahead.take(turn)))

        @phone.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            agent, calls = _agent(request.app), _calls(_object(request))
            for call in calls:
                self._ahead.forget(call)
            return json({"forgotten": drop(agent, calls)})

        @phone.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return await self.readiness(getattr(request.app.ctx, "agent", None))

        return phone

    async def understood(self, agent: Agent, body: dict[str, Any]) -> dict[str, Any]:
        """What a text means; with `ahead`, its answer is worked out meanwhile, as nothing else will be said."""
        text = _text(body.get("text"))
        found = await agent.parse_message(text)
        understood = summary(found)
        understood["answers"] = understood["confidence"] < SURE and self.is_answer(body, text, found.get("answers"))
        expected = understood["topic"] is None and understood["intent"] not in self._not_ahead
        if body.get("ahead") is not None and expected:
            self._ahead.begin(agent, _turn(agent, _ahead_of(body) | {"text": text}), found)
        return understood

    def is_answer(self, body: dict[str, Any], text: str, meant: Any = None) -> bool:
        """Whether it answers what was asked, whatever the intent; an assistant need not be able to tell.

        `meant`: what the pipeline has found it to mean as an answer, if it tells that.
        """
        of_call = body.get("ahead") or body.get("in_call")
        if self._answers is None or not isinstance(of_call, dict) or not isinstance(of_call.get("slots"), dict):
            return False
        try:
            return self._answers(of_call["slots"], text, of_call | {"answers": meant})
        except Exception as error:  # noqa: BLE001 - an assistant's own code; the confidence decides without it
            log.warning("Whether it was an answer could not be told: %s", type(error).__name__)
            return False

    def refusal(self, authorization: str, body_bytes: int) -> HTTPResponse | None:
        """What a request without the secret, or of an absurd size, is answered; None lets it in."""
        if not hmac.compare_digest(authorization.encode(errors="replace"), self._expected):
            return json({"error": "unauthorized"}, status=401)
        if body_bytes > LONGEST_BODY:
            return json({"error": "too long"}, status=413)
        return None

    async def readiness(self, agent: Agent | None) -> HTTPResponse:
        """Ready once a turn on a scratch conversation was answered, actions included: the first one is slow."""
        if agent is None or not agent.is_ready():
            return json({"ready": False, "model": None}, status=503)
        async with self._warming:
            if self._warm_model != agent.model_id:
                if not await warm_up(agent, self._warm_up_turns):
                    log.warning("The warm-up turn got no full answer; are the actions running?")
                    return json({"ready": False, "model": agent.model_id}, status=503)
                self._warm_model = agent.model_id
        return json({"ready": True, "model": agent.model_id})


def _function(name: str) -> Answers:
    """The function of a dotted name in credentials.yml."""
    module, _, function = name.rpartition(".")
    found: Answers = getattr(import_module(module), function)
    return found


def _ahead_of(body: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(body["ahead"], dict):
        raise SanicException("ahead must be an object", status_code=400)
    return body["ahead"]


def _turn(agent: Agent, body: dict[str, Any]) -> Turn:
    call, slots = body.get("call"), body.get("slots") or {}
    if not isinstance(call, str) or not 0 < len(call) <= LONGEST_NAME or not isinstance(slots, dict):
        raise SanicException("call must be a name, slots an object", status_code=400)
    known = {"slots": slots, "number": _count(body.get("turn", 0)), "instead_of": _count(body.get("instead_of", 0))}
    known |= {name: _name(body.get(name, "")) for name in ("time_zone", "caller")}
    if "intent" in body:
        return Turn(call, intent=_intent(agent, body["intent"]), **known)
    return Turn(call, text=_text(body.get("text")), **known)


def _calls(body: dict[str, Any]) -> list[str]:
    calls = body.get("calls")
    if not isinstance(calls, list) or not all(isinstance(call, str) and call for call in calls):
        raise SanicException("calls must be a list of names", status_code=400)
    return calls


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME:
        raise SanicException("time_zone and caller must be short texts", status_code=400)
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SanicException("turns are numbered from 1", status_code=400)
    return value


def _agent(app: Sanic) -> Agent:
    agent = getattr(app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise SanicException("the model is not loaded", status_code=503)
    return agent


def _object(request: Request) -> dict[str, Any]:
    if not isinstance(request.json, dict):
        raise SanicException("a JSON object is awaited", status_code=400)
    return request.json


def _text(value: Any) -> str:
    """What was said. Rasa takes a leading slash for the name of an intent, which speech must never be."""
    if not isinstance(value, str):
        raise SanicException("text must be a string", status_code=400)
    text = " ".join(value.replace("’", "'").split())[:LONGEST_TEXT].strip("/ ")
    if not text:
        raise SanicException("text must not be empty", status_code=400)
    return text


def _intent(agent: Agent, value: Any) -> str:
    """The name of an intent of the domain, as a menu key stands for; Rasa's own, which reset a call, are not."""
    known = set(agent.domain.intents) - set(DEFAULT_INTENTS) if agent.domain else set()
    if not isinstance(value, str) or value not in known:
        raise SanicException("no such intent", status_code=400)
    return value
