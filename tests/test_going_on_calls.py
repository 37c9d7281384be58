"""A call that comes back, from ring to goodbye: signed webhooks over HTTP, streams, and a stand-in for the carrier.

Only the engines are fakes, and count what they are asked: while people have the caller they are asked nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from ivr.core.record import Back, Disposition, Reason
from ivr.ports import GoneOn
from ivr.settings import Settings
from ivr.store.store import Store
from ivr.web.desk import Desk
from tests.test_payment_calls import Line
from tests.test_payment_calls import line as line  # a fixture: the service, and calls that are placed to it


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    """Of agents who are told where their pages are, by a desk that is not there."""
    desk = Desk(replace(settings, desk_webhook="http://127.0.0.1:9/desk"))
    yield desk
    desk.close()


@pytest.fixture
def app(make_app: Callable[..., Flask], settings: Settings, desk: Desk) -> Flask:
    return make_app(settings, desk=desk)


NOBODY = ["busy", "no-answer"]


def prompts(store: Store, call: str) -> list[str]:
    spoken = [entry for entry in store.journal(call) if entry.kind == "Speak"]
    return [str(part.get("name")) for entry in spoken for part in entry.body["lines"]]  # type: ignore[attr-defined]


async def test_whom_nobody_took_goes_on_with_the_assistant_and_reaches_a_person_then(line: Line, store: Store) -> None:
    steps = ("listen", {"press": "0"}, {"wait": 9}, {"press": "4"}, "listen", {"press": "0"}, "finish")
    report = await line.call(*steps, agents=[*NOBODY, "answered"])
    assert report.failures == []
    assert report.streams == 2
    assert store.gone_on(report.call_sid) == GoneOn(Back.CALLER, "", 1)
    record = store.record(report.call_sid)
    assert record.handoff is not None
    assert record.handoff.reason is Reason.KEY_PRESSED
    assert [(one.attempt, one.handoff, one.bridged) for one in record.rung] == [
        (1, 0, False),
        (2, 0, False),
        (3, 1, True),
    ]
    _, at_leaving, at_coming_back, _ = line.asked
    assert at_leaving == at_coming_back > 0, "nothing is heard in between"
    names = prompts(store, report.call_sid)
    first = names.index("going_on")
    assert names[first : first + 4] == ["going_on", "robot_brief", "offer_person", "ask_how"]


async def test_an_agent_gives_the_caller_back_when_they_hang_up_and_the_assistant_tells_what_was_done(
    line: Line, store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The agent presses the button as soon as they have the caller."""
    take = desk.links.take

    def take_and_give_back(call: str, attempt: int) -> None:
        take(call, attempt)
        if attempt == 1:
            store.handing_off.give_back(call, "done_settled")

    monkeypatch.setattr(desk.links, "take", take_and_give_back)
    steps = ("listen", {"press": "0"}, {"wait": 25}, "listen", {"press": "0"}, "finish")
    report = await line.call(*steps, agents=["answered", "answered"])
    assert report.failures == []
    assert report.streams == 2
    assert [(one.handoff, one.bridged) for one in store.record(report.call_sid).rung] == [(0, True), (1, True)]
    names = prompts(store, report.call_sid)
    first = names.index("done_settled")
    assert names[first : first + 4] == ["done_settled", "robot_brief", "offer_person", "anything_else"]
    assert store.record(report.call_sid).disposition is Disposition.TRANSFERRED
