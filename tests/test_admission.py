"""Whether there is room for one more call."""

import asyncio

from ivr.call.admission import Admission


def looks(admission: Admission, count: int, queue_seconds: float = 0.0, loop_seconds: float = 0.0) -> None:
    for _ in range(count):
        admission.note(queue_seconds, loop_seconds)


def test_there_is_room_until_the_queue_has_been_long_for_a_second() -> None:
    admission = Admission(lambda: 0.0)
    looks(admission, 1, queue_seconds=3.0)
    assert admission.has_room
    looks(admission, 20, queue_seconds=1.0)
    assert not admission.has_room


def test_a_late_event_loop_leaves_no_room() -> None:
    admission = Admission(lambda: 0.0)
    looks(admission, 30, loop_seconds=0.15)
    assert not admission.has_room


def test_there_is_room_again_only_when_the_delay_has_halved() -> None:
    admission = Admission(lambda: 0.0)
    looks(admission, 50, queue_seconds=1.0)
    looks(admission, 50, queue_seconds=0.25)
    assert not admission.has_room
    looks(admission, 50, queue_seconds=0.1)
    assert admission.has_room


async def test_it_looks_by_itself() -> None:
    asked = asyncio.Event()

    def delay() -> float:
        asked.set()
        return 0.0

    admission = Admission(delay)
    admission.start()
    await asyncio.wait_for(asked.wait(), 10)
    await admission.stop()
    assert admission.has_room
