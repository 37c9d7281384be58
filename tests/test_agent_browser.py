"""An agent's page in a real browser, at each stage of a call: for whoever sees badly, or reads at 400 %."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import uvicorn
from a2wsgi import WSGIMiddleware
from starlette.applications import Starlette
from starlette.routing import Mount

from ivr.core.record import Care, Flag, Priority, Reason, Topic
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.store import Store
from ivr.web.agent_page import create_agent_app
from ivr.web.desk import Desk
from ivr.written.prompt_texts import PromptTexts
from tests.conftest import CALL, FakeClock, FakeRules

from .browsing import NARROW, Visit
from .test_agent_page import spoken, teams

assert teams  # a fixture

GIVEN = ("the order: 4 2 1 8", "the postcode: S W 1 A")
URGENT = Care(Topic.ABUSE, Priority.URGENT, (Flag.UNSAFE_TO_TALK, Flag.NO_CALLBACK))


@dataclass
class Agent:
    """Who is rung, with their browser."""

    page: Any
    url: str
    desk: Desk
    store: Store

    @property
    def heading(self) -> str:
        return str(self.page.locator("h1").inner_text())

    def comes_to(self, heading: str) -> None:
        """Without being reloaded by anybody."""
        self.page.get_by_role("heading", name=heading).wait_for()

    def violations(self) -> list[str]:
        return Visit(self.page, self.url, self.desk).violations()  # type: ignore[arg-type]


@pytest.fixture
def rung_agent(
    chromium: Any, teams: None, settings: Settings, store: Store, rules_in_force: FakeRules, fake_clock: FakeClock
) -> Iterator[Callable[..., Agent]]:
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    at_home = replace(settings, public_url=address)
    desk = Desk(at_home, monotonic=fake_clock.monotonic)
    texts = PromptTexts(at_home.prompts_dir, "en")
    pages: Any = create_agent_app(at_home, store, rules_in_force, texts, desk, fake_clock.now)
    app = Starlette(routes=[Mount("/agent", WSGIMiddleware(pages.wsgi_app, workers=2))])
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    contexts = []

    def ring(**more: Any) -> Agent:
        rules = rules_in_force.rules
        store.begin_call(CALL, caller="+15551230987", line="+15005550100", rules=rules, ready=True)
        handoff = HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, "order_status", care=URGENT, given=GIVEN)
        words = ("It's about the parcel that my husband took from me.", "Where is my order four two one eight?")
        spoken(store, *words, handoff=replace(handoff, wish=words[-1]))
        store.dial(CALL, "support")
        token = desk.links.issue(CALL, 1)
        contexts.append(chromium.new_context(**more))
        page = contexts[-1].new_page()
        page.goto(f"{address}/agent/{token}")
        return Agent(page, f"{address}/agent/{token}", desk, store)

    yield ring
    for context in contexts:
        context.close()
    server.should_exit = True
    thread.join()
    desk.close()


def test_the_page_follows_the_call_and_axe_finds_nothing_at_any_stage(rung_agent: Callable[..., Agent]) -> None:
    agent = rung_agent()
    assert agent.heading == "A caller for you"
    assert not agent.violations()
    agent.desk.links.pick_up(CALL, 1)
    agent.page.get_by_role("button", name="Accept").click()
    agent.comes_to("You take the call")
    assert not agent.violations()
    agent.store.accept(CALL, 1)
    agent.comes_to("You have the call")
    assert not agent.violations()
    agent.page.get_by_label("they go on to sales team").check()
    agent.page.get_by_role("button", name="Keep this choice").click()
    agent.page.get_by_text("Hang up now").wait_for()
    assert agent.desk.links.of_dial(CALL, 1).onward == "sales_team"
    agent.store.over(CALL)
    agent.comes_to("This call is over for you")
    assert not agent.violations()
    agent.page.goto(agent.url.rpartition("/")[0] + "/none")
    assert agent.heading == "This link is gone"
    assert not agent.violations()


def test_at_four_hundred_percent_nothing_is_cut_off_and_the_buttons_come_first(
    rung_agent: Callable[..., Agent],
) -> None:
    agent = rung_agent(viewport=NARROW)
    assert agent.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    agent.page.keyboard.press("Tab")
    assert agent.page.evaluate("document.activeElement.textContent") == "Decline"


def test_without_scripts_it_reloads_itself(rung_agent: Callable[..., Agent]) -> None:
    agent = rung_agent(java_script_enabled=False)
    agent.desk.links.pick_up(CALL, 1)
    agent.page.get_by_role("button", name="Accept").wait_for()
