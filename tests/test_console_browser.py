"""Every page of the console in a real browser: for whoever sees badly, has no mouse, or reads at 400 %."""

from collections.abc import Callable
from typing import Any

from .browsing import NARROW, Visit

Visits = Callable[..., Visit]

TOO_WIDE = """width => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > width)
  .map(one => one.outerHTML.slice(0, 80))"""
"""What reaches beyond the window: what stands in a box that scrolls by itself may."""


def pages_of(visit: Visit) -> list[str]:
    """The path of each page that can be reached by links from the first, and asks for no other method."""
    seen, ahead = [], ["/account/"]
    while ahead:
        path = ahead.pop(0)
        answer = visit.open(path)
        kind = answer.headers.get("content-type", "")
        if path in seen or not kind.startswith("text/html"):
            continue
        seen.append(path)
        for link in visit.page.locator("a[href]").all():
            target = (link.get_attribute("href") or "").partition("#")[0].partition("?")[0]
            if target.startswith("/") and target not in [*seen, *ahead] and link.get_attribute("download") is None:
                ahead.append(target)
    return seen


def test_axe_finds_nothing_on_any_page(visit: Visits) -> None:
    admin = visit("admin")
    paths = pages_of(admin)
    assert len(paths) >= 4
    for path in [*paths, "/nothing-here"]:
        admin.open(path)
        assert not admin.violations(), path


def test_axe_finds_nothing_before_anybody_has_signed_in(visit: Visits, chromium: Any) -> None:
    known = visit("admin")
    stranger = Visit(chromium.new_page(), known.url, known.desk)
    for path in ("/sign-in", f"/welcome/{known.desk.people.invite('Otto', 'viewer')}", "/welcome/none"):
        stranger.open(path)
        assert not stranger.violations(), path
    stranger.page.close()


def test_at_four_hundred_percent_nothing_is_cut_off_and_nothing_scrolls_sideways(visit: Visits) -> None:
    admin = visit("admin", viewport=NARROW)
    for path in pages_of(admin):
        admin.open(path)
        wide = admin.page.evaluate(TOO_WIDE, NARROW["width"])
        assert admin.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], f"{path}: {wide}"


def test_nothing_comes_from_elsewhere_and_the_browser_refuses_nothing(visit: Visits) -> None:
    admin = visit("admin")
    asked: list[str] = []
    refused: list[str] = []
    admin.page.on("request", lambda request: asked.append(request.url))
    admin.page.on("console", lambda message: refused.append(message.text))
    for path in pages_of(admin):
        admin.open(path)
    assert asked
    assert not [url for url in asked if not url.startswith((admin.url, "data:"))]
    assert not refused


def test_by_keys_alone_one_comes_past_the_top_signs_out_and_sees_where_one_is(visit: Visits) -> None:
    admin = visit("admin")
    admin.open("/account/")
    admin.page.keyboard.press("Tab")
    assert admin.page.evaluate("document.activeElement.className") == "skip"
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert admin.page.evaluate(outline) != "none"
    admin.page.keyboard.press("Enter")
    assert admin.page.evaluate("document.activeElement.id") == "main"
    admin.page.keyboard.press("Shift+Tab")
    assert admin.page.evaluate("document.activeElement.textContent") == "Sign out"
    admin.page.keyboard.press("Enter")
    admin.page.wait_for_url("**/sign-in")


def test_without_scripts_every_page_is_the_same(visit: Visits) -> None:
    admin = visit("admin", java_script_enabled=False)
    for path in pages_of(admin):
        assert admin.open(path).status == 200, path
        assert admin.page.locator("h1").count() == 1, path
