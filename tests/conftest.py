"""Shared fixtures: settings, rules, a store on a real SQLite, the app, and Twilio's end of signed requests."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ivr.core.rules import Rules
from ivr.core.words.briefing import Briefing
from ivr.settings import Settings
from ivr.store import writer
from ivr.store.fact_log import FactLog
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.telephony.signature import Signatures
from ivr.telephony.token import StreamTokens
from ivr.web import create_app
from ivr.web.desk import Desk
from ivr.written.prompt_texts import PromptTexts

from .english import ENGLISH
from .scripted import Caller, caller_just_answered, caller_who_listened

pytest_plugins = ["tests.console", "tests.journals", "tests.browsing", "tests.databases", "tests.sharing"]

# How fast a machine is, is no promise of a test: the first text that is made on a busy one takes longer than a second.
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

CALL = "CA00000000000000000000000000000001"
CALLER, LINE = "+14155550100", "+18005550199"
AGENTS = ("+15005550001", "+15005550002")
MONDAY_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """Wall and monotonic time that move only when told to."""

    at: datetime = MONDAY_NOON
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)


@dataclass
class FakeReadiness:
    ready: bool = True
    room: bool = True
    states: dict[str, dict[str, str]] = field(default_factory=lambda: {"transcriber": {"state": "ok", "detail": ""}})

    def can_take_call(self) -> bool:
        return self.ready

    def has_room(self) -> bool:
        return self.room

    def parts(self) -> dict[str, dict[str, str]]:
        return self.states


@dataclass
class FakeRules:
    rules: Rules

    def current(self) -> Rules:
        return self.rules


@dataclass
class Twilio:
    """Twilio's side: posts signed requests about one call, and reads the TwiML of the answers."""

    client: FlaskClient
    signatures: Signatures
    prefix: str = ""
    call: str = CALL

    def post(
        self,
        path: str,
        params: Mapping[str, str] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: str,
    ) -> TestResponse:
        standard = {"CallSid": self.call, "From": CALLER, "To": LINE, "CallStatus": "in-progress", "AccountSid": "AC1"}
        form = standard | dict(params or {}) | more
        signed = {"X-Twilio-Signature": self.signatures.sign(self.prefix + path, form)} | dict(headers or {})
        return self.client.post(self.prefix + path, data=form, headers=signed)

    def get(self, path: str) -> TestResponse:
        signed = {"X-Twilio-Signature": self.signatures.sign(self.prefix + path, {})}
        return self.client.get(self.prefix + path, headers=signed)

    def ask(self, path: str, params: Mapping[str, str] | None = None, **more: str) -> ElementTree.Element:
        """The <Response> of a signed POST, which must be valid TwiML."""
        response = self.post(path, params, **more)
        assert response.status_code == 200, response.data
        assert response.mimetype == "text/xml"
        root = ElementTree.fromstring(response.data)  # noqa: S314  # our own answer
        assert root.tag == "Response"
        return root

    def dialed(self, attempt: int, status: str, **more: str) -> ElementTree.Element:
        return self.ask(f"/voice/dialed?{urlencode({'attempt': attempt})}", DialCallStatus=status, **more)


def verbs(root: ElementTree.Element) -> list[str]:
    return [element.tag for element in root]


def said(root: ElementTree.Element) -> str:
    return " ".join(element.text or "" for element in root.iter("Say"))


def dialled_numbers(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter("Number")]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        public_url="https://ivr.example.com",
        twilio_auth_token="twilio-token-of-tests",
        secret_key="secret-key-of-tests",
        rasa_secret="rasa-secret-of-tests",
        caller_id="+18005550177",
        data_dir=tmp_path,
    )


@pytest.fixture
def rules() -> Rules:
    routes = {"support": {"agents": AGENTS}, "orders": {"agents": ["+15005550003"], "press_to_accept": False}}
    return Rules.model_validate({"version": "v1", "company": "Fernhill", "routes": routes, "fallback_route": "support"})


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def open_store(
    settings: Settings, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Store]]:
    """Opens a store on the test's data folder; all that it opened are closed at the end."""
    monkeypatch.setattr(writer, "READ_SECONDS", 10.0)  # the machine may be busy
    opened: list[Store] = []

    def open_one(url: str = "", *, start: bool = True, **more: int) -> Store:
        store = Store(
            url or settings.effective_database_url,
            settings.data_dir,
            settings.secret_key,
            now=fake_clock.now,
            monotonic=fake_clock.monotonic,
            **more,
        )
        opened.append(store)
        return store.start() if start else store

    yield open_one
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """With its tables made, so that what it does not know it can look for."""
    store = open_store()
    assert store.flush()
    return store


class Leaves:
    """A log of evidence in memory."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []

    def append(self, leaves: Sequence[bytes]) -> None:
        self.kept += [json.loads(leaf) for leaf in leaves]

    def close(self) -> None:
        pass

    def state(self) -> dict[str, str]:
        return {"state": "ok", "detail": f"{len(self.kept)} facts"}


@pytest.fixture
def leaves() -> Leaves:
    return Leaves()


@pytest.fixture
def open_facts(settings: Settings, fake_clock: FakeClock, leaves: Leaves) -> Iterator[Callable[..., Facts]]:
    """Opens the way of facts into `leaves`; each that was opened is closed at the end."""
    opened: list[Facts] = []

    def open_one(url: str = "", *, log: FactLog = leaves, start: bool = True) -> Facts:
        made = Facts(url or settings.effective_database_url, settings.data_dir, lambda: log, fake_clock.now)
        opened.append(made)
        return made.start() if start else made

    yield open_one
    for facts in opened:
        facts.close()


@pytest.fixture
def facts(open_facts: Callable[..., Facts]) -> Facts:
    return open_facts()


@pytest.fixture
def readiness() -> FakeReadiness:
    return FakeReadiness()


@pytest.fixture
def rules_in_force(rules: Rules) -> FakeRules:
    return FakeRules(rules)


@pytest.fixture
def signatures(settings: Settings) -> Signatures:
    return Signatures(settings)


@pytest.fixture
def tokens(settings: Settings, fake_clock: FakeClock) -> StreamTokens:
    return StreamTokens(settings.secret_key, fake_clock.monotonic)


@pytest.fixture
def make_app(
    store: Store,
    facts: Facts,
    rules_in_force: FakeRules,
    readiness: FakeReadiness,
    tokens: StreamTokens,
    fake_clock: FakeClock,
) -> Callable[..., Flask]:
    def make(
        settings: Settings,
        *,
        dev: bool = False,
        briefings: Callable[[str], Briefing | None] = lambda _: ENGLISH.briefing,
        desk: Desk | None = None,
        other_store: Store | None = None,
    ) -> Flask:
        return create_app(
            settings,
            store=other_store or store,
            facts=facts,
            rules=rules_in_force,
            texts=PromptTexts(settings.prompts_dir, "en"),
            readiness=readiness,
            tokens=tokens,
            signatures=Signatures(settings),
            clock=fake_clock.now,
            briefings=briefings,
            desk=desk,
            dev=dev,
        )

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask], settings: Settings) -> Flask:
    return make_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def twilio(client: FlaskClient, signatures: Signatures) -> Twilio:
    return Twilio(client, signatures)


@pytest.fixture
def listened() -> Caller:
    """A caller who has heard the disclosure and the first question."""
    return caller_who_listened()


@pytest.fixture
def answered() -> Caller:
    """A caller who has just begun to hear the answer to the first half of what they want to say."""
    return caller_just_answered()
