#!/usr/bin/env python3
"""Takes the pictures of docs/supervisors.md anew: the console in a browser, with a day of simulated calls behind it.
Needs Debian's chromium, or another that Playwright can drive."""

import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demo_day import CALLS, ROOT, Day, callers, day
from playwright.sync_api import sync_playwright

from tests.browsing import CHROMIUMS, found_browser, sign_in_for_the_first_time

PICTURES = ROOT / "docs" / "console"
WINDOW = {"width": 1000, "height": 640}
Shot = Callable[[str], None]


def main() -> None:
    browser = found_browser()
    if browser is None:
        sys.exit(f"no browser here: install one of {', '.join(CHROMIUMS)}")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, day(Path(folder) / "data") as today, sync_playwright() as playwright:
        ringing = threading.Thread(target=callers, args=(today, CALLS[:4]))
        ringing.start()
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport=WINDOW, color_scheme="light")
        sign_in_for_the_first_time(page, today.invite("Sue", "supervisor"), "Sue")
        page.goto(f"{today.url}/console/now/")
        page.locator("#calls-rows tr:not(#no-calls)").first.wait_for(timeout=60_000)
        page.screenshot(path=str(PICTURES / "now.png"))
        ringing.join()
        _take(today, page)
        chromium.close()


def _take(today: Day, page: Any) -> None:
    def visit(path: str) -> None:
        page.goto(f"{today.url}/console{path}")

    def shot(name: str) -> None:
        page.screenshot(path=str(PICTURES / f"{name}.png"))

    for name, path in (("calls", "/calls/"), ("rules", "/rules/")):
        visit(path)
        shot(name)
    _change_hours(page, visit, shot)
    _make_a_rule(page, visit, shot)
    visit("/dry-run/")
    page.get_by_role("button", name="Try the draft").click()
    page.get_by_role("heading", name="In sum").wait_for(timeout=60_000)
    shot("dry_run")
    visit("/draft/")
    page.get_by_label("Why").fill("Hours are told by people today")
    shot("draft")
    page.get_by_role("button", name="Publish").click()
    visit("/revisions/")
    shot("revisions")
    for name in ("messages", "reports"):
        visit(f"/{name}/")
        shot(name)


def _change_hours(page: Any, visit: Shot, shot: Shot) -> None:
    visit("/routes/of/support")
    page.get_by_role("heading", name="When somebody is there").scroll_into_view_if_needed()
    page.get_by_label("Hours of the week").fill("mon-fri 9:00 to 12:00\nmon-fri 13:00 to 17:00")
    page.evaluate("document.querySelector('#f-hours').scrollIntoView({block: 'center'})")
    shot("route")


def _make_a_rule(page: Any, visit: Shot, shot: Shot) -> None:
    visit("/rules/new")
    page.get_by_label("Name", exact=True).fill("hours_to_people")
    page.locator('input[name="intents"][value="opening_hours"]').check()
    page.get_by_label("The caller goes to").select_option("complaints")
    page.locator("[data-reads]", has_text="opening hours").wait_for()
    page.locator("h1").scroll_into_view_if_needed()
    shot("rule")
    page.get_by_role("button", name="Save to the draft").click()


if __name__ == "__main__":
    main()
