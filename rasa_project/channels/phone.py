"""The phone's way in: what was meant (/parse), what to answer (/reply), and whether the assistant is warm (/ready)."""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.conversation import Turn, converse, parse, warm_up

LONGEST_TEXT = 500
LONGEST_BODY = 16 * 1024
LONGEST_NAME = 100
SHORTEST_SECRET = 16

log = logging.getLogger(__name__)


class Phone(InputChannel):
    """Mounted at /webhooks/phone; every request carries `Authorization: Bearer <secret>`."""

    @classmethod
    def name(cls) -> str:
        return "phone"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> Phone:
        return cls(str((credentials or {}).get("secret") or ""))

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"the phone channel needs {SHORTEST_SECRET} characters of secret: set CANDID_RASA_SECRET")
        self._expected = f"Bearer {secret}".encode()
        self._warm_model: str | None = None
        self._warming = asyncio.Lock()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        phone = Blueprint("phone")
        phone.add_route(self.on_parse, "/parse", methods=["POST"])
        phone.add_route(self.on_reply, "/reply", methods=["POST"])
        phone.add_route(self.on_ready, "/ready", methods=["GET"])
        phone.middleware("request")(self.check_secret)
        return phone

    async def check_secret(self, request: Request) -> HTTPResponse | None:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            return json({"error": "unauthorized"}, status=401)
        if len(request.body) > LONGEST_BODY:
            return json({"error": "too long"}, status=413)
        return None

    async def on_parse(self, request: Request) -> HTTPResponse:
        text = _text(_object(request).get("text"))
        return json(await parse(_agent(request.app), text))

    async def on_reply(self, request: Request) -> HTTPResponse:
        body = _object(request)
        agent = _agent(request.app)
        call, slots = body.get("call"), body.get("slots") or {}
        if not isinstance(call, str) or not 0 < len(call) <= LONGEST_NAME or not isinstance(slots, dict):
            raise SanicException("call must be a name, slots an object", status_code=400)
        if "intent" in body:
            turn = Turn(call, intent=_intent(agent, body["intent"]), slots=slots)
        else:
            turn = Turn(call, text=_text(body.get("text")), slots=slots)
        return json(await converse(agent, turn))

    async def on_ready(self, request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return json({"ready": False, "model": None}, status=503)
        async with self._warming:
            if self._warm_model != agent.model_id:
                if not await warm_up(agent):
                    log.warning("The warm-up turn got no full answer; are the actions running?")
                    return json({"ready": False, "model": agent.model_id}, status=503)
                self._warm_model = agent.model_id
        return json({"ready": True, "model": agent.model_id})


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
    text = value.replace("’", "'").strip()[:LONGEST_TEXT].lstrip("/ ").strip()
    if not text:
        raise SanicException("text must not be empty", status_code=400)
    return text


def _intent(agent: Agent, value: Any) -> str:
    """The name of an intent of the domain, as a menu key stands for."""
    if not isinstance(value, str) or agent.domain is None or value not in agent.domain.intents:
        raise SanicException("no such intent", status_code=400)
    return value
