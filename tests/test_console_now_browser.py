"""The page Now in a real browser: a call appears and changes by itself, is helped, and a second person sees by whom."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from ivr.call.onlooker import Known, Onlooker
from ivr.console.now.scene import Agent, HandedOn, Helps, RouteNow, Scene
from ivr.core.commands import RecordHelp
from ivr.core.events import Helped
from ivr.core.record import Reason
from ivr.store.live_words import Spoken

from .browsing import NARROW, Visit
from .conftest import MONDAY_NOON
from .console import NOTHING
from .scripted import Caller, caller_who_listened

BEGAN = MONDAY_NOON.timestamp() - 60
ROUTES = (
    RouteNow("support", True, (Agent(1, "001", "talks", BEGAN), Agent(2, "002", "free")), 1),
    RouteNow("complaints", False, (Agent(1, "004", "free"),), 0),
)
WAITS = HandedOn("CA9", "888", "support", Reason.FRUSTRATED, "waits", BEGAN, place=1, late_at=BEGAN + 10)


@dataclass
class OneCall:
    """A stage with one call, whose core is the real one, and whose caller is scripted."""

    caller: Caller = field(default_factory=caller_who_listened)
    is_there: bool = False

    def __post_init__(self) -> None:
        self.onlooker = Onlooker(Known("CA1", "123", "+15550001", BEGAN), self.caller.call, MONDAY_NOON.timestamp())

    async def scene(self) -> Scene:
        return self.scene_now()

    def scene_now(self) -> Scene:
        calls = (self.onlooker.running(),) if self.is_there else ()
        return replace(NOTHING, calls=calls, handed_on=(WAITS,), routes=ROUTES)

    def helps(self, call: str) -> Helps:
        return Helps({"help": "You can ask for a person at any moment."}, {"support": True}, "support")

    def help(self, call: str, wanted: Helped) -> RecordHelp | None:
        for command in self.caller.call.receive(wanted):
            self.onlooker.note(command)
        return self.onlooker.running().helped

    def words(self, call: str) -> tuple[Spoken, ...]:
        return (Spoken(by_caller=True, turn=1, text="where is <my> order"),)

    def is_silent(self, seconds: float) -> None:
        before = len(self.caller.commands)
        self.caller.is_silent(seconds)
        for command in self.caller.commands[before:]:
            self.onlooker.note(command)


@pytest.fixture
def stage() -> OneCall:
    return OneCall()


def test_a_call_appears_and_changes_and_is_helped_and_others_see_by_whom(
    visit: Callable[..., Visit], stage: OneCall
) -> None:
    mine, other = visit("supervisor"), visit("admin")
    mine.open("/now/")
    mine.page.evaluate("window.loadedOnce = true")
    mine.page.get_by_text("Live: changes show by themselves.").wait_for()
    stage.is_there = True
    mine.page.get_by_role("row", name="…123").wait_for()
    stage.caller.says("mumble", "greet", 0.2)
    stage.caller.hears_it_out()
    mine.page.get_by_role("cell", name="1 miss").wait_for()
    assert mine.page.evaluate("window.loadedOnce")
    assert not mine.violations()

    mine.page.get_by_role("link", name="…123").click()
    other.open("/now/CA1")
    other.page.get_by_text("Live: changes show by themselves.").wait_for()
    mine.page.get_by_role("button", name="Offer a person").click()
    mine.page.get_by_text("The caller hears only the result.").first.wait_for()
    other.page.get_by_text("Held by supervisor.").wait_for()
    assert other.page.get_by_role("button", name="Offer a person").is_disabled()
    assert mine.page.get_by_role("button", name="Ask that again").is_enabled()
    stage.is_silent(3.0)
    mine.page.get_by_text("Offer a person – done").wait_for()

    mine.page.get_by_role("button", name="Show what is said").click()
    mine.page.get_by_text("where is <my> order").wait_for()
    assert "looked_at_words" in {one.act for one in mine.desk.audit.entries()}
    assert not mine.violations()
    mine.page.get_by_role("button", name="Let it go").click()
    other.page.get_by_text("Nobody holds this call.").wait_for()
    mine.page.set_viewport_size(NARROW)
    for path in ("/now/", "/now/CA1"):
        mine.open(path)
        assert mine.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    stage.is_there = False
    mine.page.get_by_text("The call is over").wait_for()


def test_without_scripts_the_same_is_there_when_it_is_loaded(visit: Callable[..., Visit], stage: OneCall) -> None:
    mine = visit("supervisor", java_script_enabled=False)
    stage.is_there = True
    mine.open("/now/")
    mine.page.get_by_role("link", name="…123").click()
    mine.page.get_by_role("button", name="Ask that again").click()
    assert "next fitting moment" in mine.page.get_by_role("status").first.text_content()
    assert mine.desk.holds.of("CA1") is not None
