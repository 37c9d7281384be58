"""A call that pays, from ring to goodbye: signed webhooks over HTTP, streams, and the carrier that takes the card.

Only the engines are fakes, and count what they are asked: while the carrier has the card they are asked nothing.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from a2wsgi import WSGIMiddleware
from flask import Flask
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.websockets import WebSocket

from ivr.call.activity import Activity
from ivr.call.equipment import Equipment
from ivr.call.exchange import Exchange
from ivr.call.stream_socket import StreamSocket
from ivr.call.taping import Recorders, Tape
from ivr.core.commands import LeaveToPay
from ivr.core.events import AudioHeard
from ivr.core.record import Reason
from ivr.core.rules import Rules
from ivr.engine_room import AudioClock
from ivr.settings import Settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import Scenario
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.telephony.token import StreamTokens
from tests.conftest import FakeRules, Leaves
from tests.test_one_writer import AnyCompany
from tests.test_runner import Engines

CARD, DATE, CODE = "4242424242424242", "1230", "917"
BILLING = "+15005550009"


@dataclass
class Asked(Engines):
    """Engines that count, the voice detector among them."""

    times: int = 0

    async def transcribe(self, *args: Any, **more: Any) -> Any:
        self.times += 1
        return await super().transcribe(*args, **more)

    async def parse(self, *args: Any) -> Any:
        self.times += 1
        return await super().parse(*args)

    async def reply(self, *args: Any) -> Any:
        self.times += 1
        return await super().reply(*args)

    def speech(self, pcm: bytes) -> float:
        self.times += 1
        return float(max(pcm) > 40)


class Wire(StreamSocket):
    """One stream's websocket: what came over it."""

    def __init__(self, websocket: WebSocket) -> None:
        super().__init__(websocket)
        self.frames, self.keys = 0, ""

    async def receive(self) -> str | None:
        text = await super().receive()
        message = json.loads(text) if text else {}
        self.frames += message.get("event") == "media"
        self.keys += message.get("dtmf", {}).get("digit", "")
        return text


@dataclass
class Line:
    """The service, and the calls that are placed to it."""

    app: Flask
    settings: Settings
    exchange: Exchange
    engines: Asked
    activity: Activity
    wires: list[Wire] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    """How often the engines had been asked when a stream began, and when it ended."""

    async def media(self, websocket: WebSocket) -> None:
        await websocket.accept()
        self.wires.append(Wire(websocket))
        self.asked.append(self.engines.times)
        await self.exchange.take(self.wires[-1])
        self.asked.append(self.engines.times)

    async def call(self, *steps: object, payment: str = "success", agents: Sequence[str] = ()) -> CallReport:
        flask: Any = WSGIMiddleware(cast(Any, self.app.wsgi_app))
        asgi = Starlette(routes=[WebSocketRoute("/media", self.media), Mount("/", flask)])
        transport = InProcessTransport(cast(Any, asgi), self.activity.settled)
        scenario = {"name": "pays", "steps": list(steps), "line": {"payment": payment}, "agents": list(agents)}
        service = Service(self.settings.public_url, self.settings.twilio_auth_token)
        try:
            return await run_call(Scenario.model_validate(scenario), transport, service)
        finally:
            await transport.aclose()


@pytest.fixture
def line(app: Flask, settings: Settings, store: Store, rules_in_force: FakeRules, tokens: StreamTokens) -> Line:
    given = rules_in_force.rules.model_dump(mode="json")
    pay = {"payment_connector": "Stripe_1", "charge_amount": "77131.45", "postal_code": False}
    given["routes"]["card"] = {"agents": [BILLING], "pay": pay, "press_to_accept": False}
    given["transfer_rules"] = [{"name": "card", "intents": ["pay_by_card"], "route": "card"}]
    given["menu"] = {"4": "pay_by_card"}
    rules_in_force.rules = Rules.model_validate(given)
    engines, activity, companies = Asked(text="what are your opening hours"), Activity(), cast(Any, AnyCompany())
    equipment = Equipment(
        *(engines, engines, engines, lambda: engines, companies, store, lambda text: [text], activity),
        quiet_seconds=30.0,
    )
    exchange = Exchange(equipment, store, cast(Any, rules_in_force), tokens, AudioClock())
    return Line(app, settings, exchange, engines, activity)


PAYS: tuple[object, ...] = (
    "listen",
    {"press": "4"},
    "listen",
    "listen",
    {"press": CARD + "#"},
    "listen",
    {"press": DATE},
)
THE_CODE: tuple[object, ...] = ("listen", {"press": CODE + "#"})


def values_of(leaves: Leaves) -> list[object]:
    return [value for leaf in leaves.kept for value in leaf["facts"].values()]


def in_files(folder: Path) -> list[str]:
    return [path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()]


def said_by_carrier(report: CallReport) -> list[str]:
    return [line.text for line in report.lines if line.by == "Say"]


async def test_a_card_is_typed_to_the_carrier_and_the_call_comes_back(line: Line) -> None:
    report = await line.call(*PAYS, *THE_CODE, "listen", {"wait": 1.0}, "hang_up")
    assert report.failures == []
    assert report.streams == 2
    first, second = line.wires
    assert first.keys == "4", "what was typed behind it went to the carrier alone"
    assert second.keys == ""
    assert first.frames > 0
    assert second.frames > 0


async def test_between_leaving_and_coming_back_no_frame_comes_and_no_engine_is_asked(line: Line) -> None:
    await line.call(*PAYS, *THE_CODE, "listen", {"wait": 1.0}, "hang_up")
    _, at_leaving, at_coming_back, _ = line.asked
    assert at_leaving == at_coming_back > 0


async def test_star_brings_the_caller_back_who_then_reaches_a_person_by_zero(line: Line, store: Store) -> None:
    report = await line.call(
        "listen", {"press": "4"}, "listen", "listen", {"press": "4242*"}, "listen", {"press": "0"}, {"wait": 5}
    )
    assert report.streams == 2
    handoff = store.record(report.call_sid).handoff
    assert handoff is not None
    assert handoff.reason is Reason.KEY_PRESSED
    assert report.connected_to is not None


@pytest.mark.parametrize("payment", ["payment-connector-error", "internal-error", "unanswered"])
async def test_where_it_fails_a_person_comes(line: Line, payment: str) -> None:
    report = await line.call(*PAYS, *THE_CODE, {"wait": 9}, payment=payment)
    assert any("I can't tell whether that was paid." in text for text in said_by_carrier(report))
    assert report.connected_to is not None
    assert report.streams == 1


async def test_nothing_of_the_card_is_in_any_file_row_fact_or_journal(
    line: Line, store: Store, facts: Facts, leaves: Leaves, tmp_path: Path
) -> None:
    report = await line.call(*PAYS, *THE_CODE, "listen", {"wait": 1.0}, "hang_up")
    assert facts.flush()
    assert store.flush()
    written = [json.dumps(leaves.kept), *(repr(entry) for entry in store.journal(report.call_sid))]
    everything = "\n".join([*written, *in_files(tmp_path)])
    for secret in (CARD, "xx4242", "ch_424242", "PaymentCard", "ExpirationDate", "SecurityCode", "77131"):
        assert secret not in everything, secret
    kept = [value for entry in store.journal(report.call_sid) for value in (*entry.said.values(), *entry.body.values())]
    assert not {CARD, DATE, CODE} & {str(value) for value in [*kept, *values_of(leaves)]}
    kinds = [leaf["kind"] for leaf in leaves.kept]
    assert kinds.index("left_to_pay") < kinds.index("came_back_from_paying")


@dataclass
class Lot:
    """One stretch of a recording, and its deck: it counts the work that it is given."""

    works: int = 0
    ended: bool = False
    has_failed: bool = False

    def begin(self, take: object) -> "Lot":
        return self

    def put(self, work: object) -> None:
        self.works += 1

    def end(self) -> None:
        self.ended = True


def test_of_who_agreed_to_be_recorded_nothing_is_from_leaving_on(rules: Rules) -> None:
    lot = Lot()
    tape = Tape(cast(Any, Recorders(cast(Any, lot), cast(Any, None), cast(Any, None))), "CA1", rules, 1, is_on=True)
    tape.note(AudioHeard(bytes(320), 0.9))
    assert (lot.works, lot.ended) == (1, False)
    tape.note(LeaveToPay("card"))
    tape.note(AudioHeard(bytes(320), 0.9))
    tape.sent("{}")
    assert (lot.works, lot.ended, tape.is_on) == (1, True, False)
