"""A call that comes back, from ring to goodbye: signed webhooks over HTTP, streams, and a stand-in for the carrier.

Only the engines are fakes, and count what they are asked: while people have the caller they are asked nothing.
"""

from ivr.core.record import Back, Reason
from ivr.ports import GoneOn
from ivr.store.store import Store
from tests.test_payment_calls import Line
from tests.test_payment_calls import line as line  # a fixture: the service, and calls that are placed to it

NOBODY = ["busy", "no-answer"]


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
    spoken = [entry for entry in store.journal(report.call_sid) if entry.kind == "Speak"]
    names = [str(part.get("name")) for entry in spoken for part in entry.body["lines"]]  # type: ignore[attr-defined]
    first = names.index("going_on")
    assert names[first : first + 4] == ["going_on", "robot_brief", "offer_person", "ask_how"]
