"""The console for tests: on a real database, with somebody of each role, and a browser that is none."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from re import search
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from ivr.console import create_console
from ivr.console.desk import Desk
from ivr.console.now.scene import Capacity, Helps, Scene, Stage
from ivr.console.passwords import hashed
from ivr.console.rights import Role
from ivr.core.commands import RecordHelp
from ivr.core.events import Helped
from ivr.core.record import Understanding
from ivr.privacy.masters import master_keys
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store.database import engine_of, upgrade
from ivr.store.live_words import Spoken
from ivr.written.own_recordings import OwnRecordings
from ivr.written.prompt_texts import PromptTexts
from ivr.written.prompts_in_force import PromptsInForce
from ivr.written.rules_file import RulesFile

PASSWORD = "violet harbour teaspoon"


@cache
def _hashed() -> str:
    return hashed(PASSWORD)


NOTHING = Scene((), (), (), Capacity(0, 20, True, 0.0, 0.0), (), False)


@dataclass
class FakeStage:
    """What goes on, as a test has it."""

    is_so: Scene = NOTHING
    choices: Helps = field(
        default_factory=lambda: Helps({"help": "You can ask for a person."}, {"support": True}, "support")
    )
    answer: RecordHelp | None = None
    answers: bool = True
    wanted: list[tuple[str, Helped]] = field(default_factory=list)
    spoken: tuple[Spoken, ...] = ()
    understands: Understanding | None = None

    async def scene(self) -> Scene:
        return self.is_so

    def scene_now(self) -> Scene:
        return self.is_so

    def helps(self, call: str) -> Helps:
        return self.choices

    def help(self, call: str, wanted: Helped) -> RecordHelp | None:
        if not self.answers:
            raise TimeoutError
        self.wanted.append((call, wanted))
        return self.answer

    def words(self, call: str) -> tuple[Spoken, ...]:
        return self.spoken

    def understood(self, words: str) -> Understanding | None:
        return self.understands


@dataclass
class Browser:
    """One person's; it sends the token against forged forms that its last page had."""

    client: FlaskClient

    def get(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, **more)  # type: ignore[arg-type]  # as Werkzeug's

    def post(self, path: str, page: str = "/account/", **form: object) -> TestResponse:
        """`page` is where the form stands."""
        found = search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        token = {"csrf_token": found.group(1)} if found else {}
        return self.client.post(path, data=token | form)

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", "/sign-in", name=name, password=password)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With all tables and nothing in them: made once, as that takes longer than most tests."""
    path = tmp_path_factory.mktemp("console") / "candid.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def stage() -> "FakeStage":
    return FakeStage()


@pytest.fixture
def desk(settings: Settings, fake_clock: Any, empty_database: Path, stage: "FakeStage") -> Iterator[Desk]:
    shutil.copy(empty_database, settings.data_dir / "candid.db")
    engine = engine_of(settings.effective_database_url)
    yield desk_of(settings, engine, fake_clock.now, stage)
    engine.dispose()


def desk_of(settings: Settings, engine: Engine, now: Callable[[], datetime], stage: Stage) -> Desk:
    vault = Vault(master_keys(settings.master_key, settings.effective_master_key_file))
    rules = RulesFile(settings.rules_file, settings.data_dir)
    return Desk.of(settings, engine, vault, rules, now, stage, prompts_of(settings, rules))


def prompts_of(settings: Settings, rules: RulesFile) -> PromptsInForce:
    """To be looked at; there is no voice to change them."""
    texts = PromptTexts(settings.prompts_dir, "en")
    return PromptsInForce(settings.prompts_dir, OwnRecordings(settings.data_dir / "own"), texts, rules.current, None)


@pytest.fixture
def console(desk: Desk) -> Flask:
    app = create_console(desk)
    app.config["RATELIMIT_ENABLED"] = False
    return app


@pytest.fixture
def browser(console: Flask) -> Callable[[], Browser]:
    """A new one, in which nobody is signed in; over https, as it must be."""
    return lambda: Browser(over_https(console))


@pytest.fixture
def signed_in(browser: Callable[[], Browser], desk: Desk) -> Callable[[str], Browser]:
    """A browser in which somebody of this role is signed in; their name is that of the role."""

    def sign_in(role: str) -> Browser:
        if desk.people.by_name(role) is None:
            desk.people.invite(role, Role(role))
            person = desk.people.by_name(role)
            assert person is not None
            desk.people.choose_password(person.id, _hashed())
        mine = browser()
        assert mine.sign_in(role).status_code == 302
        return mine

    return sign_in


def with_rules(desk: Desk, path: Path, text: str) -> Desk:
    """The desk with rules of its own in this file, that may be written."""
    path.write_text(text, encoding="utf-8")
    object.__setattr__(desk, "rules", RulesFile(path))
    return desk


def over_https(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    return client
