"""A supervisor's hour, in a real browser before the real service: a rule is made, tried, published; the next caller is
sent by it; and it is taken back."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ivr.local_service import started_service

from .console import PASSWORD
from .source_tree import ROOT

pytestmark = [pytest.mark.engine, pytest.mark.rasa]
ASKS = "a_question_about_hours"
SCENARIO = """
name: {name}
agents: [answered]
steps:
  - listen:
  - say: what_are_your_opening_hours
  - listen:
  - finish
"""


@dataclass
class House:
    """The service, what runs beside it, and a browser in which somebody is signed in."""

    url: str
    environment: dict[str, str]
    folder: Path
    page: Any

    def ivr(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "ivr", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.strip()

    def ring(self, name: str) -> None:
        """Somebody rings, asks for the opening hours, and is heard out."""
        scenario = self.folder / f"{name}.yml"
        scenario.write_text(SCENARIO.format(name=name), encoding="utf-8")
        recordings = self.folder / "audio"
        if not recordings.exists():
            recordings.symlink_to(ROOT / "tests" / "calls" / "audio")
        self.ivr("call", str(scenario), "--url", self.url, "--quiet", "--output", str(self.folder / "reports"))

    def open(self, path: str) -> Any:
        return self.page.goto(f"{self.url}/console{path}")

    def words(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())


@pytest.fixture
def house(tmp_path: Path, chromium: Any) -> Iterator[House]:
    rules = tmp_path / "rules.yml"
    rules.write_text((ROOT / "rules.yml").read_text(encoding="utf-8"), encoding="utf-8")
    more = {"IVR_DATA_DIR": str(tmp_path / "data"), "IVR_RULES_FILE": str(rules), "IVR_RASA_DIR": ""}
    with started_service(more) as running:
        page = chromium.new_page()
        house = House(running.public_url, {**os.environ, **more, "IVR_PUBLIC_URL": running.public_url}, tmp_path, page)
        page.goto(house.ivr("people", "invite", "Sue", "--role", "supervisor"))
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("The same once more").fill(PASSWORD)
        page.get_by_role("button", name="Use this password").click()
        if page.get_by_label("Name").count():
            page.get_by_label("Name").fill("Sue")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
        yield house
        page.close()


def test_a_rule_is_made_published_taken_by_the_next_caller_and_taken_back(house: House) -> None:
    house.ring("before")
    rules = house.folder / "rules.yml"
    first = rules.read_text(encoding="utf-8")

    _make_a_rule(house)
    assert "When the caller asks about opening hours → complaints" in house.words()
    assert rules.read_text(encoding="utf-8") == first

    _publish(house, "Hours are told by people today")
    assert ASKS in rules.read_text(encoding="utf-8")

    house.ring("after")
    house.open("/calls/")
    calls = house.page.locator("main tbody tr").all_inner_texts()
    assert len(calls) == 2
    newest, oldest = (" ".join(row.split()) for row in calls)
    assert "complaints" in newest
    assert "complaints" not in oldest

    house.open("/revisions/1")
    house.page.get_by_role("button", name="Make it the draft").click()
    _publish(house, "Back to the machine")
    assert rules.read_text(encoding="utf-8") == first
    house.open("/revisions/")
    assert re.search(r"3 .* Sue Back to the machine 2 .* Sue Hours are told by people today 1 ", house.words())


def _make_a_rule(house: House) -> None:
    page = house.page
    house.open("/rules/new")
    page.get_by_label("Name", exact=True).fill(ASKS)
    page.locator('input[name="intents"][value="opening_hours"]').check()
    page.get_by_label("The caller goes to").select_option("complaints")
    page.get_by_label("Not understood in a row, at least so often").fill("9")
    page.get_by_text("too high").wait_for()
    page.get_by_label("Not understood in a row, at least so often").fill("")
    page.locator("[data-reads]", has_text="When the caller asks about opening hours → complaints").wait_for()
    page.get_by_role("button", name="Save to the draft").click()


def _publish(house: House, why: str) -> None:
    house.open("/draft/")
    house.page.get_by_label("Why").fill(why)
    house.page.get_by_role("button", name="Publish").click()
    assert "Published as revision" in house.words()
