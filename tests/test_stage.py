"""All that goes on now is put together from those who know it, and a help reaches the call from any thread."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from ivr.call.gallery import Gallery
from ivr.console.now.scene import Agent
from ivr.core.events import Helped
from ivr.core.help import Help, Stands
from ivr.core.record import Reason
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.stage.whole import WholeStage
from ivr.store.store import Store
from ivr.web.waiting import WaitingRoom
from ivr.written.prompt_texts import PromptTexts

from .conftest import CALL, CALLER, LINE, FakeReadiness, FakeRules
from .scripted import caller_who_listened
from .test_gallery import onlooker_of, tells

OpenStore = Callable[..., Store]


class House:
    def __init__(self, store: Store, rules: Rules, texts: PromptTexts, clock: Any) -> None:
        self.store, self.rules, self.clock = store, rules, clock
        self.waiting, self.gallery, self.readiness = WaitingRoom(clock.now), Gallery(), FakeReadiness()
        known = store, FakeRules(rules), texts, self.waiting, self.readiness, self.gallery, None
        self.stage = WholeStage(*known, loop=asyncio.get_running_loop(), now=clock.now)

    def call_handed_on(self, call: str = CALL) -> None:
        self.store.begin_call(call, caller=CALLER, line=LINE, rules=self.rules, ready=True)
        self.store.save_handoff(call, HandOff("transfer", "support", Reason.CALLER_ASKED))

    def call_with_assistant(self) -> None:
        caller = caller_who_listened()
        onlooker = onlooker_of(caller)
        self.gallery.open("CA1", onlooker, tells(caller, onlooker))


@pytest.fixture
async def house(open_store: OpenStore, rules: Rules, settings: Settings, fake_clock: Any) -> House:
    return House(open_store(), rules, PromptTexts(settings.prompts_dir, rules.language), fake_clock)


async def test_nothing_going_on_is_shown_as_that(house: House) -> None:
    scene = await house.stage.scene()
    assert (scene.calls, scene.handed_on, scene.draining) == ((), (), False)
    assert scene.capacity.left == house.rules.limits.calls_at_once
    assert {one.state for route in scene.routes for one in route.agents} == {"free"}


async def test_a_caller_who_was_handed_on_is_shown_until_they_have_a_person(house: House) -> None:
    house.call_handed_on()
    (one,) = (await house.stage.scene()).handed_on
    assert (one.state, one.route, one.reason, one.place) == ("elsewhere", "support", Reason.CALLER_ASKED, None)
    house.waiting.wait(CALL, "support", house.clock.now())
    (one,) = (await house.stage.scene()).handed_on
    assert (one.state, one.place) == ("waits", 1)
    dial = house.store.dial(CALL, "support")
    scene = await house.stage.scene()
    assert (scene.handed_on[0].state, scene.handed_on[0].agent) == ("rings", 1)
    assert scene.routes[0].agents[0].state == "rings"
    assert scene.handed_on[0].late_at == house.clock.at.timestamp() + house.rules.limits.person_within_seconds
    house.store.accept(CALL, dial.attempt)
    house.waiting.taken(CALL)
    scene = await house.stage.scene()
    assert (scene.handed_on[0].state, scene.handed_on[0].late_at) == ("talks", None)
    support = next(one for one in scene.routes if one.name == "support")
    assert support.agents[0] == Agent(1, support.agents[0].ends, "talks", house.clock.at.timestamp())
    house.store.over(CALL)
    assert (await house.stage.scene()).handed_on == ()


async def test_two_looks_are_the_same_until_something_happens(house: House) -> None:
    house.call_with_assistant()
    house.call_handed_on()
    before = await house.stage.scene()
    house.clock.forward(5)
    assert await house.stage.scene() == before
    await house.gallery.help("CA1", Helped(Help.OFFER_PERSON, by="x"))
    assert await house.stage.scene() != before


async def test_threads_look_and_help_through_the_event_loop(house: House) -> None:
    house.call_with_assistant()
    scene = await asyncio.to_thread(house.stage.scene_now)
    assert [one.call for one in scene.calls] == ["CA1"]
    told = await asyncio.to_thread(house.stage.help, "CA1", Helped(Help.OFFER_PERSON, by="x"))
    assert told is not None
    assert told.stands is Stands.TAKEN
    assert await asyncio.to_thread(house.stage.help, "CA2", Helped(Help.OFFER_PERSON)) is None


async def test_a_line_to_say_is_one_that_the_rules_name_with_its_text(house: House) -> None:
    helps = house.stage.helps(CALL)
    assert set(helps.lines) <= set(house.rules.say_next)
    assert all(helps.lines.values())
    assert helps.usual in helps.routes


async def test_without_room_there_is_none_left_and_a_draining_service_says_so(house: House) -> None:
    house.readiness.room = False
    house.readiness.states = {"calls": {"state": "draining", "detail": "1"}}
    scene = await house.stage.scene()
    assert (scene.capacity.left, scene.draining, scene.parts) == (0, True, ())
