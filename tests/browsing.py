"""A real browser for tests: Debian's Chromium, or any that is found, before the console on a port of its own."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from ivr.console.desk import Desk
from ivr.console.opened import console_at
from ivr.console.passwords import hashed
from ivr.settings import Settings, load_settings
from ivr.store.database import engine_of

from .console import PASSWORD, FakeStage, desk_of

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
NARROW = {"width": 320, "height": 640}
"""What a window of 1280 shows at 400 %."""


def found_browser() -> str | None:
    """Where one is that Playwright can drive."""
    return next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def sign_in_for_the_first_time(page: Any, address: str, name: str) -> None:
    """By the address that an invitation told."""
    page.goto(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Use this password").click()
    if page.get_by_label("Name").count():
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Skips the tests that want a browser where there is none.

    One for each file of tests: while Playwright is up, nothing else in its thread can run an event loop."""
    found = found_browser()
    if found is None:
        pytest.skip(f"no browser here: install one of {', '.join(CHROMIUMS)}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield launched
        launched.close()


@dataclass
class Visit:
    """The console as somebody sees it."""

    page: Any
    url: str
    desk: Desk

    def open(self, path: str) -> Any:
        return self.page.goto(self.url + path)

    def violations(self) -> list[str]:
        """Of WCAG 2.2 A and AA, and of good practice, as axe finds them on the page that is open, light and dark."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.emulate_media(color_scheme="light")
        found = Axe().run(self.page).response["violations"]
        self.page.emulate_media(color_scheme="dark")
        found += Axe().run(self.page, options={"runOnly": ["color-contrast"]}).response["violations"]
        return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.fixture
def console_server(
    empty_database: Path, tmp_path: Path, fake_clock: Any, stage: FakeStage
) -> Iterator[tuple[str, Desk]]:
    """(address, desk) of a console over http, as developers have it: under uvicorn, as `ivr serve` runs it."""
    shutil.copy(empty_database, tmp_path / "candid.db")
    settings: Settings = load_settings({"IVR_DATA_DIR": str(tmp_path)}, dev=True)
    engine = engine_of(settings.effective_database_url)
    console = console_at(desk_of(settings, engine, fake_clock.now, stage))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(console.app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", console.desk
    server.should_exit = True
    thread.join()
    console.close()


@pytest.fixture
def visit(chromium: Any, console_server: tuple[str, Desk]) -> Iterator[Callable[..., Visit]]:
    """Opens a browser in which somebody of a role is signed in; their name is that of the role."""
    url, desk = console_server
    contexts = []

    def begin(role: str, **more: Any) -> Visit:
        if desk.people.by_name(role) is None:
            desk.people.invite(role, role)
            person = desk.people.by_name(role)
            assert person is not None
            desk.people.choose_password(person.id, hashed(PASSWORD))
        contexts.append(chromium.new_context(**more))
        page = contexts[-1].new_page()
        page.goto(f"{url}/sign-in")
        page.get_by_label("Name").fill(role)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return Visit(page, url, desk)

    yield begin
    for context in contexts:
        context.close()
