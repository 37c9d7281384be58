"""A supervisor's hour, in a real browser before the real service: a rule is made, tried on a past call, published; the
next caller is watched and sent by it; it is taken back; and another caller is helped."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ivr.local_service import started_service

from .browsing import sign_in_for_the_first_time
from .source_tree import ROOT

pytestmark = [pytest.mark.engine, pytest.mark.rasa]
PATIENCE_SECONDS = 120.0
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

    def begun(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "ivr", *arguments]
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def ivr(self, *arguments: str) -> str:
        told, _ = self.begun(*arguments).communicate(timeout=PATIENCE_SECONDS)
        return told.strip()

    @contextmanager
    def ringing(self, name: str) -> Iterator[None]:
        """Somebody rings, asks for the opening hours, and is heard out: by the end of this, they have hung up."""
        scenario = self.folder / f"{name}.yml"
        scenario.write_text(SCENARIO.format(name=name), encoding="utf-8")
        recordings = self.folder / "audio"
        if not recordings.exists():
            recordings.symlink_to(ROOT / "tests" / "calls" / "audio")
        reports = str(self.folder / "reports")
        call = self.begun("call", str(scenario), "--url", self.url, "--quiet", "--output", reports)
        try:
            yield
            call.communicate(timeout=PATIENCE_SECONDS)
        finally:
            call.kill()
            call.wait()

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
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        house = House(running.public_url, {**os.environ, **more, "IVR_PUBLIC_URL": running.public_url}, tmp_path, page)
        sign_in_for_the_first_time(page, house.ivr("people", "invite", "Sue", "--role", "supervisor"), "Sue")
        yield house
        page.close()


def test_a_rule_is_made_tried_published_watched_and_taken_back_and_a_caller_is_helped(house: House) -> None:
    with house.ringing("before"):
        pass
    rules = house.folder / "rules.yml"
    first = rules.read_text(encoding="utf-8")

    _make_a_rule(house)
    assert "When the caller asks about opening hours → complaints" in house.words()
    _try_it(house)
    assert rules.read_text(encoding="utf-8") == first
    _publish(house, "Hours are told by people today")
    assert ASKS in rules.read_text(encoding="utf-8")

    with house.ringing("after"):
        house.open("/now/")
        house.page.locator("#calls-rows tr:not(#no-calls)").wait_for()
        house.page.locator("#on-rows td", has_text="complaints").wait_for()
    _sent_by_the_rule(house)

    house.open("/revisions/1")
    house.page.get_by_role("button", name="Make it the draft").click()
    _publish(house, "Back to the machine")
    assert rules.read_text(encoding="utf-8") == first
    house.open("/revisions/")
    assert re.search(r"3 .* Sue Back to the machine 2 .* Sue Hours are told by people today 1 ", house.words())

    with house.ringing("helped"):
        house.open("/now/")
        house.page.locator("#calls-rows a").click()
        house.page.get_by_role("button", name="To an agent").click()
        house.page.locator('#facts[data-state="on"]').wait_for()


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


def _try_it(house: House) -> None:
    house.open("/dry-run/")
    house.page.get_by_role("button", name="Try the draft").click()
    house.page.get_by_role("heading", name="To whom").wait_for()
    assert "Gone through: 1 of 1" in house.words()
    assert "complaints 0 1 +1" in house.words()


def _sent_by_the_rule(house: House) -> None:
    house.open("/calls/")
    calls = house.page.locator("main tbody tr").all_inner_texts()
    assert len(calls) == 2
    newest, oldest = (" ".join(row.split()) for row in calls)
    assert "complaints" in newest
    assert "complaints" not in oldest


def _publish(house: House, why: str) -> None:
    house.open("/draft/")
    house.page.get_by_label("Why").fill(why)
    house.page.get_by_role("button", name="Publish").click()
    assert "is in force now" in house.words()
